import { describe, expect, test } from 'vitest';
import { silentLog } from '../../src/core/log.ts';
import { dayWindow } from '../../src/core/time.ts';
import { clusterPending } from '../../src/jobs/cluster.ts';
import { makeDigest, type SendDigestDeps, sendDueDigest } from '../../src/jobs/digest.ts';
import { createScheduler } from '../../src/jobs/scheduler.ts';
import { digestMessage } from '../../src/reports/digest-message.ts';
import { findDigest, listDigestDates, saveDigest } from '../../src/store/digests.ts';
import { findIssue } from '../../src/store/issues.ts';
import { listOutbox } from '../../src/store/outbox.ts';
import type { Db } from '../../src/store/schema.ts';
import { recordFailure, recordSuccess } from '../../src/store/sources.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { addMention, addSources, createTestClock, hour, makeSource, minute, region } from './seed.ts';

/** 22 November 2026, 06.00 WIB: the report of the 21st is due. */
const due = '2026-11-21T23:00:00.000Z';

function makeDeps(db: Db, now: () => Date, overrides: Partial<SendDigestDeps> = {}): SendDigestDeps {
  return {
    db,
    now,
    log: silentLog,
    region,
    demo: false,
    lexicon: 'id-core 3',
    recipients: [
      { name: 'Bupati', email: 'bupati@banyuraga.test', receives: ['digest'] },
      { name: 'Humas', email: 'humas@banyuraga.test', receives: ['alerts'] },
    ],
    renderer: { alert: () => ({ subject: '', text: '', html: '' }), digest: digestMessage },
    messageIdOf: (kind, about, email) => `<${kind}-${about}.${email}>`,
    scorerStamp: 'uji',
    startedAt: new Date('2026-11-01T00:00:00.000Z'),
    ...overrides,
  };
}

/** `hours` after the beginning of the report of the 21st. */
const inDay = (hours: number) => new Date(Date.parse(due) - 24 * hour + hours * hour).toISOString();

describe.each(dialects)('makeDigest on %s', (dialect) => {
  const db = useTestDatabase(dialect);
  const clock = createTestClock(new Date(due));

  async function seedDay(): Promise<void> {
    await addSources(db(), [
      makeSource({ id: 'kabar', title: 'Kabar Raga' }),
      makeSource({ id: 'suara', title: 'Suara Wulung' }),
      makeSource({ id: 'forum', title: 'Forum Warga', class: 'community' }),
      makeSource({ id: 'mesin', title: 'Mesin Berita', class: 'aggregator' }),
      makeSource({ id: 'cermin', title: 'Cermin', class: 'mirror' }),
      makeSource({ id: 'mati', title: 'Sumber Mati', enabled: false }),
    ]);
    const water = 'Air mati tiga hari di Kedungrinjing, warga antre di sumur dan menagih janji perumda.';
    const places = [{ code: '35.16.06', name: 'Kedungrinjing', field: 'text' as const, start: 0, end: 0 }];
    const complaint = { topic: 'air-listrik', agency: 'PDAM', places } as const;
    // The day before.
    await addMention(db(), {
      sourceId: 'kabar',
      title: 'Air Mati Dua Hari',
      text: water,
      publishedAt: inDay(-5),
      scored: complaint,
    });
    await addMention(db(), {
      sourceId: 'kabar',
      title: 'Jalan Ciwulung Rusak',
      text: 'Jalan Ciwulung berlubang sepanjang tiga kilometer, truk pasir lewat setiap hari.',
      publishedAt: inDay(-8),
      scored: { topic: 'infrastruktur-jalan', agency: 'PUPR' },
    });
    // The day itself: its first and its last moment, and the first of the next.
    await addMention(db(), {
      sourceId: 'suara',
      title: 'Air Mati Tiga Hari',
      text: water,
      keys: ['uji:air'],
      publishedAt: inDay(0),
      scored: complaint,
    });
    await addMention(db(), {
      sourceId: 'mesin',
      title: 'Air Mati Tiga Hari',
      text: water,
      publisher: 'Suara Wulung',
      publishedAt: inDay(1),
      scored: complaint,
    });
    await addMention(db(), {
      sourceId: 'cermin',
      title: 'Air Mati Tiga Hari',
      text: water,
      publishedAt: inDay(2),
      scored: complaint,
    });
    await addMention(db(), {
      sourceId: 'forum',
      kind: 'post',
      title: 'air mati',
      text: water,
      publishedAt: inDay(3),
      scored: complaint,
    });
    await addMention(db(), {
      sourceId: 'suara',
      kind: 'comment',
      title: null,
      text: 'sabar terus',
      parentKey: 'uji:air',
      publishedAt: inDay(4),
      scored: { ...complaint, label: 'neutral', attention: 'watch' },
    });
    await addMention(db(), {
      sourceId: 'kabar',
      title: 'Puskesmas Dipuji',
      text: 'Antrean daring membuat pasien senang dan dilayani cepat.',
      publishedAt: new Date(Date.parse(due) - 1).toISOString(),
      scored: { label: 'positive', attention: 'none', target: 'government', topic: 'kesehatan', agency: 'Dinkes' },
    });
    await addMention(db(), {
      sourceId: 'kabar',
      title: 'Hoaks Bansos',
      text: 'Pesan tautan bansos palsu beredar lagi di grup keluarga, jangan diklik.',
      publishedAt: inDay(10),
      scored: {
        label: 'neutral',
        attention: 'watch',
        target: 'none',
        hoaxClass: 'claim',
        topic: 'bansos-sosial',
        agency: null,
      },
    });
    await addMention(db(), {
      sourceId: 'kabar',
      title: 'Esok',
      text: 'Berita hari berikutnya.',
      publishedAt: due,
      scored: complaint,
    });
    await addMention(db(), {
      sourceId: 'kabar',
      title: 'Kota sebelah',
      text: 'Bukan daerah ini.',
      publishedAt: inDay(5),
      scored: { about: '35.76' },
    });
    await clusterPending({ db: db(), now: clock.now, signal: new AbortController().signal });
  }

  test('sorts the day into its sections', async () => {
    await seedDay();
    const digest = await makeDigest(makeDeps(db(), clock.now), '2026-11-21');
    expect(digest).toMatchObject({
      date: '2026-11-21',
      regionName: 'Kabupaten Banyuraga',
      ...dayWindow('2026-11-21', 'Asia/Jakarta'),
      madeAt: due,
      complete: true,
      sentiment: {
        media: { positive: 1, neutral: 0, negative: 1, potential: 1, unscored: 0 },
        social: { positive: 0, neutral: 0, negative: 1, potential: 1, unscored: 0 },
      },
      sentimentBefore: {
        media: { positive: 0, neutral: 0, negative: 2, potential: 0, unscored: 0 },
        social: { positive: 0, neutral: 0, negative: 0, potential: 0, unscored: 0 },
      },
    });
    const titles = (list: readonly { issue: { title: string } }[]) => list.map(({ issue }) => issue.title);
    expect(titles(digest.negative)).toEqual(['Air Mati Dua Hari']);
    expect(digest.negative[0]).toMatchObject({
      spread: { media: 1, accounts: 1, comments: 1 },
      places: ['Kedungrinjing'],
      count: 3,
      countBefore: 1,
      isNew: false,
      links: [{ publisher: 'Suara Wulung', title: 'Air Mati Tiga Hari' }, { publisher: 'Forum Warga' }],
    });
    expect(digest.negative[0]?.substance).toContain('Air mati tiga hari di Kedungrinjing');
    expect(titles(digest.potential)).toEqual(['Hoaks Bansos']);
    expect(titles(digest.hoaxes)).toEqual(['Hoaks Bansos']);
    expect(digest.hoaxes[0]?.isNew).toBe(true);
    expect(titles(digest.positive)).toEqual(['Puskesmas Dipuji']);
    expect(titles(digest.followUps).sort()).toEqual(['Air Mati Dua Hari', 'Jalan Ciwulung Rusak']);
    expect(digest.followUps.find(({ issue }) => issue.topic === 'infrastruktur-jalan')).toMatchObject({
      count: 0,
      countBefore: 1,
    });
    expect(digest.clippings.map(({ title, publisher }) => `${publisher}: ${title}`)).toEqual([
      'Kabar Raga: Puskesmas Dipuji',
      'Kabar Raga: Hoaks Bansos',
      'Suara Wulung: Air Mati Tiga Hari',
      'Forum Warga: air mati',
    ]);
    expect(digest.coverage.sources.map(({ id }) => id).sort()).toEqual(['cermin', 'forum', 'kabar', 'mesin', 'suara']);
    expect(digest.coverage).toMatchObject({ mentions: 8, notRelevant: 1 });
  });

  test('leaves out what an officer judged to be no issue', async () => {
    await seedDay();
    const before = await makeDigest(makeDeps(db(), clock.now), '2026-11-21');
    const id = before.negative[0]?.issue.id ?? 0;
    expect(await findIssue(db(), id)).not.toBeNull();
    await db().updateTable('issues').set({ state: 'bukan-isu' }).where('id', '=', id).execute();
    const digest = await makeDigest(makeDeps(db(), clock.now), '2026-11-21');
    expect(digest.negative).toEqual([]);
    expect(digest.followUps.map(({ issue }) => issue.id)).not.toContain(id);
  });

  test('of an empty day, and of a day that has not ended', async () => {
    await addSources(db(), [makeSource()]);
    const digest = await makeDigest(makeDeps(db(), clock.now), '2026-11-22');
    expect(digest).toMatchObject({ complete: false, negative: [], followUps: [], clippings: [], topWords: [] });
    expect(digest.coverage.sources).toMatchObject([{ id: 'kabar-uji', status: 'never-run' }]);
  });
});

describe('sendDueDigest', () => {
  const db = useTestDatabase('sqlite');

  async function addFreshSource(lastRunAt: string, id = 'kabar-uji'): Promise<void> {
    await addSources(db(), [makeSource({ id })], new Date(lastRunAt));
    await recordSuccess(db(), id, {
      startedAt: lastRunAt,
      endedAt: lastRunAt,
      nextRunAt: lastRunAt,
      totals: { stored: 0, repeats: 0, edits: 0, rejected: 0, setAside: 0 },
    });
  }
  const mails = async () => (await listOutbox(db(), { limit: 20 })).map(({ messageId }) => messageId);

  test.each([
    ['Asia/Jakarta', '2026-11-21T23:00:00.000Z'],
    ['Asia/Makassar', '2026-11-21T22:00:00.000Z'],
    ['Asia/Jayapura', '2026-11-21T21:00:00.000Z'],
  ])('in %s goes out at 06.00 and only once a day', async (timezone, sixOClock) => {
    await addFreshSource(new Date(Date.parse(sixOClock) - minute).toISOString());
    const clock = createTestClock(new Date(Date.parse(sixOClock) - 90_000));
    const deps = makeDeps(db(), clock.now, { region: { ...region, timezone } });
    await saveDigestsBefore('2026-11-20', deps);
    const sentAt: string[] = [];
    const job = {
      name: 'digest',
      everyMs: 10_000,
      run: async (now: Date) => {
        if ((await sendDueDigest(deps, now)) !== null) sentAt.push(now.toISOString());
      },
    };
    const scheduler = createScheduler({ jobs: [job], log: silentLog });
    for (let tick = 0; tick < 30; tick += 1) {
      await scheduler.tick(clock.now());
      clock.pass(10_000);
    }
    expect(sentAt).toEqual([sixOClock]);
    expect(await mails()).toContain('<digest-2026-11-21.bupati@banyuraga.test>');
    clock.pass(-10 * hour);
    await scheduler.tick(clock.now());
    clock.pass(-40 * 24 * hour);
    await scheduler.tick(clock.now());
    expect(sentAt).toHaveLength(1);
    clock.set(new Date(Date.parse(sixOClock) + 24 * hour).toISOString());
    await addFreshSource(clock.now().toISOString(), 'lain');
    clock.pass(15 * minute);
    await scheduler.tick(clock.now());
    expect(sentAt).toHaveLength(2);
    expect(await listDigestDates(db(), 5)).toEqual(['2026-11-22', '2026-11-21', '2026-11-20']);
  });

  /** The report before has gone out, as on any day but the first. */
  async function saveDigestsBefore(date: string, deps: SendDigestDeps): Promise<void> {
    const end = new Date(Date.parse(dayWindow(date, deps.region.timezone).to) + 11 * minute);
    expect((await sendDueDigest({ ...deps, now: () => end }, end))?.date).toBe(date);
  }

  test('after downtime goes out late, for the last day only', async () => {
    await addFreshSource('2026-11-22T06:00:00.000Z');
    const clock = createTestClock(new Date('2026-11-22T06:30:00.000Z'));
    const deps = makeDeps(db(), clock.now);
    expect((await sendDueDigest(deps, clock.now()))?.date).toBe('2026-11-21');
    expect(await sendDueDigest(deps, clock.now())).toBeNull();
    expect(await listDigestDates(db(), 5)).toEqual(['2026-11-21']);
  });

  test('a report made for reading is replaced and sent', async () => {
    await addFreshSource(due);
    const clock = createTestClock(new Date(Date.parse(due) - hour));
    const deps = makeDeps(db(), clock.now);
    await saveDigest(db(), await makeDigest(deps, '2026-11-21'));
    clock.pass(hour);
    expect((await sendDueDigest(deps, clock.now()))?.complete).toBe(true);
    expect((await findDigest(db(), '2026-11-21'))?.complete).toBe(true);
    expect(await mails()).toHaveLength(1);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['a source that was never read', () => addSources(db(), [makeSource({ id: 'baru' })])],
    ['a source not read since the downtime', () => addFreshSource('2026-11-21T10:00:00.000Z', 'lama')],
    ['a text without a verdict', () => addMention(db(), { scored: null })],
    ['a verdict without an issue', () => addMention(db(), {})],
  ])('waits for %s, at most ten minutes', async (_, disturb) => {
    await addFreshSource(due);
    await disturb();
    const clock = createTestClock(new Date(due));
    const deps = makeDeps(db(), clock.now);
    expect(await sendDueDigest(deps, clock.now())).toBeNull();
    clock.pass(10 * minute - 1);
    expect(await sendDueDigest(deps, clock.now())).toBeNull();
    clock.pass(1);
    expect((await sendDueDigest(deps, clock.now()))?.date).toBe('2026-11-21');
  });

  test('counts the wait from the start of the process, so that a first report is not an empty one', async () => {
    await addSources(db(), [makeSource({ id: 'baru' })]);
    const clock = createTestClock(new Date('2026-11-22T07:00:00.000Z'));
    const deps = makeDeps(db(), clock.now, { startedAt: clock.now() });
    clock.pass(9 * minute);
    expect(await sendDueDigest(deps, clock.now())).toBeNull();
    await addFreshSource(clock.now().toISOString(), 'baru');
    expect((await sendDueDigest(deps, clock.now()))?.date).toBe('2026-11-21');
  });

  test('does not wait for sources that are broken or switched off', async () => {
    await addFreshSource(due);
    await addSources(db(), [makeSource({ id: 'rusak' }), makeSource({ id: 'libur', enabled: false })]);
    const failure = {
      startedAt: due,
      endedAt: due,
      fault: 'network' as const,
      error: 'network: putus',
      nextRunAt: due,
      stoppedReason: null,
      now: new Date(due),
    };
    await recordFailure(db(), 'rusak', failure);
    const clock = createTestClock(new Date(due));
    expect(await sendDueDigest(makeDeps(db(), clock.now), clock.now())).not.toBeNull();
  });

  test('keeps to another hour if one is configured', async () => {
    await addFreshSource('2026-11-22T00:25:00.000Z');
    const clock = createTestClock(new Date('2026-11-22T00:29:59.000Z'));
    const deps = makeDeps(db(), clock.now, { reportMinute: 450 });
    expect((await sendDueDigest(deps, clock.now()))?.date).toBe('2026-11-20');
    clock.pass(1_000);
    expect(await sendDueDigest(deps, clock.now())).toMatchObject({
      date: '2026-11-21',
      to: '2026-11-22T00:30:00.000Z',
    });
  });
});
