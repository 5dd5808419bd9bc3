import { type Kysely, PostgresAdapter, sql } from 'kysely';

/**
 * On PostgreSQL what refers to mentions is looked up once a statement instead of once a row: a foreign key to a divided table opens every
 * partition for each row that is inserted, which took most of the time of collecting. SQLite keeps its foreign keys. Frozen in time:
 * imports nothing of the program.
 *
 * Writers of one regency come one after the other, so that nothing is deleted between the look and the commit.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
  const references = await listForeignKeys(db);
  for (const column of new Set(references.map((reference) => reference.column))) await makeChecks(db, column);
  for (const { owner, column, name, forgets } of references) {
    const act = forgets ? 'forget' : 'delete';
    await run(db, [
      `alter table ${owner} drop constraint ${name}`,
      // Its name is what it is found by where a month is dropped, with the column and what becomes of the row.
      `create trigger refers_${column} after insert on ${owner} referencing new table as fresh
        for each statement execute function refers_${column}('${column}', '${act}')`,
      `create trigger refers_${column}_changed after update of ${column} on ${owner}
        for each row when (old.${column} is distinct from new.${column}) execute function refers_${column}_changed()`,
    ]);
  }
  const acts = references.map(({ owner, column, forgets }) =>
    forgets
      ? `update ${owner} set ${column} = null where ${column} in (select id from gone);`
      : `delete from ${owner} where ${column} in (select id from gone);`,
  );
  await run(db, [
    // Words are looked up in the index even where the planner takes them for frequent: it is often wrong, and whoever asks stops at 'most'.
    // The range is written into the text, so that the plan has the months in it and no others.
    `create function mention_hits(lead tsquery, filter tsquery, first_id bigint, end_id bigint, most bigint) returns setof bigint
      language plpgsql stable set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off as $$ begin
      return query execute format('select mention_id from mention_words where mention_id >= %s and mention_id < %s
        and words @@ $1 and ($2 is null or words @@ $2) limit %s', first_id, end_id, most) using lead, filter;
    end $$`,
    `create or replace function mentions_gone() returns trigger language plpgsql ${lookedUp} as $$ begin
      ${acts.join('\n      ')}
      delete from scores where mention_id in (select id from gone);
      delete from mention_words where mention_id in (select id from gone);
      delete from metric_snapshots where mention_id in (select id from gone);
      update mentions set parent_id = null where parent_id in (select id from gone);
      return null;
    end $$`,
  ]);
}

/** Plans of functions are kept: one made for many rows must not read whole tables for a few ever after. */
const lookedUp = 'set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off';

async function makeChecks(db: Kysely<unknown>, column: string): Promise<void> {
  const refuse = (id: string) =>
    `raise exception 'no mention % for %.${column}', ${id}, tg_table_name using errcode = 'foreign_key_violation';`;
  await run(db, [
    `create function refers_${column}() returns trigger language plpgsql ${lookedUp} as $$ declare missing bigint; begin
      select ${column} into missing from fresh where ${column} is not null
        and not exists (select from mentions where mentions.id = fresh.${column}) limit 1;
      if found then ${refuse('missing')} end if;
      return null;
    end $$`,
    `create function refers_${column}_changed() returns trigger language plpgsql as $$ begin
      if new.${column} is not null and not exists (select from mentions where id = new.${column}) then
        ${refuse(`new.${column}`)}
      end if;
      return null;
    end $$`,
  ]);
}

interface Reference {
  readonly owner: string;
  readonly column: string;
  readonly name: string;
  /** Whether the row stays, without what it referred to. */
  readonly forgets: boolean;
}

async function listForeignKeys(db: Kysely<unknown>): Promise<readonly Reference[]> {
  const { rows } = await sql<Reference>`
    select c.relname as owner, a.attname as column, k.conname as name, k.confdeltype = 'n' as forgets
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.conparentid = 0 and k.confrelid = 'mentions'::regclass order by 1, 2`.execute(db);
  return rows;
}

async function run(db: Kysely<unknown>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
