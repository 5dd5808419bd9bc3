import { beforeEach, describe, expect, test } from 'vitest';
import { type Category, categoryOf } from '../../src/core/category.ts';
import { type DayCount, type DayFacet, unknownAgency } from '../../src/core/day-count.ts';
import type { MentionDraft } from '../../src/core/mention.ts';
import type { Attention, SentimentLabel } from '../../src/core/score.ts';
import { topics } from '../../src/core/topics.ts';
import { listStaleDays, loadDayCounts } from '../../src/store/day-counts.ts';
import { refreshDayCounts } from '../../src/store/refresh-day-counts.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { saveScores } from '../../src/store/scores.ts';
import { syncSources } from '../../src/store/sources.ts';
import { dialects, testRegion, useTestDatabase } from '../support/db.ts';
import { makeDraft, makeScored, makeSource, type ScoredOverrides, testNow } from '../support/make.ts';

const zone = 'Asia/Jakarta';
const days = ['2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22'] as const;
const first = days[0];
/** Late hours of the last day, in UTC, belong to the next day of the zone. */
const last = '2026-11-23';

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);
  let nth = 0;

  async function mention(
    publishedAt: string,
    scored: ScoredOverrides | null,
    sourceId = 'kabar-uji',
    overrides: Partial<MentionDraft> = {},
  ): Promise<{ mentionId: number; contentHash: string }> {
    nth += 1;
    const draft = makeDraft({ keys: [`uji:${nth}`], title: `Judul ${nth}`, publishedAt, ...overrides });
    const { stored } = await saveStep(db(), { sourceId, drafts: [draft], cursor: null, rejected: 0, now: testNow });
    const ids = { mentionId: stored[0] ?? 0, contentHash: draft.contentHash };
    if (scored !== null) await score(ids, scored);
    return ids;
  }

  const score = (ids: { mentionId: number; contentHash: string }, scored: ScoredOverrides) =>
    saveScores(db(), [{ ...ids, scored: makeScored(scored), stamp: `s${nth}` }], testNow);

  /** The same numbers, counted mention by mention. */
  async function countDirectly(facet: DayFacet): Promise<Map<string, number>> {
    const rows = await db()
      .selectFrom('scores')
      .innerJoin('mentions', 'mentions.id', 'scores.mentionId')
      .innerJoin('sources', 'sources.id', 'mentions.sourceId')
      .select(['scores.publishedAt', 'scores.label', 'scores.attention', 'scores.topic', 'scores.agency'])
      .select(['scores.placeCode', 'mentions.voiceClass', 'sources.class'])
      .where('scores.about', '=', testRegion)
      .execute();
    const counts = new Map<string, number>();
    for (const row of rows) {
      const day = new Date(Date.parse(row.publishedAt) + 7 * 3_600_000).toISOString().slice(0, 10);
      const voice = row.voiceClass ?? row.class;
      const category = categoryOf(row.label as SentimentLabel, row.attention as Attention);
      const pair = { voice: [voice, row.agency], subject: [row.topic, row.agency], place: [row.placeCode, row.topic] }[
        facet
      ];
      if (facet !== 'voice' && voice === 'mirror') continue;
      if (facet === 'place' && row.placeCode === null) continue;
      const key = [day, pair[0], pair[1] ?? unknownAgency, category].join(' ');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts;
  }

  const load = async (facet: DayFacet) =>
    new Map(
      (await loadDayCounts(db(), { facet, from: first, to: last, by: ['day', 'first', 'second'] })).map(
        (row: DayCount) => [[row.day, row.first, row.second, row.category].join(' '), row.count] as const,
      ),
    );

  async function expectEqual(): Promise<void> {
    for (const facet of ['voice', 'subject', 'place'] as const)
      expect(await load(facet)).toEqual(await countDirectly(facet));
  }

  const refresh = () => refreshDayCounts(db(), { zone, maxDays: 50 });

  const place = (code: string) => ({ places: [{ code, name: code, field: 'text' as const, start: 0, end: 1 }] });

  beforeEach(async () => {
    nth = 0;
    await syncSources(
      db(),
      [makeSource(), makeSource({ id: 'warga', class: 'community' }), makeSource({ id: 'salinan', class: 'mirror' })],
      testNow,
    );
    const sources = ['kabar-uji', 'warga', 'salinan'];
    const labels = ['negative', 'neutral', 'positive', 'unscored'] as const;
    for (let index = 0; index < 60; index += 1) {
      const hour = String((index * 5) % 24).padStart(2, '0');
      await mention(
        `${days[index % 4]}T${hour}:30:00.000Z`,
        {
          label: labels[index % 4] ?? 'neutral',
          attention: index % 3 === 0 ? 'watch' : 'none',
          topic: topics[index % 5] ?? 'lainnya',
          agency: index % 2 === 0 ? 'PUPR' : null,
          ...(index % 4 === 1 ? {} : place(index % 8 < 4 ? '35.16.15' : '35.16.15.2001')),
          about: index % 11 === 0 ? '35.76' : testRegion,
        },
        sources[index % 3],
      );
    }
  });

  test('equal a direct count, in days of the zone', async () => {
    expect((await load('voice')).size).toBe(0);
    expect(await listStaleDays(db(), first, last, zone)).toEqual([...days, last]);
    await refresh();
    expect((await load('place')).size).toBeGreaterThan(10);
    await expectEqual();
    expect(await listStaleDays(db(), first, last, zone)).toEqual([]);
    expect(await refresh()).toEqual({ days: 0, left: 0 });
  });

  test('follow every change: new verdicts, corrected ones, deletions, and sources that speak for others', async () => {
    await refresh();
    const fresh = await mention('2026-11-21T20:00:00.000Z', { label: 'positive', attention: 'none' });
    await refresh();
    await expectEqual();
    await score(fresh, { label: 'negative', topic: 'kesehatan', agency: 'Dinkes', ...place('35.16.02') });
    expect(await listStaleDays(db(), first, last, zone)).toEqual(['2026-11-22']);
    await refresh();
    await expectEqual();
    await score(fresh, { about: null });
    await refresh();
    await expectEqual();
    await db().updateTable('mentions').set({ voiceClass: 'influencer' }).where('id', '<', 20).execute();
    await refresh();
    await expectEqual();
    await syncSources(db(), [makeSource({ class: 'print' })], testNow);
    await refresh();
    await expectEqual();
    expect([...(await load('voice')).keys()].join()).toContain('print');
    await db().deleteFrom('mentions').where('id', '>', 40).execute();
    expect((await listStaleDays(db(), first, last, zone)).length).toBeGreaterThan(0);
    await refresh();
    await expectEqual();
  });

  test('a verdict written again as it was changes nothing', async () => {
    const same = await mention('2026-11-21T03:00:00.000Z', { label: 'neutral' });
    await refresh();
    await score(same, { label: 'neutral' });
    expect(await listStaleDays(db(), first, last, zone)).toEqual([]);
  });

  test('what changes while a day is counted stays marked', async () => {
    const running = refresh();
    const late = mention('2026-11-19T05:00:00.000Z', { label: 'negative' });
    await Promise.all([running, late]);
    await refresh();
    await expectEqual();
  });

  test('take the newest days first, a few at a time', async () => {
    const step = () => refreshDayCounts(db(), { zone, maxDays: 2 });
    const all = (await listStaleDays(db(), '2026-11-01', '2026-11-30', zone)).length;
    expect(await step()).toEqual({ days: 2, left: all - 2 });
    expect((await listStaleDays(db(), first, last, zone)).at(-1)).not.toBe(last);
  });

  test('sum up over the period, and for one place with its desa', async () => {
    await refresh();
    const query = { facet: 'place', from: first, to: last, by: ['first', 'second'] } as const;
    const sum = (rows: readonly DayCount[]) => rows.reduce((total, { count }) => total + count, 0);
    const direct = [...(await countDirectly('place'))].filter(([key]) => key.slice(0, 10) <= last);
    expect(sum(await loadDayCounts(db(), query))).toBe(direct.reduce((total, [, count]) => total + count, 0));
    expect(sum(await loadDayCounts(db(), { ...query, first: '35.16.15' }))).toBe(sum(await loadDayCounts(db(), query)));
    const desa = await loadDayCounts(db(), { ...query, first: '35.16.15.2001' });
    expect(sum(desa)).toBeGreaterThan(0);
    expect(sum(desa)).toBeLessThan(sum(await loadDayCounts(db(), query)));
    expect(await loadDayCounts(db(), { ...query, first: '35.16.1' })).toEqual([]);
    const road = (await loadDayCounts(db(), { ...query, second: 'infrastruktur-jalan' })) as readonly (DayCount & {
      category: Category;
    })[];
    expect(new Set(road.map(({ second }) => second))).toEqual(new Set(['infrastruktur-jalan']));
  });
});
