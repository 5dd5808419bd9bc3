import type { MentionDraft } from '../../src/core/mention.ts';
import { saveClustering } from '../../src/store/save-clustering.ts';
import { saveStep } from '../../src/store/save-step.ts';
import type { Db } from '../../src/store/schema.ts';
import { saveScores } from '../../src/store/scores.ts';
import { makeDraft, makeIssue, makeScored, makeSource, type ScoredOverrides, testNow } from '../support/make.ts';

export const lifeSources = [
  makeSource({ id: 'koran', title: 'Koran Uji' }),
  makeSource({ id: 'warga', title: 'Info Warga', class: 'community', platform: 'facebook' }),
  makeSource({ id: 'dinas', title: 'Dinas Uji', class: 'government', platform: 'facebook' }),
  makeSource({ id: 'aduan', title: 'SP4N-LAPOR!', class: 'complaint', platform: 'complaint' }),
  makeSource({ id: 'salinan', title: 'Salinan', class: 'mirror' }),
];

let count = 0;

/** Stores a mention with its verdict. @returns its id */
export async function addMention(
  db: Db,
  sourceId: string,
  draft: Partial<MentionDraft> = {},
  scored: ScoredOverrides = {},
): Promise<number> {
  count += 1;
  const made = makeDraft({ keys: [`url:seed-${count}`], title: `Judul ${count}`, ...draft });
  const { stored } = await saveStep(db, { sourceId, drafts: [made], cursor: null, rejected: 0, now: testNow });
  const [mentionId = 0] = stored;
  await saveScores(
    db,
    [{ mentionId, contentHash: made.contentHash, scored: makeScored(scored), stamp: 's1' }],
    testNow,
  );
  return mentionId;
}

export async function addIssue(db: Db, mentionIds: readonly number[], title = 'Jalan berlubang'): Promise<number> {
  const [id = 0] = await saveClustering(db, {
    assign: [],
    create: [{ issue: makeIssue({ title }), mentionIds }],
    refresh: [],
    clusteredMentionIds: mentionIds,
    now: testNow,
  });
  return id;
}
