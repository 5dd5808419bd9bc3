import { sql } from 'kysely';
import { scopeOf } from '../../src/app/open-database.ts';
import { schemaOf, sharedSchema } from '../../src/config/place.ts';
import { addDays, localDate } from '../../src/core/time.ts';
import { inWriteTransaction } from '../../src/store/dialect.ts';
import { markKind } from '../../src/store/meta.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openPostgresServer, type PostgresServer } from '../../src/store/postgres-server.ts';
import { prepareProvince } from '../../src/store/province/prepare.ts';
import type { Db } from '../../src/store/schema.ts';
import { syncSources } from '../../src/store/sources.ts';
import { makeSource } from '../../test/support/make.ts';
import { regencyIssues } from './cards.ts';
import type { Figure } from './figure.ts';
import type { ServerTime } from './postgres-time.ts';

/** As many as a regency may publish, and what lies behind them. */
export const issuesEach = 400;
const sourcesEach = 80;
const zone = 'Asia/Jakarta';

export interface SeededProvince {
  readonly server: PostgresServer;
  readonly shared: Db;
  readonly regencies: readonly { readonly code: string; readonly db: Db }[];
  /** Making the tables of one regency. */
  readonly migration: Figure;
}

/** Regencies with invented issues in a database that is empty. @param codes real ones, of whichever province */
export async function seedProvince(
  address: string,
  codes: readonly string[],
  now: Date,
  time: ServerTime,
): Promise<SeededProvince> {
  const server = await openPostgresServer(address, { max: 16 });
  const open = async (schema: string, code: string): Promise<Db> => {
    await server.prepare(scopeOf(schema));
    const db = server.open(scopeOf(schema));
    await migrate(db);
    await markKind(db, 'live', code);
    return db;
  };
  const shared = await open(sharedSchema, '35');
  const regencies: { code: string; db: Db }[] = [];
  const migration = await time.timed(async () => {
    for (const code of codes) regencies.push({ code, db: await open(schemaOf(code), code) });
  }, codes.length);
  await prepareProvince(
    shared,
    codes.map((code) => scopeOf(schemaOf(code)).role),
  );
  for (const [index, { db }] of regencies.entries()) await seedRegency(db, index, now);
  return { server, shared, regencies, migration };
}

async function seedRegency(db: Db, seed: number, now: Date): Promise<void> {
  const sources = Array.from({ length: sourcesEach }, (_, n) => makeSource({ id: `s${n}`, title: `Sumber ${n}` }));
  await syncSources(db, sources, now);
  // None is due while the clock of the schedule is measured, nor silent.
  const later = new Date(now.getTime() + 3_600_000).toISOString();
  const at = now.toISOString();
  await db
    .updateTable('sources')
    .set({ nextRunAt: later, firstSuccessAt: at, lastSuccessAt: at, lastNewItemAt: at })
    .execute();
  const today = localDate(now, zone);
  const first = (index: number) => new Date(now.getTime() - (13 - (index / issuesEach) * 13) * 86_400_000);
  const issues = regencyIssues(issuesEach, 1_000 + seed).map((own, index) => ({
    ...{ id: index + 1, title: own[0]?.title ?? own[0]?.text.slice(0, 80), topic: own[0]?.topic, own },
    ...{ first_at: first(index).toISOString(), last_at: new Date(first(index).getTime() + 7_200_000).toISOString() },
  }));
  const mentions = issues.flatMap(({ id, own, first_at, last_at }) =>
    own.map(({ title, text }, nth) => ({
      ...{ issue_id: id, source_id: `s${id % sourcesEach}`, title, text, url: `https://s${id}.test/${seed}/${nth}` },
      ...{ published_at: nth === 0 ? first_at : last_at, collected_at: last_at },
    })),
  );
  const counts = Array.from({ length: 36 }, (_, ago) =>
    ['negative', 'neutral', 'positive'].flatMap((category, nth) =>
      ['kesehatan', 'air-listrik', 'pertanian', 'lainnya'].map((topic) => ({
        ...{ facet: 'subject', day: addDays(today, -ago), first: topic, second: 'PUPR', category },
        count: 3 + ((ago * 7 + nth * 5 + seed) % 11),
      })),
    ),
  ).flat();
  await inWriteTransaction(db, async (trx) => {
    await sql`insert into issues (id, title, state, topic, agency, attention, first_at, last_at, first_publisher, mention_count,
        negative_count, positive_count, source_count, hoax_count, updated_at, media_count)
      select id, title, 'baru', topic, 'PUPR', 'watch', first_at, last_at, 'Kabar Uji', 3, 2, 0, 2, 0, last_at, 2
      from jsonb_to_recordset(${JSON.stringify(issues)}::jsonb) as r (id bigint, title text, topic text, first_at text, last_at text)`.execute(
      trx,
    );
    await sql`insert into mentions (source_id, issue_id, kind, platform, published_at, precision, language, content_hash, collected_at, url, title, text)
      select source_id, issue_id, 'article', 'web', published_at, 'exact', 'id', 'x', collected_at, url, title, text
      from jsonb_to_recordset(${JSON.stringify(mentions)}::jsonb)
        as r (source_id text, issue_id bigint, published_at text, collected_at text, url text, title text, text text)`.execute(
      trx,
    );
    await sql`insert into day_counts (facet, day, first, second, category, count)
      select facet, day, first, second, category, count
      from jsonb_to_recordset(${JSON.stringify(counts)}::jsonb) as r (facet text, day text, first text, second text, category text, count bigint)`.execute(
      trx,
    );
  });
  await sql`analyze`.execute(db);
}
