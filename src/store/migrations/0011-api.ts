import { type Kysely, PostgresAdapter, sql } from 'kysely';

/** Answers to writes that carried an `Idempotency-Key`. Frozen in time: imports nothing of the program. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const onPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  const text = onPostgres ? sql`text collate "C"` : sql`text`;
  const keyed = onPostgres ? sql`` : sql`strict, without rowid`;
  await sql`create table idempotency_keys (
    actor ${text} not null,
    key_hash ${text} not null,
    request_hash ${text} not null,
    state ${text} not null check (state in ('running', 'done', 'unknown')),
    answer ${text},
    at ${text} not null check (at like '____-__-__T__:__:__.___Z'),
    primary key (actor, key_hash),
    check ((state = 'done') = (answer is not null))
  ) ${keyed}`.execute(db);
  await sql`create index idempotency_keys_oldest on idempotency_keys (at)`.execute(db);
}
