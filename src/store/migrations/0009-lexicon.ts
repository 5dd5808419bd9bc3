import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely';

/** What people say of mentions, and the words of an office. Frozen in time: imports nothing of the program. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const onPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  const text = onPostgres ? sql`text collate "C"` : sql`text`;
  const int = onPostgres ? sql`bigint` : sql`integer`;
  const strict = onPostgres ? sql`` : sql`strict`;
  const instant = (column: string): RawBuilder<unknown> =>
    sql`${text} not null check (${sql.ref(column)} like '____-__-__T__:__:__.___Z')`;

  const statements = [
    sql`create table corrections (
      mention_id ${int} primary key references mentions (id) on delete cascade,
      content_hash ${text} not null,
      verdict ${text} not null check (verdict in ('negative', 'neutral', 'positive', 'irrelevant', 'correct')),
      note ${text},
      who ${text} not null,
      at ${instant('at')},
      said ${text},
      machine_label ${text}
    ) ${strict}`,
    sql`create index corrections_newest on corrections (at, mention_id)`,

    sql`create table lexicon_versions (
      version ${int} primary key,
      entries ${text} not null,
      who ${text} not null,
      why ${text} not null,
      at ${instant('at')}
    ) ${strict}`,
  ];
  for (const statement of statements) await statement.execute(db);
}
