import { describe, expect, test } from 'vitest';
import { silentLog } from '../../src/core/log.ts';
import type { Doc, ScoredDoc, Scorer } from '../../src/core/score.ts';
import { type ScoreDeps, scorePending } from '../../src/jobs/score.ts';
import { findMention } from '../../src/store/mentions.ts';
import { listUnscored } from '../../src/store/scores.ts';
import { useTestDatabase } from '../support/db.ts';
import { addMention, addSources, makeScored, makeSource, testNow } from './seed.ts';

const db = useTestDatabase('sqlite');

/** Judges by one word and throws at another. */
function createTestScorer(stamp: string): Scorer & { readonly batches: number[] } {
  const batches: number[] = [];
  const judge = (doc: Doc): ScoredDoc => {
    if (doc.text.includes('racun')) throw new RangeError('regex');
    return { ...makeScored({ label: doc.text.includes('rusak') ? 'negative' : 'neutral', about: null }), id: doc.id };
  };
  return {
    stamp,
    batches,
    score: (docs) => {
      batches.push(docs.length);
      return docs.map(judge);
    },
  };
}

function makeDeps(overrides: Partial<ScoreDeps> = {}): ScoreDeps {
  return {
    db: db(),
    now: () => testNow,
    log: silentLog,
    scorer: createTestScorer('v1'),
    inContext: (scored) => scored,
    signal: new AbortController().signal,
    ...overrides,
  };
}

const labelOf = async (id: number) => (await findMention(db(), id))?.score?.sentiment.label ?? null;

describe('scorePending', () => {
  test('scores everything in batches, once per stamp', async () => {
    await addSources(db(), [makeSource()]);
    const ids: number[] = [];
    for (let index = 0; index < 205; index += 1) {
      ids.push(await addMention(db(), { title: null, text: `jalan rusak ${index}`, scored: null }));
    }
    const scorer = createTestScorer('v1');
    expect(await scorePending(makeDeps({ scorer }))).toEqual({ scored: 205, failed: 0, remains: false });
    // Few at a time, and each once.
    expect(Math.max(...scorer.batches)).toBe(10);
    expect(scorer.batches.reduce((sum, size) => sum + size, 0)).toBe(205);
    expect(await labelOf(ids[204] ?? 0)).toBe('negative');
    expect(await scorePending(makeDeps({ scorer }))).toEqual({ scored: 0, failed: 0, remains: false });
    expect(await scorePending(makeDeps({ scorer: createTestScorer('v2') }))).toEqual({
      scored: 205,
      failed: 0,
      remains: false,
    });
  });

  test('a text on which the scorer fails is unscored, not neutral, and keeps no other from its score', async () => {
    await addSources(db(), [makeSource()]);
    const good = await addMention(db(), { text: 'jembatan rusak', scored: null });
    const bad = await addMention(db(), { text: 'teks racun', scored: null });
    expect(await scorePending(makeDeps())).toEqual({ scored: 2, failed: 1, remains: false });
    expect([await labelOf(good), await labelOf(bad)]).toEqual(['negative', 'unscored']);
    expect(await listUnscored(db(), 'v1', 5)).toEqual([]);
  });

  test('hands source and parent over, the parent completed first, from this batch or before', async () => {
    await addSources(db(), [makeSource({ id: 'desa', class: 'village' })]);
    const parent = await addMention(db(), { sourceId: 'desa', keys: ['uji:induk'], text: 'induk', scored: null });
    const seen: string[] = [];
    const inContext: ScoreDeps['inContext'] = (scored, { source, parent: over }) => {
      seen.push(`${scored.id} ${source?.class} ${over?.relevance.about ?? '-'}`);
      const about = over === null ? '35.16' : over.relevance.about;
      return { ...scored, relevance: { ...scored.relevance, about } };
    };
    const answer = { sourceId: 'desa', kind: 'comment', title: null, scored: null } as const;
    const first = await addMention(db(), { ...answer, keys: ['uji:jawab'], parentKey: 'uji:induk', text: 'jawab' });
    await scorePending(makeDeps({ inContext }));
    const second = await addMention(db(), { ...answer, parentKey: 'uji:jawab', text: 'jawab lagi' });
    await scorePending(makeDeps({ inContext }));
    expect(seen).toEqual([`${parent} village -`, `${first} village 35.16`, `${second} village 35.16`]);
    expect((await findMention(db(), second))?.score?.relevance.about).toBe('35.16');
  });

  test('does nothing while the process stops', async () => {
    await addSources(db(), [makeSource()]);
    await addMention(db(), { scored: null });
    expect(await scorePending(makeDeps({ signal: AbortSignal.abort() }))).toEqual({
      scored: 0,
      failed: 0,
      remains: false,
    });
  });
});
