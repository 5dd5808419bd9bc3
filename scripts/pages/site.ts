import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Feeds that have a new item at every reading, on loopback: the collectors' work while pages are measured. */
export async function serveFeeds(): Promise<{ readonly port: number; close(): void }> {
  let item = 0;
  const server = createServer((request, response) => {
    if (request.url === '/robots.txt') {
      response.writeHead(404).end();
      return;
    }
    const now = new Date();
    const items = Array.from({ length: 10 }, () => {
      item += 1;
      const title = `Warga Desa Kedungrinjing keluhkan jalan rusak dan air mati, laporan ke-${item}`;
      return `<item><title>${title}</title><link>http://${request.headers.host}/berita/${item}</link><guid>b-${item}</guid><pubDate>${now.toUTCString()}</pubDate><description>Warga menanti perbaikan dari dinas. Laporan ${item} tentang jalan dan saluran air di kecamatan.</description></item>`;
    });
    response.writeHead(200, { 'content-type': 'application/rss+xml' });
    response.end(
      `<?xml version="1.0"?><rss version="2.0"><channel><title>Umpan ukur</title><link>http://${request.headers.host}/</link><description>ukur</description>${items.join('')}</channel></rss>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() };
}
