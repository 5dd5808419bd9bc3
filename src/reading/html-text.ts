import { decodeHTML, decodeHTMLStrict } from 'entities';
import { Parser } from 'htmlparser2';
import { maxDepth, maxTextLength, maxTitleLength } from './limits.ts';

/** Never text, whatever is inside. */
const silent = new Set(
  'script style noscript template svg math head select textarea button audio video canvas form'.split(' '),
);
/** Elements that start and end a line. */
const blocks = new Set(
  (
    'address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure footer h1 h2 h3 ' +
    'h4 h5 h6 header hgroup hr html li main nav ol option p pre section summary table tbody tfoot thead tr ul'
  ).split(' '),
);
const inline =
  'a abbr acronym b bdi bdo big cite code data del dfn em embed font i img input iframe ins kbd label link map mark meta nobr object q rp rt ruby s samp small source span strike strong sub sup td th time title tt u var wbr';
const htmlNames = new Set([...silent, ...blocks, ...inline.split(' ')]);

/**
 * HTML → plain text: one line per paragraph, no scripts, styles or forms.
 * @param readings 2 for sources that may have escaped their markup twice (feeds, WordPress), 1 where it cannot be
 * @returns lines joined by `\n`, at most 100,000 UTF-16 units
 */
export function toPlainText(html: string, readings = 2): string {
  let text = html;
  // The second time the lines are already lines.
  for (let reading = 0; reading < readings && isMarkup(text); reading++) text = readMarkup(text, reading > 0);
  return toLines(text);
}

/** HTML → one line: tags stripped, entities resolved (twice when they were escaped twice). */
export function toTitle(html: string): string | null {
  let text = html.slice(0, 20 * maxTitleLength);
  for (let reading = 0; reading < 3; reading++) {
    const next = decodeHTMLStrict(stripTags(text));
    if (next === text) break;
    text = next;
  }
  const line = toLines(text).replaceAll('\n', ' ').slice(0, maxTitleLength).trim();
  return line === '' ? null : line;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes can smuggle them past the repair of the document
const invisible = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b\u200e\u200f\u2060\ufeff]/g;

/** Spaces collapsed, empty lines dropped, control and invisible characters removed (not the joiners that emoji need). */
export function toLines(text: string): string {
  return text
    .replace(invisible, '')
    .split(/[\n\r\u2028\u2029]+/)
    .map((line) => line.replace(/[\s\u00a0]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
    .slice(0, maxTextLength);
}

function isMarkup(text: string): boolean {
  return /<[a-z!/]|&(?:#\w{1,8}|[a-z]\w{1,30});/i.test(text);
}

/** Only tags that HTML knows are stripped: in "rugi <Rp5.000" the rest is the title. */
function stripTags(text: string): string {
  if (!text.includes('<')) return text;
  return text
    .replace(/<!--.*?-->|<!\[CDATA\[|\]\]>|<(script|style)\b[^<>]*>.*?<\/\1\s*>|<[!?][^<>]*>/gis, '')
    .replace(/<\/?([a-z][a-z0-9]*)(?:[\s/][^<>]*)?>/gi, (tag, name: string) => {
      const known = name.toLowerCase();
      if (!htmlNames.has(known)) return tag;
      return blocks.has(known) ? ' ' : '';
    });
}

function readMarkup(html: string, keepLines: boolean): string {
  const chunks: string[] = [];
  let depth = 0;
  let skipping = 0;
  const parser = new Parser(
    {
      onopentagname(name) {
        depth++;
        if (depth > maxDepth) parser.pause();
        if (silent.has(name)) skipping++;
        if (blocks.has(name)) chunks.push('\n');
        else if (name === 'td' || name === 'th') chunks.push(' ');
      },
      onclosetag(name) {
        depth--;
        if (silent.has(name)) skipping--;
        if (blocks.has(name) && name !== 'br') chunks.push('\n');
      },
      ontext(data) {
        if (skipping <= 0) chunks.push(keepLines ? data : data.replace(/[\n\r]+/g, ' '));
      },
    },
    { decodeEntities: false },
  );
  parser.write(
    html
      // `<Rp5.000` starts no element.
      .replace(/<(?=[a-z][\w:-]*[^\s\w>/:-])/gi, '&lt;')
      // One that is never closed would swallow the rest as raw text.
      .replace(/<\/?(?:iframe|noembed|noframes|xmp|plaintext)\b[^<>]*>|\]\]>/gi, ''),
  );
  parser.end();
  return decodeHTML(chunks.join(''));
}
