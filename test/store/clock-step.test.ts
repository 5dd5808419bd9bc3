import { describe, expect, test } from 'vitest';
import { mendDueTimes } from '../../src/store/clock-step.ts';
import { pauseCredential } from '../../src/store/credentials.ts';
import { findLastQueuedDate, saveDigestWithOutbox } from '../../src/store/digests.ts';
import { claimNotifications, listOutbox, markFailed } from '../../src/store/outbox.ts';
import { deferSource, listDueSources, recordSuccess, recordWait } from '../../src/store/sources.ts';
import { addSources, hour, makeSource, minute } from '../jobs/seed.ts';
import { makeEmptyDigest } from '../reports/digests.ts';
import { dialects, useTestDatabase } from '../support/db.ts';

describe.each(dialects)('mendDueTimes on %s', (dialect) => {
  const db = useTestDatabase(dialect);
  const now = new Date('2026-11-22T08:00:00.000Z');
  const later = (ms: number) => new Date(now.getTime() + ms).toISOString();
  const totals = { stored: 0, repeats: 0, edits: 0, rejected: 0, setAside: 0 };

  test('a source that ran in the future is due at once; one that waits honestly is not', async () => {
    await addSources(db(), [makeSource({ id: 'depan' }), makeSource({ id: 'jujur' })], now);
    const run = (endedAt: string, nextRunAt: string) => ({ startedAt: endedAt, endedAt, nextRunAt, totals });
    await recordSuccess(db(), 'depan', run(later(24 * hour), later(25 * hour)));
    await recordSuccess(db(), 'jujur', run(later(-minute), later(6 * hour)));
    expect(await listDueSources(db(), now, 5)).toEqual([]);
    await mendDueTimes(db(), now);
    expect((await listDueSources(db(), now, 5)).map(({ id }) => id)).toEqual(['depan']);
  });

  test('nothing that the future clock has put off waits until then', async () => {
    const names = ['baru', 'ditunda', 'jatah', 'kunci', 'jujur'];
    const keyOf = (id: string) => (id === 'kunci' ? 'yt' : null);
    await addSources(
      db(),
      names.map((id) => makeSource({ id, credential: keyOf(id) })),
      now,
    );
    const ago = later(-minute);
    const year = later(365 * 24 * hour);
    for (const id of names.slice(1))
      await recordSuccess(db(), id, { startedAt: ago, endedAt: ago, nextRunAt: later(3 * 24 * hour), totals });
    await deferSource(db(), 'baru', later(hour));
    await deferSource(db(), 'ditunda', year);
    await recordWait(db(), 'jatah', { startedAt: year, endedAt: year, nextRunAt: year, notice: 'habis', totals: null });
    const fault = { reason: 'credential', error: 'credential: refused' } as const;
    await pauseCredential(db(), 'yt', { at: later(hour), until: later(2 * hour), sourceId: 'lain', fault, notice: '' });
    expect(await listDueSources(db(), now, 9)).toEqual([]);
    await mendDueTimes(db(), now);
    expect((await listDueSources(db(), now, 9)).map(({ id }) => id).sort()).toEqual(names.slice(0, 4));
  });

  test('a message neither waits nor stays leased for a time that no rule gives', async () => {
    const messages = ['a', 'b', 'c'].map((name) => ({
      kind: 'digest' as const,
      about: '2026-11-21',
      channel: 'email' as const,
      recipientName: name,
      recipientEmail: `${name}@banyuraga.test`,
      messageId: `<${name}@uji>`,
      message: { subject: '', text: '', html: '' },
      createdAt: later(-hour),
    }));
    await saveDigestWithOutbox(db(), makeEmptyDigest(), messages);
    const [far, honest] = await claimNotifications(db(), now, 2, minute);
    await markFailed(db(), far?.id ?? 0, { error: 'x', retryAt: later(30 * 24 * hour), now });
    await markFailed(db(), honest?.id ?? 0, { error: 'x', retryAt: later(hour), now });
    await claimNotifications(db(), new Date(later(24 * hour)), 1, minute);
    expect(await claimNotifications(db(), now, 5, minute)).toEqual([]);
    await mendDueTimes(db(), now);
    const claimed = await claimNotifications(db(), now, 5, minute);
    expect(claimed.map(({ recipientName }) => recipientName).sort()).toEqual(['a', 'c']);
    expect((await listOutbox(db(), { state: 'pending', limit: 5 })).map(({ recipientName }) => recipientName)).toEqual([
      'b',
    ]);
  });

  test('a report and an alert of the future are forgotten, so that honest ones are sent again', async () => {
    const message = { subject: '', text: '', html: '' };
    const mail = (about: string) => ({
      kind: 'digest' as const,
      about,
      channel: 'email' as const,
      recipientName: 'a',
      recipientEmail: 'a@banyuraga.test',
      messageId: `<${about}@uji>`,
      message,
      createdAt: later(-hour),
    });
    const future = later(30 * 24 * hour);
    await saveDigestWithOutbox(db(), { ...makeEmptyDigest(), date: '2026-11-21', madeAt: later(-hour) }, [
      mail('2026-11-21'),
    ]);
    await saveDigestWithOutbox(db(), { ...makeEmptyDigest(), date: '2026-12-21', madeAt: future }, [
      mail('2026-12-21'),
    ]);
    await mendDueTimes(db(), now);
    expect((await listOutbox(db(), { limit: 5 })).map(({ about }) => about)).toEqual(['2026-11-21']);
    expect(await findLastQueuedDate(db())).toBe('2026-11-21');
  });
});
