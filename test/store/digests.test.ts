import { describe, expect, test } from 'vitest';
import type { Digest } from '../../src/core/digest.ts';
import { noEdits } from '../../src/core/digest-edits.ts';
import { listAudit } from '../../src/store/audit.ts';
import { approveDigest, findEdits, saveEdits } from '../../src/store/digest-edits.ts';
import {
  findDigest,
  findLastQueuedDate,
  findSentDigest,
  findStoredDigest,
  isDigestQueued,
  listDigestDates,
  listHeldReports,
  listReports,
  saveDigest,
  saveDigestWithOutbox,
} from '../../src/store/digests.ts';
import { listOutbox } from '../../src/store/outbox.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeDigest, makeOutboxDraft, testNow } from '../support/make.ts';

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);
  const mail = (about: string) => makeOutboxDraft({ kind: 'digest', about });
  const send = (digest: Digest, about = digest.date) =>
    saveDigestWithOutbox(db(), { digest, messages: [mail(about)], who: null, edits: null });
  const correct = (date: string, correction: number) =>
    send(makeDigest({ date, editorial: { ...makeDigest().editorial, correction } }), `${date}+${correction}`);

  test('report and mails are stored together, once per date', async () => {
    const digest = makeDigest({ date: '2026-11-21' });
    expect(await send(digest)).toBe(true);
    expect(await findDigest(db(), '2026-11-21')).toEqual(digest);
    const changed = makeDigest({ date: '2026-11-21', lexicon: 'lain' });
    expect(await send(changed)).toBe(false);
    await saveDigest(db(), changed);
    expect(await findDigest(db(), '2026-11-21')).toEqual(digest);
    expect(await listOutbox(db(), { limit: 5 })).toHaveLength(1);
    expect(await findDigest(db(), '2026-11-20')).toBeNull();
  });

  test('one that waits is not the report that was sent, until it is', async () => {
    await saveDigest(db(), makeDigest({ date: '2026-11-21', lexicon: 'lama' }));
    expect(await isDigestQueued(db(), '2026-11-21')).toBe(false);
    expect(await findDigest(db(), '2026-11-21')).toBeNull();
    expect(await listHeldReports(db())).toEqual(['2026-11-21']);
    expect(await findStoredDigest(db(), { date: '2026-11-21', correction: null })).toMatchObject({
      digest: { lexicon: 'lama' },
      queuedAt: null,
    });
    expect(await send(makeDigest({ date: '2026-11-21', lexicon: 'baru' }))).toBe(true);
    expect((await findDigest(db(), '2026-11-21'))?.lexicon).toBe('baru');
    expect(await listHeldReports(db())).toEqual([]);
  });

  test('a mail that the outbox refuses leaves no report', async () => {
    const wrong = makeOutboxDraft({ kind: 'lain' as 'digest' });
    const messages = [mail('x'), wrong];
    await expect(
      saveDigestWithOutbox(db(), { digest: makeDigest(), messages, who: null, edits: null }),
    ).rejects.toThrow();
    expect(await listDigestDates(db(), 5)).toEqual([]);
    expect(await listOutbox(db(), { limit: 5 })).toEqual([]);
  });

  test('two runs at the same time send once', async () => {
    const results = await Promise.all([1, 2, 3].map(() => send(makeDigest({ date: '2026-11-21' }))));
    expect(results.filter(Boolean)).toHaveLength(1);
  });

  test('what somebody changed while it was made is not sent without the change', async () => {
    const digest = makeDigest({ date: '2026-11-21' });
    const known = await saveEdits(db(), { date: '2026-11-21', who: 'Rina', now: testNow }, noEdits);
    expect(await findEdits(db(), '2026-11-21')).toEqual(known);
    expect(await send(digest)).toBe(false);
    await approveDigest(db(), { date: '2026-11-21', who: 'Kabid', now: testNow });
    expect(await saveDigestWithOutbox(db(), { digest, messages: [], who: null, edits: known })).toBe(false);
    const now = await findEdits(db(), '2026-11-21');
    expect(await saveDigestWithOutbox(db(), { digest, messages: [], who: 'Rina', edits: now })).toBe(true);
    const { items } = await listAudit(db(), { object: 'digest:2026-11-21', limit: 5 });
    expect(items.map(({ action, who }) => [action, who])).toEqual(
      expect.arrayContaining([
        ['digest.edit', 'Rina'],
        ['digest.approve', 'Kabid'],
        ['digest.send', 'Rina'],
      ]),
    );
    expect(items.find(({ action }) => action === 'digest.send')?.detail).toEqual({
      version: '2026-11-21',
      recipients: 0,
      approvedBy: null,
    });
  });

  test('an edit is kept with who made it, and withdraws the approval', async () => {
    const by = (who: string) => ({ date: '2026-W47', who, now: testNow });
    expect(await findEdits(db(), '2026-W47')).toBeNull();
    await approveDigest(db(), by('Kabid'));
    expect(await findEdits(db(), '2026-W47')).toMatchObject({ editedBy: null, approvedBy: 'Kabid' });
    const edits = { ...noEdits, summary: ['Tenang.'], excludedIssues: [3] };
    await saveEdits(db(), by('Rina'), edits);
    const at = testNow.toISOString();
    expect(await findEdits(db(), '2026-W47')).toEqual({
      edits,
      editedBy: 'Rina',
      editedAt: at,
      approvedBy: null,
      approvedAt: null,
    });
    const { items } = await listAudit(db(), { object: 'digest:2026-W47', limit: 5 });
    expect(items[0]?.detail).toEqual({ edits, withdrawn: 'Kabid' });
  });

  test('corrections are versions of their own; the newest is the report', async () => {
    await send(makeDigest({ date: '2026-11-21' }));
    for (let correction = 1; correction <= 10; correction += 1) await correct('2026-11-21', correction);
    expect((await findDigest(db(), '2026-11-21'))?.editorial.correction).toBe(10);
    expect((await findDigest(db(), '2026-11-21+2'))?.editorial.correction).toBe(2);
    expect((await findDigest(db(), '2026-11-21+0'))?.editorial.correction).toBe(0);
    expect((await findSentDigest(db(), '2026-11-21'))?.editorial.correction).toBe(0);
    expect(await findDigest(db(), '2026-11-21+11')).toBeNull();
    expect(await findDigest(db(), "2026-11-21' or 1")).toBeNull();
    expect(await listReports(db(), { limit: 5 })).toMatchObject([{ date: '2026-11-21', corrections: 10 }]);
    expect(await listDigestDates(db(), 5)).toEqual(['2026-11-21']);
  });

  test('reports are listed by kind, with who approved them', async () => {
    const approved = { ...makeDigest().editorial, approvedBy: 'Kabid', approvedAt: testNow.toISOString() };
    await send(makeDigest({ date: '2026-11-20', madeAt: '2026-11-20T23:00:00.000Z' }));
    await send(makeDigest({ date: '2026-11-21', madeAt: '2026-11-21T23:00:00.000Z', editorial: approved }));
    await send(makeDigest({ date: '2026-W47', madeAt: '2026-11-22T23:00:00.000Z' }));
    await saveDigest(db(), makeDigest({ date: '2026-11', madeAt: '2026-11-30T23:00:00.000Z' }));
    await approveDigest(db(), { date: '2026-11', who: 'Sekda', now: testNow });
    expect(await listReports(db(), { limit: 9 })).toEqual([
      {
        date: '2026-11',
        period: 'month',
        madeAt: '2026-11-30T23:00:00.000Z',
        queuedAt: null,
        approvedBy: 'Sekda',
        corrections: 0,
      },
      expect.objectContaining({ date: '2026-W47', period: 'week', approvedBy: null }),
      expect.objectContaining({ date: '2026-11-21', period: 'day', approvedBy: 'Kabid' }),
      expect.objectContaining({ date: '2026-11-20', period: 'day', approvedBy: null }),
    ]);
    const days = await listReports(db(), { limit: 1, period: 'day' });
    expect(days.map(({ date }) => date)).toEqual(['2026-11-21']);
    expect(await listDigestDates(db(), 2, 'day')).toEqual(['2026-11-21', '2026-11-20']);
    expect(await listDigestDates(db(), 9)).toHaveLength(4);
    expect(await findLastQueuedDate(db(), 'day')).toBe('2026-11-21');
    expect(await findLastQueuedDate(db(), 'week')).toBe('2026-W47');
    expect(await findLastQueuedDate(db(), 'month')).toBeNull();
  });
});
