import { describe, expect, test } from 'vitest';
import type { Digest } from '../../src/core/digest.ts';
import { acknowledgeAlert } from '../../src/store/acknowledgements.ts';
import { findAlert } from '../../src/store/alerts.ts';
import { mendDueTimes } from '../../src/store/clock-step.ts';
import { pauseCredential } from '../../src/store/credentials.ts';
import { insertDecisions, listDecisions } from '../../src/store/decisions.ts';
import { findLastQueuedDate, saveDigestWithOutbox } from '../../src/store/digests.ts';
import { listNotices } from '../../src/store/notices.ts';
import { claimNotifications, listOutbox, markFailed, type OutboxDraft } from '../../src/store/outbox.ts';
import { insertSilence, listSilences } from '../../src/store/silences.ts';
import { deferSource, listDueSources, recordSuccess, recordWait } from '../../src/store/sources.ts';
import { addAlert, anything, makeClock, makeDispatchDeps } from '../jobs/dispatch-seed.ts';
import { addSources, hour, makeSource, minute } from '../jobs/seed.ts';
import { makeEmptyDigest } from '../reports/digests.ts';
import { dialects, useTestDatabase } from '../support/db.ts';

describe.each(dialects)('mendDueTimes on %s', (dialect) => {
  const db = useTestDatabase(dialect);
  const now = new Date('2026-11-22T08:00:00.000Z');
  const later = (ms: number) => new Date(now.getTime() + ms).toISOString();
  const send = (digest: Digest, messages: readonly OutboxDraft[]) =>
    saveDigestWithOutbox(db(), { digest, messages, who: null, edits: null });
  const claim = (at: Date, limit: number) =>
    claimNotifications(db(), { channel: 'email', now: at, limit, leaseMs: minute });
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
      address: `${name}@banyuraga.test`,
      messageId: `<${name}@uji>`,
      message: { subject: '', text: '', html: '', payload: null },
      createdAt: later(-hour),
    }));
    await send(makeEmptyDigest(), messages);
    const [far, honest] = await claim(now, 2);
    await markFailed(db(), far?.id ?? 0, { error: 'x', retryAt: later(30 * 24 * hour), now });
    await markFailed(db(), honest?.id ?? 0, { error: 'x', retryAt: later(hour), now });
    await claim(new Date(later(24 * hour)), 1);
    expect(await claim(now, 5)).toEqual([]);
    await mendDueTimes(db(), now);
    const claimed = await claim(now, 5);
    expect(claimed.map(({ recipientName }) => recipientName).sort()).toEqual(['a', 'c']);
    expect((await listOutbox(db(), { state: 'pending', limit: 5 })).map(({ recipientName }) => recipientName)).toEqual([
      'b',
    ]);
  });

  test('a report and an alert of the future are forgotten, so that honest ones are sent again', async () => {
    const message = { subject: '', text: '', html: '', payload: null };
    const mail = (about: string) => ({
      kind: 'digest' as const,
      about,
      channel: 'email' as const,
      recipientName: 'a',
      address: 'a@banyuraga.test',
      messageId: `<${about}@uji>`,
      message,
      createdAt: later(-hour),
    });
    const future = later(30 * 24 * hour);
    await send({ ...makeEmptyDigest(), date: '2026-11-21', madeAt: later(-hour) }, [mail('2026-11-21')]);
    await send({ ...makeEmptyDigest(), date: '2026-12-21', madeAt: future }, [mail('2026-12-21')]);
    await mendDueTimes(db(), now);
    expect((await listOutbox(db(), { limit: 5 })).map(({ about }) => about)).toEqual(['2026-11-21']);
    expect(await findLastQueuedDate(db(), 'day')).toBe('2026-11-21');
  });

  test('silences, acknowledgements and notices "of the future" last as long as they were meant to', async () => {
    const clock = makeClock(new Date(later(24 * hour)));
    const deps = makeDispatchDeps(db(), clock);
    const early = await addAlert(db(), deps, { subject: 'issue:a' });
    const held = await addAlert(db(), deps, { subject: 'issue:b' });
    await acknowledgeAlert(db(), early.id, { by: 'Rina', at: later(24 * hour), note: null, until: later(30 * hour) });
    const muted = {
      match: anything,
      reason: 'uji',
      author: 'Rina',
      startsAt: later(25 * hour),
      endsAt: later(27 * hour),
    };
    await insertSilence(db(), muted, clock.at);
    await db()
      .updateTable('notices')
      .set({ state: 'held', dueAt: later(50 * hour) })
      .where('alertId', '=', held.id)
      .execute();
    await insertDecisions(db(), [
      {
        alertId: held.id,
        target: 'humas/email',
        outcome: 'held',
        reason: 'quiet-hours',
        detail: null,
        at: later(24 * hour),
      },
    ]);
    await mendDueTimes(db(), now);
    const [first, second] = await db().selectFrom('notices').select(['createdAt', 'dueAt']).orderBy('id').execute();
    expect(first).toEqual({ createdAt: later(0), dueAt: later(30_000) });
    expect(second?.dueAt).toBe(later(0));
    expect((await findAlert(db(), early.id))?.acknowledged).toMatchObject({ at: later(0), until: later(6 * hour) });
    const [silence] = await listSilences(db(), now);
    expect(silence).toMatchObject({ createdAt: later(0), startsAt: later(hour), endsAt: later(3 * hour) });
    expect(await listDecisions(db(), [held.id])).toMatchObject([{ at: later(0) }]);
  });

  test('honest ones stay as they are', async () => {
    const clock = makeClock(new Date(later(-10_000)));
    const deps = makeDispatchDeps(db(), clock);
    const alert = await addAlert(db(), deps, { subject: 'issue:a' });
    await acknowledgeAlert(db(), alert.id, { by: 'Rina', at: later(-hour), note: null, until: later(hour) });
    const muted = { match: anything, reason: 'uji', author: 'Rina', startsAt: later(hour), endsAt: later(3 * hour) };
    await insertSilence(db(), muted, clock.at);
    const read = async () => [
      await listNotices(db(), [alert.id]),
      await findAlert(db(), alert.id),
      await listSilences(db(), now),
    ];
    const before = await read();
    await mendDueTimes(db(), now);
    expect(await read()).toEqual(before);
  });
});
