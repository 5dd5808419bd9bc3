import { beforeEach, describe, expect, it } from 'vitest';
import type { AlertLevel } from '../../src/core/alert.ts';
import type { MentionDraft } from '../../src/core/mention.ts';
import { insertAlerts } from '../../src/store/alerts.ts';
import { findIssue } from '../../src/store/issues.ts';
import {
  listOpenAlertMessages,
  loadEndedMessages,
  loadLagMarks,
  loadRaisedAlerts,
  loadScoredItems,
  loadStoredItems,
} from '../../src/store/operation-lags.ts';
import { claimNotifications, insertNotifications, markSent } from '../../src/store/outbox.ts';
import { saveClustering } from '../../src/store/save-clustering.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { saveScores } from '../../src/store/scores.ts';
import { syncSources } from '../../src/store/sources.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeDraft, makeIssue, makeOutboxDraft, makeScored, makeSource, testNow } from '../support/make.ts';
import { makeNewAlert } from './new-alert.ts';

const later = (seconds: number): string => new Date(testNow.getTime() + seconds * 1000).toISOString();

describe.each(dialects)('on %s', (dialect) => {
  const database = useTestDatabase(dialect);

  beforeEach(async () => {
    await syncSources(database(), [makeSource(), makeSource({ id: 'impor', class: 'print' })], testNow);
    await database()
      .updateTable('sources')
      .set({ firstSuccessAt: later(-600) })
      .where('id', '=', 'kabar-uji')
      .execute();
  });

  async function store(overrides: Partial<MentionDraft> & { readonly key: string }, sourceId = 'kabar-uji') {
    const { key, ...rest } = overrides;
    const draft = makeDraft({ keys: [key], title: key, publishedAt: later(-60), ...rest });
    const step = { sourceId, drafts: [draft], cursor: null, rejected: 0, now: testNow };
    const { stored } = await saveStep(database(), step);
    return { id: stored[0] ?? 0, contentHash: draft.contentHash };
  }

  const score = ({ id, contentHash }: { readonly id: number; readonly contentHash: string }, at: string) =>
    saveScores(database(), [{ mentionId: id, contentHash, scored: makeScored(), stamp: 's' }], new Date(at));

  it('reads what was stored since, once, and leaves out what says nothing of our speed', async () => {
    const db = database();
    await store({ key: 'before' });
    const { mentions } = await loadLagMarks(db);
    await store({ key: 'new' });
    await store({ key: 'only-a-day', precision: 'day' });
    await store({ key: 'older-than-our-listening', publishedAt: later(-900) });
    await store({ key: 'brought-in-a-file' }, 'impor');
    await store({ key: 'spam', setAside: 'gambling-spam' });
    const { rows, upTo } = await loadStoredItems(db, mentions, 100);
    expect(rows).toEqual([{ class: 'online-media', publishedAt: later(-60), storedAt: later(0) }]);
    expect(await loadStoredItems(db, upTo, 100)).toEqual({ rows: [], upTo });
    const portions = [];
    for (let from = mentions; from < upTo; ) {
      const portion = await loadStoredItems(db, from, 2);
      portions.push(...portion.rows);
      from = portion.upTo;
    }
    expect(portions).toEqual(rows);
  });

  it('reads verdicts as far as none is missing', async () => {
    const db = database();
    const { mentions } = await loadLagMarks(db);
    const [first, second, third] = [await store({ key: 'a' }), await store({ key: 'b' }), await store({ key: 'c' })];
    await score(first, later(5));
    await score(third, later(6));
    const early = await loadScoredItems(db, mentions, 100);
    expect(early).toEqual({
      rows: [{ publishedAt: later(-60), storedAt: later(0), scoredAt: later(5) }],
      upTo: first.id,
    });
    await score(second, later(9));
    const late = await loadScoredItems(db, early.upTo, 100);
    expect(late.rows.map(({ scoredAt }) => scoredAt).sort()).toEqual([later(6), later(9)]);
    expect(late.upTo).toBe(third.id);
  });

  async function raise(
    mentionIds: readonly number[],
    level: AlertLevel,
    seconds: number,
    occasion: 'first' | 'repeat' = 'first',
  ) {
    const db = database();
    const [id = 0] = await saveClustering(db, {
      ...{ assign: [], refresh: [], clusteredMentionIds: [], now: testNow },
      create: [{ issue: makeIssue(), mentionIds: [] }],
    });
    const issue = await findIssue(db, id);
    if (issue === null) throw new Error('no issue');
    const alert = { mentionIds, level, occasion, firedAt: later(seconds) };
    const [stored] = await insertAlerts(db, [makeNewAlert(issue, alert)]);
    return stored?.id ?? 0;
  }

  it('reads alerts by the newest item that was there when they fired', async () => {
    const db = database();
    const { alerts } = await loadLagMarks(db);
    const { id } = await store({ key: 'a' });
    const { id: other } = await store({ key: 'b', precision: 'day' });
    await db
      .updateTable('mentions')
      .set({ collectedAt: later(20) })
      .where('id', '=', other)
      .execute();
    await raise([id, other], 'crisis', 10);
    await raise([id, other], 'alert', 30);
    await raise([id], 'alert', 40, 'repeat');
    await raise([], 'watch', 50);
    const { rows, upTo } = await loadRaisedAlerts(db, alerts, 100);
    expect(rows).toEqual([
      { level: 'crisis', firedAt: later(10), item: { publishedAt: later(-60), storedAt: later(0) } },
      { level: 'alert', firedAt: later(30), item: { publishedAt: null, storedAt: later(20) } },
    ]);
    expect(await loadRaisedAlerts(db, upTo, 100)).toEqual({ rows: [], upTo });
  });

  it('follows messages until they were accepted, and tells each by its gravest alert', async () => {
    const db = database();
    const { id } = await store({ key: 'a' });
    const yellow = await raise([id], 'watch', 10);
    const red = await raise([id], 'alert', 12);
    const draft = (address: string) =>
      makeOutboxDraft({ kind: 'alert', about: 'n1', address, messageId: `<${address}>`, createdAt: later(12) });
    await insertNotifications(db, ['a@uji.test', 'b@uji.test', 'c@uji.test'].map(draft));
    const ids = await listOpenAlertMessages(db, 0, 100);
    expect(ids).toHaveLength(3);
    const [sent = 0, waiting = 0, dead = 0] = ids;
    for (const alertId of [yellow, red])
      await db.updateTable('notices').set({ outboxId: sent, state: 'queued' }).where('alertId', '=', alertId).execute();
    await claimNotifications(db, { channel: 'email', now: new Date(later(13)), limit: 1, leaseMs: 60_000 });
    await markSent(db, sent, new Date(later(14)));
    await db.updateTable('outbox').set({ state: 'dead' }).where('id', '=', dead).execute();
    expect(await loadEndedMessages(db, ids)).toEqual({
      sent: [
        {
          ...{ level: 'alert', firedAt: later(12), sentAt: later(14) },
          item: { publishedAt: later(-60), storedAt: later(0) },
        },
      ],
      open: [waiting],
    });
    expect(await listOpenAlertMessages(db, waiting, 100)).toEqual([dead]);
  });
});
