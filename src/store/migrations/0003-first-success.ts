import { type Kysely, PostgresAdapter, sql } from 'kysely';

/**
 * When a source first answered: one that has never brought anything is quiet from then on. Frozen in time: imports nothing of the program.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const onPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  const text = onPostgres ? sql`text collate "C"` : sql`text`;
  await sql`alter table sources add column first_success_at ${text}`.execute(db);
}
