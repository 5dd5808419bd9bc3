/**
 * Runs the product over a folder of real Indonesian feeds and WordPress answers, served on loopback, and prints what was found beside
 * the counts that a correct collector finds. Histories are one source that is polled again and again.
 *
 *   npx tsx scripts/real-feeds.ts <folder of real feeds>
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readInputFile } from '../src/app/input-file.ts';
import { openInstallation } from '../src/app/installation.ts';
import { loadKnowledge } from '../src/app/knowledge.ts';
import { scoreAndGroup } from '../src/app/processing.ts';
import { units } from '../src/app/units.ts';
import { parseConfig } from '../src/config/load.ts';
import { silentLog } from '../src/core/log.ts';
import type { SourceConfig } from '../src/core/source.ts';
import { type CollectDeps, collectSource } from '../src/jobs/collect.ts';
import { createKeyRing } from '../src/jobs/credentials.ts';
import { createNet } from '../src/net/client.ts';
import { createReader } from '../src/reading/reader.ts';
import { findSource } from '../src/store/sources.ts';

interface Series {
  readonly id: string;
  readonly group: string;
  readonly collector: 'feed' | 'wordpress';
  readonly files: readonly string[];
}

const folder = process.argv[2];
if (folder === undefined) throw new Error('name the folder of real feeds');

function listFiles(...parts: string[]): string[] {
  const path = join(folder ?? '', ...parts);
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const series: Series[] = [
  ...listFiles('golkar-feeds').map((file, index) => ({
    id: `golkar-${index}`,
    group: 'golkar-feeds',
    collector: 'feed' as const,
    files: [file],
  })),
  { id: 'golkar-wp', group: 'golkar-wp-json', collector: 'wordpress', files: listFiles('golkar-wp-json') },
  ...readdirSync(join(folder, 'tempo-history')).map((name) => ({
    id: `tempo-${name}`,
    group: 'tempo-history',
    collector: 'feed' as const,
    files: listFiles('tempo-history', name),
  })),
  { id: 'radarbogor', group: 'radarbogor-history', collector: 'feed', files: listFiles('radarbogor-history') },
  { id: 'judol', group: 'judol-spam', collector: 'feed', files: listFiles('judol-spam', 'rss-history') },
  { id: 'tempo-2017', group: 'tempo-2017', collector: 'feed', files: [join(folder, 'tempo-2017.xml')] },
];
const byId = new Map(series.map((entry) => [entry.id, entry]));
const polls = new Map<string, number>();

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
  const entry = byId.get(url.hostname.replace('.localhost', ''));
  if (entry === undefined || url.pathname === '/robots.txt') return void response.writeHead(404).end();
  if (entry.collector === 'wordpress') {
    if (!url.pathname.endsWith('/posts'))
      return void response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
    if (Number(url.searchParams.get('page') ?? 1) > 1) {
      return void response
        .writeHead(400, { 'content-type': 'application/json' })
        .end('{"code":"rest_post_invalid_page_number"}');
    }
  }
  const poll = polls.get(entry.id) ?? 0;
  polls.set(entry.id, poll + 1);
  const type = entry.collector === 'wordpress' ? 'application/json' : 'text/xml';
  response.writeHead(200, { 'content-type': type }).end(readFileSync(entry.files[poll % entry.files.length] ?? ''));
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;

const sources: SourceConfig[] = series.map((entry) => ({
  id: entry.id,
  title: entry.id,
  collector: entry.collector,
  class: 'online-media',
  platform: 'web',
  enabled: true,
  intervalMs: 900_000,
  silentAfterMs: 86_400_000,
  credential: null,
  legal: { purpose: 'ukur', basis: 'ukur', terms: 'own', reference: null },
  options:
    entry.collector === 'wordpress'
      ? { site: `http://${entry.id}.localhost:${port}`, backfillDays: 365 }
      : { url: `http://${entry.id}.localhost:${port}/feed` },
}));

const state = mkdtempSync(join(tmpdir(), 'kentongan-real-'));
const installation = await openInstallation({
  kind: 'live',
  knowledge: loadKnowledge(),
  log: silentLog,
  now: () => new Date(),
  config: {
    ...parseConfig('region: { code: "35.16" }\ncontact: mailto:uji@contoh.test\nalerts: []\n', 'ukur', units, {}),
    path: null,
    allowLoopback: true,
    database: join(state, 'real.db'),
    evidenceDays: 0,
    sources,
  },
});
const net = createNet({ userAgent: 'Kentongan (uji)', allowLoopback: true, spacingMs: 0 });
const reader = createReader();
const deps: CollectDeps = {
  db: installation.db,
  now: installation.now,
  log: silentLog,
  net,
  reader,
  zone: 'Asia/Jakarta',
  readFile: readInputFile,
  findCollector: (id) => units.collectors.get(id) ?? null,
  keyOf: createKeyRing(installation.db, [], installation.now),
  toDraft: installation.toDraft,
  signal: new AbortController().signal,
};

interface Result {
  polls: number;
  stored: number;
  repeats: number;
  edits: number;
  rejected: number;
  setAside: number;
  failed: number;
  errors: Set<string>;
}

/** Polls every series once through all its snapshots; series run side by side, the snapshots of one in order. */
async function runAll(): Promise<Map<string, Result>> {
  const results = new Map<string, Result>();
  polls.clear();
  const queue = [...series];
  const work = async (): Promise<void> => {
    for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) {
      const result = results.get(entry.group) ?? {
        polls: 0,
        stored: 0,
        repeats: 0,
        edits: 0,
        rejected: 0,
        setAside: 0,
        failed: 0,
        errors: new Set(),
      };
      results.set(entry.group, result);
      while ((polls.get(entry.id) ?? 0) < entry.files.length) {
        const source = await findSource(installation.db, entry.id);
        if (source === null) throw new Error(`no source ${entry.id}`);
        const before = polls.get(entry.id) ?? 0;
        const { status, totals, error } = await collectSource(deps, source);
        if ((polls.get(entry.id) ?? 0) === before) throw new Error(`${entry.id} was not asked: ${error}`);
        result.polls += 1;
        result.stored += totals.stored;
        result.repeats += totals.repeats;
        result.edits += totals.edits;
        result.rejected += totals.rejected;
        result.setAside += totals.setAside;
        if (status !== 'ok') {
          result.failed += 1;
          result.errors.add(error ?? '');
        }
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return results;
}

const expected: Record<string, string> = {
  'golkar-feeds': '629 files read',
  'golkar-wp-json': '96 posts + 5 pages',
  'tempo-history': '7,190 articles, 4 blank files, a few edits',
  'radarbogor-history': '675 articles',
  'judol-spam': '68, all set aside',
  'tempo-2017': '50 articles',
};

function print(title: string, results: Map<string, Result>, seconds: number): void {
  console.log(`\n${title} (${seconds.toFixed(1)} s)`);
  console.log('group                polls   new  repeats  edits  rejected  aside  failed   expected');
  for (const [group, r] of results) {
    const cells = [r.polls, r.stored, r.repeats, r.edits, r.rejected, r.setAside, r.failed].map((value, index) =>
      String(value).padStart([6, 6, 9, 7, 10, 7, 8][index] ?? 6),
    );
    console.log(`${group.padEnd(20)}${cells.join('')}   ${expected[group] ?? ''}`);
    for (const error of r.errors) console.log(`    ${error}`);
  }
}

let began = performance.now();
const first = await runAll();
print('First run', first, (performance.now() - began) / 1000);
began = performance.now();
const { scored } = await scoreAndGroup(installation);
console.log(`scored ${scored} mentions in ${((performance.now() - began) / 1000).toFixed(1)} s`);

const known = await installation.db
  .selectFrom('mentionKeys')
  .innerJoin('mentions', 'mentions.id', 'mentionKeys.mentionId')
  .select(['mentions.kind', (eb) => eb.fn.countAll<number>().as('count')])
  .where('mentionKeys.key', 'like', 'id:wordpress:%')
  .groupBy('mentions.kind')
  .execute();
// Most of these posts were stored from the feeds of the same site first: one mention, two keys.
console.log('golkar-wp-json entries known by their WordPress id:', JSON.stringify(known));

began = performance.now();
const second = await runAll();
print('Second run over the same snapshots', second, (performance.now() - began) / 1000);
const stored = [...second.values()].reduce((sum, result) => sum + result.stored, 0);
console.log(`\nstored in the second run: ${stored}`);

await Promise.all([net.close(), reader.close()]);
await installation.close();
server.closeAllConnections();
server.close();
rmSync(state, { recursive: true, force: true });
process.exitCode = stored === 0 ? 0 : 1;
