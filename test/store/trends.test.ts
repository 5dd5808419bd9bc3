import { beforeEach, describe, expect, test } from 'vitest';
import { totalOf } from '../../src/core/category.ts';
import { comparePeriods } from '../../src/store/compare.ts';
import { refreshDayCounts } from '../../src/store/refresh-day-counts.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { saveScores } from '../../src/store/scores.ts';
import { syncSources } from '../../src/store/sources.ts';
import { loadPlaces, loadSubjects, loadTotals, loadTrend, loadVoices } from '../../src/store/trends.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeDraft, makeScored, makeSource, type ScoredOverrides, testNow } from '../support/make.ts';

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);

  async function mention(day: string, sourceId: string, scored: ScoredOverrides): Promise<void> {
    const key = `${day} ${sourceId} ${JSON.stringify(scored)}`;
    const draft = makeDraft({ keys: [key], title: key, publishedAt: `${day}T05:00:00.000Z` });
    const { stored } = await saveStep(db(), { sourceId, drafts: [draft], cursor: null, rejected: 0, now: testNow });
    const row = { mentionId: stored[0] ?? 0, contentHash: draft.contentHash, scored: makeScored(scored), stamp: 's' };
    await saveScores(db(), [row], testNow);
  }
  const place = (code: string) => ({ places: [{ code, name: code, field: 'text' as const, start: 0, end: 1 }] });

  beforeEach(async () => {
    const classes = { media: 'online-media', warga: 'community', salin: 'mirror' } as const;
    const sources = Object.entries(classes).map(([id, kind]) => makeSource({ id, class: kind }));
    await syncSources(db(), sources, testNow);
    const water = { topic: 'air-listrik', agency: 'PDAM' } as const;
    await mention('2026-11-20', 'media', { ...water, label: 'negative', ...place('35.16.15') });
    await mention('2026-11-20', 'warga', { ...water, label: 'negative', ...place('35.16.15.2001') });
    await mention('2026-11-20', 'salin', { ...water, label: 'negative', ...place('35.16.15') });
    await mention('2026-11-22', 'warga', { topic: 'kesehatan', agency: null, label: 'neutral', attention: 'watch' });
    await mention('2026-11-22', 'warga', { ...water, label: 'positive', attention: 'none' });
    await refreshDayCounts(db(), { zone: 'Asia/Jakarta', maxDays: 10 });
  });

  const query = { from: '2026-11-19', to: '2026-11-22', agency: null, topic: null };

  test('the trend has every day, and no copies', async () => {
    const days = await loadTrend(db(), query);
    expect(days.map(({ day, counts }) => [day, totalOf(counts)])).toEqual([
      ['2026-11-19', 0],
      ['2026-11-20', 2],
      ['2026-11-21', 0],
      ['2026-11-22', 2],
    ]);
    expect(days[3]?.counts).toMatchObject({ potential: 1, positive: 1, negative: 0 });
    const health = await loadTrend(db(), { ...query, topic: 'kesehatan' });
    expect(health.map(({ counts }) => totalOf(counts))).toEqual([0, 0, 0, 1]);
  });

  test('for one agency, and for one that is nobody', async () => {
    expect(await loadTotals(db(), { ...query, agency: 'PDAM' })).toMatchObject({
      negative: 2,
      positive: 1,
      potential: 0,
    });
    expect(totalOf(await loadTotals(db(), { ...query, agency: 'PDAM', topic: 'kesehatan' }))).toBe(0);
    expect(totalOf(await loadTotals(db(), { ...query, agency: '' }))).toBe(0);
    expect(await loadVoices(db(), { ...query, agency: '' })).toEqual([]);
    expect(await loadSubjects(db(), { ...query, agency: '' })).toEqual([]);
  });

  test('voices with the copies, loudest first', async () => {
    const voices = await loadVoices(db(), query);
    expect(voices.map(({ sourceClass, counts }) => [sourceClass, totalOf(counts)])).toEqual([
      ['community', 3],
      ['mirror', 1],
      ['online-media', 1],
    ]);
  });

  test('subjects by topic and agency', async () => {
    const subjects = await loadSubjects(db(), query);
    expect(subjects.map(({ topic, agency, counts }) => [topic, agency, totalOf(counts)])).toEqual([
      ['air-listrik', 'PDAM', 3],
      ['kesehatan', null, 1],
    ]);
  });

  test('places as they were named', async () => {
    const places = await loadPlaces(db(), { ...query, place: null });
    expect(new Map(places.map(({ code, counts }) => [code, totalOf(counts)]))).toEqual(
      new Map([
        ['35.16.15', 1],
        ['35.16.15.2001', 1],
      ]),
    );
    expect(await loadPlaces(db(), { ...query, place: '35.16.1' })).toEqual([]);
    expect(await loadPlaces(db(), { ...query, topic: 'kesehatan', place: null })).toEqual([]);
  });

  test('two periods side by side, what changed most first', async () => {
    const one = { ...query, from: '2026-11-22' };
    const comparison = await comparePeriods(db(), one, { from: '2026-11-20', to: '2026-11-20' });
    expect(comparison.now).toMatchObject({ potential: 1, positive: 1 });
    expect(comparison.before).toMatchObject({ negative: 2 });
    expect(comparison.topics).toEqual([
      { topic: 'air-listrik', now: 1, before: 2 },
      { topic: 'kesehatan', now: 1, before: 0 },
    ]);
  });
});
