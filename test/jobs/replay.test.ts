import { describe, expect, test } from 'vitest';
import { alertRuleTypes } from '../../src/alerts/rules/index.ts';
import { describeReplay } from '../../src/app/replay.ts';
import type { RuleSetting } from '../../src/core/alert.ts';
import { silentLog } from '../../src/core/log.ts';
import { raiseAlerts } from '../../src/jobs/alert.ts';
import { configureAll } from '../../src/jobs/load-rules.ts';
import { isOffHours, type ReplayDeps, replayRules } from '../../src/jobs/replay.ts';
import { saveClustering } from '../../src/store/save-clustering.ts';
import { saveSpikes } from '../../src/store/spikes.ts';
import { makeSpike } from '../alerts/facts.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeIssue } from '../support/make.ts';
import { makeLimits, makeRoute, makeTarget, night } from './dispatch-seed.ts';
import { addMention, addSources, hour, makeSource, minute, testNow } from './seed.ts';

const zone = 'Asia/Jakarta';
const types = new Map(alertRuleTypes.map((type) => [type.id, type]));
const hoursEarlier = (hours: number) => new Date(testNow.getTime() - hours * hour);
const rule = (id: string, options: object = {}): RuleSetting => ({ id, rule: id, options });

describe.each(dialects)('replay on %s', (dialect) => {
  const db = useTestDatabase(dialect);
  const deps = (overrides: Partial<ReplayDeps> = {}): ReplayDeps => ({
    db: db(),
    now: () => testNow,
    log: silentLog,
    types,
    routes: [makeRoute({ targets: [makeTarget('humas'), makeTarget('kadis')] })],
    limits: new Map([['humas', makeLimits({ quiet: night })]]),
    zone,
    ...overrides,
  });
  /** Mentions collected so many hours ago, in one issue. */
  const story = async (hours: readonly number[], title = 'Air Mati'): Promise<readonly [number, readonly number[]]> => {
    const mentionIds: number[] = [];
    for (const ago of hours) {
      const at = hoursEarlier(ago);
      const own = { title, text: `Air mati sejak ${ago} jam yang lalu.`, publishedAt: at.toISOString() };
      mentionIds.push(await addMention(db(), { ...own, collectedAt: at }));
    }
    const create = [{ issue: makeIssue({ title }), mentionIds }];
    const [id = 0] = await saveClustering(db(), {
      ...{ assign: [], create, refresh: [], clusteredMentionIds: mentionIds, now: testNow },
    });
    return [id, mentionIds];
  };

  test('says when, to whom and why, as things became known', async () => {
    await addSources(db(), [makeSource({ title: 'Kabar Raga' })]);
    // Sunday 15.00 WIB now: 30 hours ago was Saturday 09.00, 11 hours ago Sunday 04.00.
    const [issueId] = await story([30, 29, 11, 10]);
    const found = await replayRules(deps(), { days: 7, settings: [rule('negative-issue'), rule('source-silent')] });
    expect(found.alerts.map(({ at, occasion, level }) => [at, occasion, level])).toEqual([
      [hoursEarlier(30).toISOString(), 'first', 'alert'],
      // What came after an hour is told when six have passed.
      [hoursEarlier(24).toISOString(), 'repeat', 'alert'],
      [hoursEarlier(11).toISOString(), 'repeat', 'alert'],
    ]);
    expect(found.alerts[0]).toMatchObject({
      issueId,
      subject: `issue:${issueId}`,
      title: 'Air Mati',
      reason: '1 sebutan negatif dari 1 sumber dalam 1 jam mengarah ke pemerintah daerah, pertama kali di Kabar Raga.',
      isOffHours: true,
      targets: ['humas/email', 'kadis/email'],
      held: [],
    });
    expect(found.alerts[2]?.held).toEqual(['humas/email']);
    expect(found).toMatchObject({
      rules: ['negative-issue'],
      notReplayed: ['source-silent'],
      offHours: 3,
      perDay: [
        { date: '2026-11-21', count: 2 },
        { date: '2026-11-22', count: 1 },
      ],
      perTarget: [
        { target: 'humas/email', count: 3, held: 1 },
        { target: 'kadis/email', count: 3, held: 0 },
      ],
    });
    expect(await db().selectFrom('alerts').select('id').execute()).toEqual([]);
  });

  test('agrees with what the running rules would have raised, minute by minute', async () => {
    await addSources(db(), [makeSource()]);
    const hours = [40, 39.5, 39.25, 33, 20, 19, 7, 1];
    const settings = [rule('negative-issue', { crisis: { negative: 4, media: 1 } })];
    await story(hours);
    const replayed = await replayRules(deps(), { days: 3, settings });

    // The same once more, live: everything is taken away and comes in again.
    const views = await db()
      .selectFrom('mentions')
      .select(['id', 'collectedAt', 'issueId'])
      .orderBy('collectedAt')
      .execute();
    const issueId = views[0]?.issueId ?? 0;
    await db().updateTable('mentions').set({ issueId: null }).execute();
    const rules = configureAll(settings, types, silentLog);
    const live: string[] = [];
    for (let at = hoursEarlier(41).getTime(); at <= testNow.getTime(); at += 5 * minute) {
      const now = new Date(at);
      const come = views.filter(
        ({ collectedAt }) => collectedAt <= now.toISOString() && Date.parse(collectedAt) > at - 5 * minute,
      );
      if (come.length > 0) {
        const assign = come.map(({ id }) => ({ mentionId: id, issueId }));
        await saveClustering(db(), { assign, create: [], refresh: [], clusteredMentionIds: [], now });
      }
      const { alerts } = await raiseAlerts({ ...deps(), now: () => now, rules: async () => rules });
      live.push(...alerts.map(({ firedAt, level, occasion }) => `${firedAt} ${level} ${occasion}`));
    }
    expect(live.length).toBeGreaterThan(3);
    expect(live.some((line) => line.endsWith('rise'))).toBe(true);
    expect(replayed.alerts.map(({ at, level, occasion }) => `${at} ${level} ${occasion}`)).toEqual(live);
  });

  test('counts only the days asked for, but remembers what was told before', async () => {
    await addSources(db(), [makeSource()]);
    await story([25, 23]);
    const settings = [rule('negative-issue')];
    expect((await replayRules(deps(), { days: 1, settings })).alerts).toMatchObject([{ occasion: 'repeat' }]);
    expect((await replayRules(deps(), { days: 2, settings })).alerts).toHaveLength(2);
  });

  test('takes in the spikes of the time', async () => {
    await addSources(db(), [makeSource()]);
    const [, mentionIds] = await story([5]);
    const at = hoursEarlier(4);
    await saveSpikes(db(), [makeSpike({ mentionIds, to: at.toISOString(), from: hoursEarlier(5).toISOString() })], at);
    const found = await replayRules(deps(), { days: 1, settings: [rule('spike')] });
    expect(found.alerts).toMatchObject([{ at: at.toISOString(), subject: 'spike:topic:air-listrik', level: 'watch' }]);
  });

  test('leaves out an issue that was closed, from then on', async () => {
    await addSources(db(), [makeSource()]);
    const [id] = await story([30, 2]);
    const closed = { state: 'selesai', stateAt: hoursEarlier(10).toISOString() };
    await db().updateTable('issues').set(closed).where('id', '=', id).execute();
    const { alerts } = await replayRules(deps(), { days: 7, settings: [rule('negative-issue')] });
    expect(alerts.map(({ at }) => at)).toEqual([hoursEarlier(30).toISOString()]);
  });

  test('is told in Indonesian', async () => {
    await addSources(db(), [makeSource({ title: 'Kabar Raga' })]);
    await story([30], 'Air \u001b[31mMati\nLagi');
    const replay = await replayRules(deps(), { days: 7, settings: [rule('negative-issue')] });
    const text = describeReplay(replay, zone);
    expect(text).toContain('akan mengirim 1 peringatan, 1 di luar jam kerja (Senin–Jumat 07.30–16.00).');
    expect(text).toContain(
      '21 Nov 2026, 09.00 WIB  [merah] Air [31mMati Lagi\n  negative-issue, di luar jam kerja: 1 sebutan negatif',
    );
    expect(text).toContain('  Sabtu, 21 November 2026: 1\n');
    expect(text).toContain('  humas/email: 1\n');
    const nothing = await replayRules(deps(), { days: 1, settings: [rule('hoax-claim'), rule('source-silent')] });
    expect(describeReplay(nothing, zone)).toContain('tidak akan mengirim peringatan.');
    expect(describeReplay(nothing, zone)).toContain(
      'Tidak diputar ulang, karena riwayatnya tidak disimpan: source-silent.',
    );
  });
});

test.each([
  ['2026-11-20T00:29:00.000Z', true],
  ['2026-11-20T00:30:00.000Z', false],
  ['2026-11-20T08:59:00.000Z', false],
  ['2026-11-20T09:00:00.000Z', true],
  ['2026-11-21T03:00:00.000Z', true],
  ['2026-11-22T03:00:00.000Z', true],
  ['2026-11-22T18:00:00.000Z', true],
])('office hours at %s: outside is %s', (at, outside) => {
  expect(isOffHours(new Date(at), zone)).toBe(outside);
});
