import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/core/errors.ts';
import { managedStatus } from '../../src/core/managed-source.ts';
import { listAudit } from '../../src/store/audit.ts';
import {
  addSource,
  archiveSource,
  changeSource,
  findManagedSource,
  listMentionsOfSource,
  listSourceOverviews,
  makeSourceDue,
  pauseSource,
  resumeSource,
} from '../../src/store/managed-sources.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { listSourceDays } from '../../src/store/source-days.ts';
import {
  findSource,
  listDueSources,
  recordFailure,
  recordSuccess,
  recordWait,
  syncSources,
} from '../../src/store/sources.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeDraft, makeSource, testNow } from '../support/make.ts';

const later = new Date('2026-11-22T09:00:00.000Z');
const totals = { stored: 3, repeats: 2, edits: 1, rejected: 1, setAside: 1 };

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);
  const due = async (at = later) => (await listDueSources(db(), at, 10)).map(({ id }) => id);

  test('a source of the page lives beside those of the file, and no sync touches it', async () => {
    await syncSources(db(), [makeSource()], testNow);
    expect(await addSource(db(), makeSource({ id: 'warta-warga', title: 'Warta Warga' }), 'Rina', testNow)).toBe(true);
    await syncSources(db(), [makeSource({ title: 'Kabar Uji Baru' })], later);
    const made = await findManagedSource(db(), 'warta-warga');
    expect(made).toMatchObject({
      title: 'Warta Warga',
      enabled: true,
      made: { by: 'Rina', at: testNow.toISOString() },
    });
    expect((await findManagedSource(db(), 'kabar-uji'))?.made).toBeNull();
    await syncSources(db(), [], later);
    expect((await listSourceOverviews(db())).map(({ id, enabled }) => [id, enabled])).toEqual([
      ['kabar-uji', false],
      ['warta-warga', true],
    ]);
    expect(await due()).toEqual(['warta-warga']);
  });

  test('an id that the file and the page both use is a problem, and nothing is overridden', async () => {
    await addSource(db(), makeSource({ title: 'Dari halaman' }), 'Rina', testNow);
    const sync = syncSources(db(), [makeSource({ id: 'lain' }), makeSource({ title: 'Dari berkas' })], later);
    await expect(sync).rejects.toThrow(ConfigError);
    await expect(sync).rejects.toThrow('sudah dipakai sumber yang ditambahkan di halaman Sumber');
    expect((await listSourceOverviews(db())).map(({ title }) => title)).toEqual(['Dari halaman']);
    // Also once it was removed: its mentions still bear the id.
    await archiveSource(db(), 'kabar-uji', 'Rina', later);
    await expect(syncSources(db(), [makeSource()], later)).rejects.toThrow(ConfigError);
  });

  test('an id is given only once', async () => {
    await syncSources(db(), [makeSource()], testNow);
    expect(await addSource(db(), makeSource({ title: 'Lain' }), 'Rina', testNow)).toBe(false);
    expect((await findSource(db(), 'kabar-uji'))?.title).toBe('Kabar Uji');
    expect((await listAudit(db(), { limit: 10 })).items).toEqual([]);
  });

  test('a pause holds for both kinds, through syncs, until somebody ends it', async () => {
    await syncSources(db(), [makeSource()], testNow);
    await addSource(db(), makeSource({ id: 'warta-warga' }), 'Rina', testNow);
    for (const id of ['kabar-uji', 'warta-warga']) await pauseSource(db(), id, 'situs sedang dirawat', 'Budi', later);
    await syncSources(db(), [makeSource({ title: 'Kabar Uji Baru' })], later);
    expect(await due()).toEqual([]);
    for (const id of ['kabar-uji', 'warta-warga']) {
      const source = await findManagedSource(db(), id);
      expect(source?.paused).toEqual({ by: 'Budi', at: later.toISOString(), reason: 'situs sedang dirawat' });
      expect(source === null ? null : managedStatus(source, later)).toBe('paused');
      expect((await findSource(db(), id))?.enabled).toBe(false);
      await resumeSource(db(), id, 'Rina', later);
    }
    expect((await due()).sort()).toEqual(['kabar-uji', 'warta-warga']);
    expect(
      (await listAudit(db(), { object: 'source:kabar-uji', limit: 10 })).items.map(({ who, action }) => [who, action]),
    ).toEqual([
      ['Rina', 'source.resume'],
      ['Budi', 'source.pause'],
    ]);
  });

  test('a removed source rests, keeps its mentions, and can be taken back', async () => {
    await addSource(db(), makeSource(), 'Rina', testNow);
    await saveStep(db(), { sourceId: 'kabar-uji', drafts: [makeDraft()], cursor: 'x', rejected: 0, now: testNow });
    await archiveSource(db(), 'kabar-uji', 'Rina', later);
    expect(await due()).toEqual([]);
    expect((await listSourceOverviews(db()))[0]?.archived).toEqual({ by: 'Rina', at: later.toISOString() });
    expect(await listMentionsOfSource(db(), 'kabar-uji', 5)).toHaveLength(1);
    await resumeSource(db(), 'kabar-uji', 'Rina', later);
    expect(await due()).toEqual(['kabar-uji']);
  });

  test('other options start a source afresh, another name does not', async () => {
    await addSource(db(), makeSource(), 'Rina', testNow);
    await saveStep(db(), { sourceId: 'kabar-uji', drafts: [], cursor: 'di-sini', rejected: 0, now: testNow });
    await changeSource(db(), makeSource({ title: 'Nama baru' }), 'Rina', later);
    expect(await findManagedSource(db(), 'kabar-uji')).toMatchObject({ title: 'Nama baru', cursor: 'di-sini' });
    await changeSource(db(), makeSource({ options: { url: 'https://kabar-uji.test/rss' } }), 'Rina', later);
    expect(await findManagedSource(db(), 'kabar-uji')).toMatchObject({ cursor: null, made: { by: 'Rina' } });
  });

  test('a source that was gone is asked again when somebody wants it', async () => {
    await syncSources(db(), [makeSource()], testNow);
    const at = testNow.toISOString();
    await recordFailure(db(), 'kabar-uji', {
      startedAt: at,
      endedAt: at,
      nextRunAt: '2026-11-23T00:00:00.000Z',
      fault: 'gone',
      error: 'gone: 410',
      stoppedReason: 'gone: 410',
    });
    expect(await due()).toEqual([]);
    await makeSourceDue(db(), 'kabar-uji', 'Rina', later);
    expect(await due()).toEqual(['kabar-uji']);
  });

  test('runs are counted by day with what they asked for, whatever they came to', async () => {
    await syncSources(db(), [makeSource(), makeSource({ id: 'lain' })], testNow);
    const at = testNow.toISOString();
    const times = { startedAt: at, endedAt: at, nextRunAt: at };
    const on = (day: string, requests: number, bytes: number) => ({ day, requests, bytes });
    await recordSuccess(db(), 'kabar-uji', { ...times, totals, traffic: on('2026-11-21', 1, 500) });
    await recordSuccess(db(), 'kabar-uji', { ...times, totals, traffic: on('2026-11-22', 2, 1_000) });
    await recordFailure(db(), 'kabar-uji', {
      ...times,
      fault: 'network',
      error: 'network: x',
      stoppedReason: null,
      traffic: on('2026-11-22', 1, 0),
    });
    await recordWait(db(), 'kabar-uji', { ...times, notice: 'jatah habis', totals, traffic: on('2026-11-22', 3, 30) });
    await recordWait(db(), 'kabar-uji', {
      ...times,
      notice: 'jatah habis',
      totals: null,
      traffic: on('2026-11-22', 9, 9),
    });
    const days = await listSourceDays(db(), ['kabar-uji', 'lain'], '2026-11-21');
    expect(days.get('lain')).toBeUndefined();
    expect(days.get('kabar-uji')).toEqual([
      { day: '2026-11-21', runs: 1, failures: 0, stored: 3, requests: 1, bytes: 500 },
      { day: '2026-11-22', runs: 3, failures: 1, stored: 6, requests: 6, bytes: 1_030 },
    ]);
    expect((await listSourceDays(db(), ['kabar-uji'], '2026-11-22')).get('kabar-uji')).toHaveLength(1);
    // A quarter of a year is kept.
    await recordSuccess(db(), 'kabar-uji', { ...times, totals, traffic: on('2027-02-22', 1, 1) });
    expect((await listSourceDays(db(), ['kabar-uji'], '2026-01-01')).get('kabar-uji')?.map(({ day }) => day)).toEqual([
      '2026-11-22',
      '2027-02-22',
    ]);
  });
});
