import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { feed } from '../../src/collectors/feed.ts';
import type { CollectStep } from '../../src/core/collector.ts';
import { SourceError } from '../../src/core/errors.ts';
import { silentLog } from '../../src/core/log.ts';
import { createLane } from '../../src/jobs/lane.ts';
import { createNet } from '../../src/net/client.ts';
import { createReader } from '../../src/reading/reader.ts';
import { serve, type WebServer } from '../support/web-server.ts';

/** 200 sources, every second one of which is as bad as it can be. The time they take is measured by `scripts/bench-isolation.ts`. */
const count = 200;
const items = Array.from(
  { length: 20 },
  (_, n) =>
    `<item><title>Jalan ${n} rusak</title><link>/berita/${n}</link><description>Warga menunggu</description></item>`,
);
const good = `<rss version="2.0"><channel><title>x</title>${items.join('')}</channel></rss>`;
const bomb = gzipSync(Buffer.alloc(12_000_000));

type Handle = Parameters<typeof serve>[0];
const hostile: readonly Handle[] = [
  () => {},
  (_, response) => void response.write('<rss>'),
  (_, response) => void response.socket?.destroy(),
  (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
  (request, response) => void response.writeHead(302, { location: request.url ?? '/' }).end(),
  (_, response) => void response.writeHead(302, { location: 'http://10.0.0.1/' }).end(),
  (_, response) => void response.end('<!doctype html><html><body>Sedang perbaikan</body></html>'),
  (_, response) => void response.writeHead(500).end(),
  (_, response) => void response.writeHead(429, { 'retry-after': '60' }).end(),
  (_, response) => void response.end(`<rss>${'<h'.repeat(400_000)}`),
];

let server: WebServer;
beforeAll(async () => {
  server = await serve((request, response) => {
    response.on('error', () => {});
    const n = Number(/^s(\d+)\./.exec(request.headers.host ?? '')?.[1]);
    if (request.url === '/robots.txt') response.writeHead(404).end();
    else if (n % 2 === 0) response.end(good);
    else hostile[((n - 1) / 2) % hostile.length]?.(request, response);
  });
});
afterAll(() => server.close());

it('lets every healthy source through whatever the others do', async () => {
  const net = createNet({ userAgent: 'uji', allowLoopback: true, spacingMs: 0, totalTimeoutMs: 8_000 });
  const reader = createReader({ workers: 1, timeoutMs: 20_000 });
  const collect = (n: number): Promise<CollectStep> =>
    feed.configure({ url: `http://s${n}.localhost:${server.port}/feed` }).collect({
      cursor: null,
      net,
      reader,
      now: () => new Date('2026-11-22T08:00:00.000Z'),
      zone: 'Asia/Jakarta',
      log: silentLog,
      signal: new AbortController().signal,
      credential: null,
      readFile: () => Promise.reject(new Error('no files here')),
    });
  const lane = createLane(64);
  const results = await Promise.allSettled(Array.from({ length: count }, (_, n) => lane.run(() => collect(n))));
  const healthy = results.filter((_, n) => n % 2 === 0);
  expect(healthy.map((result) => (result.status === 'fulfilled' ? result.value.posts.length : result.reason))).toEqual(
    Array(count / 2).fill(20),
  );
  // Each bad one ends in a fault that the job runner acts on, and no other.
  const bad = results.filter((_, n) => n % 2 === 1);
  expect(bad.filter((result) => result.status === 'fulfilled' && result.value.posts.length > 0)).toEqual([]);
  expect(bad.filter((result) => result.status === 'rejected' && !(result.reason instanceof SourceError))).toEqual([]);
  await Promise.all([net.close(), reader.close()]);
});
