import { decodeHTMLStrict } from 'entities';
import { Parser } from 'htmlparser2';
import { maxDepth, maxElementAttributes } from './limits.ts';

export interface XmlElement {
  /** Lower case, with the usual prefix of its namespace whatever the document calls it: `dc:date`. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly parts: readonly XmlPart[];
}
export type XmlPart = XmlElement | XmlText;
export interface XmlText {
  readonly text: string;
  readonly cdata: boolean;
}

/** Prefix in the document → usual prefix. Filled while reading, shared by all segments of a document. */
export type Prefixes = Map<string, string>;

const namespaces: Readonly<Record<string, string>> = {
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://purl.org/dc/elements/1.0/': 'dc',
  'http://purl.org/dc/terms/': 'dcterms',
  'http://purl.org/rss/1.0/modules/content/': 'content',
  'http://purl.org/rss/1.0/modules/source': 'source',
  'http://search.yahoo.com/mrss/': 'media',
  'http://search.yahoo.com/mrss': 'media',
  'http://www.itunes.com/dtds/podcast-1.0.dtd': 'itunes',
  'http://rssnamespace.org/feedburner/ext/1.0': 'feedburner',
  'http://www.w3.org/1999/xhtml': 'xhtml',
  'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf',
  'http://www.google.com/schemas/sitemap-news/0.9': 'news',
  'http://www.w3.org/2005/atom': '',
  'http://purl.org/atom/ns#': '',
  'http://purl.org/rss/1.0/': '',
  'http://channel.netscape.com/rdf/simple/0.9/': '',
  'http://my.netscape.com/rdf/simple/0.9/': '',
  'http://purl.org/net/rss1.1#': '',
  'http://backend.userland.com/rss2': '',
  'http://backend.userland.com/rss': '',
};

interface OpenElement {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly parts: XmlPart[];
}

export interface TreeOptions {
  readonly prefixes: Prefixes;
  /** True when `name` cannot stand inside `open`: then the end tag of `open` is missing or broken, and it is closed. */
  readonly closes?: (open: string, name: string) => boolean;
}

/**
 * Reads a piece of XML as it comes: unknown entities stay, missing end tags are closed, nothing is ever fetched or expanded
 * (there is no DTD at all). Reading stops at 256 levels.
 * @returns a nameless element that holds the top level
 */
export function parseXml(xml: string, options: TreeOptions): XmlElement {
  const root: OpenElement = { name: '', attributes: {}, parts: [] };
  const stack: OpenElement[] = [root];
  const top = () => stack.at(-1) ?? root;
  let isCdata = false;
  let isPaused = false;
  const addText = (text: string, cdata: boolean) => top().parts.push({ text, cdata });
  const parser = new Parser(
    {
      onopentag(tag, raw) {
        const attributes = readAttributes(raw, options.prefixes);
        const name = usualName(tag, options.prefixes);
        if (options.closes?.(top().name, name)) stack.pop();
        const element: OpenElement = { name, attributes, parts: [] };
        top().parts.push(element);
        stack.push(element);
        if (stack.length > maxDepth) {
          isPaused = true;
          parser.pause();
        }
      },
      onclosetag(tag) {
        const name = usualName(tag, options.prefixes);
        const at = stack.findLastIndex((element) => element.name === name);
        if (at > 0) stack.length = at;
      },
      ontext(data) {
        addText(isCdata || !data.includes('&') ? data : decodeHTMLStrict(data), isCdata);
      },
      oncdatastart() {
        isCdata = true;
      },
      oncdataend() {
        isCdata = false;
      },
    },
    { xmlMode: true, decodeEntities: false, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  // Most of a feed is CDATA. The parser would walk through it letter by letter, so where it certainly stands between tags it is spared.
  let from = 0;
  for (let at = xml.indexOf(cdataStart); at >= 0 && !isPaused; at = xml.indexOf(cdataStart, from)) {
    const end = xml.indexOf(']]>', at);
    const before = xml.slice(from, at);
    if (end < 0 || !endsBetweenTags(before)) break;
    parser.write(escapeStray(before));
    addText(xml.slice(at + cdataStart.length, end), true);
    from = end + 3;
  }
  parser.write(escapeStray(xml.slice(from)));
  parser.end();
  return root;
}

const cdataStart = '<![CDATA[';

function endsBetweenTags(xml: string): boolean {
  return xml.lastIndexOf('>') >= xml.lastIndexOf('<') && !xml.includes('<!') && !xml.includes('<?');
}

/** "harga < Rp5.000": a `<` that starts no tag. */
function escapeStray(xml: string): string {
  return xml.replace(/<(?![a-z_/!?])/gi, '&lt;');
}

function readAttributes(raw: Record<string, string>, prefixes: Prefixes): Record<string, string> {
  const attributes: Record<string, string> = Object.create(null);
  for (const name of Object.keys(raw).slice(0, maxElementAttributes)) {
    const value = raw[name] ?? '';
    attributes[name] = value.includes('&') ? decodeHTMLStrict(value) : value;
    if (name.startsWith('xmlns:')) {
      const usual = namespaces[value.trim().toLowerCase()];
      if (usual !== undefined) prefixes.set(name.slice(6), usual);
    }
  }
  return attributes;
}

function usualName(tag: string, prefixes: Prefixes): string {
  const colon = tag.indexOf(':');
  if (colon < 0) return tag;
  const prefix = tag.slice(0, colon);
  const usual = prefixes.get(prefix) ?? (prefix === 'atom' || prefix === 'rss' ? '' : prefix);
  return usual === '' ? tag.slice(colon + 1) : `${usual}:${tag.slice(colon + 1)}`;
}

export function isElement(part: XmlPart): part is XmlElement {
  return 'name' in part;
}

export function childElements(element: XmlElement, name: string): XmlElement[] {
  return element.parts.filter((part): part is XmlElement => isElement(part) && part.name === name);
}

/** The first element of that name anywhere below, in document order. */
export function findElement(element: XmlElement, names: readonly string[]): XmlElement | null {
  for (const part of element.parts) {
    if (!isElement(part)) continue;
    const found = names.includes(part.name) ? part : findElement(part, names);
    if (found !== null) return found;
  }
  return null;
}

/**
 * What the element means as HTML: escaped or CDATA markup unwrapped, inline (X)HTML written out again.
 * @param isLiteral text is text even where there is no element beside it (Atom's XHTML)
 */
export function markupOf(element: XmlElement, isLiteral = element.parts.some(isElement)): string {
  return element.parts
    .map((part) => {
      if (!isElement(part)) return isLiteral && !part.cdata ? escapeMarkup(part.text) : part.text;
      const name = part.name.replace(/^xhtml:/, '');
      return `<${name}>${markupOf(part, isLiteral)}</${name}>`;
    })
    .join('');
}

/** Text of the element alone, without its children. */
export function ownText(element: XmlElement): string {
  return element.parts.map((part) => (isElement(part) ? '' : part.text)).join('');
}

function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
