import { type Kysely, PostgresAdapter, sql } from 'kysely';

/**
 * PostgreSQL keeps mentions and what grows with them in partitions by id, one or more a month; SQLite stays as it is.
 * Ids rise with the time of collecting and are what all other tables refer to, so primary keys and foreign keys stay what they were.
 * Frozen in time: imports nothing of the program.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
  await run(db, [
    // A month opens with ids from the next multiple of a million on. Without a month: made ahead, nothing in it yet.
    // `issues_done`: taken out of `mentions`, and its issues up to this id told so.
    `create table mention_partitions (
      first_id bigint primary key,
      end_id bigint not null check (end_id > first_id),
      month text collate "C" check (month like '____-__'),
      issues_done bigint
    )`,
    // Tables and partitions in whose files words may stand that were deleted.
    `create table unclean_tables (
      name text collate "C" primary key,
      since text collate "C" not null check (since like '____-__-__T__:__:__.___Z'),
      changes bigint not null
    )`,
  ]);
  const bounds = await layOut(db);
  for (const { first, end, month } of bounds) {
    await sql`insert into mention_partitions (first_id, end_id, month) values (${first}, ${end}, ${month})`.execute(db);
  }

  const pointing = await listForeignKeys(db);
  for (const { owner, name } of pointing) await run(db, [`alter table ${owner} drop constraint ${name}`]);
  const { rows } = await sql<{ next: number }>`
    select (case when is_called then last_value + 1 else last_value end)::float8 as next from mentions_id_seq`.execute(
    db,
  );
  for (const [table, key] of tables) await divide(db, table, key, bounds);
  await run(db, ['alter sequence mentions_id_seq1 rename to mentions_id_seq']);
  await sql`select setval('mentions_id_seq', ${rows[0]?.next ?? 1}::bigint, false)`.execute(db);
  for (const { owner, name, definition } of pointing) {
    if (!isDivided(owner)) await run(db, [`alter table ${owner} add constraint ${name} ${definition}`]);
  }

  await run(db, [
    // In the place of foreign keys between partitions, which would be looked up row by row. An answer stays, without what it answers.
    `create function mentions_gone() returns trigger language plpgsql as $$ begin
      delete from scores where mention_id in (select id from gone);
      delete from mention_words where mention_id in (select id from gone);
      delete from metric_snapshots where mention_id in (select id from gone);
      update mentions set parent_id = null where parent_id in (select id from gone);
      return null;
    end $$`,
    `create trigger mentions_gone after delete on mentions referencing old table as gone
      for each statement execute function mentions_gone()`,
    ...wordColumns.map(([table, column]) => `alter table ${table} alter column ${column} set statistics 0`),
  ]);
}

/** With the column that they are divided by. */
const tables = [
  ['mentions', 'id'],
  ['scores', 'mention_id'],
  ['mention_words', 'mention_id'],
  ['metric_snapshots', 'mention_id'],
] as const;

function isDivided(name: string): boolean {
  return tables.some(([table]) => table === name);
}

/** PostgreSQL must not copy samples of these into its statistics, where deleting does not reach. */
const wordColumns = [
  ...['author', 'url', 'title', 'text'].map((column) => ['mentions', column] as const),
  ['scores', 'detail'],
  ['mention_keys', 'key'],
  ['mention_versions', 'title'],
  ['mention_versions', 'text'],
  ['claim_reviews', 'claimed'],
  ['evidence', 'url'],
  ['evidence', 'body'],
  ['issues', 'title'],
  ['issue_events', 'from_value'],
  ['issue_events', 'to_value'],
  ...['title', 'reason', 'snapshot'].map((column) => ['alerts', column] as const),
  ...['subject', 'text', 'html', 'payload'].map((column) => ['outbox', column] as const),
  ['digests', 'data'],
  ['digest_edits', 'data'],
  ['imports', 'preview'],
  ['imports', 'rejected'],
] as const;

const stride = 1_000_000;

interface Bounds {
  readonly first: number;
  readonly end: number;
  readonly month: string | null;
}

/** What is stored already goes by the months in which it was collected; ids of a clock that was wrong stay with their neighbours. */
async function layOut(db: Kysely<unknown>): Promise<readonly Bounds[]> {
  const { rows } = await sql<{ month: string; first: number; last: number }>`
    select left(collected_at, 7) as month, min(id)::float8 as first, max(id)::float8 as last
    from mentions group by 1 order by 1`.execute(db);
  if (rows.length === 0) return [{ first: 1, end: stride, month: null }];
  const months: { first: number; month: string }[] = [];
  for (const { month, first } of rows) {
    if (months.length === 0) months.push({ first: Math.min(1, ...rows.map((row) => row.first)), month });
    else if (first > (months.at(-1)?.first ?? 0)) months.push({ first, month });
  }
  const last = Math.max(...rows.map((row) => row.last));
  const end = (Math.floor(last / stride) + 1) * stride;
  return months.map(({ first, month }, index) => ({ first, end: months[index + 1]?.first ?? end, month }));
}

interface ForeignKey {
  readonly owner: string;
  readonly name: string;
  readonly definition: string;
}

/** Foreign keys that point at mentions. */
async function listForeignKeys(db: Kysely<unknown>): Promise<readonly ForeignKey[]> {
  const { rows } = await sql<ForeignKey>`
    select c.relname as owner, k.conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and k.confrelid = 'mentions'::regclass order by 1, 2`.execute(db);
  return rows;
}

/** The same table with the same indexes, constraints and triggers, in partitions. */
async function divide(db: Kysely<unknown>, table: string, key: string, bounds: readonly Bounds[]): Promise<void> {
  const before = `${table}_before`;
  const constraints = await sql<{ name: string; definition: string }>`
    select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
    where conrelid = ${table}::regclass and contype in ('p', 'f') order by contype desc`.execute(db);
  const indexes = await sql<{ name: string; definition: string }>`
    select c.relname as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = ${table}::regclass and not i.indisprimary order by 1`.execute(db);
  const triggers = await sql<{ definition: string }>`
    select pg_get_triggerdef(oid) as definition from pg_trigger
    where tgrelid = ${table}::regclass and not tgisinternal order by tgname`.execute(db);
  await run(db, [
    `alter table ${table} rename to ${before}`,
    ...indexes.rows.map(({ name }) => `drop index ${name}`),
    ...constraints.rows.map(({ name }) => `alter table ${before} drop constraint ${name}`),
    `create table ${table} (like ${before} including defaults including identity including constraints including storage)
      partition by range (${key})`,
    ...bounds.map(
      ({ first, end }) =>
        `create table ${table}_p${first} partition of ${table} for values from (${first}) to (${end})`,
    ),
    ...bounds.flatMap(({ first }) =>
      wordColumns.flatMap(([owner, column]) =>
        owner === table ? [`alter table ${table}_p${first} alter column ${column} set statistics 0`] : [],
      ),
    ),
    `insert into ${table} select * from ${before}`,
    `drop table ${before}`,
    ...constraints.rows.map(({ name, definition }) => `alter table ${table} add constraint ${name} ${definition}`),
    ...indexes.rows.map(({ definition }) => definition),
    ...triggers.rows.map(({ definition }) => definition),
  ]);
}

async function run(db: Kysely<unknown>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
