import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { insertAlerts } from '../../src/store/alerts.ts';
import { findIssue } from '../../src/store/issues.ts';
import { reserveAttempt } from '../../src/store/login-attempts.ts';
import {
  countIssuesByState,
  countOpenNotices,
  countSubjectRequests,
  countUnanswered,
  countUnscored,
  listOutboxFigures,
  listSourceFigures,
  loadDayFigures,
  loadEverNumbered,
  loadLastReports,
  loadPeopleFigures,
} from '../../src/store/operation-figures.ts';
import { loadSizeFigures } from '../../src/store/operation-size.ts';
import { claimNotifications, insertNotifications, markFailed, markSent } from '../../src/store/outbox.ts';
import { keepBackup } from '../../src/store/purge-backups.ts';
import { saveClustering } from '../../src/store/save-clustering.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { recordFailure, recordSuccess, syncSources } from '../../src/store/sources.ts';
import { insertUser } from '../../src/store/users.ts';
import { createTestDatabase, dialects, useTestDatabase } from '../support/db.ts';
import { makeDraft, makeIssue, makeOutboxDraft, makeSource, testNow } from '../support/make.ts';
import { makeNewAlert } from './new-alert.ts';

const at = testNow.toISOString();
const nothing = { stored: 0, repeats: 0, edits: 0, rejected: 0, setAside: 0 };
const run = { startedAt: at, endedAt: at, nextRunAt: at };

describe.each(dialects)('on %s', (dialect) => {
  const database = useTestDatabase(dialect);

  beforeEach(() => syncSources(database(), [makeSource(), makeSource({ id: 'warga', class: 'public' })], testNow));

  const store = (keys: readonly string[], sourceId = 'kabar-uji') =>
    saveStep(database(), {
      ...{ sourceId, cursor: null, rejected: 1, now: testNow },
      drafts: keys.map((key) => makeDraft({ keys: [key], title: key })),
    });

  it('tells of every source what its health follows from', async () => {
    const db = database();
    await store(['a', 'b']);
    await recordFailure(db, 'warga', { ...run, fault: 'network', error: 'x', stoppedReason: null });
    await db.updateTable('sources').set({ pausedAt: at }).where('id', '=', 'warga').execute();
    expect(await listSourceFigures(db)).toEqual([
      expect.objectContaining({
        id: 'kabar-uji',
        class: 'online-media',
        enabled: true,
        itemCount: 2,
        rejectedCount: 1,
      }),
      expect.objectContaining({ id: 'warga', class: 'public', enabled: false, lastFault: 'network', errorCount: 1 }),
    ]);
  });

  it('tells what each source did on a day, and nothing of other days', async () => {
    const db = database();
    const traffic = (day: string) => ({ day, requests: 3, bytes: 900 });
    const totals = { ...nothing, stored: 4 };
    await recordSuccess(db, 'kabar-uji', { ...run, totals, traffic: traffic('2026-11-21') });
    await recordSuccess(db, 'kabar-uji', { ...run, totals, traffic: traffic('2026-11-22') });
    await recordFailure(db, 'kabar-uji', {
      ...{ ...run, fault: 'network', error: 'x', stoppedReason: null, traffic: traffic('2026-11-22') },
    });
    expect(await loadDayFigures(db, '2026-11-22')).toEqual(
      new Map([['kabar-uji', { runs: 2, failures: 1, stored: 4, requests: 6, bytes: 1_800 }]]),
    );
  });

  it('counts what was ever stored, also what is gone', async () => {
    const db = database();
    const before = await loadEverNumbered(db);
    await store(['a', 'b', 'c']);
    await db.deleteFrom('mentions').execute();
    const after = await loadEverNumbered(db);
    expect(after.mentions - before.mentions).toBe(3);
    expect(after.alerts).toBe(before.alerts);
  });

  it('counts what waits: texts, alerts, messages', async () => {
    const db = database();
    const { stored } = await store(['a', 'b']);
    expect(await countUnscored(db)).toBe(2);
    const create = ['Satu', 'Dua'].map((title) => ({ issue: makeIssue({ title }), mentionIds: [] }));
    const [id = 0, other = 0] = await saveClustering(db, {
      ...{ assign: [], create, refresh: [], clusteredMentionIds: [], now: testNow },
    });
    await db.updateTable('issues').set({ mergedInto: id }).where('id', '=', other).execute();
    expect(await countIssuesByState(db)).toEqual(new Map([['baru', 1]]));

    const issue = await findIssue(db, id);
    if (issue === null) throw new Error('no issue');
    await insertAlerts(db, [makeNewAlert(issue, { mentionIds: stored })]);
    expect(await countUnanswered(db, '2026-11-22T07:00:00.000Z')).toBe(1);
    expect(await countUnanswered(db, '2026-11-22T08:00:00.001Z')).toBe(0);
    expect(await countOpenNotices(db)).toEqual(new Map([['waiting', 1]]));

    const draft = (address: string) => makeOutboxDraft({ address, messageId: `<${address}>`, createdAt: at });
    await insertNotifications(db, ['a@uji.test', 'b@uji.test', 'c@uji.test'].map(draft));
    const claimed = await claimNotifications(db, { channel: 'email', now: testNow, limit: 2, leaseMs: 60_000 });
    await markSent(db, claimed[0]?.id ?? 0, testNow);
    await markFailed(db, claimed[1]?.id ?? 0, { error: '550', retryAt: null, now: testNow });
    const figures = await listOutboxFigures(db);
    expect([...figures].sort((a, b) => (a.state < b.state ? -1 : 1))).toEqual([
      { channel: 'email', state: 'dead', count: 1, oldestAt: at },
      { channel: 'email', state: 'pending', count: 1, oldestAt: at },
    ]);
  });

  it('counts people, sessions and failures without naming anybody', async () => {
    const db = database();
    const person = { ...{ agency: null, election: false, password: null }, createdAt: at, createdBy: 'uji' };
    const id = await insertUser(db, { ...person, name: 'Rina', email: 'rina@uji.test', role: 'analis' });
    await insertUser(db, { ...person, name: 'Budi', email: 'budi@uji.test', role: 'analis' });
    const gone = await insertUser(db, { ...person, name: 'Sari', email: 'sari@uji.test', role: 'admin' });
    await db.updateTable('users').set({ disabledAt: at }).where('id', '=', gone).execute();
    await db.updateTable('users').set({ totpSecret: 'x' }).where('id', '=', id).execute();
    await reserveAttempt(db, { account: 'h', client: '203.0.113.7', now: testNow });
    await reserveAttempt(db, { account: 'h', client: '203.0.113.7', now: new Date(testNow.getTime() - 960_000) });
    const figures = await loadPeopleFigures(db, testNow);
    expect(figures).toEqual({ byRole: new Map([['analis', 2]]), secondFactors: 1, sessions: 0, failures: 1 });
    expect(await countSubjectRequests(db, testNow)).toEqual({ open: 0, overdue: 0 });
  });

  it('tells when the last report of each kind went out; a correction is no report', async () => {
    const db = database();
    const report = (date: string, queuedAt: string | null) => ({ date, madeAt: at, queuedAt, data: '{}' });
    await db
      .insertInto('digests')
      .values([
        report('2026-11-21', '2026-11-21T23:00:00.000Z'),
        report('2026-11-22', '2026-11-22T23:00:00.000Z'),
        report('2026-11-22+1', '2026-11-23T05:00:00.000Z'),
        report('2026-W47', '2026-11-22T23:05:00.000Z'),
        report('2026-11-23', null),
      ])
      .execute();
    expect(await loadLastReports(db)).toEqual(
      new Map([
        ['day', '2026-11-22T23:00:00.000Z'],
        ['week', '2026-11-22T23:05:00.000Z'],
      ]),
    );
  });

  it('tells sizes and the age of the last copy', async () => {
    const db = database();
    expect((await loadSizeFigures(db)).backupAt).toBeNull();
    await keepBackup(db, '/tmp/salinan.db', at);
    const sizes = await loadSizeFigures(db);
    expect(sizes).toMatchObject({ backupAt: at, disk: null, log: null, archive: null });
    expect(sizes.database).toBeGreaterThan(100_000);
  });
});

describe('a SQLite file', () => {
  it('tells its own size, that of its log, and the room on its disk', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kentongan-sizes-'));
    const file = join(folder, 'uji.db');
    const { db, close } = await createTestDatabase('sqlite', file);
    const sizes = await loadSizeFigures(db);
    expect(sizes.log).toBe((await stat(`${file}-wal`)).size);
    expect(sizes.disk?.free).toBeGreaterThan(0);
    expect(sizes.disk?.size).toBeGreaterThan(sizes.disk?.free ?? 0);
    await close();
    await rm(folder, { recursive: true });
  });
});
