import { beforeEach, describe, expect, test } from 'vitest';
import type { ClaimReview } from '../../src/core/claim.ts';
import type { MentionDraft, Metrics } from '../../src/core/mention.ts';
import { findMention } from '../../src/store/mentions.ts';
import { listMetrics } from '../../src/store/metrics.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { listUnscored, saveScores } from '../../src/store/scores.ts';
import { syncSources } from '../../src/store/sources.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { hashOf, makeDraft, makeScored, makeSource, testNow } from '../support/make.ts';

const counted = (overrides: Partial<Metrics>): Metrics => ({
  likes: null,
  comments: null,
  shares: null,
  views: null,
  others: {},
  ...overrides,
});
const at = (hours: number) => new Date(testNow.getTime() + hours * 3_600_000);

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);
  beforeEach(() => syncSources(db(), [makeSource(), makeSource({ id: 'lain' })], testNow));
  const save = (drafts: readonly MentionDraft[], now = testNow, sourceId = 'kabar-uji') =>
    saveStep(db(), { sourceId, drafts, cursor: null, rejected: 0, now });

  test('counts are kept whenever they differ: of new, repeated and edited mentions, whoever saw them', async () => {
    const post = makeDraft({ keys: ['id:a'], metrics: counted({ likes: 3, others: { wow: 1, love: 2 } }) });
    const [id = 0] = (await save([post])).stored;
    const same = counted({ likes: 3, others: { love: 2, wow: 1 } });
    await save([{ ...post, metrics: same }], at(1));
    await save([{ ...post, metrics: null }], at(2));
    const more = counted({ likes: 5, views: 9_007_199_254_740_991 });
    await save([{ ...post, metrics: more }], at(3), 'lain');
    const fewer = counted({ likes: 0, comments: 0 });
    await save([{ ...post, text: 'diralat', contentHash: hashOf('diralat'), metrics: fewer }], at(4));
    expect(await listMetrics(db(), id)).toEqual([
      { at: testNow.toISOString(), ...counted({ likes: 3, others: { love: 2, wow: 1 } }) },
      { at: at(3).toISOString(), ...more },
      { at: at(4).toISOString(), ...fewer },
    ]);
    expect(await findMention(db(), id)).toMatchObject({ metrics: fewer, metricsAt: at(4).toISOString() });
    expect((await listUnscored(db(), 's1', 5))[0]?.metrics).toEqual(fewer);
  });

  test('a mention that nobody counts has none, not zero', async () => {
    const [id = 0] = (await save([makeDraft()])).stored;
    expect(await findMention(db(), id)).toMatchObject({ metrics: null, metricsAt: null });
    expect(await listMetrics(db(), id)).toEqual([]);
  });

  test('within a step the last count stands, and a clock that stands still or runs back breaks nothing', async () => {
    const post = (likes: number) => makeDraft({ keys: ['id:a'], metrics: counted({ likes }) });
    const [id = 0] = (await save([post(1), post(2)])).stored;
    await save([post(3)]);
    await save([post(4)], at(-1));
    expect((await listMetrics(db(), id)).map(({ likes }) => likes)).toEqual([4, 3]);
    expect((await findMention(db(), id))?.metrics?.likes).toBe(3);
  });

  test('counts go with their mention', async () => {
    const [id = 0] = (await save([makeDraft({ metrics: counted({ likes: 1 }) })])).stored;
    await db().deleteFrom('mentions').where('id', '=', id).execute();
    expect(await listMetrics(db(), id)).toEqual([]);
  });
});

describe.each(dialects)('fact checks as data on %s', (dialect) => {
  const db = useTestDatabase(dialect);
  beforeEach(() => syncSources(db(), [makeSource(), makeSource({ id: 'lain' })], testNow));
  const check = (review: ClaimReview | null) => makeDraft({ keys: ['url:a'], review });
  const save = (review: ClaimReview | null, sourceId = 'kabar-uji') =>
    saveStep(db(), { sourceId, drafts: [check(review)], cursor: null, rejected: 0, now: testNow });
  const stored = () => db().selectFrom('claimReviews').selectAll().execute();

  test('a verdict is stored with its mention; its own source may change it, another only add it', async () => {
    const wrong: ClaimReview = { claimed: 'Bantuan dibagikan lewat tautan', verdict: 'false', rating: 'Salah' };
    const partly: ClaimReview = { ...wrong, verdict: 'misleading', rating: 'Sebagian Benar' };
    const [id = 0] = (await save(wrong)).stored;
    expect(await stored()).toEqual([{ mentionId: id, ...wrong }]);
    await save(partly, 'lain');
    expect(await stored()).toEqual([{ mentionId: id, ...wrong }]);
    await save(null);
    expect(await stored()).toEqual([{ mentionId: id, ...wrong }]);
    await save(partly);
    expect(await stored()).toEqual([{ mentionId: id, ...partly }]);
  });

  test('a verdict that comes later is scored again, one that is known is not', async () => {
    const [id = 0] = (await save(null)).stored;
    const scored = { mentionId: id, contentHash: check(null).contentHash, scored: makeScored(), stamp: 's1' };
    await saveScores(db(), [scored], testNow);
    const review: ClaimReview = { claimed: null, verdict: 'scam', rating: 'Penipuan' };
    await save(review, 'lain');
    expect((await listUnscored(db(), 's1', 5)).map((mention) => mention.id)).toEqual([id]);
    await save(review, 'lain');
    await saveScores(db(), [scored], testNow);
    await save(review, 'lain');
    expect(await listUnscored(db(), 's1', 5)).toEqual([]);
  });
});
