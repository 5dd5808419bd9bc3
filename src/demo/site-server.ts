import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, type DemoRequest, html, plain } from './answer.ts';
import type { DemoSource } from './archive.ts';
import { answerCheckDatabase, answerFactCheckTools, answerHoaxList } from './fact-check-answers.ts';
import { renderFeed } from './feed-answers.ts';
import { answerGraph } from './graph-answers.ts';
import { renderArticle, renderKlipping, renderListing, renderNewsSitemap } from './page-answers.ts';
import { answerBluesky, answerMastodon, answerTiktok, answerX } from './social-answers.ts';
import { answerTelegram } from './telegram-answers.ts';
import { answerRest } from './wordpress-answers.ts';
import { answerYoutube } from './youtube-answers.ts';

export interface DemoSites {
  readonly port: number;
  /** `http://kabarraga.localhost:4100`: browsers lead every `*.localhost` to this machine (RFC 6761). */
  originOf(source: DemoSource): string;
  close(): Promise<void>;
}

/** Serves the archive on loopback, every source under its own host name, on a free port. */
export async function serveArchive(
  sources: readonly DemoSource[],
  options: { now: Date; zone: string },
): Promise<DemoSites> {
  const hosts = new Map(sources.map(({ title, host }) => [title, host]));
  const byHost = new Map(sources.map((source) => [`${source.host}.localhost`, source]));
  const server = createServer(async (request, response) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    const source = byHost.get(host);
    const answer =
      source === undefined
        ? plain(404, 'text/plain; charset=utf-8', 'Tidak ada situs ini.')
        : answerRequest(source, await toRequest(request), { ...options, hosts });
    const etag = answer.headers.etag;
    if (etag !== undefined && request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
    else response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    originOf: (source) => `http://${source.host}.localhost:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Nothing that a collector sends is longer. */
const maxBody = 100_000;

async function toRequest(request: IncomingMessage): Promise<DemoRequest> {
  let body = '';
  for await (const chunk of request) if (body.length < maxBody) body += String(chunk);
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
  return { url, method: request.method ?? 'GET', headers: request.headers, body };
}

interface SiteContext {
  readonly now: Date;
  readonly zone: string;
  /** Name of a publisher → host of its site. */
  readonly hosts: ReadonlyMap<string, string>;
}

type Platform = (source: DemoSource, request: DemoRequest, context: SiteContext) => Answer;

/** Platforms with an API of their own; every other source is a web site. */
const platforms: Readonly<Partial<Record<DemoSource['format'], Platform>>> = {
  youtube: answerYoutube,
  'facebook-page': answerGraph,
  instagram: answerGraph,
  'instagram-hashtag': answerGraph,
  threads: answerGraph,
  'tiktok-account': answerTiktok,
  'x-search': answerX,
  'telegram-channel': answerTelegram,
  'mastodon-tag': answerMastodon,
  'bluesky-search': answerBluesky,
  'google-fact-check': answerFactCheckTools,
  'komdigi-hoax': answerHoaxList,
  'gfd-turnbackhoax': (source, request, { zone }) => answerCheckDatabase(source, request, zone),
};

function answerRequest(source: DemoSource, request: DemoRequest, context: SiteContext): Answer {
  if (request.url.pathname === '/robots.txt') return plain(200, 'text/plain', robots(source, request.url.origin));
  const platform = platforms[source.format];
  if (platform !== undefined) return platform(source, request, context);
  if (request.method === 'GET') return answerSite(source, request.url, context);
  return plain(405, 'text/plain; charset=utf-8', 'Hanya GET.');
}

function robots({ format }: DemoSource, origin: string): string {
  const sitemap = format === 'news-sitemap' ? `Sitemap: ${origin}/sitemap-news.xml\n` : '';
  return `User-agent: *\nAllow: /\n${sitemap}`;
}

function siteOf(host: string | undefined, { port }: URL): string | null {
  return host === undefined ? null : `http://${host}.localhost:${port}`;
}

function answerSite(source: DemoSource, url: URL, { now, zone, hosts }: SiteContext): Answer {
  const path = url.pathname;
  if (path === '/') return plain(200, html, renderListing(source, zone));
  if (path === '/feed' && !['wordpress', 'listing', 'portal', 'news-sitemap', 'klipping'].includes(source.format)) {
    const { contentType, body } = renderFeed(source, {
      origin: url.origin,
      zone,
      now,
      siteOf: (publisher) => siteOf(hosts.get(publisher), url),
    });
    return cacheable(contentType, body, now);
  }
  if (path.startsWith('/wp-json') && source.format === 'wordpress') {
    const { status, headers, body } = answerRest(source, url.origin, url);
    return {
      status,
      headers: { ...headers, 'content-type': 'application/json; charset=UTF-8' },
      body: JSON.stringify(body),
    };
  }
  if (path === '/sitemap-news.xml' && source.format === 'news-sitemap') {
    return cacheable('application/xml', renderNewsSitemap(source, url.origin), now);
  }
  if (path === '/klipping.csv' && source.format === 'klipping') {
    return cacheable('text/csv; charset=utf-8', renderKlipping(source, zone), now);
  }
  const article = '/rss/articles/';
  const slug = path.startsWith(article)
    ? Buffer.from(path.slice(article.length), 'base64url').toString()
    : path.slice(1);
  const item = source.items.find((candidate) => candidate.slug === slug);
  return item === undefined
    ? plain(404, html, '<!doctype html><title>404</title><p>Halaman tidak ditemukan.')
    : plain(200, html, renderArticle(source, item, zone));
}

/** The archive does not change while it is served: a client that has it is told so. */
function cacheable(type: string, body: string | Uint8Array, now: Date): Answer {
  return {
    status: 200,
    headers: { 'content-type': type, etag: `"${now.getTime().toString(36)}"`, 'last-modified': now.toUTCString() },
    body,
  };
}
