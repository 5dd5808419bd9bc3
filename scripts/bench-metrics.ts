/**
 * What one scrape of `/metrics` costs with a full store, beside counting the rows.
 * npx tsx scripts/bench-metrics.ts [mentions=1000000] [postgres|postgres://…]
 * On SQLite unless an empty PostgreSQL is named; `postgres` starts one. The first scrape
 * also adds up the sizes of all tables, which is done once a minute.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { toMetrics } from '../src/api/metrics.ts';
import { createProcessFigures } from '../src/api/metrics-process.ts';
import { silentLog } from '../src/core/log.ts';
import { closeDatabase, openDatabase } from '../src/store/database.ts';
import { dialectOf } from '../src/store/dialect.ts';
import { markKind } from '../src/store/meta.ts';
import { migrate } from '../src/store/migrate.ts';
import type { Db } from '../src/store/schema.ts';
import { syncSources } from '../src/store/sources.ts';
import { makeSource } from '../test/support/make.ts';
import { startPostgres } from '../test/support/postgres-server.ts';

const mentions = Number(process.argv[2] ?? 1_000_000);
const server = process.argv[3] === 'postgres' ? await startPostgres() : null;
const address = server?.address ?? process.argv[3] ?? null;
const folder = mkdtempSync(join(tmpdir(), 'kentongan-bench-'));
const now = new Date('2026-11-22T08:00:00.000Z');
const sources = 233;
const region = { code: '35.16', timezone: 'Asia/Jakarta' };

/** Rows 1 to `count`, as both databases can make them. */
const rows = (count: number) =>
  sql`with recursive n (i) as (select 1 union all select i + 1 from n where i < ${sql.lit(count)})`;

async function fill(db: Db): Promise<void> {
  await migrate(db);
  await markKind(db, 'live', region.code);
  const configs = Array.from({ length: sources }, (_, index) => makeSource({ id: `sumber-${index}` }));
  await syncSources(db, configs, now);
  const at = now.toISOString();
  await db
    .updateTable('sources')
    .set({ firstSuccessAt: '2026-01-01T00:00:00.000Z', lastSuccessAt: at, lastRunAt: at })
    .execute();
  const name =
    dialectOf(db) === 'postgres'
      ? sql`'sumber-' || (i % ${sql.lit(sources)})::text`
      : sql`'sumber-' || (i % ${sql.lit(sources)})`;
  const day = dialectOf(db) === 'postgres' ? sql`lpad((1 + i % 28)::text, 2, '0')` : sql`printf('%02d', 1 + i % 28)`;
  const month = dialectOf(db) === 'postgres' ? sql`lpad((1 + i % 11)::text, 2, '0')` : sql`printf('%02d', 1 + i % 11)`;
  const when = sql`'2026-' || ${month} || '-' || ${day} || 'T06:00:00.000Z'`;
  // The other columns hold what any row holds; only numbers and indexes count here.
  await sql`insert into mentions (source_id, kind, platform, published_at, "precision", language, content_hash, collected_at, text, title)
    ${rows(mentions)} select ${name}, 'article', 'web', ${when}, 'exact', 'id', 'h' || i, ${when},
    'Warga menanti perbaikan jalan yang rusak sejak bulan lalu di dekat pasar.', 'Jalan rusak ' || i from n`.execute(
    db,
  );
  await sql`insert into issues (title, state, topic, attention, first_at, last_at, first_publisher, mention_count, negative_count,
    positive_count, source_count, hoax_count, updated_at)
    ${rows(mentions / 20)} select 'Isu ' || i, 'baru', 'lainnya', 'none', ${when}, ${when}, 'x', 1, 0, 0, 1, 0, ${when} from n`.execute(
    db,
  );
  await sql`insert into outbox (kind, about, channel, recipient_name, address, message_id, subject, text, html, state, next_attempt_at, sent_at, created_at)
    ${rows(mentions / 20)} select 'alert', 'n' || i, 'email', 'x', 'x@uji.test', '<' || i || '>', 's', 't', 'h', 'sent', ${when}, ${when}, ${when} from n`.execute(
    db,
  );
  await sql`insert into source_days (source_id, day, runs, failures, stored, requests, bytes)
    ${rows(92)} select sources.id, '2026-' || ${month} || '-' || ${day}, 90, 1, 40, 95, 900000 from n, sources where true
    on conflict do nothing`.execute(db);
  await sql`analyze`.execute(db);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function several(work: () => Promise<unknown>): Promise<string> {
  const times: number[] = [];
  for (let run = 0; run < 20; run += 1) times.push(await timed(work));
  times.sort((a, b) => a - b);
  return `p50 ${(times[9] ?? 0).toFixed(1)} ms, max ${(times[19] ?? 0).toFixed(1)} ms`;
}

const db = await openDatabase(address ?? join(folder, 'bench.db'));
console.log(`${dialectOf(db)}, ${mentions} mentions, ${sources} sources; load ${loadavg()[0]?.toFixed(2)}`);
console.log(`filled in ${((await timed(() => fill(db))) / 1000).toFixed(1)} s`);
const figures = createProcessFigures({ version: '0', role: 'all', jobs: null });
const installation = { db, now: () => new Date(), log: silentLog, credentials: [], region };
const scrape = () => toMetrics([installation], figures, new Date());
console.log(`first scrape          ${(await timed(scrape)).toFixed(1)} ms`);
console.log(`scrapes               ${await several(scrape)}; ${(await scrape()).length} characters`);
console.log(
  `counting rows instead ${await several(async () => {
    for (const table of ['mentions', 'issues', 'outbox'] as const)
      await db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .execute();
  })}`,
);
await closeDatabase(db);
await server?.stop();
rmSync(folder, { recursive: true });
