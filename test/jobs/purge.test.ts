import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../src/core/log.ts';
import { blankPost, type RawPost } from '../../src/core/mention.ts';
import type { Retention } from '../../src/core/retention.ts';
import { toDraft } from '../../src/ingest/draft.ts';
import { isExpired } from '../../src/jobs/expired.ts';
import { purge } from '../../src/jobs/purge.ts';
import { backupDatabase } from '../../src/store/backup.ts';
import { eraseMentions } from '../../src/store/erasure.ts';
import { findMention } from '../../src/store/mentions.ts';
import { listPurges, purgeMentions } from '../../src/store/purge.ts';
import { keepBackup } from '../../src/store/purge-backups.ts';
import { scrubFiles } from '../../src/store/purge-files.ts';
import { saveClustering } from '../../src/store/save-clustering.ts';
import { saveStep } from '../../src/store/save-step.ts';
import type { Db } from '../../src/store/schema.ts';
import { saveScores } from '../../src/store/scores.ts';
import { syncSources } from '../../src/store/sources.ts';
import { addSubjectRequest, findSubjectRequest } from '../../src/store/subjects.ts';
import {
  createTestDatabase,
  createTestDatabaseOn,
  dialects,
  type TestDatabase,
  useTestDatabase,
} from '../support/db.ts';
import { makeDigest, makeIssue, makeScored, makeSource } from '../support/make.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';
import { testPseudonyms } from '../support/pseudonyms.ts';

const retention: Retention = {
  ...{ citizenDays: 180, newsDays: 730, alertDays: 730, auditDays: 1825, authorDays: 90, evidenceDays: 3_650 },
  backupDays: 35,
};
const start = new Date('2026-01-10T08:00:00.000Z');
const daysLater = (days: number) => new Date(start.getTime() + days * 86_400_000);
/** Words that nobody else says. */
const canaries = ['kenaricanggih', 'merpatisunyi', 'jalakungu', 'belibisemas'];
const [inTitle = '', inText = '', inName = '', inEdit = ''] = canaries;

const source = makeSource({ id: 'cari', platform: 'x', class: 'public' });

function draftOf(overrides: Partial<RawPost>) {
  const post: RawPost = {
    ...{ ...blankPost, kind: 'post', platform: 'x', externalId: '1', idScope: 'x:posts' },
    ...{ url: `https://x.test/${inName}/status/1`, title: `Lampu ${inTitle} padam`, authorHandle: inName },
    ...{ text: `Tolong lampu ${inText} di gang kami diperbaiki segera.`, author: `Bu ${inName}` },
    ...{ publishedAt: start.toISOString(), precision: 'exact' },
    ...overrides,
  };
  const words = (text: string) => text.toLowerCase().split(/\W+/).filter(Boolean);
  const draft = toDraft(post, {
    ...{ now: start, stemsOf: words, detectLanguage: () => 'id', isGambling: () => false },
    personOf: testPseudonyms.personOf,
  });
  if (draft === null) throw new Error('an empty post');
  return draft;
}

/** A post with everything that is ever made of one. */
async function fill(db: Db): Promise<{ id: number; issueId: number }> {
  await syncSources(db, [source, makeSource()], start);
  const draft = draftOf({ text: `Dulu tentang ${inEdit} yang mogok di perempatan kami.` });
  const step = { sourceId: 'cari', cursor: null, rejected: 0, now: start };
  const evidence = [
    {
      ...{ url: `https://x.test/api/${inName}`, contentType: 'application/json', fetchedAt: start.toISOString() },
      ...{ sha256: 'a'.repeat(64), size: 12, body: gzipSync(inText), pageKeys: [] },
    },
  ];
  const [id = 0] = (await saveStep(db, { ...step, drafts: [draft], evidence })).stored;
  const metrics = { likes: 3, comments: 1, shares: 0, views: null, others: {} };
  const edited = { ...draftOf({}), metrics };
  await saveStep(db, { ...step, drafts: [edited] });
  await saveScores(db, [{ mentionId: id, contentHash: edited.contentHash, scored: makeScored(), stamp: 's1' }], start);
  const [issueId = 0] = await saveClustering(db, {
    ...{ assign: [], refresh: [], clusteredMentionIds: [], now: start },
    create: [{ issue: makeIssue({ title: `Lampu ${inTitle} padam` }), mentionIds: [id] }],
  });
  const issue = { ...makeIssue({ title: `Lampu ${inTitle} padam` }), id: issueId };
  const told = `Warga menulis: lampu ${inText} di gang kami diperbaiki segera.`;
  await db
    .insertInto('alerts')
    .values({
      ...{ ruleId: 'negative-issue', subject: `issue:${issueId}`, issueId, level: 'alert', occasion: 'first' },
      ...{ title: issue.title, reason: `Lampu ${inTitle} padam: satu suara.`, topic: null, agency: null },
      ...{ placeCode: null, placeName: null, mentionIds: JSON.stringify([id]), firedAt: start.toISOString() },
      snapshot: JSON.stringify({ issue, mentions: [{ id, title: issue.title, text: told }], answers: [] }),
    })
    .execute();
  await db
    .insertInto('outbox')
    .values({
      ...{ kind: 'alert', about: '1', channel: 'email', recipientName: 'Humas', address: 'humas@uji.test' },
      ...{ messageId: '<1@uji.test>', subject: `[Merah] Lampu ${inTitle} padam`, text: told, state: 'sent' },
      ...{ html: `<p>Warga: <b>Tolong lampu</b> ${inText} di gang kami diperbaiki</p>`, attempts: 1 },
      ...{ payload: JSON.stringify({ title: issue.title }), nextAttemptAt: start.toISOString() },
      createdAt: start.toISOString(),
    })
    .execute();
  const entry = {
    ...{ issue, substance: told, spread: { media: 0, accounts: 1, comments: 0 }, places: [], count: 1, countBefore: 0 },
    ...{ links: [{ publisher: 'X', title: issue.title, url: `https://x.test/${inName}/status/1` }], isNew: true },
    ...{ headline: null, recurring: [], note: null },
  };
  const digest = makeDigest({ negative: [entry], summary: [`Yang utama: Lampu ${inTitle} padam.`] });
  const stored = { date: '2026-01-10', madeAt: start.toISOString(), queuedAt: start.toISOString() };
  await db
    .insertInto('digests')
    .values({ ...stored, data: JSON.stringify({ ...digest, totals: { ...digest.totals, negative: 1 } }) })
    .execute();
  await db
    .insertInto('digestEdits')
    .values({
      ...{ date: '2026-01-10', data: JSON.stringify({ notes: [{ issueId, text: issue.title }] }), editedBy: 'uji' },
      ...{ editedAt: start.toISOString(), approvedBy: null, approvedAt: null },
    })
    .execute();
  const row = { line: 2, title: issue.title, text: edited.text, platform: 'x', author: `Bu ${inName}` };
  await db
    .insertInto('imports')
    .values({
      ...{ name: 'klipping.csv', size: 1, sha256: 'b', basis: 'uji', settings: '{}', who: 'uji', state: 'done' },
      ...{ at: start.toISOString(), result: null, rejected: '[]', fault: null, endedAt: start.toISOString() },
      preview: JSON.stringify({ format: 'klipping', columns: [], rows: [row], rejected: [] }),
    })
    .execute();
  return { id, issueId };
}

const depsOf = (db: Db, now: Date) => ({
  ...{ db, log: silentLog, now: () => now, retention },
  signal: new AbortController().signal,
});

describe('files', () => {
  let folder: string;
  let database: TestDatabase;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kentongan-purge-'));
    database = await createTestDatabase('sqlite', join(folder, 'data.db'));
  });
  afterEach(async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });
  /** Canary words in any file of the folder, by file; a copy of the database is made first. */
  async function canariesLeft(): Promise<Record<string, readonly string[]>> {
    await backupDatabase(database.db, join(folder, 'salinan.db'), '2026-11-22T08:00:00.000Z');
    const found = readdirSync(folder).map((name) => {
      const bytes = readFileSync(join(folder, name)).toString('latin1').toLowerCase();
      return [name, canaries.filter((word) => bytes.includes(word))] as const;
    });
    return Object.fromEntries(found.filter(([, words]) => words.length > 0));
  }

  test('after the purge no word of a citizen is in the database, its log or a new copy; what was counted is', async () => {
    const { db } = database;
    const { id, issueId } = await fill(db);
    // Others stay beside it, in the index too.
    const drafts = Array.from({ length: 300 }, (_, n) =>
      draftOf({
        externalId: `b${n}`,
        url: null,
        title: null,
        text: `sebutan nomor ${n}`,
        authorHandle: null,
        author: null,
      }),
    );
    await saveStep(db, { sourceId: 'cari', drafts, cursor: null, rejected: 0, now: daysLater(150) });
    expect(Object.values(await canariesLeft()).flat()).toEqual(expect.arrayContaining(canaries));

    expect((await purge(depsOf(db, daysLater(179)))).counts).toMatchObject({
      citizens: 0,
      seals: 1,
      alertTexts: 0,
      imports: 1,
    });
    expect(await findMention(db, id)).not.toBeNull();

    const done = await purge(depsOf(db, daysLater(181)));
    expect(done.counts).toMatchObject({ citizens: 1, news: 0, issues: 1, alertTexts: 1, messages: 1, reports: 1 });
    expect(await canariesLeft()).toEqual({});
    expect((await listPurges(db, 1))[0]).toEqual(done);

    const issue = await db.selectFrom('issues').selectAll().where('id', '=', issueId).executeTakeFirst();
    expect(issue).toMatchObject({ title: `Isu ${issueId}: Infrastruktur & jalan`, mentionCount: 0 });
    const report = await db.selectFrom('digests').select('data').executeTakeFirstOrThrow();
    expect(JSON.parse(report.data)).toMatchObject({ totals: { negative: 1 }, negative: [{ count: 1 }] });
    expect(await db.selectFrom('outbox').select(['state', 'address']).execute()).toEqual([
      { state: 'sent', address: 'humas@uji.test' },
    ]);
    const { count } = await db
      .selectFrom('mentions')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(count).toBe(300);
  });

  test('an erasure leaves none either, at once', async () => {
    const { db } = database;
    const { id } = await fill(db);
    const pseudonym = testPseudonyms.ofHandle('x', inName);
    const file = join(folder, 'data.db.erasures');
    const order = { mentionIds: [id], pseudonyms: [pseudonym], file, now: daysLater(1) };
    expect(await eraseMentions(db, order)).toEqual({
      ...{ mentions: 1, seals: 1, evidence: 1, issues: 1, alerts: 1, messages: 1, reports: 2, imports: 1 },
    });
    expect(await canariesLeft()).toEqual({});
  });

  test('copies that are too old are deleted, and nothing that has taken their place', async () => {
    const { db } = database;
    await backupDatabase(db, join(folder, 'lama.db'), '2026-11-22T08:00:00.000Z');
    await keepBackup(db, join(folder, 'lama.db'), start.toISOString());
    writeFileSync(join(folder, 'catatan.db'), 'bukan basis data');
    await keepBackup(db, join(folder, 'catatan.db'), start.toISOString());
    expect((await purge(depsOf(db, daysLater(34)))).counts.backups).toBe(0);
    expect((await purge(depsOf(db, daysLater(36)))).counts.backups).toBe(1);
    expect([existsSync(join(folder, 'lama.db')), existsSync(join(folder, 'catatan.db'))]).toEqual([false, true]);
  });
});

describe('files of PostgreSQL', () => {
  // Alone: whatever is under way in any database of a server may still see what was deleted in this one.
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabaseOn(server);
    // Its statistics hold the words of a small table until it is analysed again.
    await sql`alter table mention_words_p1 set (autovacuum_enabled = false)`.execute(database.db);
  });
  afterEach(() => database.close());

  /** Canary words in the files of this database, by table; those of its log, which goes round, are not looked at. */
  async function canariesLeft(): Promise<Record<string, readonly string[]>> {
    const { db } = database;
    await sql`checkpoint`.execute(db);
    const { rows } = await sql<{ folder: string }>`select current_setting('data_directory') || '/base/' || oid as folder
      from pg_database where datname = current_database()`.execute(db);
    const folder = rows[0]?.folder ?? '';
    const names = await sql<{
      name: string;
      file: string;
    }>`select relname as name, pg_relation_filenode(oid)::text as file
      from pg_class where pg_relation_filenode(oid) is not null`.execute(db);
    const nameOf = new Map(names.rows.map(({ name, file }) => [file, name]));
    const found = readdirSync(folder).map((file) => {
      const bytes = readFileSync(join(folder, file)).toString('latin1').toLowerCase();
      return [nameOf.get(file) ?? file, canaries.filter((word) => bytes.includes(word))] as const;
    });
    return Object.fromEntries(found.filter(([, words]) => words.length > 0));
  }

  test('after the purge no word of a citizen is in any table or index', async () => {
    const { db } = database;
    const { id } = await fill(db);
    const drafts = Array.from({ length: 300 }, (_, n) =>
      draftOf({
        ...{ externalId: `b${n}`, url: null, title: null, authorHandle: null, author: null },
        text: `nomor ${n}`,
      }),
    );
    await saveStep(db, { sourceId: 'cari', drafts, cursor: null, rejected: 0, now: start });
    await sql`update mentions set collected_at = ${daysLater(150).toISOString()} where id <> ${id}`.execute(db);
    expect(Object.values(await canariesLeft()).flat()).toEqual(expect.arrayContaining(canaries));
    expect((await purge(depsOf(db, daysLater(181)))).counts).toMatchObject({ citizens: 1, alertTexts: 1, reports: 1 });
    expect(await canariesLeft()).toEqual({});
    const { rows } = await sql<{ name: string }>`select name from unclean_tables`.execute(db);
    expect(rows).toEqual([]);
  });

  test('an erasure leaves none either, at once', async () => {
    const { db } = database;
    const { id } = await fill(db);
    const pseudonyms = [testPseudonyms.ofHandle('x', inName)];
    await eraseMentions(db, { mentionIds: [id], pseudonyms, file: null, now: daysLater(1) });
    expect(await canariesLeft()).toEqual({});
  });

  test('a month that nobody may keep is dropped with all its words', async () => {
    const { db } = database;
    await fill(db);
    await saveStep(db, {
      ...{ sourceId: 'cari', cursor: null, rejected: 0, now: daysLater(150) },
      drafts: [draftOf({ externalId: 'baru', url: null, title: null, text: 'lain', authorHandle: null, author: null })],
    });
    expect((await purge(depsOf(db, daysLater(181)))).counts).toMatchObject({ citizens: 1, issues: 1 });
    const { rows } = await sql<{ name: string | null }>`select to_regclass('mentions_p1')::text as name`.execute(db);
    expect(rows).toEqual([{ name: null }]);
    expect(await canariesLeft()).toEqual({});
  });

  test('what somebody still sees as it was before is written anew the next time', async () => {
    const { db } = database;
    await fill(db);
    await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (reader) => {
        await reader.selectFrom('users').select('id').execute();
        await purge(depsOf(db, daysLater(181)));
      });
    expect(Object.keys(await canariesLeft())).toContain('mentions_p1');
    expect((await purge(depsOf(db, daysLater(181)))).counts).toMatchObject({ citizens: 0, messages: 0 });
    expect(await canariesLeft()).toEqual({});
  });

  test('a table that somebody reads is written anew the next time', async () => {
    const { db } = database;
    await fill(db);
    await db.transaction().execute(async (reader) => {
      await reader.selectFrom('alerts').select('id').execute();
      await purge(depsOf(db, daysLater(181)));
    });
    const unclean = () => db.selectFrom('uncleanTables').select('name').execute();
    expect(await unclean()).toEqual([{ name: 'alerts' }]);
    await scrubFiles(db, { now: daysLater(181), patient: true, signal: null });
    expect(await unclean()).toEqual([]);
    expect(await canariesLeft()).toEqual({});
  });
});

describe.each(dialects)('purge on %s', (dialect) => {
  const db = useTestDatabase(dialect);

  test('goes by class, in steps, and can be run again at once', async () => {
    await fill(db());
    const articles = Array.from({ length: 250 }, (_, n) =>
      draftOf({ kind: 'article', platform: 'web', externalId: `a${n}`, url: null, text: `berita ${n}` }),
    );
    await saveStep(db(), { sourceId: 'kabar-uji', drafts: articles, cursor: null, rejected: 0, now: start });
    const first = await purge(depsOf(db(), daysLater(200)));
    expect(first.counts).toMatchObject({ citizens: 1, news: 0, seals: 1, messages: 1, reports: 1, alerts: 0 });
    expect((await purge(depsOf(db(), daysLater(200)))).counts).toMatchObject({ citizens: 0, messages: 0, reports: 0 });
    const later = await purge(depsOf(db(), daysLater(731)));
    expect(later.counts).toMatchObject({ citizens: 0, news: 250, alerts: 1 });
    expect(await db().selectFrom('outbox').select('id').execute()).toEqual([]);
  });

  test('an issue of many steps is counted by what is left in the end, also after a stop in between', async () => {
    await syncSources(db(), [makeSource()], start);
    const report = (n: number) =>
      draftOf({ kind: 'article', platform: 'web', externalId: `b${n}`, url: null, title: null, text: `berita ${n}` });
    const step = { sourceId: 'kabar-uji', cursor: null, rejected: 0 };
    const old = Array.from({ length: 250 }, (_, n) => report(n));
    const { stored: gone } = await saveStep(db(), { ...step, drafts: old, now: start });
    const { stored: left } = await saveStep(db(), { ...step, drafts: [report(900), report(901)], now: daysLater(300) });
    const [issueId = 0] = await saveClustering(db(), {
      create: [{ issue: makeIssue(), mentionIds: [...gone, ...left] }],
      ...{ assign: [], refresh: [], clusteredMentionIds: [], now: start },
    });
    const count = async () =>
      (await db().selectFrom('issues').select('mentionCount').where('id', '=', issueId).executeTakeFirst())
        ?.mentionCount;
    expect(await count()).toBe(252);
    await purgeMentions(db(), false, daysLater(1).toISOString(), daysLater(731).toISOString());
    const later = await purge(depsOf(db(), daysLater(731)));
    expect(later.counts.news).toBe(150);
    expect(await count()).toBe(2);
  });

  test('days that were counted are not counted again without what was purged', async () => {
    await fill(db());
    await db().deleteFrom('staleHours').execute();
    await purge(depsOf(db(), daysLater(200)));
    expect(await db().selectFrom('staleHours').selectAll().execute()).toEqual([]);
  });

  test('a stopped process leaves the rest for the next time', async () => {
    await fill(db());
    const { counts } = await purge({ ...depsOf(db(), daysLater(200)), signal: AbortSignal.abort() });
    expect(counts.citizens).toBe(0);
    expect((await purge(depsOf(db(), daysLater(200)))).counts.citizens).toBe(1);
  });
});

test('what a list still shows of what was purged is recognised by its age', () => {
  expect(isExpired(draftOf({}), retention, daysLater(179))).toBe(false);
  expect(isExpired(draftOf({}), retention, daysLater(181))).toBe(true);
  expect(isExpired(draftOf({ kind: 'article', platform: 'web' }), retention, daysLater(181))).toBe(false);
});

describe.each(dialects)('requests of data subjects on %s', (dialect) => {
  const db = useTestDatabase(dialect);

  test('lose the name of who asked with the audit trail of their time, and stay as a record', async () => {
    const asked = { kind: 'access' as const, requester: 'Bu Kenari', contact: '0812', pseudonym: null, platform: null };
    const facts = { ...asked, mentionIds: [], note: 'minta salinan', receivedAt: start.toISOString(), who: 'Rina' };
    const id = await addSubjectRequest(db(), { ...facts, now: start });
    const open = await addSubjectRequest(db(), { ...facts, now: start });
    await db()
      .updateTable('subjectRequests')
      .set({ endedAt: daysLater(2).toISOString(), endedBy: 'Rina', outcome: 'done' })
      .where('id', '=', id)
      .execute();
    const deps = { db: db(), log: silentLog, retention, signal: new AbortController().signal };
    await purge({ ...deps, now: () => daysLater(1_826) });
    expect((await findSubjectRequest(db(), id))?.requester).toBe('Bu Kenari');
    expect((await purge({ ...deps, now: () => daysLater(1_828) })).counts.requests).toBe(1);
    expect(await findSubjectRequest(db(), id)).toMatchObject({ requester: '[dihapus]', contact: null, note: null });
    expect((await findSubjectRequest(db(), open))?.requester).toBe('Bu Kenari');
  });
});
