import { describe, expect, test } from 'vitest';
import { noEdits } from '../../src/core/digest-edits.ts';
import { silentLog } from '../../src/core/log.ts';
import { dayWindow } from '../../src/core/time.ts';
import { makeDigest } from '../../src/jobs/digest.ts';
import { createScheduler } from '../../src/jobs/scheduler.ts';
import { type SendDigestDeps, sendDigestNow, sendDueDigests } from '../../src/jobs/send-digest.ts';
import { viewDigest } from '../../src/jobs/view-digest.ts';
import { listAudit } from '../../src/store/audit.ts';
import { approveDigest, saveEdits } from '../../src/store/digest-edits.ts';
import {
  findDigest,
  findSentDigest,
  listDigestDates,
  listHeldReports,
  listReports,
  saveDigest,
} from '../../src/store/digests.ts';
import { listOutbox } from '../../src/store/outbox.ts';
import { recordFailure, recordSuccess } from '../../src/store/sources.ts';
import { useTestDatabase } from '../support/db.ts';
import { due, makeDigestDeps as makeDeps } from './digest-deps.ts';
import { addMention, addSources, createTestClock, hour, makeSource, minute, region } from './seed.ts';

const sendOne = async (deps: SendDigestDeps, now: Date) => (await sendDueDigests(deps, now))[0] ?? null;

describe('sendDueDigests', () => {
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
      lane: 'report' as const,
      everyMs: 10_000,
      run: async (now: Date) => {
        if ((await sendOne(deps, now)) !== null) sentAt.push(now.toISOString());
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
    expect((await sendOne({ ...deps, now: () => end }, end))?.date).toBe(date);
  }

  test('after downtime goes out late, for the last day only', async () => {
    await addFreshSource('2026-11-22T06:00:00.000Z');
    const clock = createTestClock(new Date('2026-11-22T06:30:00.000Z'));
    const deps = makeDeps(db(), clock.now);
    expect((await sendOne(deps, clock.now()))?.date).toBe('2026-11-21');
    expect(await sendOne(deps, clock.now())).toBeNull();
    expect(await listDigestDates(db(), 5)).toEqual(['2026-11-21']);
  });

  test('a report made for reading is replaced and sent', async () => {
    await addFreshSource(due);
    const clock = createTestClock(new Date(Date.parse(due) - hour));
    const deps = makeDeps(db(), clock.now);
    await saveDigest(db(), await makeDigest(deps, '2026-11-21'));
    clock.pass(hour);
    expect((await sendOne(deps, clock.now()))?.complete).toBe(true);
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
    expect(await sendOne(deps, clock.now())).toBeNull();
    clock.pass(10 * minute - 1);
    expect(await sendOne(deps, clock.now())).toBeNull();
    clock.pass(1);
    expect((await sendOne(deps, clock.now()))?.date).toBe('2026-11-21');
  });

  test('counts the wait from the start of the process, so that a first report is not an empty one', async () => {
    await addSources(db(), [makeSource({ id: 'baru' })]);
    const clock = createTestClock(new Date('2026-11-22T07:00:00.000Z'));
    const deps = makeDeps(db(), clock.now, { startedAt: clock.now() });
    clock.pass(9 * minute);
    expect(await sendOne(deps, clock.now())).toBeNull();
    await addFreshSource(clock.now().toISOString(), 'baru');
    expect((await sendOne(deps, clock.now()))?.date).toBe('2026-11-21');
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
    expect(await sendOne(makeDeps(db(), clock.now), clock.now())).not.toBeNull();
  });

  test('keeps to another hour if one is configured', async () => {
    await addFreshSource('2026-11-22T00:25:00.000Z');
    const clock = createTestClock(new Date('2026-11-22T00:29:59.000Z'));
    const deps = makeDeps(db(), clock.now, { reportMinute: 450 });
    expect((await sendOne(deps, clock.now()))?.date).toBe('2026-11-20');
    clock.pass(1_000);
    expect(await sendOne(deps, clock.now())).toMatchObject({
      date: '2026-11-21',
      to: '2026-11-22T00:30:00.000Z',
    });
  });
});

describe('weeks and months', () => {
  const db = useTestDatabase('sqlite');
  /** Monday 1 March 2027, 06.00 WIB: a day, a week and a month end at once. */
  const allDue = '2027-02-28T23:00:00.000Z';

  async function listenSince(at: string): Promise<void> {
    await addSources(db(), [makeSource()], new Date(at));
    for (const endedAt of [at, allDue]) {
      const totals = { stored: 0, repeats: 0, edits: 0, rejected: 0, setAside: 0 };
      await recordSuccess(db(), 'kabar-uji', { startedAt: endedAt, endedAt, nextRunAt: endedAt, totals });
    }
  }

  test('go out with the day on which they end, each once, if they are configured', async () => {
    await listenSince('2027-02-01T00:00:00.000Z');
    const clock = createTestClock(new Date(allDue));
    const deps = makeDeps(db(), clock.now, { weekly: true, monthly: true });
    const sent = await sendDueDigests(deps, clock.now());
    expect(sent.map(({ date, period }) => [date, period])).toEqual([
      ['2027-02-28', 'day'],
      ['2027-W08', 'week'],
      ['2027-02', 'month'],
    ]);
    expect(await sendDueDigests(deps, clock.now())).toEqual([]);
    clock.pass(24 * hour + 11 * minute);
    expect((await sendDueDigests(deps, clock.now())).map(({ date }) => date)).toEqual(['2027-03-01']);
    expect((await listReports(db(), { limit: 9, period: 'week' })).map(({ date }) => date)).toEqual(['2027-W08']);
    expect(await listOutbox(db(), { limit: 9 })).toHaveLength(4);
  });

  test('are left out by default, and for a time in which nobody listened', async () => {
    await listenSince(allDue);
    const clock = createTestClock(new Date(allDue));
    const dates = async (overrides: Partial<SendDigestDeps>) =>
      (await sendDueDigests(makeDeps(db(), clock.now, overrides), clock.now())).map(({ date }) => date);
    expect(await dates({})).toEqual(['2027-02-28']);
    clock.pass(24 * hour);
    expect(await dates({ weekly: true, monthly: true })).toEqual([]);
    clock.pass(11 * minute);
    expect(await dates({ monthly: true })).toEqual(['2027-03-01']);
  });
});

describe('approval', () => {
  const db = useTestDatabase('sqlite');
  const clock = createTestClock(new Date(due));
  const date = '2026-11-21';
  const by = (who: string) => ({ date, who, now: clock.now() });
  const mails = async () => (await listOutbox(db(), { limit: 9 })).map(({ about }) => about).sort();
  const start = (overrides: Partial<SendDigestDeps> = {}) => {
    clock.set(due);
    return makeDeps(db(), clock.now, overrides);
  };

  test('before it is due: it goes out on time with the name and the edits', async () => {
    const deps = start();
    clock.pass(-2 * hour);
    await saveEdits(db(), by('Rina'), { ...noEdits, summary: ['Hari yang tenang.'] });
    await approveDigest(db(), by('Kabid IKP'));
    expect(await sendOne(deps, clock.now())).not.toMatchObject({ date });
    clock.pass(2 * hour);
    expect(await sendOne(deps, clock.now())).toMatchObject({
      summary: ['Hari yang tenang.'],
      editorial: { editedBy: 'Rina', approvedBy: 'Kabid IKP', correction: 0 },
    });
  });

  test('unapproved reports go out on time if so configured, and say so', async () => {
    const digest = await sendOne(start(), new Date(due));
    expect(digest?.editorial).toMatchObject({ approvedBy: null, editedBy: null });
    expect(await listReports(db(), { limit: 1 })).toMatchObject([{ date, approvedBy: null, queuedAt: due }]);
  });

  test('or are held as they were made, until somebody approves them', async () => {
    const warned: object[] = [];
    const deps = start({
      unapproved: 'hold',
      log: { ...silentLog, warn: (facts: object) => warned.push(facts) } as never,
    });
    await addSources(db(), [makeSource({ enabled: false })]);
    for (let tick = 0; tick < 3; tick += 1) {
      expect(await sendOne(deps, clock.now())).toBeNull();
      clock.pass(15_000);
    }
    expect(warned).toEqual([{ date }]);
    expect([await listHeldReports(db()), await mails(), await findDigest(db(), date)]).toEqual([[date], [], null]);
    // What comes in late does not change what was made.
    await addMention(db(), { publishedAt: '2026-11-21T05:00:00.000Z' });
    clock.pass(hour);
    await approveDigest(db(), by('Kabid IKP'));
    const sent = await sendOne(deps, clock.now());
    expect(sent).toMatchObject({ coverage: { mentions: 0 }, editorial: { approvedBy: 'Kabid IKP' } });
    expect(sent?.madeAt).toBe(clock.now().toISOString());
    expect([await listHeldReports(db()), await mails()]).toEqual([[], [date]]);
    expect(await sendOne(deps, clock.now())).toBeNull();
  });

  test('an edit withdraws the approval: it was of another text', async () => {
    const deps = start({ unapproved: 'hold' });
    await approveDigest(db(), by('Kabid IKP'));
    await saveEdits(db(), by('Rina'), { ...noEdits, summary: ['Lain.'] });
    expect(await sendOne(deps, clock.now())).toBeNull();
    expect(await listHeldReports(db())).toEqual([date]);
  });

  test('sent by hand: once, and again only as a correction after a change', async () => {
    const deps = start({ unapproved: 'hold' });
    clock.pass(-minute);
    await expect(sendDigestNow(deps, date, 'Rina')).rejects.toMatchObject({ status: 409 });
    clock.pass(2 * minute);
    expect(await sendDigestNow(deps, date, 'Rina')).toEqual({ version: date, recipients: 1, approved: false });
    await expect(sendDigestNow(deps, date, 'Rina')).rejects.toMatchObject({ status: 409 });
    expect(await sendOne(deps, clock.now())).toBeNull();
    const first = await findDigest(db(), date);

    clock.pass(hour);
    await saveEdits(db(), by('Rina'), { ...noEdits, summary: ['Ralat: pasar tidak terbakar.'] });
    await approveDigest(db(), by('Kabid IKP'));
    clock.pass(minute);
    expect(await sendDigestNow(deps, date, 'Rina')).toEqual({ version: `${date}+1`, recipients: 1, approved: true });
    await expect(sendDigestNow(deps, date, 'Rina')).rejects.toMatchObject({ status: 409 });
    expect(await mails()).toEqual([date, `${date}+1`]);
    expect(await findDigest(db(), date)).toMatchObject({
      summary: ['Ralat: pasar tidak terbakar.'],
      editorial: { correction: 1, approvedBy: 'Kabid IKP' },
    });
    expect(await viewDigest(deps, `${date}+0`)).toEqual(first);
    expect(await findSentDigest(db(), date)).toEqual(first);
    expect((await findSentDigest(db(), `${date}+1`))?.editorial.correction).toBe(1);
    expect(await listReports(db(), { limit: 5 })).toMatchObject([{ date, corrections: 1, approvedBy: null }]);
    const { items } = await listAudit(db(), { object: `digest:${date}`, limit: 9 });
    expect(items.map(({ action, who }) => `${action} ${who}`).reverse()).toEqual([
      'digest.send Rina',
      'digest.edit Rina',
      'digest.approve Kabid IKP',
      'digest.send Rina',
    ]);
  });
});
