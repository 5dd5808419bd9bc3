import { decodeHTML, decodeHTMLStrict } from 'entities';
import { Parser } from 'htmlparser2';
import { announcement, pointerAhead } from './boilerplate.ts';
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
 * HTML → plain text: one line per paragraph, no scripts, styles or forms, no link behind a "Baca juga:".
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
  return (
    text
      .replace(invisible, '')
      .split(/[\n\r\u2028\u2029]+/)
      // Not `\s+`: to put a space in the place of every single space takes most of the time of a feed.
      .map((line) => line.replace(/\s{2,}|[^\S ]/g, ' ').trim())
      .filter((line) => line !== '')
      .join('\n')
      .slice(0, maxTextLength)
  );
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

/** Characters that the announcement of another article may have. */
const longestPointer = 60;

function readMarkup(html: string, keepLines: boolean): string {
  const chunks: string[] = [];
  let depth = 0;
  let skipping = 0;
  /** End of the line under way, as far as it is looked at; of the same length as in the chunks. */
  let tail = '';
  /** The last line that holds anything, if it is short, and the chunk that it starts with. */
  let last = { text: '', start: 0 };
  let lineStart = 0;
  /** Depth of a link or list that names other articles and is left out; 0 outside of one. */
  let pointer = 0;
  const push = (text: string) => {
    chunks.push(text);
    // As many spaces as characters, so that positions stay.
    tail = (tail + text.replaceAll('&nbsp;', '      ')).slice(-longestPointer);
  };
  const endLine = () => {
    const text = tail.trim();
    if (text !== '') last = { text: tail.length < longestPointer ? text : '', start: lineStart };
    chunks.push('\n');
    lineStart = chunks.length;
    tail = '';
  };
  const openPointer = () => {
    pointer = depth;
    skipping++;
  };
  const parser = new Parser(
    {
      onopentagname(name) {
        depth++;
        if (depth > maxDepth) parser.pause();
        if (silent.has(name)) skipping++;
        if (blocks.has(name)) endLine();
        else if (name === 'td' || name === 'th') push(' ');
        if (pointer > 0 || skipping > 0) return;
        if ((name === 'ul' || name === 'ol') && announcement.test(last.text)) {
          chunks.length = last.start;
          lineStart = last.start;
          openPointer();
        } else if (name === 'a') {
          const ahead = pointerAhead.exec(tail)?.[0] ?? '';
          if (ahead === '') return;
          dropEnd(chunks, ahead.length);
          tail = tail.slice(0, -ahead.length);
          push(' ');
          openPointer();
        }
      },
      onclosetag(name) {
        if (pointer === depth && pointer > 0) {
          pointer = 0;
          skipping--;
        }
        depth--;
        if (silent.has(name)) skipping--;
        if (blocks.has(name) && name !== 'br') endLine();
      },
      ontext(data) {
        if (skipping <= 0) push(keepLines ? data : data.replace(/[\n\r]+/g, ' '));
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

/** Takes the last characters off the text that the chunks make. */
function dropEnd(chunks: string[], length: number): void {
  let rest = length;
  while (rest > 0 && chunks.length > 0) {
    const chunk = chunks.pop() ?? '';
    if (chunk.length > rest) chunks.push(chunk.slice(0, -rest));
    rest -= chunk.length;
  }
}
