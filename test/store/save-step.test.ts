import { beforeEach, describe, expect, test } from 'vitest';
import type { MentionDraft } from '../../src/core/mention.ts';
import { findIssue } from '../../src/store/issues.ts';
import { findMention, listVersions } from '../../src/store/mentions.ts';
import { saveClustering } from '../../src/store/save-clustering.ts';
import { type StepResult, saveStep } from '../../src/store/save-step.ts';
import { listUnscored, saveScores } from '../../src/store/scores.ts';
import { searchMentions } from '../../src/store/search-mentions.ts';
import { findSource, syncSources } from '../../src/store/sources.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { hashOf, makeDraft, makeIssue, makeScored, makeSource, testNow } from '../support/make.ts';
import { holding } from '../support/search.ts';

const a = makeDraft({ keys: ['url:a'], title: 'A', text: 'satu' });
const b = makeDraft({ keys: ['url:b'], title: 'B', text: 'dua' });

function edited(draft: MentionDraft, text: string): MentionDraft {
  return { ...draft, text, contentHash: hashOf(text), stems: text };
}

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);
  beforeEach(() => syncSources(db(), [makeSource(), makeSource({ id: 'lain', title: 'Lain' })], testNow));

  function save(
    drafts: readonly MentionDraft[],
    sourceId = 'kabar-uji',
    cursor: string | null = 'c',
  ): Promise<StepResult> {
    return saveStep(db(), { sourceId, drafts, cursor, rejected: 0, now: testNow });
  }

  async function total(): Promise<number> {
    return (await searchMentions(db(), { limit: 100, includeSetAside: true })).items.length;
  }

  test('a new draft is stored whole', async () => {
    const draft = makeDraft({
      author: 'Sari',
      publisher: 'Koran',
      platform: 'print',
      kind: 'klipping',
      precision: 'day',
    });
    const { stored } = await save([draft]);
    const {
      keys: _keys,
      aliases: _aliases,
      parentKey: _parentKey,
      stems: _stems,
      voice: _voice,
      person: _person,
      review: _review,
      ...fields
    } = draft;
    expect(stored).toHaveLength(1);
    expect(await findMention(db(), stored[0] ?? 0)).toEqual({
      ...fields,
      id: stored[0],
      sourceId: 'kabar-uji',
      parentId: null,
      issueId: null,
      collectedAt: testNow.toISOString(),
      editedAt: null,
      correction: null,
      sourceTitle: 'Kabar Uji',
      sourceClass: 'online-media',
      metricsAt: null,
      score: null,
    });
    expect(await findMention(db(), 999_999)).toBeNull();
  });

  test('the same again is a repeat, by any of its keys', async () => {
    const first = await save([a, b]);
    expect(first).toMatchObject({ repeats: 0, edits: [], setAside: 0 });
    expect(first.stored).toHaveLength(2);
    expect(await save([a])).toEqual({ stored: [], repeats: 1, edits: [], setAside: 0 });
    expect(await save([{ ...a, keys: ['guid:1', 'url:a'] }])).toMatchObject({ stored: [], repeats: 1 });
    // The key that the repeat brought along is known now.
    expect(await save([{ ...a, keys: ['guid:1'] }])).toMatchObject({ stored: [], repeats: 1 });
    expect(await total()).toBe(2);
  });

  test('ids are given in the order of the drafts', async () => {
    const drafts = Array.from({ length: 60 }, (_, n) => makeDraft({ keys: [`url:${n}`], title: `Judul ${n}` }));
    const { stored } = await save(drafts);
    const titles = await Promise.all(stored.map(async (id) => (await findMention(db(), id))?.title));
    expect(titles).toEqual(drafts.map((draft) => draft.title));
  });

  test('one key twice within a step is stored once', async () => {
    expect(await save([a, b, a])).toMatchObject({ repeats: 1, edits: [] });
    expect(await total()).toBe(2);
  });

  test('keys that chain drafts of one step together make one mention', async () => {
    const result = await save([
      { ...a, keys: ['k1'] },
      { ...a, keys: ['k2', 'k1'] },
      { ...a, keys: ['k3', 'k2'] },
    ]);
    expect(result).toMatchObject({ repeats: 2 });
    expect(result.stored).toHaveLength(1);
  });

  test('the strongest known key decides when keys name two mentions', async () => {
    const { stored } = await save([a, b]);
    const both = { ...edited(a, 'baru'), keys: ['url:b', 'url:a'] };
    expect(await save([both])).toMatchObject({ edits: [stored[1]] });
  });

  test('another text under a known key is an edit: the old one becomes a version', async () => {
    const [id = 0] = (await save([a])).stored;
    await save([edited(a, 'tiga')]);
    const now = await findMention(db(), id);
    expect(now).toMatchObject({ text: 'tiga', contentHash: hashOf('tiga'), editedAt: testNow.toISOString() });
    expect(now?.publishedAt).toBe(a.publishedAt);
    expect(await listVersions(db(), id)).toEqual([
      { contentHash: a.contentHash, title: 'A', text: 'satu', seenAt: testNow.toISOString() },
    ]);
    expect(await total()).toBe(1);
  });

  test('two texts under one key within a step: the later stands, the earlier is a version', async () => {
    const result = await save([a, edited(a, 'tiga'), edited(a, 'empat')]);
    const [id = 0] = result.stored;
    expect(result).toEqual({ stored: [id], repeats: 0, edits: [id, id], setAside: 0 });
    expect((await findMention(db(), id))?.text).toBe('empat');
    expect((await listVersions(db(), id)).map((version) => version.text).sort()).toEqual(['satu', 'tiga']);
    // Polled again, the same document changes nothing.
    expect(await save([a, edited(a, 'tiga'), edited(a, 'empat')])).toEqual({
      stored: [],
      repeats: 3,
      edits: [],
      setAside: 0,
    });
    expect((await findMention(db(), id))?.text).toBe('empat');
  });

  test('a text that returns to an older version is not stored again', async () => {
    const [id = 0] = (await save([a])).stored;
    await save([edited(a, 'tiga')]);
    expect(await save([a])).toMatchObject({ repeats: 1, edits: [] });
    expect((await findMention(db(), id))?.text).toBe('tiga');
    expect(await listVersions(db(), id)).toHaveLength(1);
  });

  test('another text from another source is no edit', async () => {
    const [id = 0] = (await save([a])).stored;
    expect(await save([edited(a, 'versi lain')], 'lain')).toEqual({ stored: [], repeats: 1, edits: [], setAside: 0 });
    expect((await findMention(db(), id))?.text).toBe('satu');
    expect(await listVersions(db(), id)).toEqual([]);
  });

  test('an edit is found by its new words only, and waits for a new score', async () => {
    const [id = 0] = (await save([a])).stored;
    const scored = { mentionId: id, contentHash: a.contentHash, scored: makeScored(), stamp: 's1' };
    await saveScores(db(), [scored], testNow);
    expect(await listUnscored(db(), 's1', 10)).toEqual([]);
    await save([edited(a, 'banjir')]);
    expect((await findMention(db(), id))?.score).toBeNull();
    expect((await listUnscored(db(), 's1', 10)).map((mention) => mention.text)).toEqual(['banjir']);
    expect((await searchMentions(db(), { node: holding('satu'), limit: 5 })).items).toEqual([]);
    expect((await searchMentions(db(), { node: holding('banjir'), limit: 5 })).items.map((item) => item.id)).toEqual([
      id,
    ]);
    // A verdict on the text that is no longer there comes too late.
    expect(await saveScores(db(), [scored], testNow)).toBe(0);
    expect((await findMention(db(), id))?.score).toBeNull();
  });

  test('what is set aside is kept, counted apart and never scored', async () => {
    const spam = makeDraft({ keys: ['url:s'], title: 'Slot gacor', setAside: 'gambling-spam' });
    expect(await save([spam, a])).toMatchObject({ setAside: 1, repeats: 0 });
    expect((await listUnscored(db(), 's1', 10)).map((mention) => mention.title)).toEqual(['A']);
    expect((await searchMentions(db(), { limit: 10 })).items.map((item) => item.title)).toEqual(['A']);
    expect(await total()).toBe(2);
  });

  test('a mention edited into spam leaves its issue and its score', async () => {
    const [id = 0] = (await save([a])).stored;
    await saveScores(db(), [{ mentionId: id, contentHash: a.contentHash, scored: makeScored(), stamp: 's1' }], testNow);
    const [issueId = 0] = await saveClustering(db(), {
      assign: [],
      create: [{ issue: makeIssue(), mentionIds: [id] }],
      refresh: [],
      clusteredMentionIds: [id],
      now: testNow,
    });
    expect((await findIssue(db(), issueId))?.mentionCount).toBe(1);
    await save([{ ...edited(a, 'slot gacor'), setAside: 'gambling-spam' }]);
    expect(await findMention(db(), id)).toMatchObject({ issueId: null, setAside: 'gambling-spam', score: null });
    expect((await findIssue(db(), issueId))?.mentionCount).toBe(0);
    expect(await listUnscored(db(), 's1', 10)).toEqual([]);
  });

  test('an answer finds its post, whichever came first and also in one step', async () => {
    const comment = (n: number, parentKey: string): MentionDraft =>
      makeDraft({ keys: [`comment:${n}`], kind: 'comment', title: null, text: `komentar ${n}`, parentKey });
    const [early = 0] = (await save([comment(1, 'url:a')])).stored;
    expect((await findMention(db(), early))?.parentId).toBeNull();
    const [post = 0] = (await save([a])).stored;
    expect((await findMention(db(), early))?.parentId).toBe(post);
    const [late = 0] = (await save([comment(2, 'url:a')])).stored;
    expect((await findMention(db(), late))?.parentId).toBe(post);
    const [reply = 0, top = 0] = (await save([comment(3, 'comment:4'), comment(4, 'url:b'), b])).stored;
    expect((await findMention(db(), reply))?.parentId).toBe(top);
    // A key that a repeat brings along links too.
    const [waiting = 0] = (await save([comment(5, 'guid:a')])).stored;
    await save([{ ...a, keys: ['url:a', 'guid:a'] }]);
    expect((await findMention(db(), waiting))?.parentId).toBe(post);
    // A post that names itself has no parent.
    const [own = 0] = (await save([comment(6, 'comment:6')])).stored;
    expect((await findMention(db(), own))?.parentId).toBeNull();
  });

  test('cursor and counters follow the step, also an empty one', async () => {
    const source = () => findSource(db(), 'kabar-uji');
    await saveStep(db(), { sourceId: 'kabar-uji', drafts: [], cursor: 'c0', rejected: 2, now: testNow });
    expect(await source()).toMatchObject({ cursor: 'c0', itemCount: 0, rejectedCount: 2, lastNewItemAt: null });
    await save([a, b], 'kabar-uji', 'c1');
    expect(await source()).toMatchObject({ cursor: 'c1', itemCount: 2, lastNewItemAt: testNow.toISOString() });
    const later = new Date('2026-11-22T10:00:00.000Z');
    await saveStep(db(), { sourceId: 'kabar-uji', drafts: [a], cursor: null, rejected: 1, now: later });
    expect(await source()).toMatchObject({ cursor: null, itemCount: 2, rejectedCount: 3 });
    expect((await source())?.lastNewItemAt).toBe(testNow.toISOString());
  });

  test.each([
    ['a malformed time', makeDraft({ keys: ['url:x'], publishedAt: '22 Nov 2026' })],
    ['no hash', makeDraft({ keys: ['url:x'], contentHash: '' })],
    ['no keys', makeDraft({ keys: [] })],
  ])('a draft with %s leaves neither posts nor cursor', async (_what, broken) => {
    await save([a], 'kabar-uji', 'before');
    await expect(save([b, edited(a, 'baru'), broken], 'kabar-uji', 'after')).rejects.toThrow();
    expect(await findSource(db(), 'kabar-uji')).toMatchObject({ cursor: 'before', itemCount: 1 });
    expect((await searchMentions(db(), { limit: 10 })).items.map((item) => item.text)).toEqual(['satu']);
    expect((await searchMentions(db(), { node: holding('dua'), limit: 10 })).items).toEqual([]);
    // And the next good step works.
    expect((await save([b], 'kabar-uji', 'after')).stored).toHaveLength(1);
  });

  test('an unknown source is an error', async () => {
    await expect(save([], 'tidak-ada')).rejects.toThrow('unknown source: tidak-ada');
    await expect(save([a], 'tidak-ada')).rejects.toThrow();
    expect(await total()).toBe(0);
  });

  test('hostile text is stored as text: quotes, NUL, lone surrogates, very long keys', async () => {
    const long = `url:https://kabar-uji.test/?q=${'é😀'.repeat(4_000)}`;
    const draft = makeDraft({
      keys: ['url:\0x', long, `${long}1`],
      title: `'); drop table mentions; --\0`,
      text: 'a\0b \ud800 "c" \\ %_',
      parentKey: `${long}2`,
    });
    const [id = 0] = (await save([draft])).stored;
    expect(await findMention(db(), id)).toMatchObject({
      title: `'); drop table mentions; --`,
      text: 'ab \ufffd "c" \\ %_',
    });
    for (const key of ['url:\0x', 'url:x', long, `${long}1`]) {
      expect(await save([{ ...draft, keys: [key] }])).toMatchObject({ stored: [], repeats: 1 });
    }
    expect((await save([makeDraft({ keys: [`${long}3`] })])).stored).toHaveLength(1);
  });

  test('a step of 5,000 drafts with 5 keys each is within every limit', async () => {
    const drafts = Array.from({ length: 5_000 }, (_, n) =>
      makeDraft({ keys: [1, 2, 3, 4, 5].map((part) => `key:${n}:${part}`), title: `Judul ${n}` }),
    );
    expect((await save(drafts)).stored).toHaveLength(5_000);
    expect(await save(drafts)).toMatchObject({ stored: [], repeats: 5_000 });
  });

  test('two sources that save the same posts at the same time store them once', async () => {
    const drafts = Array.from({ length: 50 }, (_, n) => makeDraft({ keys: [`url:${n}`], title: `Judul ${n}` }));
    const results = await Promise.all([save(drafts), save(drafts, 'lain'), save([...drafts].reverse(), 'lain')]);
    expect(results.map((result) => result.stored.length).sort((x, y) => x - y)).toEqual([0, 0, 50]);
    expect(await total()).toBe(50);
  });
});
