import { beforeEach, describe, expect, test } from 'vitest';
import type { ScoredDoc } from '../../src/core/score.ts';
import { findIssue, listUnclustered } from '../../src/store/issues.ts';
import { findMention } from '../../src/store/mentions.ts';
import { saveClustering } from '../../src/store/save-clustering.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { listUnscored, type ScoredRow, saveScores } from '../../src/store/scores.ts';
import { syncSources } from '../../src/store/sources.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeDraft, makeIssue, makeScored, makeSource, testNow } from '../support/make.ts';

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);
  let ids: readonly number[] = [];
  const drafts = ['a', 'b', 'c', 'd'].map((title) => makeDraft({ keys: [`url:${title}`], title }));

  beforeEach(async () => {
    await syncSources(db(), [makeSource()], testNow);
    ids = (await saveStep(db(), { sourceId: 'kabar-uji', drafts, cursor: null, rejected: 0, now: testNow })).stored;
  });

  function row(index: number, scored: ScoredDoc = makeScored(), stamp = 's1'): ScoredRow {
    return { mentionId: ids[index] ?? 0, contentHash: drafts[index]?.contentHash ?? '', scored, stamp };
  }

  async function unscored(stamp: string, limit = 10): Promise<string> {
    return (await listUnscored(db(), stamp, limit)).map((mention) => mention.title).join('');
  }

  test('what has no score waits, oldest first; what has one does not', async () => {
    expect(await unscored('s1')).toBe('abcd');
    expect(await unscored('s1', 2)).toBe('ab');
    expect(await saveScores(db(), [row(0), row(2)], testNow)).toBe(2);
    expect(await unscored('s1')).toBe('bd');
  });

  test('another stamp, lower or higher, asks for all again, new mentions first', async () => {
    await saveScores(
      db(),
      [row(0, makeScored(), 's2'), row(1, makeScored(), 's2'), row(2, makeScored(), 's2')],
      testNow,
    );
    expect(await unscored('s2')).toBe('d');
    expect((await unscored('s1')).slice(0, 1)).toBe('d');
    expect([...(await unscored('s1'))].sort().join('')).toBe('abcd');
    expect([...(await unscored('s3'))].sort().join('')).toBe('abcd');
    expect(await unscored('s3', 1)).toBe('d');
    await saveScores(db(), [row(0, makeScored(), 's3')], testNow);
    expect([...(await unscored('s3'))].sort().join('')).toBe('bcd');
  });

  test('a verdict is stored whole and replaced whole', async () => {
    const first = makeScored({
      label: 'negative',
      places: [{ code: '35.16.01', name: 'X', field: 'text', start: 0, end: 1 }],
    });
    const second = makeScored({ label: 'positive', attention: 'none', agency: null, about: null, language: 'jv' });
    await saveScores(db(), [row(0, first)], testNow);
    expect((await findMention(db(), ids[0] ?? 0))?.score).toEqual(first);
    await saveScores(db(), [row(0, second, 's2')], testNow);
    expect((await findMention(db(), ids[0] ?? 0))?.score).toEqual(second);
    const stored = await db().selectFrom('scores').selectAll().execute();
    expect(stored).toHaveLength(1);
    expect(stored[0]).toMatchObject({
      stamp: 's2',
      label: 'positive',
      attention: 'none',
      agency: null,
      about: null,
      language: 'jv',
      placeCode: null,
      publishedAt: drafts[0]?.publishedAt,
      value: -0.5,
    });
  });

  test('the main place is the one named most, of equals the first', async () => {
    const at = (code: string) => ({ code, name: `N${code}`, field: 'text' as const, start: 0, end: 1 });
    await saveScores(
      db(),
      [
        row(0, makeScored({ places: [at('1'), at('2'), at('2')] })),
        row(1, makeScored({ places: [at('3'), at('1'), at('1'), at('3')] })),
      ],
      testNow,
    );
    const stored = await db().selectFrom('scores').select(['placeCode', 'placeName']).orderBy('mentionId').execute();
    expect(stored).toEqual([
      { placeCode: '2', placeName: 'N2' },
      { placeCode: '3', placeName: 'N3' },
    ]);
  });

  test('verdicts on unknown mentions are dropped, the others stored; of two on one mention the last', async () => {
    const unknown = { ...row(1), mentionId: 999_999 };
    const twice = [row(0, makeScored({ label: 'neutral' })), row(0, makeScored({ label: 'positive' }))];
    expect(await saveScores(db(), [unknown, ...twice], testNow)).toBe(1);
    expect((await findMention(db(), ids[0] ?? 0))?.score?.sentiment.label).toBe('positive');
    expect(await saveScores(db(), [], testNow)).toBe(0);
  });

  test('another verdict asks for clustering again', async () => {
    await saveScores(db(), [row(0)], testNow);
    const nothing = { assign: [], create: [], refresh: [], now: testNow };
    await saveClustering(db(), { ...nothing, clusteredMentionIds: [ids[0] ?? 0] });
    expect(await listUnclustered(db(), 10)).toEqual([]);
    await saveScores(db(), [row(0, makeScored({ topic: 'kesehatan' }), 's2')], testNow);
    expect((await listUnclustered(db(), 10)).map((view) => view.id)).toEqual([ids[0]]);
  });

  test('the same verdict of another scorer is stored and asks for nothing', async () => {
    await saveScores(db(), [row(0), row(1)], testNow);
    const nothing = { assign: [], create: [], refresh: [], now: testNow };
    await saveClustering(db(), { ...nothing, clusteredMentionIds: [ids[0] ?? 0] });
    await db().deleteFrom('watchQueue').execute();
    const renewed = { ...makeScored(), versions: { sentiment: 2, lexicon: 'uji+k1' } };
    await saveScores(db(), [row(0, renewed, 's2'), row(1, renewed, 's2')], testNow);
    expect((await findMention(db(), ids[0] ?? 0))?.score?.versions.lexicon).toBe('uji+k1');
    expect(await unscored('s2')).toBe('cd');
    // What the matcher had not seen still waits for it.
    expect((await listUnclustered(db(), 10)).map((view) => view.id)).toEqual([ids[1]]);
    expect(await db().selectFrom('watchQueue').selectAll().execute()).toEqual([]);
  });

  test('a new verdict on a member recounts its issue; one on something else leaves it', async () => {
    await saveScores(db(), [row(0), row(1)], testNow);
    const [issueId = 0] = await saveClustering(db(), {
      assign: [],
      create: [{ issue: makeIssue(), mentionIds: [ids[0] ?? 0, ids[1] ?? 0] }],
      refresh: [],
      clusteredMentionIds: [...ids],
      now: testNow,
    });
    expect(await findIssue(db(), issueId)).toMatchObject({ mentionCount: 2, negativeCount: 2, attention: 'alert' });
    await saveScores(db(), [row(0, makeScored({ label: 'positive', attention: 'none' }), 's2')], testNow);
    expect(await findIssue(db(), issueId)).toMatchObject({ mentionCount: 2, negativeCount: 1, positiveCount: 1 });
    await saveScores(db(), [row(1, makeScored({ about: '35.76' }), 's2')], testNow);
    expect(await findIssue(db(), issueId)).toMatchObject({ mentionCount: 1, negativeCount: 0, attention: 'none' });
    expect((await findMention(db(), ids[1] ?? 0))?.issueId).toBeNull();
    expect((await findMention(db(), ids[0] ?? 0))?.issueId).toBe(issueId);
  });
});
