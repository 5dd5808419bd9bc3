/**
 * Pages, searches and requests per second with a million mentions, the collectors running, beside a bare Express server on the same
 * machine in the same run.
 *
 *   npm run build && npx tsx scripts/bench-pages.ts [mentions] [file] [--anew] [--chromium]
 *
 * The file (SQLite; a temporary one unless named) is filled when it does not exist: some minutes for a million. The product is started as
 * a user starts it (`kentongan start`), in a process of its own, with 20 feeds on loopback that always have something new. Times are taken
 * by the client, one request after the other; then 50 connections at once. `--anew` only times answers that are made anew: pages keep theirs for two seconds, so each address is asked again later than that.
 * `--chromium` also times how soon pages can be used, and weighs them.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLogger } from '../src/app/logger.ts';
import { openConfigured } from '../src/app/open-configured.ts';
import { pseudonymise } from '../src/jobs/pseudonymise.ts';
import { refreshDayCounts } from '../src/store/refresh-day-counts.ts';
import { reindexSome } from '../src/store/search-index.ts';
import { stemsOf } from '../src/text/stems.ts';
import { seedMentions } from './bench-digest-seed.ts';
import { timeInChromium } from './pages/chromium.ts';
import { type Figures, type Target, timeAnew, timeOneByOne, timeUnderLoad } from './pages/measure.ts';
import { productFile, start, stop } from './pages/product.ts';
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

const sayLoad = (): string => (loadavg()[0] ?? 0).toFixed(1);
const print = (text: string): void => void process.stdout.write(`${text}\n`);
const ms = (value: number): string => `${value.toFixed(0).padStart(6)} ms`;
function line(name: string, { p50, p95, p99, max, cpu, bytes, failed }: Figures): string {
  const processor = cpu === null ? '' : `  processor ${ms(cpu)}`;
  const size = `${(bytes / 1024).toFixed(0)} KB`.padStart(8);
  return `${name.padEnd(34)} p50 ${ms(p50)}  p95 ${ms(p95)}  p99 ${ms(p99)}  max ${ms(max)}${processor} ${size}${failed > 0 ? `  ${failed} NOT 200` : ''}`;
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

/** As an installation is that has run for a while: judged by the scorer of today, every day counted, nothing left by an upgrade. */
async function settle(): Promise<void> {
  const installation = await openConfigured(config, createLogger('error'));
  const { db, scorer, region, now, pseudonyms } = installation;
  const { signal } = new AbortController();
  while (await pseudonymise({ db, now, pseudonyms, erasures: null, signal }, 100));
  await db.updateTable('scores').set({ stamp: scorer.stamp }).where('stamp', '<>', scorer.stamp).execute();
  while ((await refreshDayCounts(db, { zone: region.timezone, maxDays: 10 })).left > 0);
  while ((await reindexSome(db, stemsOf, 5_000)).remains);
  await installation.close();
}

/** Pages, searches and lists by name. */
const groups: readonly (readonly [name: string, paths: readonly string[]])[] = [
  ...pages.map((path) => [path, [path]] as const),
  ['/sebutan, ten searches', searches.map((q) => `/sebutan?${q}&lingkup=semua`)],
  ['GET /api/v1/mentions, ten searches', searches.map((q) => `/api/v1/mentions?${q}`)],
  ['GET /api/v1/mentions/facets', searches.map((q) => `/api/v1/mentions/facets?${q}`)],
  ...lists.map((path) => [`GET ${path}`, [path]] as const),
];

/** Two and a half seconds each; fewer would call the worst of them the 95th percentile. */
const anewTurns = 40;

async function measureAnew(target: Target): Promise<void> {
  const figures = await timeAnew(
    target,
    groups.map(([, paths]) => paths),
    anewTurns,
  );
  for (const [index, [name]] of groups.entries()) print(line(name, figures[index] as Figures));
}

/** With a name that holds several addresses, each is asked as often as a page that has one. */
async function measure(target: Target): Promise<void> {
  for (const [name, paths] of groups) {
    const times =
      name.endsWith('ten searches') && name.startsWith('GET')
        ? 200
        : paths.length > 1 || name.startsWith('GET')
          ? 100
          : 60;
    print(line(name, await timeOneByOne(target, paths, times)));
  }
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
  const bare = await start([fileURLToPath(new URL('./pages/bare-server.mjs', import.meta.url))], { folder, token });
  const load = await timeUnderLoad({ origin: bare.origin, token }, ['/'], { connections: 50, seconds: 5 });
  print(`${line('bare Express, 50 short rows', load)}  ${load.perSecond.toFixed(0)} requests/s`);
  await stop(bare.child);
}

process.stderr.write('settling\n');
await settle();
const began = performance.now();
const product = await start([productFile, 'start', '--config', config], { folder, token });
const target = { origin: product.origin, token, pid: product.child.pid };
try {
  await timeOneByOne(target, ['/'], 1);
  print(
    `${count} mentions; first page ${((performance.now() - began) / 1_000).toFixed(1)} s after the start; load ${sayLoad()}`,
  );
  if (process.argv.includes('--anew')) await measureAnew(target);
  else await measure(target);
  if (process.argv.includes('--chromium')) for (const row of await timeInChromium(target, pages)) print(row);
  print(`load at the end ${sayLoad()}`);
} finally {
  await stop(product.child);
  site.close();
  rmSync(folder, { recursive: true, force: true });
}
