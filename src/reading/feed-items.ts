import type { FeedItem, ReadDate } from '../core/reader.ts';
import { resolveAddress } from './addresses.ts';
import { dropBoilerplate } from './boilerplate.ts';
import { parseDate } from './dates.ts';
import { atomLink, authorOf, baseOf, childText, contentOf, firstText } from './feed-fields.ts';
import { toPlainText, toTitle } from './html-text.ts';
import { childElements, ownText, type XmlElement } from './xml-tree.ts';

/** What an item inherits from its feed. */
export interface FeedDefaults {
  /** Address that relative links are resolved against. */
  readonly base: string;
  readonly zone: string;
  readonly author: string | null;
  readonly language: string | null;
}

const rssBodies = [
  'content:encoded',
  'description',
  'content',
  'summary',
  'xhtml:body',
  'body',
  'fullitem',
  'media:description',
  'itunes:summary',
  'dc:description',
];
const rssDates = [
  'pubdate',
  'dc:date',
  'published',
  'issued',
  'dcterms:issued',
  'created',
  'dcterms:created',
  'date',
  'updated',
  'modified',
  'dcterms:modified',
];
const atomDates = [
  'published',
  'issued',
  'created',
  'dcterms:issued',
  'dc:date',
  'updated',
  'modified',
  'dcterms:modified',
  'pubdate',
];

/** `<item>` of RSS and RDF, with whatever Atom and Dublin Core elements it borrows. */
export function toRssItem(item: XmlElement, defaults: FeedDefaults): FeedItem {
  const base = baseOf(item, defaults.base);
  const guid = childText(item, 'guid') ?? childText(item, 'id') ?? item.attributes['rdf:about'] ?? null;
  return {
    guid: guid?.trim() ?? null,
    url: rssLink(item, base),
    title: toTitle(firstText(item, ['title', 'dc:title', 'media:title']) ?? ''),
    text: firstBody(item, rssBodies),
    author: authorOf(item),
    date: firstDate(item, rssDates, defaults.zone),
    language: childText(item, 'dc:language') ?? item.attributes['xml:lang'] ?? defaults.language,
    publisher: publisherOf(item),
  };
}

/** `<entry>` of Atom 0.3 and 1.0. */
export function toAtomItem(entry: XmlElement, defaults: FeedDefaults): FeedItem {
  const base = baseOf(entry, defaults.base);
  const id = childText(entry, 'id') ?? childText(entry, 'guid');
  const original = resolveAddress(childText(entry, 'feedburner:origlink'), base);
  return {
    guid: id,
    url: original ?? atomLink(entry, base) ?? rssLink(entry, base) ?? resolveAddress(id, null),
    title: toTitle(firstText(entry, ['title', 'dc:title', 'media:title']) ?? ''),
    text:
      firstBody(entry, ['content', 'summary', 'content:encoded', 'description', 'media:description']) ||
      groupBody(entry),
    author: authorOf(entry) ?? defaults.author,
    date: firstDate(entry, atomDates, defaults.zone),
    language: entry.attributes['xml:lang'] ?? childText(entry, 'dc:language') ?? defaults.language,
    publisher: publisherOf(entry),
  };
}

function rssLink(item: XmlElement, base: string): string | null {
  const original = resolveAddress(childText(item, 'feedburner:origlink'), base);
  if (original !== null) return original;
  for (const link of childElements(item, 'link')) {
    const url = resolveAddress(ownText(link), baseOf(link, base));
    if (url !== null) return url;
  }
  const guid = childElements(item, 'guid')[0];
  const permalink = guid && guid.attributes.ispermalink?.toLowerCase() !== 'false' ? ownText(guid) : null;
  return (
    atomLink(item, base) ??
    resolveAddress(permalink, null) ??
    resolveAddress(item.attributes['rdf:about'] ?? item.attributes.href, null)
  );
}

/** The first element that holds any text; `content:encoded` before `description`. */
function firstBody(item: XmlElement, names: readonly string[]): string {
  for (const name of names) {
    for (const child of childElements(item, name)) {
      const text = dropBoilerplate(bodyText(child));
      if (text !== '') return text;
    }
  }
  return '';
}

/** YouTube's feeds keep the description inside `media:group`. */
function groupBody(item: XmlElement): string {
  const group = childElements(item, 'media:group')[0];
  return group === undefined ? '' : firstBody(group, ['media:description']);
}

function bodyText(element: XmlElement): string {
  const isXhtml = element.attributes.type?.toLowerCase().includes('xhtml') ?? false;
  return toPlainText(contentOf(element), isXhtml ? 1 : 2);
}

function firstDate(item: XmlElement, names: readonly string[], zone: string): ReadDate | null {
  for (const name of names) {
    const date = parseDate(childText(item, name) ?? '', zone);
    if (date !== null) return date;
  }
  return null;
}

/** `<source url="https://penerbit.test">Penerbit</source>`: who printed it (Google News). */
function publisherOf(item: XmlElement): FeedItem['publisher'] {
  const source = childElements(item, 'source')[0];
  if (source === undefined) return null;
  const name = toTitle(childText(source, 'title') ?? ownText(source));
  return name === null ? null : { name, url: resolveAddress(source.attributes.url, null) };
}
