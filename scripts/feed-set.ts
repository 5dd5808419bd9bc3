import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { loadArchive } from '../src/demo/archive.ts';

/** A set of RSS feeds on loopback: `http://f7.localhost:<port>/feed`, and the same under `http://127.0.0.1:<port>/7`. */
export interface FeedSet {
  readonly port: number;
  readonly count: number;
  readonly bytes: number;
  close(): Promise<void>;
}

/**
 * Serves `count` feeds of `size` items. The texts are those of the demo archive (real length and vocabulary), each with a title and an
 * address of its own, so that no item repeats another.
 */
export async function serveFeedSet(count: number, size: number): Promise<FeedSet> {
  const now = new Date();
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
    return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Umpan ${feed}</title><link>http://f${feed}.localhost/</link><description>uji</description>${entries.join('\n')}</channel></rss>`;
  });
  const server = createServer((request, response) => {
    const byHost = /^f(\d+)\.localhost/.exec(request.headers.host ?? '')?.[1];
    const byPath = /^\/(\d+)$/.exec(request.url ?? '')?.[1];
    const body = feeds[Number(byPath ?? (request.url === '/feed' ? byHost : undefined))];
    if (body === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    count,
    bytes: feeds.reduce((sum, feed) => sum + Buffer.byteLength(feed), 0),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
