import { type Kysely, PostgresAdapter, sql } from 'kysely';

/**
 * Verdicts counted by hour and who spoke, so that statistics need not join every verdict with its mention. What is stored already is
 * counted here; the marks in `stale_hours` say what changes later. Frozen in time: imports nothing of the program.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const onPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  const text = onPostgres ? sql`text collate "C"` : sql`text`;
  const int = onPostgres ? sql`bigint` : sql`integer`;
  const keyed = onPostgres ? sql`` : sql`strict, without rowid`;
  // SQLite: both in the order of their ids, which reads each file page once.
  const joined = onPostgres ? sql`join` : sql`cross join`;
  const statements = [
    sql`create table hour_counts (
      hour ${text} not null,
      about ${text} not null,
      class ${text} not null,
      kind ${text} not null,
      label ${text} not null,
      attention ${text} not null,
      count ${int} not null,
      primary key (hour, about, class, kind, label, attention)
    ) ${keyed}`,
    sql`insert into hour_counts
      select substr(s.published_at, 1, 13), s.about,
        coalesce(m.voice_class, (select class from sources where sources.id = m.source_id)), m.kind, s.label, s.attention, count(*)
      from mentions m ${joined} scores s on s.mention_id = m.id
      where s.about is not null
      group by 1, 2, 3, 4, 5, 6`,
  ];
  for (const statement of statements) await statement.execute(db);
}
