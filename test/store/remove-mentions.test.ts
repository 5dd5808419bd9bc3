import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { listSourceEvidence, type PackedAnswer } from '../../src/store/evidence.ts';
import { findIssue } from '../../src/store/issues.ts';
import { findMention, listVersions } from '../../src/store/mentions.ts';
import { saveClustering } from '../../src/store/save-clustering.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { listUnscored, saveScores } from '../../src/store/scores.ts';
import { searchMentions } from '../../src/store/search-mentions.ts';
import { findSource, syncSources } from '../../src/store/sources.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { hashOf, makeDraft, makeIssue, makeScored, makeSource, testNow } from '../support/make.ts';
import { holding } from '../support/search.ts';

const post = (n: number, parentKey: string | null = null) =>
  makeDraft({
    keys: [`id:x:posts:${n}`, `url:https://x.test/${n}`],
    title: null,
    text: `kiriman${n}`,
    stems: `kiriman${n}`,
    contentHash: hashOf(`kiriman${n}`),
    parentKey,
  });
const answer = (name: string): PackedAnswer => ({
  url: `https://api.x.test/${name}`,
  contentType: 'application/json',
  fetchedAt: testNow.toISOString(),
  sha256: hashOf(name),
  size: name.length,
  body: gzipSync(name),
  pageKeys: [],
});

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);
  beforeEach(() => syncSources(db(), [makeSource()], testNow));
  const save = (step: Partial<Parameters<typeof saveStep>[1]>) =>
    saveStep(db(), { sourceId: 'kabar-uji', drafts: [], cursor: 'c', rejected: 0, now: testNow, ...step });
  const texts = async () => (await searchMentions(db(), { limit: 10 })).items.map(({ text }) => text).sort();

  test('what its platform deleted is removed with all that was kept of it', async () => {
    const [first = 0, second = 0] = (await save({ drafts: [post(1), post(2)], evidence: [answer('satu')] })).stored;
    const [reply = 0] = (await save({ drafts: [post(3, 'id:x:posts:1')], evidence: [answer('dua')] })).stored;
    await save({ drafts: [{ ...post(1), text: 'ralat', stems: 'ralat', contentHash: hashOf('ralat') }] });
    const scored = { contentHash: post(2).contentHash, scored: makeScored(), stamp: 's1' };
    await saveScores(db(), [{ mentionId: second, ...scored }], testNow);
    const [issueId = 0] = await saveClustering(db(), {
      assign: [],
      create: [{ issue: makeIssue(), mentionIds: [first, second] }],
      refresh: [],
      clusteredMentionIds: [],
      now: testNow,
    });
    expect((await findIssue(db(), issueId))?.mentionCount).toBe(2);

    await save({ gone: ['id:x:posts:1', 'id:x:posts:77'], cursor: 'sesudah' });
    expect(await findMention(db(), first)).toBeNull();
    expect(await listVersions(db(), first)).toEqual([]);
    expect((await searchMentions(db(), { node: holding('ralat'), limit: 10 })).items).toEqual([]);
    expect((await listUnscored(db(), 's1', 10)).map(({ id }) => id)).toEqual([reply]);
    expect((await findIssue(db(), issueId))?.mentionCount).toBe(1);
    // The answer that held it goes, though the other post was read from it as well; the answer of another step stays.
    expect((await listSourceEvidence(db(), 'kabar-uji')).map(({ url }) => url)).toEqual(['https://api.x.test/dua']);
    expect(await texts()).toEqual(['kiriman2', 'kiriman3']);
    expect(await findMention(db(), reply)).toMatchObject({ parentId: null });
    expect((await findSource(db(), 'kabar-uji'))?.cursor).toBe('sesudah');
  });

  test('the same post is a new mention when it is seen again', async () => {
    await save({ drafts: [post(1)] });
    await save({ gone: ['id:x:posts:1'] });
    expect((await save({ drafts: [post(1)] })).stored).toHaveLength(1);
  });
});
