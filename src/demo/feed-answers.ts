import type { DemoItem, DemoSource } from './archive.ts';
import { escapeMarkup, paragraphsToHtml } from './markup.ts';

/** An answer of a demo site. */
export interface SiteAnswer {
  readonly contentType: string;
  readonly body: string | Uint8Array;
}

export interface FeedContext {
  /** `http://kabarraga.localhost:4100` */
  readonly origin: string;
  readonly zone: string;
  readonly now: Date;
  /** Where a publisher's own site is, by its name; null for one that the archive does not hold. */
  readonly siteOf: (publisher: string) => string | null;
}

/** The feed of a source in its own format, with the faults that it is known for. */
export function renderFeed(source: DemoSource, context: FeedContext): SiteAnswer {
  switch (source.format) {
    case 'atom':
      return { contentType: 'application/atom+xml; charset=utf-8', body: renderAtom(source, context) };
    case 'rdf':
      return { contentType: 'application/rdf+xml; charset=utf-8', body: renderRdf(source, context) };
    case 'jsonfeed':
      return { contentType: 'application/feed+json', body: renderJsonFeed(source, context) };
    case 'gnews':
      return { contentType: 'application/xml; charset=utf-8', body: renderQueryFeed(source, context) };
    default:
      return renderRss(source, context);
  }
}

const titleOf = (item: DemoItem): string => item.title ?? `${(item.paragraphs[0] ?? '').slice(0, 60)}…`;

function renderRss(source: DemoSource, { origin, zone, now }: FeedContext): SiteAnswer {
  const quirks = new Set(source.quirks);
  // One real CMS in five prints a bare "&" in titles and links.
  const ampersand = (xml: string): string => (quirks.has('bare-ampersand') ? xml.replaceAll('&amp;', '&') : xml);
  const items = source.items.map((item, index) => {
    const guid = quirks.has('guid-not-unique')
      ? `<guid isPermaLink="false">${index + 1}</guid>`
      : `<guid isPermaLink="true">${origin}/${item.slug}</guid>`;
    const date = quirks.has('indonesian-dates') ? indonesianDate(item.at, zone) : item.at.toUTCString();
    const link = quirks.has('bare-ampersand')
      ? `${origin}/${item.slug}?utm_source=rss&amp;utm_medium=feed`
      : `${origin}/${item.slug}`;
    return [
      '<item>',
      `<title>${ampersand(escapeMarkup(titleOf(item)))}</title>`,
      `<link>${ampersand(link)}</link>`,
      guid,
      `<pubDate>${date}</pubDate>`,
      item.by === null ? '' : `<dc:creator><![CDATA[${item.by}]]></dc:creator>`,
      ...item.tags.map((tag) => `<category>${escapeMarkup(tag)}</category>`),
      `<description>${escapeMarkup((item.paragraphs[0] ?? '').slice(0, 160))}</description>`,
      `<content:encoded><![CDATA[${paragraphsToHtml(item.paragraphs)}]]></content:encoded>`,
      '</item>',
    ].join('');
  });
  const encoding = quirks.has('windows-1252') ? 'windows-1252' : 'UTF-8';
  const xml = `${quirks.has('leading-blank-lines') ? '\n\n' : ''}<?xml version="1.0" encoding="${encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>${escapeMarkup(source.title)}</title><link>${origin}/</link><language>id</language><lastBuildDate>${now.toUTCString()}</lastBuildDate>
${items.join('\n')}
</channel></rss>`;
  if (quirks.has('windows-1252')) return { contentType: 'text/xml', body: toWindows1252(xml) };
  return { contentType: 'application/rss+xml; charset=utf-8', body: xml };
}

function renderAtom(source: DemoSource, { origin, now }: FeedContext): string {
  const entries = source.items.map(
    (
      item,
    ) => `<entry><id>tag:${source.host},2026:${item.number}</id><title type="html">${escapeMarkup(escapeMarkup(titleOf(item)))}</title>
<link rel="alternate" type="text/html" href="/${item.slug}"/><published>${item.at.toISOString()}</published><updated>${item.at.toISOString()}</updated>
${item.by === null ? '' : `<author><name>${escapeMarkup(item.by)}</name></author>`}
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${paragraphsToHtml(item.paragraphs)}</div></content></entry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id" xml:base="${origin}/"><id>${origin}/</id><title>${escapeMarkup(source.title)}</title>
<link rel="self" href="${origin}/feed"/><updated>${now.toISOString()}</updated>
${entries.join('\n')}
</feed>`;
}

function renderRdf(source: DemoSource, { origin }: FeedContext): string {
  const truncated = source.quirks.includes('truncated');
  const items = source.items.map((item) => {
    const whole = item.paragraphs.join(' ');
    const text = truncated && whole.length > 240 ? `${whole.slice(0, 220)} […]` : whole;
    return `<item rdf:about="${origin}/${item.slug}"><title>${escapeMarkup(titleOf(item))}</title><link>${origin}/${item.slug}</link>
<dc:date>${item.at.toISOString()}</dc:date>${item.by === null ? '' : `<dc:creator>${escapeMarkup(item.by)}</dc:creator>`}
<description>${escapeMarkup(text)}</description></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="${origin}/"><title>${escapeMarkup(source.title)}</title><link>${origin}/</link></channel>
${items.join('\n')}
</rdf:RDF>`;
}

function renderJsonFeed(source: DemoSource, { origin }: FeedContext): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: source.title,
    home_page_url: `${origin}/`,
    language: 'id',
    items: source.items.map((item) => ({
      id: `${origin}/${item.slug}`,
      url: `${origin}/${item.slug}`,
      ...(item.title === null ? {} : { title: item.title }),
      content_html: paragraphsToHtml(item.paragraphs),
      date_published: item.at.toISOString(),
      ...(item.by === null ? {} : { authors: [{ name: item.by }] }),
      tags: item.tags,
    })),
  });
}

/** As Google News answers a query: headline with the publisher behind it, an opaque link, a snippet that is only a link. */
function renderQueryFeed(source: DemoSource, { origin, now, siteOf }: FeedContext): string {
  const items = source.items.map((item) => {
    const headline = `${titleOf(item)} - ${item.publisher ?? source.title}`;
    const link = `${origin}/rss/articles/${Buffer.from(item.slug).toString('base64url')}?oc=5`;
    return `<item><title>${escapeMarkup(headline)}</title><link>${link}</link><guid isPermaLink="false">${Buffer.from(item.slug).toString('base64url')}</guid>
<pubDate>${item.at.toUTCString()}</pubDate><description>${escapeMarkup(`<a href="${link}" target="_blank">${escapeMarkup(titleOf(item))}</a>&nbsp;&nbsp;<font color="#6f6f6f">${escapeMarkup(item.publisher ?? '')}</font>`)}</description>
<source url="${siteOf(item.publisher ?? '') ?? origin}">${escapeMarkup(item.publisher ?? source.title)}</source></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><generator>NFE/5.0</generator><title>${escapeMarkup(source.query ?? source.title)}</title>
<link>${origin}/</link><language>id</language><lastBuildDate>${now.toUTCString()}</lastBuildDate>
${items.join('\n')}
</channel></rss>`;
}

function indonesianDate(at: Date, zone: string): string {
  const text = new Intl.DateTimeFormat('id-ID', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  }).format(at);
  return `${text.replace(/ pukul /, ' ').replace(/(\d\d)\.(\d\d)$/, '$1:$2')} WIB`;
}

const windows1252: Readonly<Record<string, number>> = {
  '–': 0x96,
  '—': 0x97,
  '‘': 0x91,
  '’': 0x92,
  '“': 0x93,
  '”': 0x94,
  '…': 0x85,
};

function toWindows1252(text: string): Uint8Array {
  return Uint8Array.from([...text], (character) => {
    const code = character.codePointAt(0) ?? 63;
    return windows1252[character] ?? (code < 256 ? code : 63);
  });
}
