import { beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../src/core/log.ts';
import type { Scorer, SentimentLabel } from '../../src/core/score.ts';
import { rescoreStale } from '../../src/jobs/rescore.ts';
import type { ScoreDeps } from '../../src/jobs/score.ts';
import { findMention } from '../../src/store/mentions.ts';
import { listStaleIds } from '../../src/store/stale-scores.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { addMention, addSources, hoursBefore, makeScored, makeSource, testNow } from './seed.ts';

/** Says what the first word of the text is. */
const scorer: Scorer = {
  stamp: 'baru',
  score: (docs) =>
    docs.map(({ id, text }) => {
      if (text === 'rusak') throw new Error('cannot be scored');
      const label = text.split(' ')[0] as SentimentLabel;
      return { ...makeScored({ label, attention: label === 'negative' ? 'alert' : 'none' }), id };
    }),
};

describe.each(dialects)('rescoreStale on %s', (dialect) => {
  const db = useTestDatabase(dialect);
  const deps = (): ScoreDeps => ({
    db: db(),
    now: () => testNow,
    log: silentLog,
    scorer,
    inContext: (scored) => scored,
    signal: new AbortController().signal,
  });
  const all = { since: null, write: true, mostExamples: 20 } as const;
  const add = (text: string, label: SentimentLabel, publishedAt = hoursBefore(1)) =>
    addMention(db(), {
      title: `Judul ${text}`,
      text,
      publishedAt,
      scored: { label, attention: label === 'negative' ? 'alert' : 'none' },
    });
  const labelOf = async (id: number) => (await findMention(db(), id))?.score?.sentiment.label;
  beforeEach(() => addSources(db(), [makeSource()]));

  test('scores again what another stamp scored, and counts what flipped', async () => {
    const kept = await add('negative tetap', 'negative');
    const first = await add('neutral satu', 'negative');
    await add('neutral dua', 'negative');
    await add('positive tiga', 'neutral');
    const summary = await rescoreStale(deps(), all);
    expect(summary).toMatchObject({
      rescored: 4,
      failed: 0,
      flips: [
        { before: 'negative', after: 'neutral', count: 2 },
        { before: 'neutral', after: 'positive', count: 1 },
      ],
      attention: [{ before: 'alert', after: 'none', count: 2 }],
    });
    expect(summary.examples.map(({ title, before, after }) => [title, before, after])).toEqual([
      ['Judul positive tiga', 'neutral', 'positive'],
      ['Judul neutral dua', 'negative', 'neutral'],
      ['Judul neutral satu', 'negative', 'neutral'],
    ]);
    expect([await labelOf(kept), await labelOf(first)]).toEqual(['negative', 'neutral']);
    expect(await rescoreStale(deps(), all)).toMatchObject({ rescored: 0, flips: [], examples: [] });
  });

  test('writes nothing when it only looks', async () => {
    const id = await add('neutral', 'negative');
    expect(await rescoreStale(deps(), { ...all, write: false })).toMatchObject({ rescored: 1, flips: [{ count: 1 }] });
    expect(await labelOf(id)).toBe('negative');
    expect(await listStaleIds(db(), scorer.stamp, 5)).toEqual([id]);
  });

  test('leaves alone what was published before', async () => {
    const old = await add('neutral lama', 'negative', hoursBefore(72));
    const fresh = await add('neutral baru', 'negative', hoursBefore(2));
    expect(await rescoreStale(deps(), { ...all, since: hoursBefore(24) })).toMatchObject({ rescored: 1 });
    expect([await labelOf(old), await labelOf(fresh)]).toEqual(['negative', 'neutral']);
  });

  test('leaves what was never scored to the scoring job', async () => {
    await addMention(db(), { text: 'neutral', scored: null });
    expect(await rescoreStale(deps(), all)).toMatchObject({ rescored: 0 });
  });

  test('keeps so many examples, of the newest', async () => {
    for (const text of ['neutral a', 'neutral b', 'neutral c']) await add(text, 'positive');
    const { flips, examples } = await rescoreStale(deps(), { ...all, mostExamples: 2 });
    expect(flips[0]?.count).toBe(3);
    expect(examples.map(({ text }) => text)).toEqual(['neutral c', 'neutral b']);
  });

  test('counts a text on which the scorer fails and says that it is unscored', async () => {
    const id = await add('rusak', 'negative');
    expect(await rescoreStale(deps(), all)).toMatchObject({ rescored: 1, failed: 1 });
    expect(await labelOf(id)).toBe('unscored');
  });
});
