import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely';

/** What the stamps of scores stand for, and the word lists that they name. Frozen in time: imports nothing of the program. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const onPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  const text = onPostgres ? sql`text collate "C"` : sql`text`;
  const strict = onPostgres ? sql`` : sql`strict`;
  const instant = (column: string): RawBuilder<unknown> =>
    sql`${text} not null check (${sql.ref(column)} like '____-__-__T__:__:__.___Z')`;
  const statements = [
    sql`create table score_stamps (
      stamp ${text} primary key,
      lexicon ${text} not null,
      rest ${text} not null,
      claims ${text},
      sources ${text} not null,
      same_as ${text},
      at ${instant('at')}
    ) ${strict}`,
    sql`create table lexicon_files (
      version ${text} primary key,
      files ${text} not null
    ) ${strict}`,
  ];
  for (const statement of statements) await statement.execute(db);
}
