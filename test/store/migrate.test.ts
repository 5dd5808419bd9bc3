import { Migrator, sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { findAlert } from '../../src/store/alerts.ts';
import { findSentDigest } from '../../src/store/digests.ts';
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
  'issue_events',
  'issue_pins',
  'issues_apart',
  'clarifications',
  'claim_decisions',
  'question_queue',
  'questions',
  'keyword_packs',
  'keyword_hits',
  'audit',
  'alert_rules',
  'silences',
  'notices',
  'decisions',
  'digest_edits',
  'spikes',
  'lexicon_files',
  'score_stamps',
  'saved_searches',
  'source_days',
  'source_trials',
  'imports',
  'author_seals',
  'erasures',
  'subject_requests',
  'restricted_people',
  'restricted_mentions',
  'purges',
  'kept_backups',
  'corrections',
  'lexicon_versions',
  'day_counts',
  'hour_counts',
  'stale_hours',
  'idempotency_keys',
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
      'alert_rules: id rule options enabled author updated_at',
      'alerts: id rule_id subject issue_id level title reason occasion topic agency place_code place_name mention_ids snapshot fired_at acknowledged_at acknowledged_by acknowledged_note acknowledged_until',
      'audit: id at who action object detail hash',
      'author_seals: pseudonym platform sealed last_seen_at',
      'claim_decisions: mention_id claim_id verdict who at',
      'claim_reviews: mention_id claimed verdict rating',
      'clarifications: id issue_id title claimed text url agency published_at who at',
      'corrections: mention_id content_hash verdict note who at said machine_label',
      'credential_uses: credential_id budget at key amount',
      'credentials: id kind fingerprint fault fault_at paused_until',
      'day_counts: facet day first second category count',
      'decisions: id alert_id target outcome reason detail at',
      'digest_edits: date data edited_by edited_at approved_by approved_at',
      'digests: date made_at queued_at data',
      'erasures: kind key until',
      'evidence: id source_id fetched_at url content_type sha256 size body',
      'hour_counts: hour about class kind label attention count',
      'idempotency_keys: actor key_hash request_hash state answer at',
      'imports: id name size sha256 basis settings who at state preview result rejected fault ended_at',
      'issue_events: id issue_id kind from_value to_value who why at',
      'issue_pins: mention_id issue_id who at',
      'issues: id title state topic agency place_code place_name attention first_at last_at first_publisher mention_count negative_count positive_count source_count hoax_count updated_at state_at due_at merged_into title_by_hand agency_by_hand media_count account_count comment_count',
      'issues_apart: issue_id other_id who at',
      'kept_backups: file made_at',
      'keyword_hits: pack_id mention_id keyword theme field start_at end_at candidates published_at at',
      'keyword_packs: id title stage from_date to_date data updated_at updated_by',
      'lexicon_files: version files',
      'lexicon_versions: version entries who why at',
      'mention_aliases: alias mention_id',
      'mention_evidence: mention_id evidence_id',
      'mention_keys: key mention_id',
      'mention_versions: mention_id content_hash title text seen_at',
      'mentions: id source_id parent_id parent_key issue_id kind platform published_at precision language content_hash set_aside collected_at edited_at author publisher url title text author_handle voice_class citizen',
      'meta: key value',
      'metric_snapshots: mention_id at likes comments shares views others',
      'notices: id alert_id recipient name channel address route_id purpose group_key state due_at reason outbox_id created_at',
      'outbox: id kind about channel recipient_name address message_id subject text html payload state attempts next_attempt_at lease_until last_error last_error_at sent_at created_at',
      'purges: id at took_ms counts',
      'question_queue: mention_id',
      'questions: mention_id agency kind asked_at answered_at answer_mention_id answered_by answer_url',
      'restricted_mentions: mention_id request_id was at',
      'restricted_people: pseudonym request_id at',
      'runs: id source_id started_at ended_at stored repeats edits rejected set_aside error',
      'saved_searches: id user_id owner name query sort everywhere shared created_at updated_at',
      'score_queue: mention_id',
      'score_stamps: stamp lexicon rest claims sources same_as at',
      'scores: mention_id stamp scored_at published_at language about level label value confidence target attention hoax_class topic agency place_code place_name clustered detail',
      'silences: id matchers reason author created_at starts_at ends_at ended_at ended_by',
      'source_days: source_id day runs failures stored requests bytes',
      'source_trials: id who at source_id data',
      'sources: id title collector class platform enabled interval_ms silent_after_ms options cursor next_run_at last_run_at last_success_at last_new_item_at error_count last_error last_error_at item_count set_aside_count rejected_count stopped_reason credential legal last_fault notice pace first_success_at made_by made_at paused_by paused_at pause_reason archived_by archived_at',
      'spikes: key started_at last_at score data',
      'stale_hours: hour version',
      'subject_requests: id kind requester contact pseudonym platform mention_ids note received_at due_at ended_at outcome legal_ground answer result created_by ended_by',
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
    expect(await findSentDigest(db, '2026-11-21')).toMatchObject({
      coverage: { sources: [source('a', 'quiet'), source('b', 'disabled'), source('c', 'failing')] },
    });
    await close();
  });

  test('alerts and mails of an earlier version stay, and say to whom they went', async () => {
    const { db, close } = await createEmptyDatabase(dialect);
    await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateTo('0003-first-success');
    const at = '2026-11-20T01:00:00.000Z';
    await sql`insert into issues (id, title, state, topic, agency, attention, first_at, last_at, first_publisher, mention_count,
      negative_count, positive_count, source_count, hoax_count, updated_at)
      values (7, 'Air mati', 'baru', 'air-listrik', 'PDAM', 'alert', ${at}, ${at}, 'Kabar', 1, 1, 0, 1, 0, ${at})`.execute(
      db,
    );
    await sql`insert into alerts (id, rule_id, issue_id, level, reason, occasion, mention_ids, snapshot, fired_at)
      values (3, 'negative-issue', 7, 'alert', 'Sebab', 'first', '[]', '{"issue":{"id":7},"mentions":[]}', ${at})`.execute(
      db,
    );
    await sql`insert into outbox (kind, about, channel, recipient_name, recipient_email, message_id, subject, text, html, state,
      next_attempt_at, created_at)
      values ('alert', '3', 'email', 'Humas', 'humas@uji.test', '<a@b>', 's', 't', 'h', 'pending', ${at}, ${at})`.execute(
      db,
    );
    await migrate(db);
    expect(await findAlert(db, 3)).toMatchObject({
      subject: 'issue:7',
      title: 'Air mati',
      agency: 'PDAM',
      snapshot: { answers: [] },
    });
    expect(await db.selectFrom('outbox').select(['address', 'state', 'payload']).execute()).toEqual([
      { address: 'humas@uji.test', state: 'pending', payload: null },
    ]);
    expect(await db.selectFrom('notices').select(['alertId', 'state', 'outboxId']).execute()).toEqual([
      { alertId: 3, state: 'queued', outboxId: 1 },
    ]);
    const added = await db
      .insertInto('alerts')
      .columns(['ruleId', 'subject', 'level', 'title', 'reason', 'occasion', 'mentionIds', 'snapshot', 'firedAt'])
      .values({
        ruleId: 'x',
        subject: 'source:a',
        level: 'watch',
        title: 'a',
        reason: 'b',
        occasion: 'first',
        mentionIds: '[]',
        snapshot: '{}',
        firedAt: at,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    expect(added.id).toBeGreaterThan(3);
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
