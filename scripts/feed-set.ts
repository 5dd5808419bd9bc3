import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { loadArchive } from '../src/demo/archive.ts';

/** A set of RSS feeds on loopback: `http://f7.localhost:<port>/feed`, and the same under `http://127.0.0.1:<port>/7`. */
export interface FeedSet {
  readonly port: number;
  readonly count: number;
  readonly bytes: number;
  /** Whether answers carry an ETag, and whether one that is sent back is answered with 304. False at first. */
  tagged: boolean;
  close(): Promise<void>;
}

/**
 * Serves `count` feeds of `size` items. The texts are those of the demo archive (real length and vocabulary), each with a title and an
 * address of its own, so that no item repeats another.
 * @param now the moment that the items' dates are counted back from
 */
export async function serveFeedSet(count: number, size: number, now = new Date()): Promise<FeedSet> {
  const folder = fileURLToPath(new URL('../data/demo', import.meta.url));
  const items = loadArchive(folder, now, 'Asia/Jakarta').flatMap((source) => source.items);
  const toMarkup = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  let next = 0;
  const feeds = Array.from({ length: count }, (_, feed) => {
    const entries = Array.from({ length: size }, (_, index) => {
      const item = items[next++ % items.length];
      const title = `${item?.title ?? 'Kabar warga'} (${feed}.${index})`;
      const link = `http://f${feed}.localhost/berita/${feed}/${index}/${item?.slug}`;
      const at = new Date(now.getTime() - (index * count + feed) * 60_000);
      const text = (item?.paragraphs ?? []).map((paragraph) => `<p>${toMarkup(paragraph)}</p>`).join('');
      return `<item><title>${toMarkup(title)}</title><link>${link}</link><guid isPermaLink="true">${link}</guid><pubDate>${at.toUTCString()}</pubDate><description>${toMarkup(text)}</description></item>`;
    });
    const body = Buffer.from(
      `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Umpan ${feed}</title><link>http://f${feed}.localhost/</link><description>uji</description>${entries.join('\n')}</channel></rss>`,
    );
    return { body, etag: `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"` };
  });
  const set = { tagged: false };
  const server = createServer((request, response) => {
    const byHost = /^f(\d+)\.localhost/.exec(request.headers.host ?? '')?.[1];
    const byPath = /^\/(\d+)$/.exec(request.url ?? '')?.[1];
    const feed = feeds[Number(byPath ?? (request.url === '/feed' ? byHost : undefined))];
    const tag: Record<string, string> = set.tagged && feed !== undefined ? { etag: feed.etag } : {};
    if (feed === undefined) response.writeHead(404).end();
    else if (set.tagged && request.headers['if-none-match'] === feed.etag) response.writeHead(304, tag).end();
    else response.writeHead(200, { 'content-type': 'application/rss+xml', ...tag }).end(feed.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(set, {
    port: (server.address() as AddressInfo).port,
    count,
    bytes: feeds.reduce((sum, { body }) => sum + body.length, 0),
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}
