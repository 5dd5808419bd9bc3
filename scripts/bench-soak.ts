/**
 * Fetches and reads without pause (healthy and hostile feeds, new hosts all the time) and prints how the memory of the process moves.
 *
 *   npm run build && npx tsx --expose-gc scripts/bench-soak.ts [minutes]
 *
 * The slope is that of a straight line through the samples after the first third, per hour and per thousand fetches: at one fetch a
 * minute and source, the second is what a product with hundreds of sources meets.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createNet } from '../src/net/client.ts';
import { createReader } from './feed-peers.ts';

const minutes = Number(process.argv[2] ?? 3);
const feed = `<rss version="2.0"><channel><title>x</title>${Array.from({ length: 30 }, (_, n) => `<item><title>Jalan ${n} rusak</title><link>/berita/${n}</link><description><![CDATA[<p>Warga menunggu ${'perbaikan '.repeat(40)}</p>]]></description></item>`).join('')}</channel></rss>`;
const bomb = gzipSync(Buffer.alloc(60 * 1_048_576));

const server = createServer((request, response) => {
  response.on('error', () => {});
  const n = Number(/^s(\d+)\./.exec(request.headers.host ?? '')?.[1]);
  if (request.url === '/robots.txt') return void response.writeHead(404).end();
  switch (n % 20) {
    case 0:
      return void response.write('<rss>');
    case 1:
      return void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    case 2:
      return void response.socket?.destroy();
    case 3:
      return void response.writeHead(302, { location: '/lagi' }).end();
    case 4:
      return void response.end('<!doctype html><html><body>x</body></html>');
    default:
      return void response.writeHead(200, { etag: `"${n}"`, 'content-encoding': 'gzip' }).end(gzipSync(feed));
  }
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;

const net = createNet({ userAgent: 'Kentongan (ukur)', allowLoopback: true, spacingMs: 0, totalTimeoutMs: 1_000 });
const reader = createReader({ workers: 1 });
/** One that lives as long as the process, as the product's own does. */
const { signal } = new AbortController();
let fetched = 0;
let host = 0;

async function work(until: number): Promise<void> {
  while (Date.now() < until) {
    const url = `http://s${host++}.localhost:${port}/feed`;
    try {
      const { body } = await net.get(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(90_000)]) });
      await reader.feed(body, { url, contentType: null, zone: 'Asia/Jakarta' });
    } catch {
      // Half the point is that they fail.
    }
    fetched += 1;
  }
}

const began = Date.now();
const end = began + minutes * 60_000;
const samples: {
  readonly hours: number;
  readonly fetched: number;
  readonly megabytes: number;
  readonly heap: number;
}[] = [];
const sample = setInterval(
  () => {
    globalThis.gc?.();
    const used = process.memoryUsage();
    const [megabytes, heap] = [used.rss / 1_048_576, used.heapUsed / 1_048_576];
    samples.push({ hours: (Date.now() - began) / 3_600_000, fetched, megabytes, heap });
    console.log(
      `${((Date.now() - began) / 1000).toFixed(0)} s, ${fetched} fetches: ${megabytes.toFixed(1)} MB, of it in use by JavaScript ${heap.toFixed(1)} MB`,
    );
  },
  Math.max(2_000, (minutes * 60_000) / 30),
);
await Promise.all(Array.from({ length: 32 }, () => work(end)));
clearInterval(sample);

function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const over = points.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0);
  return over / points.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
}
const settled = samples.slice(Math.floor(samples.length / 3));
const perHour = slope(settled.map(({ hours, megabytes }) => [hours, megabytes]));
const perThousand = slope(settled.map(({ fetched: count, megabytes }) => [count / 1_000, megabytes]));
const heapPerThousand = slope(settled.map(({ fetched: count, heap }) => [count / 1_000, heap]));
console.log(
  `${fetched} fetches of ${host} hosts; largest ${Math.max(...samples.map(({ megabytes }) => megabytes)).toFixed(0)} MB, ` +
    `slope ${perHour.toFixed(1)} MB an hour at this pace, ${perThousand.toFixed(3)} MB per 1,000 fetches ` +
    `(JavaScript alone ${heapPerThousand.toFixed(3)} MB)`,
);
process.exit(0);
