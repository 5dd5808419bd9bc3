import type { FeedDocument, FeedItem, ReadHints } from '../core/reader.ts';
import { resolveAddress } from './addresses.ts';
import { authorOf, childText } from './feed-fields.ts';
import { type FeedDefaults, toAtomItem, toRssItem } from './feed-items.ts';
import { toTitle } from './html-text.ts';
import { maxItems } from './limits.ts';
import { splitXml } from './xml-split.ts';
import { childElements, findElement, type Prefixes, parseXml, type XmlElement } from './xml-tree.ts';

const longestTtlMs = 7 * 86_400_000;

/** RSS, RDF and Atom; null when the text is something else. Items are read one by one, so a fault costs one item. */
export function parseXmlFeed(text: string, hints: ReadHints): FeedDocument | null {
  const { head, segments, dropped } = splitXml(text, ['item', 'entry'], maxItems);
  const prefixes: Prefixes = new Map();
  const headTree = parseXml(head, { prefixes });
  const root = findElement(headTree, ['rss', 'feed', 'rdf:rdf', 'rdf', 'channel']);
  const isPage = /<(?:html|body)[\s>]/i.test(head) && root === null;
  if (isPage || (root === null && segments.length === 0)) return null;

  const channel = findElement(headTree, ['channel']) ?? root ?? headTree;
  const defaults = toDefaults(root, channel, hints);
  const items: FeedItem[] = [];
  let entries = 0;
  for (const segment of segments) {
    const element = findElement(parseXml(segment, { prefixes, closes }), ['item', 'entry']);
    if (element === null) continue;
    if (element.name === 'entry') entries++;
    const item = element.name === 'entry' ? toAtomItem(element, defaults) : toRssItem(element, defaults);
    if (!isEmpty(item)) items.push(item);
  }
  // A page with some custom element of that name is no feed.
  if (root === null && items.every((item) => item.url === null)) return null;
  const format = entries > 0 || root?.name === 'feed' ? 'atom' : root?.name.startsWith('rdf') ? 'rdf' : 'rss';
  const minutes = Number.parseInt(childText(channel, 'ttl') ?? '', 10);
  return {
    format,
    title: toTitle(childText(channel, 'title') ?? ''),
    ttlMs: minutes > 0 ? Math.min(minutes * 60_000, longestTtlMs) : 0,
    items,
    rejected: segments.length - items.length + dropped,
  };
}

function toDefaults(root: XmlElement | null, channel: XmlElement, hints: ReadHints): FeedDefaults {
  const declared = resolveAddress(root?.attributes['xml:base'] ?? channel.attributes['xml:base'], hints.url);
  const links = childElements(channel, 'link');
  const site =
    links.map((link) => childTextOf(link)).find((text) => text !== '') ??
    links.find((link) => (link.attributes.rel ?? 'alternate') === 'alternate')?.attributes.href;
  return {
    // Relative links are meant against the site, not against the address of the feed.
    base: declared ?? resolveAddress(site, hints.url) ?? hints.url,
    zone: hints.zone,
    author: root?.name === 'feed' ? authorOf(channel) : null,
    language:
      childText(channel, 'language') ?? childText(channel, 'dc:language') ?? root?.attributes['xml:lang'] ?? null,
  };
}

function isEmpty(item: FeedItem): boolean {
  return item.url === null && item.title === null && item.text === '' && item.guid === null && item.date === null;
}

function childTextOf(element: XmlElement): string {
  return element.parts
    .map((part) => ('text' in part ? part.text : ''))
    .join('')
    .trim();
}

const leaves = new Set(
  (
    'title link guid id pubdate updated published issued modified created dc:date dc:creator dc:title dc:language category comments ' +
    'slash:comments description summary content content:encoded author name uri email source feedburner:origlink thumbnail'
  ).split(' '),
);
const fields = new Set(
  'link guid pubdate updated published description content:encoded dc:date dc:creator category comments slash:comments feedburner:origlink'.split(
    ' ',
  ),
);
/** May hold raw HTML, where some field names are ordinary elements. */
const htmlFields = new Set(['description', 'summary', 'content', 'content:encoded']);
const onlyFields = new Set([
  'guid',
  'pubdate',
  'content:encoded',
  'dc:date',
  'dc:creator',
  'slash:comments',
  'feedburner:origlink',
]);

/** A field that starts inside another one: the end tag of the first is missing. */
function closes(open: string, name: string): boolean {
  return leaves.has(open) && (htmlFields.has(open) ? onlyFields : fields).has(name);
}
