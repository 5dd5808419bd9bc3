import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DemoSource } from './archive.ts';
import { renderFeed } from './feed-answers.ts';
import { renderArticle, renderKlipping, renderListing, renderNewsSitemap } from './page-answers.ts';
import { answerRest } from './wordpress-answers.ts';

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
  const byHost = new Map(sources.map((source) => [`${source.host}.localhost`, source]));
  const server = createServer((request, response) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    const source = byHost.get(host);
    const answer =
      source === undefined || request.method !== 'GET'
        ? plain(404, 'text/plain; charset=utf-8', 'Tidak ada situs ini.')
        : answerRequest(source, new URL(request.url ?? '/', `http://${request.headers.host}`), options);
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

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

const html = 'text/html; charset=utf-8';

function answerRequest(source: DemoSource, url: URL, { now, zone }: { now: Date; zone: string }): Answer {
  const path = url.pathname;
  if (path === '/robots.txt') return plain(200, 'text/plain', 'User-agent: *\nAllow: /\n');
  if (path === '/') return plain(200, html, renderListing(source, zone));
  if (path === '/feed' && !['wordpress', 'listing', 'news-sitemap', 'klipping'].includes(source.format)) {
    const { contentType, body } = renderFeed(source, { origin: url.origin, zone, now });
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

function plain(status: number, type: string, body: string): Answer {
  return { status, headers: { 'content-type': type }, body };
}

/** The archive does not change while it is served: a client that has it is told so. */
function cacheable(type: string, body: string | Uint8Array, now: Date): Answer {
  return {
    status: 200,
    headers: { 'content-type': type, etag: `"${now.getTime().toString(36)}"`, 'last-modified': now.toUTCString() },
    body,
  };
}
