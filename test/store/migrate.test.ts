import { Migrator, sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { findDigest } from '../../src/store/digests.ts';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import type { Db } from '../../src/store/schema.ts';
import { createEmptyDatabase, dialects } from '../support/db.ts';

async function tablesOf(db: Db): Promise<string[]> {
  const tables = await db.introspection.getTables();
  return tables.map((table) => table.name).sort();
}

const expected = [
  'accounts',
  'alerts',
  'claim_reviews',
  'credential_uses',
  'credentials',
  'digests',
  'evidence',
  'issues',
  'mention_aliases',
  'mention_evidence',
  'mention_keys',
  'mention_versions',
  'mentions',
  'meta',
  'metric_snapshots',
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
      'accounts: id platform handle name class agency owner contact url source_id note active updated_at',
      'alerts: id rule_id issue_id level reason occasion mention_ids snapshot fired_at',
      'claim_reviews: mention_id claimed verdict rating',
      'credential_uses: credential_id budget at key amount',
      'credentials: id kind fingerprint fault fault_at paused_until',
      'digests: date made_at queued_at data',
      'evidence: id source_id fetched_at url content_type sha256 size body',
      'issues: id title state topic agency place_code place_name attention first_at last_at first_publisher mention_count negative_count positive_count source_count hoax_count updated_at',
      'mention_aliases: alias mention_id',
      'mention_evidence: mention_id evidence_id',
      'mention_keys: key mention_id',
      'mention_versions: mention_id content_hash title text seen_at',
      'mentions: id source_id parent_id parent_key issue_id kind platform published_at precision language content_hash set_aside collected_at edited_at author publisher url title text author_handle voice_class',
      'meta: key value',
      'metric_snapshots: mention_id at likes comments shares views others',
      'outbox: id kind about channel recipient_name recipient_email message_id subject text html state attempts next_attempt_at lease_until last_error last_error_at sent_at created_at',
      'runs: id source_id started_at ended_at stored repeats edits rejected set_aside error',
      'score_queue: mention_id',
      'scores: mention_id stamp scored_at published_at language about level label value confidence target attention hoax_class topic agency place_code place_name clustered detail',
      'sources: id title collector class platform enabled interval_ms silent_after_ms options cursor next_run_at last_run_at last_success_at last_new_item_at error_count last_error last_error_at item_count set_aside_count rejected_count stopped_reason credential legal last_fault notice pace first_success_at',
    ]);
    await close();
  });

  test('stored reports get the names that states have now, and keep their texts', async () => {
    const { db, close } = await createEmptyDatabase(dialect);
    await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateTo('0001-initial');
    const source = (id: string, status: string) => ({ id, title: '"status":"silent"', status });
    const sources = [source('a', 'silent'), source('b', 'stopped'), source('c', 'failing')];
    const data = JSON.stringify({ coverage: { sources } });
    await db
      .insertInto('digests')
      .values({ date: '2026-11-21', madeAt: '2026-11-21T23:00:00.000Z', queuedAt: null, data })
      .execute();
    await migrate(db);
    expect(await findDigest(db, '2026-11-21')).toEqual({
      coverage: { sources: [source('a', 'quiet'), source('b', 'disabled'), source('c', 'failing')] },
    });
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
