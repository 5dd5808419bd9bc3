import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely';

/**
 * Counts of mentions by day, so that charts over months need not count mentions; hours whose counts are out of date mark themselves.
 * Frozen in time: imports nothing of the program.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const onPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  const text = onPostgres ? sql`text collate "C"` : sql`text`;
  const int = onPostgres ? sql`bigint` : sql`integer`;
  const keyed = onPostgres ? sql`` : sql`strict, without rowid`;

  const tables = [
    // One mention counts once in each facet: `voice` is who spoke × agency, `subject` topic × agency, `place` place × topic.
    sql`create table day_counts (
      facet ${text} not null check (facet in ('voice', 'subject', 'place')),
      day ${text} not null check (day like '____-__-__'),
      first ${text} not null,
      second ${text} not null,
      category ${text} not null,
      count ${int} not null,
      primary key (facet, day, first, second, category)
    ) ${keyed}`,
    // The first 13 letters of an instant. The version tells whether something changed again while the hour was counted.
    sql`create table stale_hours (
      hour ${text} primary key,
      version ${int} not null
    ) ${keyed}`,
    sql`create index issues_seen on issues (last_at, id, first_at, attention, state, topic, agency, place_code, mention_count, merged_into)`,
    sql`create index issues_due on issues (due_at, id) where state = 'diteruskan'`,
    sql`create index questions_counted on questions (asked_at, agency, answered_at)`,
    sql`create index alerts_unanswered on alerts (fired_at, id) where acknowledged_at is null`,
    sql`create index issue_states on issue_events (at, issue_id) where kind = 'state'`,
  ];
  for (const statement of tables) await statement.execute(db);

  const verdict = ['published_at', 'about', 'label', 'attention', 'topic', 'agency', 'place_code'];
  const voice = ['source_id', 'voice_class'];
  // Whatever writes a verdict, or takes a mention away, marks its hour: no other code has to think of it.
  const triggers = [
    { on: 'scores', name: 'scores_counted_insert', event: 'insert', rows: ['new'], changed: [] },
    { on: 'scores', name: 'scores_counted_update', event: 'update', rows: ['old', 'new'], changed: verdict },
    { on: 'scores', name: 'scores_counted_delete', event: 'delete', rows: ['old'], changed: [] },
    { on: 'mentions', name: 'mentions_counted_update', event: 'update', rows: ['new'], changed: voice },
  ];
  const differs = onPostgres ? 'is distinct from' : 'is not';
  for (const { on, name, event, rows, changed } of triggers) {
    const when = changed.map((column) => `old.${column} ${differs} new.${column}`).join(' or ');
    const marks = rows.map((row) => `${mark(`select substr(${row}.published_at, 1, 13), 1 where true`)};`).join(' ');
    const columns = changed.length === 0 ? '' : ` of ${changed.join(', ')}`;
    const head = `create trigger ${name} after ${event}${columns} on ${on} for each row${when === '' ? '' : ` when (${when})`}`;
    await createTrigger(db, onPostgres, name, head, marks);
  }
  const hours = 'select distinct substr(m.published_at, 1, 13), 1 from mentions m where m.source_id = new.id';
  const ofClass = `create trigger sources_counted_update after update of class on sources for each row when (old.class ${differs} new.class)`;
  await createTrigger(db, onPostgres, 'sources_counted_update', ofClass, `${mark(hours)};`);

  await sql.raw(mark('select distinct substr(published_at, 1, 13), 1 from scores where true')).execute(db);
}

function mark(hours: string): string {
  return `insert into stale_hours (hour, version) ${hours} on conflict (hour) do update set version = stale_hours.version + 1`;
}

async function createTrigger(
  db: Kysely<unknown>,
  onPostgres: boolean,
  name: string,
  head: string,
  body: string,
): Promise<void> {
  const statements: readonly RawBuilder<unknown>[] = onPostgres
    ? [
        sql.raw(`create function ${name}() returns trigger language plpgsql as $$ begin ${body} return null; end $$`),
        sql.raw(`${head} execute function ${name}()`),
      ]
    : [sql.raw(`${head} begin ${body} end`)];
  for (const statement of statements) await statement.execute(db);
}
