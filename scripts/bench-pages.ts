/**
 * Pages, searches and requests per second with a million mentions, the collectors running, beside a bare Express server on the same
 * machine in the same run.
 *
 *   npm run build && npx tsx scripts/bench-pages.ts [mentions] [file] [--chromium]
 *
 * The file (SQLite; a temporary one unless named) is filled when it does not exist: some minutes for a million. The product is started as
 * a user starts it (`kentongan start`), in a process of its own, with 20 feeds on loopback that always have something new. Times are taken
 * by the client, one request after the other; then 50 connections at once. `--chromium` also times how soon pages can be used, and weighs them.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createLogger } from '../src/app/logger.ts';
import { openConfigured } from '../src/app/open-configured.ts';
import { refreshDayCounts } from '../src/store/refresh-day-counts.ts';
import { reindexSome } from '../src/store/search-index.ts';
import { stemsOf } from '../src/text/stems.ts';
import { seedMentions } from './bench-digest-seed.ts';
import { timeInChromium } from './pages/chromium.ts';
import { type Figures, timeOneByOne, timeUnderLoad } from './pages/measure.ts';
import { serveFeeds } from './pages/site.ts';

const args = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const count = Number(args[0] ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'kentongan-pages-'));
const file = args[1] ?? join(folder, 'ukur.db');
const token = 'token-untuk-mengukur-halaman';

const pages = [
  '/',
  '/isu',
  '/isu/7',
  '/sebutan',
  '/peta',
  '/opd',
  '/laporan',
  '/sumber',
  '/peringatan',
  '/pertanyaan',
  '/hoaks',
  '/leksikon',
  '/grafik',
];
const searches = [
  'air mati',
  'jalan rusak',
  '"air mati"',
  'jembatan OR trotoar',
  'pasar -harga',
  'puskesmas sentimen:negatif',
  'opd:PUPR jalan',
  'sampah platform:facebook',
  'bocor NEAR/5 pipa',
  'wisata topik:pertanian',
].map((q) => `q=${encodeURIComponent(q)}`);
const lists = ['/api/v1/issues', '/api/v1/mentions', '/api/v1/alerts', '/api/v1/sources', '/api/v1/stats'];

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const ms = (value: number): string => `${value.toFixed(0).padStart(6)} ms`;
function line(name: string, { p50, p95, p99, max, bytes, failed }: Figures): string {
  const size = `${(bytes / 1024).toFixed(0)} KB`.padStart(8);
  return `${name.padEnd(34)} p50 ${ms(p50)}  p95 ${ms(p95)}  p99 ${ms(p99)}  max ${ms(max)} ${size}${failed > 0 ? `  ${failed} NOT 200` : ''}`;
}

if (!existsSync(file)) {
  process.stderr.write(`filling ${file} with ${count} mentions\n`);
  await seedMentions(file, count, { end: Date.now() - 3_600_000, searchable: true });
}
const site = await serveFeeds();
const config = join(folder, 'kentongan.yaml');
writeFileSync(
  config,
  JSON.stringify({
    region: { code: '35.16' },
    contact: 'mailto:uji@contoh.test',
    database: file,
    http: { port: 0 },
    network: { allowLoopback: true },
    legal: { purpose: 'mengukur halaman', basis: 'hanya untuk uji' },
    // As much as the seed holds must stay.
    sources: Array.from({ length: 20 }, (_, feed) => ({
      id: `ukur-${feed}`,
      title: `Umpan ukur ${feed}`,
      collector: 'feed',
      class: 'online-media',
      every: '5m',
      options: { url: `http://u${feed}.localhost:${site.port}/feed` },
    })),
  }),
);

/** As an installation is that has run for a while: judged by the scorer of today, every day counted. */
async function settle(): Promise<void> {
  const installation = await openConfigured(config, createLogger('error'));
  const { db, scorer, region } = installation;
  await db.updateTable('scores').set({ stamp: scorer.stamp }).where('stamp', '<>', scorer.stamp).execute();
  while ((await refreshDayCounts(db, { zone: region.timezone, maxDays: 10 })).left > 0);
  while ((await reindexSome(db, stemsOf, 5_000)).remains);
  await installation.close();
}

/** A process of its own, until it says where it listens. */
async function start(command: readonly string[]): Promise<{ readonly child: ChildProcess; readonly origin: string }> {
  const child = spawn(process.execPath, command, {
    cwd: folder,
    env: { ...process.env, KENTONGAN_API_TOKEN: token },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  const keep = (chunk: Buffer): void => {
    log += chunk.toString();
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  for (let turn = 0; turn < 1_200; turn += 1) {
    const origin = /(http:\/\/127\.0\.0\.1:\d+)/.exec(/(?:Dasbor|listening): \S+/.exec(log)?.[0] ?? '')?.[1];
    if (origin !== undefined) return { child, origin };
    if (child.exitCode !== null) break;
    await wait(100);
  }
  throw new Error(`did not start:\n${log}`);
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  if (child.exitCode === null) await once(child, 'exit');
}

process.stderr.write('settling\n');
await settle();
const began = performance.now();
const product = await start([
  fileURLToPath(new URL('../bin/kentongan.js', import.meta.url)),
  'start',
  '--config',
  config,
]);
const target = { origin: product.origin, token };
try {
  await timeOneByOne(target, ['/'], 1);
  print(`${count} mentions; first page ${((performance.now() - began) / 1_000).toFixed(1)} s after the start`);
  for (const path of pages) print(line(path, await timeOneByOne(target, [path], 60)));
  print(
    line(
      '/sebutan, ten searches',
      await timeOneByOne(
        target,
        searches.map((q) => `/sebutan?${q}&lingkup=semua`),
        100,
      ),
    ),
  );
  print(
    line(
      'GET /api/v1/mentions, ten searches',
      await timeOneByOne(
        target,
        searches.map((q) => `/api/v1/mentions?${q}`),
        200,
      ),
    ),
  );
  print(
    line(
      'GET /api/v1/mentions/facets',
      await timeOneByOne(
        target,
        searches.map((q) => `/api/v1/mentions/facets?${q}`),
        100,
      ),
    ),
  );
  for (const path of lists) print(line(`GET ${path}`, await timeOneByOne(target, [path], 100)));
  print('50 connections, 20 s each:');
  const mix = [...lists, '/', '/isu', '/sebutan', ...searches.slice(0, 3).map((q) => `/api/v1/mentions?${q}`)];
  for (const [name, paths] of [
    ['pages, lists and searches', mix],
    ['lists', lists],
    ['one issue', ['/api/v1/issues/7']],
  ] as const) {
    const load = await timeUnderLoad(target, paths, { connections: 50, seconds: 20 });
    print(`${line(name, load)}  ${load.perSecond.toFixed(0)} requests/s`);
  }
  const bare = await start([fileURLToPath(new URL('./pages/bare-server.mjs', import.meta.url))]);
  const load = await timeUnderLoad({ origin: bare.origin, token }, ['/'], { connections: 50, seconds: 5 });
  print(`${line('bare Express, 50 short rows', load)}  ${load.perSecond.toFixed(0)} requests/s`);
  await stop(bare.child);
  if (process.argv.includes('--chromium')) for (const row of await timeInChromium(target, pages)) print(row);
} finally {
  await stop(product.child);
  site.close();
  rmSync(folder, { recursive: true, force: true });
}
