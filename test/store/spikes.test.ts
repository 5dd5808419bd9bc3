import { describe, expect, test } from 'vitest';
import type { Spike } from '../../src/core/spike.ts';
import { watchSpikes } from '../../src/jobs/spikes.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { saveScores } from '../../src/store/scores.ts';
import { recordSuccess, syncSources } from '../../src/store/sources.ts';
import { listSpikes, saveSpikes } from '../../src/store/spikes.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeDraft, makeScored, makeSource } from '../support/make.ts';

const now = new Date('2026-11-22T08:00:00.000Z');
const hours = (count: number): string => new Date(now.getTime() - count * 3_600_000).toISOString();

const spike: Spike = {
  key: 'social:topic:air-listrik',
  dimension: 'topic',
  value: 'air-listrik',
  channel: 'social',
  from: hours(1),
  to: hours(0),
  count: 9,
  expected: 1,
  score: 4,
  sources: 3,
  topic: 'air-listrik',
  agency: 'PDAM',
  placeCode: null,
  placeName: null,
  issueId: null,
  mentionIds: [1, 2],
  sentence: 'Lonjakan',
};

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);
  const period = { from: hours(24), to: hours(-1) };

  test('a spike that goes on is one, as it was at its highest; one that comes back is another', async () => {
    await saveSpikes(db(), [spike], new Date(hours(10)));
    await saveSpikes(db(), [{ ...spike, score: 6, count: 20 }], new Date(hours(9)));
    await saveSpikes(db(), [{ ...spike, score: 5 }], new Date(hours(8)));
    expect((await listSpikes(db(), period)).map(({ count }) => count)).toEqual([20]);
    await saveSpikes(db(), [spike], now);
    expect((await listSpikes(db(), period)).map(({ count }) => count)).toEqual([20, 9]);
    expect(await listSpikes(db(), { from: hours(7), to: hours(6) })).toEqual([]);
  });

  test('is found in what is stored: complaints of citizens, not of a source that was just added', async () => {
    const old = makeSource({ id: 'warga', title: 'Info Warga', class: 'community', platform: 'facebook' });
    const fresh = makeSource({ id: 'baru', title: 'Grup Baru', class: 'community', platform: 'facebook' });
    const office = makeSource({ id: 'pemkab', title: 'Pemkab', class: 'government', platform: 'facebook' });
    await syncSources(db(), [old, fresh, office], new Date(hours(24 * 40)));
    const long = hours(24 * 40);
    const none = { stored: 0, repeats: 0, edits: 0, rejected: 0, setAside: 0 };
    for (const { id } of [old, office]) {
      await recordSuccess(db(), id, { startedAt: long, endedAt: long, nextRunAt: hours(0), totals: none });
    }
    let at = 0;
    for (const source of [old, fresh, office]) {
      const drafts = Array.from({ length: 8 }, (_, index) =>
        makeDraft({
          kind: 'post',
          platform: 'facebook',
          text: `${source.id} air mati ${index}`,
          publishedAt: hours(0.5),
          precision: 'exact',
        }),
      );
      await saveStep(db(), { sourceId: source.id, cursor: null, drafts, rejected: 0, now });
      at += drafts.length;
    }
    const rows = await db().selectFrom('mentions').select(['id', 'contentHash']).execute();
    expect(rows).toHaveLength(at);
    await saveScores(
      db(),
      rows.map(({ id, contentHash }) => ({
        mentionId: id,
        contentHash,
        stamp: 'uji',
        scored: makeScored({ topic: 'air-listrik', agency: 'PDAM' }),
      })),
      now,
    );
    const found = await watchSpikes(db(), new Map([['35.16.15', 'Kemlagi']]), now);
    expect(found.map(({ count, sources, agency }) => ({ count, sources, agency }))).toEqual([
      { count: 8, sources: 1, agency: 'PDAM' },
    ]);
    expect(await listSpikes(db(), period)).toEqual(found);
  });
});
