import { type Kysely, PostgresAdapter, sql } from 'kysely';

/**
 * Limits that hold for all processes on PostgreSQL: whose turn it is at a host, and what its robots.txt says. SQLite has one process, which
 * needs no table for that. Both are unlogged: a turn is taken before every request, and nothing in them is worth waiting for a disk. When
 * the server crashes they are empty again, and a host is asked once more what it said before. The times are the database's own, because
 * the clocks of hosts differ. Frozen in time: imports nothing of the program.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
  // Half-filled pages: a new version of a row finds room beside the old one, which then needs no vacuum.
  await sql`create unlogged table host_turns (
    host text collate "C" primary key,
    turn_at timestamptz,
    next_at timestamptz not null,
    paused_until timestamptz
  ) with (fillfactor = 50)`.execute(db);
  // Without a status: being fetched until then.
  await sql`create unlogged table robots_answers (
    origin text collate "C" primary key,
    status integer check (status between 100 and 999),
    rules text collate "C" not null,
    until timestamptz not null
  )`.execute(db);
}
