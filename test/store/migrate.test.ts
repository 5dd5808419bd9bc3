import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import type { Db } from '../../src/store/schema.ts';
import { createEmptyDatabase, dialects } from '../support/db.ts';

async function tablesOf(db: Db): Promise<string[]> {
  const tables = await db.introspection.getTables();
  return tables.map((table) => table.name).sort();
}

const expected = [
  'alerts',
  'digests',
  'issues',
  'mention_keys',
  'mention_versions',
  'mentions',
  'meta',
  'outbox',
  'runs',
  'score_queue',
  'scores',
  'sources',
];

describe.each(dialects)('%s', (dialect) => {
  test('makes every table from nothing, once', async () => {
    const { db, close } = await createEmptyDatabase(dialect);
    expect(await migrate(db)).toEqual(Object.keys(migrations));
    expect(await tablesOf(db)).toEqual(expect.arrayContaining(expected));
    expect(await migrate(db)).toEqual([]);
    await close();
  });

  test('both databases have the same columns', async () => {
    const { db, close } = await createEmptyDatabase(dialect);
    await migrate(db);
    const tables = await db.introspection.getTables();
    const columns = tables
      .filter((table) => expected.includes(table.name))
      .map((table) => `${table.name}: ${table.columns.map((column) => column.name).join(' ')}`)
      .sort();
    expect(columns).toEqual([
      'alerts: id rule_id issue_id level reason occasion mention_ids snapshot fired_at',
      'digests: date made_at queued_at data',
      'issues: id title state topic agency place_code place_name attention first_at last_at first_publisher mention_count negative_count positive_count source_count hoax_count updated_at',
      'mention_keys: key mention_id',
      'mention_versions: mention_id content_hash title text seen_at',
      'mentions: id source_id parent_id parent_key issue_id kind platform published_at precision language content_hash set_aside collected_at edited_at author publisher url title text',
      'meta: key value',
      'outbox: id kind about channel recipient_name recipient_email message_id subject text html state attempts next_attempt_at lease_until last_error last_error_at sent_at created_at',
      'runs: id source_id started_at ended_at stored repeats edits rejected set_aside error',
      'score_queue: mention_id',
      'scores: mention_id stamp scored_at published_at language about level label value confidence target attention hoax_class topic agency place_code place_name clustered detail',
      'sources: id title collector class platform enabled interval_ms silent_after_ms options cursor next_run_at last_run_at last_success_at last_new_item_at error_count last_error last_error_at item_count set_aside_count rejected_count stopped_reason',
    ]);
    await close();
  });

  test('a migration that fails half-way leaves nothing behind, and works when run again', async () => {
    const { db, close } = await createEmptyDatabase(dialect);
    // In the way of a table in the middle of the list.
    await sql`create table scores (id integer)`.execute(db);
    await expect(migrate(db)).rejects.toThrow(/scores/);
    expect(await tablesOf(db)).toEqual(['scores']);
    await sql`drop table scores`.execute(db);
    expect(await migrate(db)).toEqual(Object.keys(migrations));
    await close();
  });

  test('two processes that start at once migrate once', async () => {
    const { db, close } = await createEmptyDatabase(dialect);
    const applied = await Promise.all([migrate(db), migrate(db)]);
    expect(applied.flat()).toEqual(Object.keys(migrations));
    await close();
  });

  test('a database of a newer version is refused', async () => {
    const { db, close } = await createEmptyDatabase(dialect);
    await migrate(db);
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2030-01-01T00:00:00.000Z')`.execute(
      db,
    );
    await expect(migrate(db)).rejects.toThrow('versi Kentongan yang lebih baru');
    await close();
  });
});
