import { describe, expect, test } from 'vitest';
import { sourceStatus } from '../../src/core/source.ts';
import { listRuns } from '../../src/store/runs.ts';
import { saveStep } from '../../src/store/save-step.ts';
import {
  findSource,
  listDueSources,
  listSources,
  recordFailure,
  recordSuccess,
  syncSources,
} from '../../src/store/sources.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeDraft, makeSource, testNow } from '../support/make.ts';

const later = new Date('2026-11-22T09:00:00.000Z');
const totals = { stored: 3, repeats: 2, edits: 1, rejected: 1, setAside: 1 };

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);

  test('a new source is due at once and has never run', async () => {
    await syncSources(db(), [makeSource()], testNow);
    expect(await findSource(db(), 'kabar-uji')).toEqual({
      ...makeSource(),
      cursor: null,
      nextRunAt: testNow.toISOString(),
      lastRunAt: null,
      firstSuccessAt: null,
      lastSuccessAt: null,
      lastNewItemAt: null,
      errorCount: 0,
      lastError: null,
      lastErrorAt: null,
      itemCount: 0,
      setAsideCount: 0,
      rejectedCount: 0,
      stoppedReason: null,
      lastFault: null,
      notice: null,
      pace: 1,
    });
    expect(await findSource(db(), 'lain')).toBeNull();
    expect((await listDueSources(db(), testNow, 10)).map((source) => source.id)).toEqual(['kabar-uji']);
  });

  test('a source that answers but never brings anything is quiet in the end', async () => {
    await syncSources(db(), [makeSource({ silentAfterMs: 86_400_000 })], testNow);
    const statusAfter = async (hours: number) => {
      const at = new Date(testNow.getTime() + hours * 3_600_000);
      const endedAt = at.toISOString();
      await recordSuccess(db(), 'kabar-uji', { startedAt: endedAt, endedAt, nextRunAt: endedAt, totals });
      const source = await findSource(db(), 'kabar-uji');
      return source === null ? null : sourceStatus(source, at);
    };
    expect(await statusAfter(0)).toBe('ok');
    expect(await statusAfter(23)).toBe('ok');
    expect(await statusAfter(25)).toBe('quiet');
    expect(await statusAfter(7 * 24)).toBe('quiet');
  });

  test('a changed source keeps its state; other options start it afresh', async () => {
    await syncSources(db(), [makeSource()], testNow);
    await saveStep(db(), { sourceId: 'kabar-uji', drafts: [makeDraft()], cursor: 'c1', rejected: 2, now: testNow });
    await recordFailure(db(), 'kabar-uji', {
      startedAt: testNow.toISOString(),
      endedAt: testNow.toISOString(),
      fault: 'gone',
      error: 'HTTP 410',
      nextRunAt: '2026-11-23T00:00:00.000Z',
      stoppedReason: 'gone',
    });
    await syncSources(db(), [makeSource({ title: 'Kabar Uji Baru', intervalMs: 60_000 })], later);
    const kept = await findSource(db(), 'kabar-uji');
    expect(kept).toMatchObject({ title: 'Kabar Uji Baru', intervalMs: 60_000, cursor: 'c1', itemCount: 1 });
    expect(kept).toMatchObject({ rejectedCount: 2, errorCount: 1, stoppedReason: 'gone' });
    expect(kept?.nextRunAt).toBe('2026-11-23T00:00:00.000Z');

    await syncSources(db(), [makeSource({ options: { url: 'https://kabar-uji.test/rss' } })], later);
    const afresh = await findSource(db(), 'kabar-uji');
    expect(afresh).toMatchObject({ cursor: null, stoppedReason: null, errorCount: 0, itemCount: 1 });
    expect(afresh?.nextRunAt).toBe(later.toISOString());
  });

  test('a vanished source is disabled, and enabled again when it returns', async () => {
    await syncSources(db(), [makeSource(), makeSource({ id: 'lain' })], testNow);
    await syncSources(db(), [makeSource({ id: 'lain' })], testNow);
    expect((await listSources(db())).map((source) => [source.id, source.enabled])).toEqual([
      ['kabar-uji', false],
      ['lain', true],
    ]);
    await syncSources(db(), [makeSource()], testNow);
    expect((await findSource(db(), 'kabar-uji'))?.enabled).toBe(true);
    expect((await findSource(db(), 'lain'))?.enabled).toBe(false);
  });

  test('due are enabled, unstopped sources whose time has come, longest overdue first', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    await syncSources(
      db(),
      [...ids.map((id) => makeSource({ id })), makeSource({ id: 'off', enabled: false })],
      testNow,
    );
    const run = { startedAt: testNow.toISOString(), endedAt: testNow.toISOString(), totals };
    await recordSuccess(db(), 'b', { ...run, nextRunAt: later.toISOString() });
    await recordSuccess(db(), 'c', { ...run, nextRunAt: '2026-11-22T07:00:00.000Z' });
    await recordFailure(db(), 'd', {
      ...run,
      fault: 'gone',
      error: 'x',
      nextRunAt: '2026-11-22T07:00:00.000Z',
      stoppedReason: 'gone',
    });
    expect((await listDueSources(db(), testNow, 10)).map((source) => source.id)).toEqual(['c', 'a', 'e']);
    expect((await listDueSources(db(), testNow, 1)).map((source) => source.id)).toEqual(['c']);
    expect((await listDueSources(db(), later, 10)).map((source) => source.id)).toEqual(['c', 'a', 'e', 'b']);
  });

  test('failures count up and a success clears them; each writes a run', async () => {
    await syncSources(db(), [makeSource()], testNow);
    const at = (minute: number): string => `2026-11-22T08:0${minute}:00.000Z`;
    for (const minute of [1, 2]) {
      await recordFailure(db(), 'kabar-uji', {
        startedAt: at(0),
        endedAt: at(minute),
        fault: 'network',
        error: `gagal ${minute}`,
        nextRunAt: at(3),
        stoppedReason: null,
      });
    }
    expect(await findSource(db(), 'kabar-uji')).toMatchObject({
      errorCount: 2,
      lastError: 'gagal 2',
      lastErrorAt: at(2),
      lastRunAt: at(2),
      lastSuccessAt: null,
      nextRunAt: at(3),
      stoppedReason: null,
    });
    await recordSuccess(db(), 'kabar-uji', { startedAt: at(3), endedAt: at(4), nextRunAt: at(9), totals });
    expect(await findSource(db(), 'kabar-uji')).toMatchObject({
      errorCount: 0,
      lastError: null,
      lastErrorAt: at(2),
      lastRunAt: at(4),
      lastSuccessAt: at(4),
      nextRunAt: at(9),
    });
    const runs = await listRuns(db(), 'kabar-uji', 10);
    expect(runs.map(({ endedAt, error, stored }) => [endedAt, error, stored])).toEqual([
      [at(4), null, 3],
      [at(2), 'gagal 2', 0],
      [at(1), 'gagal 1', 0],
    ]);
    expect(runs[0]).toMatchObject(totals);
    expect(await listRuns(db(), 'kabar-uji', 1)).toHaveLength(1);
  });

  test('runs older than 30 days are dropped, those of other sources are not', async () => {
    await syncSources(db(), [makeSource(), makeSource({ id: 'lain' })], testNow);
    const old = { startedAt: '2026-10-01T00:00:00.000Z', endedAt: '2026-10-01T00:00:00.000Z' };
    const fresh = { startedAt: testNow.toISOString(), endedAt: testNow.toISOString() };
    const next = { nextRunAt: later.toISOString(), totals };
    await recordSuccess(db(), 'kabar-uji', { ...old, ...next });
    await recordSuccess(db(), 'lain', { ...old, ...next });
    await recordSuccess(db(), 'kabar-uji', { ...fresh, ...next });
    expect((await listRuns(db(), 'kabar-uji', 10)).map((run) => run.endedAt)).toEqual([fresh.endedAt]);
    expect(await listRuns(db(), 'lain', 10)).toHaveLength(1);
  });
});
