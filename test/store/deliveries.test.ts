import { describe, expect, it } from 'vitest';
import { countDeliveries, countGivenUp, oldestWaiting } from '../../src/store/deliveries.ts';
import { countIssueMentions } from '../../src/store/issue-activity.ts';
import {
  claimNotifications,
  insertNotifications,
  markFailed,
  markSent,
  type OutboxDraft,
} from '../../src/store/outbox.ts';
import { saveClustering } from '../../src/store/save-clustering.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { syncSources } from '../../src/store/sources.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeDraft, makeIssue, makeSource, testNow } from '../support/make.ts';

const draft = (about: string, email: string, createdAt: string): OutboxDraft => ({
  kind: 'alert',
  about,
  channel: 'email',
  recipientName: 'Humas',
  address: email,
  messageId: `<${about}.${email}>`,
  message: { subject: 's', text: 't', html: '<p>t</p>', payload: null },
  createdAt,
});

describe.each(dialects)('on %s', (dialect) => {
  const database = useTestDatabase(dialect);

  it('counts the messages about each alert by state', async () => {
    const db = database();
    expect(await oldestWaiting(db)).toBeNull();
    await insertNotifications(db, [
      draft('1', 'a@uji.test', '2026-11-22T07:00:00.000Z'),
      draft('1', 'b@uji.test', '2026-11-22T07:01:00.000Z'),
      draft('2', 'a@uji.test', '2026-11-22T07:02:00.000Z'),
    ]);
    expect(await oldestWaiting(db)).toBe('2026-11-22T07:00:00.000Z');
    const [first, second] = await claimNotifications(db, { channel: 'email', now: testNow, limit: 2, leaseMs: 60_000 });
    await markSent(db, first?.id ?? 0, testNow);
    await markFailed(db, second?.id ?? 0, { error: '550', retryAt: null, now: testNow });
    const none = { pending: 0, sending: 0, sent: 0, dead: 0 };
    expect(await countDeliveries(db, 'alert', ['1', '2', '3'])).toEqual(
      new Map([
        ['1', { ...none, sent: 1, dead: 1 }],
        ['2', { ...none, pending: 1 }],
        ['3', none],
      ]),
    );
    expect(await countDeliveries(db, 'digest', ['1'])).toEqual(new Map([['1', none]]));
    expect(await countDeliveries(db, 'alert', [])).toEqual(new Map());
    expect(await oldestWaiting(db)).toBe('2026-11-22T07:02:00.000Z');
    expect(await countGivenUp(db, testNow.toISOString())).toBe(1);
    expect(await countGivenUp(db, new Date(testNow.getTime() + 1).toISOString())).toBe(0);
  });

  it('counts the late mentions of each issue', async () => {
    const db = database();
    await syncSources(db, [makeSource()], testNow);
    const times = ['2026-11-20T06:00:00.000Z', '2026-11-22T06:00:00.000Z', '2026-11-22T07:00:00.000Z'];
    const drafts = times.map((publishedAt) => makeDraft({ text: publishedAt, publishedAt }));
    const step = { sourceId: 'kabar-uji', drafts, cursor: null, rejected: 0, now: testNow };
    const { stored } = await saveStep(db, step);
    const [old = 0, ...late] = stored;
    const [busy = 0, quiet = 0] = await saveClustering(db, {
      assign: [],
      create: [
        { issue: makeIssue(), mentionIds: late },
        { issue: makeIssue(), mentionIds: [old] },
      ],
      refresh: [],
      clusteredMentionIds: stored,
      now: testNow,
    });
    expect(await countIssueMentions(db, [busy, quiet], '2026-11-22T06:00:00.000Z')).toEqual(new Map([[busy, 2]]));
    expect(await countIssueMentions(db, [], '2026-11-22T06:00:00.000Z')).toEqual(new Map());
  });
});
