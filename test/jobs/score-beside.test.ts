import { describe, expect, test } from 'vitest';
import { silentLog } from '../../src/core/log.ts';
import type { Doc, ScoredDoc } from '../../src/core/score.ts';
import { type ReadingHelper, type ScoreDeps, scorePending } from '../../src/jobs/score.ts';
import { findMention } from '../../src/store/mentions.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { countQueued } from '../../src/store/scores.ts';
import { useTestDatabase } from '../support/db.ts';
import { addSources, makeDraft, makeScored, makeSource, testNow } from './seed.ts';

const db = useTestDatabase('sqlite');

const judge = (doc: Doc): ScoredDoc => {
  const isCheck = doc.text.includes('cek fakta');
  const scored = makeScored({ label: doc.text.includes('rusak') ? 'negative' : 'neutral', about: null });
  return { ...scored, id: doc.id, hoax: { ...scored.hoax, class: isCheck ? 'fact-check' : 'none' } };
};

/** Stores texts in one step. @returns their ids */
async function addTexts(texts: readonly string[]): Promise<readonly number[]> {
  await addSources(db(), [makeSource()]);
  const drafts = texts.map((text, index) => makeDraft({ keys: [`uji:${index}`], title: null, text }));
  const step = { sourceId: makeSource().id, drafts, cursor: null, rejected: 0, now: testNow };
  return (await saveStep(db(), step)).stored;
}

function makeDeps(helper: ReadingHelper, overrides: Partial<ScoreDeps> = {}) {
  const here: string[] = [];
  const warnings: string[] = [];
  const scorer = {
    stamp: 'v1',
    score: (docs: readonly Doc[]) => {
      here.push(...docs.map(({ text }) => text));
      return docs.map(judge);
    },
  };
  const log = { ...silentLog, warn: (_: object, message: string) => void warnings.push(message) };
  const signal = new AbortController().signal;
  const deps: ScoreDeps = {
    ...{ db: db(), now: () => testNow, log, scorer, inContext: (scored: ScoredDoc) => scored, signal, helper },
    ...overrides,
  };
  return { deps, here, warnings };
}

const helperWith = (score: (docs: readonly Doc[]) => Promise<readonly ScoredDoc[]>): ReadingHelper => ({
  prepare: async () => {},
  scoreAs: (stamp) => (stamp === 'v1' ? score : null),
});
const labelOf = async (id: number | undefined) => (await findMention(db(), id ?? 0))?.score?.sentiment.label;

describe('scoring with a thread beside', () => {
  test('each batch has learnt what the one before it says, and begins before that is stored', async () => {
    const texts = Array.from({ length: 450 }, (_, index) => `jalan ${index % 2 === 0 ? 'rusak' : 'baik'} ${index}`);
    texts[3] = 'cek fakta: jalan itu tidak rusak';
    const ids = await addTexts(texts);
    const story: string[] = [];
    const helper = helperWith(async (docs) => {
      story.push(`${docs[0]?.text} with ${await countQueued(db(), 999)} waiting`);
      return docs.map(judge);
    });
    const claims = { add: () => void story.push('learnt'), remove: () => {} };
    const { deps, here } = makeDeps(helper, { claims });
    expect(await scorePending(deps)).toEqual({ scored: 450, failed: 0, remains: false });
    expect(here).toEqual([]);
    expect([await labelOf(ids[0]), await labelOf(ids[1]), await labelOf(ids[448])]).toEqual([
      ...['negative', 'neutral', 'negative'],
    ]);
    const first = (index: number) => story.findIndex((line) => line.startsWith(`jalan rusak ${index} `));
    expect(first(0)).toBeLessThan(story.indexOf('learnt'));
    expect(story.indexOf('learnt')).toBeLessThan(first(200));
    expect(story[first(200)]).toContain('with 450 waiting');
    expect(story[first(400)]).toContain('with 250 waiting');
  });

  test('what the thread cannot score is scored here, and said', async () => {
    const ids = await addTexts(Array.from({ length: 60 }, (_, index) => `jalan rusak ${index}`));
    const helper = helperWith(async (docs) => {
      if (docs.some(({ text }) => text.endsWith(' 30'))) throw new Error('thread ended');
      return docs.map(judge);
    });
    const { deps, here, warnings } = makeDeps(helper);
    expect(await scorePending(deps)).toEqual({ scored: 60, failed: 0, remains: false });
    expect(here).toEqual(Array.from({ length: 25 }, (_, index) => `jalan rusak ${index + 25}`));
    expect(warnings).toEqual(['texts that another thread could not score are scored here']);
    expect(await labelOf(ids[30])).toBe('negative');
  });

  test('without a thread for the present scorer all is scored here, in batches of which no more are taken than asked for', async () => {
    await addTexts(Array.from({ length: 250 }, (_, index) => `jalan rusak ${index}`));
    const { deps, here } = makeDeps({ prepare: async () => {}, scoreAs: () => null }, { maxBatches: 1 });
    expect(await scorePending(deps)).toEqual({ scored: 200, failed: 0, remains: true });
    expect(here).toHaveLength(200);
    expect(await countQueued(db(), 999)).toBe(50);
    expect(await countQueued(db(), 20)).toBe(20);
  });

  test('a text that is edited while it is read waits, and is scored in its turn', async () => {
    const ids = await addTexts(Array.from({ length: 230 }, (_, index) => `jalan rusak ${index}`));
    let isEdited = false;
    const helper = helperWith(async (docs) => {
      if (!isEdited) {
        isEdited = true;
        const drafts = [makeDraft({ keys: ['uji:7'], title: null, text: 'jalan sudah baik' })];
        await saveStep(db(), { sourceId: makeSource().id, drafts, cursor: null, rejected: 0, now: testNow });
      }
      return docs.map(judge);
    });
    expect(await scorePending(makeDeps(helper).deps)).toEqual({ scored: 230, failed: 0, remains: false });
    expect(await labelOf(ids[7])).toBe('neutral');
  });
});
