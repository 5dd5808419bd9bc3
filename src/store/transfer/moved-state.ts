import { sql } from 'kysely';
import { dialectOf } from '../dialect.ts';
import { findMeta } from '../meta.ts';
import { migrations } from '../migrations/index.ts';
import type { Db } from '../schema.ts';

/** What an installation is, besides its rows. */
export interface MovedState {
  readonly kind: string;
  readonly region: string;
  /** Of the key of pseudonyms; null when the database never had one. */
  readonly pseudonymKey: string | null;
  /** Months in which mentions were collected, in order, each with its least id. */
  readonly months: readonly { readonly month: string; readonly firstId: number }[];
  /** 0 when there are none. */
  readonly lastMentionId: number;
}

/** @returns null for a database that was never used */
export async function loadMovedState(db: Db): Promise<MovedState | null> {
  const [kind, region] = [await findMeta(db, 'kind'), await findMeta(db, 'region')];
  if (kind === null || region === null) return null;
  const { rows } = await sql<{ month: string; firstId: number }>`
    select substr(collected_at, 1, 7) as month, min(id) as first_id from mentions group by 1 order by 1`.execute(db);
  const last = await db
    .selectFrom('mentions')
    .select((eb) => eb.fn.max<number | null>('id').as('id'))
    .executeTakeFirst();
  return {
    kind,
    region,
    pseudonymKey: await findMeta(db, 'pseudonymKey'),
    months: rows,
    lastMentionId: last?.id ?? 0,
  };
}

/** Names of the migrations that have run, in order; empty for a database without tables. */
export async function listMigrations(db: Db): Promise<readonly string[]> {
  const found = await (dialectOf(db) === 'postgres'
    ? sql<{ there: number }>`select (to_regclass('kysely_migration') is not null)::int as there`
    : sql<{ there: number }>`select count(*) as there from sqlite_schema where name = 'kysely_migration'`
  ).execute(db);
  if (found.rows[0]?.there !== 1) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}

/** Names of the migrations that this version of the program has. */
export const knownMigrations: readonly string[] = Object.keys(migrations).sort();
