import { beforeEach, describe, expect, test } from 'vitest';
import type { MentionDraft } from '../../src/core/mention.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { saveScores } from '../../src/store/scores.ts';
import { recordSuccess, syncSources } from '../../src/store/sources.ts';
import { countCoverage, countSentiment } from '../../src/store/stats.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { makeDraft, makeScored, makeSource, type ScoredOverrides, testNow } from '../support/make.ts';

const period = { from: '2026-11-21T23:00:00.000Z', to: '2026-11-22T23:00:00.000Z' };
const inside = '2026-11-22T01:00:00.000Z';

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);

  async function mention(
    sourceId: string,
    publishedAt: string,
    scored: ScoredOverrides | null,
    overrides: Partial<MentionDraft> = {},
  ): Promise<number> {
    const key = `url:${Math.random()}`;
    const draft = makeDraft({ keys: [key], title: key, publishedAt, ...overrides });
    const { stored } = await saveStep(db(), { sourceId, drafts: [draft], cursor: null, rejected: 0, now: testNow });
    const [mentionId = 0] = stored;
    if (scored !== null) {
      await saveScores(
        db(),
        [{ mentionId, contentHash: draft.contentHash, scored: makeScored(scored), stamp: 's1' }],
        testNow,
      );
    }
    return mentionId;
  }

  beforeEach(async () => {
    await syncSources(db(), [makeSource(), makeSource({ id: 'warga', class: 'community' })], testNow);
    await mention('kabar-uji', period.from, {});
    await mention('kabar-uji', inside, {});
    await mention('kabar-uji', inside, { label: 'positive', attention: 'none' });
    await mention('warga', '2026-11-22T02:00:00.000Z', { label: 'unscored', attention: 'none' }, { kind: 'comment' });
    await mention('kabar-uji', inside, { about: null });
    await mention('kabar-uji', inside, { about: '35.76' });
    await mention('kabar-uji', inside, null);
    await mention('kabar-uji', inside, null, { setAside: 'gambling-spam' });
    await mention('kabar-uji', period.to, {});
    await mention('kabar-uji', '2026-11-21T22:59:59.999Z', {});
    const totals = { stored: 1, repeats: 4, edits: 0, rejected: 2, setAside: 0 };
    const nextRunAt = period.to;
    for (const endedAt of ['2026-11-21T22:00:00.000Z', period.from, inside, period.to]) {
      await recordSuccess(db(), 'kabar-uji', { startedAt: endedAt, endedAt, nextRunAt, totals });
    }
  });

  test('sentiment by who spoke, kind, label and attention, within the period and about the regency', async () => {
    const media = { sourceClass: 'online-media', kind: 'article' } as const;
    expect(await countSentiment(db(), { ...period, about: '35.16' })).toEqual([
      { sourceClass: 'community', kind: 'comment', label: 'unscored', attention: 'none', count: 1 },
      { ...media, label: 'negative', attention: 'alert', count: 2 },
      { ...media, label: 'positive', attention: 'none', count: 1 },
    ]);
    expect(await countSentiment(db(), { ...period, about: '35.76' })).toEqual([
      { ...media, label: 'negative', attention: 'alert', count: 1 },
    ]);
    expect(await countSentiment(db(), { ...period, about: '11.01' })).toEqual([]);
  });

  test('coverage says what was left out', async () => {
    expect(await countCoverage(db(), period)).toEqual({
      mentions: 7,
      scored: 6,
      setAside: 1,
      repeats: 8,
      rejected: 4,
    });
    expect(await countCoverage(db(), { from: '2020-01-01T00:00:00.000Z', to: '2020-01-02T00:00:00.000Z' })).toEqual({
      mentions: 0,
      scored: 0,
      setAside: 0,
      repeats: 0,
      rejected: 0,
    });
  });
});
