import { beforeEach, describe, expect, test } from 'vitest';
import type { MentionDraft } from '../../src/core/mention.ts';
import { findMention, listVersions } from '../../src/store/mentions.ts';
import { saveStep } from '../../src/store/save-step.ts';
import { listUnscored, saveScores } from '../../src/store/scores.ts';
import { searchMentions } from '../../src/store/search-mentions.ts';
import { findSource, syncSources } from '../../src/store/sources.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { hashOf, makeDraft, makeScored, makeSource, testNow } from '../support/make.ts';
import { holding } from '../support/search.ts';

const later = new Date('2026-11-22T10:00:00.000Z');
const head = 'head:kabar-uji.test:aa';

/** A Google News item: a headline and a link of Google's own. */
function pointer(id: string, overrides: Partial<MentionDraft> = {}): MentionDraft {
  return makeDraft({
    keys: [`url:https://news.google.test/${id}`],
    aliases: [head],
    platform: 'google-news',
    url: `https://news.google.test/${id}`,
    title: 'Jalan berlubang di Kemlagi',
    text: '',
    publisher: 'Kabar Uji',
    ...overrides,
  });
}

function article(slug: string, overrides: Partial<MentionDraft> = {}): MentionDraft {
  const url = `https://kabar-uji.test/${slug}`;
  return makeDraft({ keys: [`url:${url}`], aliases: [head], url, text: `Isi lengkap ${slug}.`, ...overrides });
}

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);
  const google = makeSource({ id: 'google', title: 'Google News', class: 'aggregator', platform: 'google-news' });
  beforeEach(() => syncSources(db(), [makeSource(), google, makeSource({ id: 'google-2' })], testNow));

  const save = (sourceId: string, drafts: readonly MentionDraft[], now = testNow) =>
    saveStep(db(), { sourceId, drafts, cursor: null, rejected: 0, now });
  const total = async () => (await searchMentions(db(), { limit: 100, includeSetAside: true })).items.length;
  const itemCount = async (id: string) => (await findSource(db(), id))?.itemCount;

  test('a pointer to a stored article is a repeat of it, and stays known', async () => {
    const [id = 0] = (await save('kabar-uji', [article('satu')])).stored;
    expect(await save('google', [pointer('g1')])).toEqual({ stored: [], repeats: 1, edits: [], setAside: 0 });
    // Known by its own key from now on, also under another headline.
    const renamed = pointer('g1', { aliases: ['head:kabar-uji.test:bb'], title: 'Judul lain sama sekali' });
    expect(await save('google', [renamed])).toMatchObject({ stored: [], repeats: 1, edits: [] });
    expect(await findMention(db(), id)).toMatchObject({ platform: 'web', text: 'Isi lengkap satu.', editedAt: null });
    expect(await itemCount('google')).toBe(0);
  });

  test('an article takes over the pointer that was there first, which keeps its id', async () => {
    const [id = 0] = (await save('google', [pointer('g1', { publishedAt: '2026-11-22T05:00:00.000Z' })])).stored;
    const verdict = { mentionId: id, contentHash: pointer('g1').contentHash, scored: makeScored(), stamp: 's1' };
    await saveScores(db(), [verdict], testNow);
    const result = await save('kabar-uji', [article('satu', { author: 'Redaksi', precision: 'minute' })], later);
    expect(result).toEqual({ stored: [], repeats: 0, edits: [id], setAside: 0 });
    expect(await findMention(db(), id)).toMatchObject({
      sourceId: 'kabar-uji',
      kind: 'article',
      platform: 'web',
      url: 'https://kabar-uji.test/satu',
      text: 'Isi lengkap satu.',
      author: 'Redaksi',
      publisher: null,
      publishedAt: '2026-11-22T06:00:00.000Z',
      precision: 'minute',
      editedAt: later.toISOString(),
      score: null,
    });
    expect(await listVersions(db(), id)).toMatchObject([{ title: 'Jalan berlubang di Kemlagi', text: '' }]);
    expect((await listUnscored(db(), 's1', 10)).map((mention) => mention.id)).toEqual([id]);
    expect((await searchMentions(db(), { node: holding('lengkap'), limit: 10 })).items).toHaveLength(1);
    // Each source counts what it holds, and finding the article is no silence.
    expect([await itemCount('google'), await itemCount('kabar-uji')]).toEqual([0, 1]);
    expect((await findSource(db(), 'kabar-uji'))?.lastNewItemAt).toBe(later.toISOString());
    // Both ways in lead to it, and a later edit of the article is one.
    expect(await save('google', [pointer('g1')])).toMatchObject({ stored: [], repeats: 1 });
    expect(await save('kabar-uji', [article('satu')])).toMatchObject({ stored: [], repeats: 1, edits: [] });
    const edited = article('satu', { text: 'Diralat.' });
    expect(await save('kabar-uji', [edited])).toMatchObject({ edits: [id] });
    expect(await total()).toBe(1);
  });

  test('a pointer whose link was unwrapped is taken over by its address', async () => {
    const link = 'url:https://kabar-uji.test/satu';
    const [id = 0] = (await save('google', [pointer('g1', { keys: [link], aliases: [] })])).stored;
    expect(await save('kabar-uji', [article('satu', { aliases: [] })])).toMatchObject({ stored: [], edits: [id] });
    expect(await findMention(db(), id)).toMatchObject({ platform: 'web', sourceId: 'kabar-uji' });
  });

  test('an article without text of its own takes over without a version, and can be edited after', async () => {
    const empty = pointer('g1');
    const [id = 0] = (await save('google', [empty])).stored;
    const bare = article('satu', { title: empty.title, text: '', contentHash: empty.contentHash });
    expect(await save('kabar-uji', [bare])).toMatchObject({ edits: [id] });
    expect(await listVersions(db(), id)).toEqual([]);
    expect(await save('kabar-uji', [article('satu')])).toMatchObject({ edits: [id] });
    expect(await listVersions(db(), id)).toHaveLength(1);
  });

  test('two articles with one headline are two; one pointer becomes one of them', async () => {
    await save('kabar-uji', [article('satu')]);
    expect((await save('kabar-uji', [article('dua')])).stored).toHaveLength(1);
    expect(await save('google', [pointer('g1')])).toMatchObject({ repeats: 1 });
    expect(await total()).toBe(2);
  });

  test('two pointers to one headline are one, whichever Google id they have; a new spelling is no edit', async () => {
    const [id = 0] = (await save('google', [pointer('g1'), pointer('g2', { title: 'JALAN BERLUBANG DI KEMLAGI' })]))
      .stored;
    const shouted = pointer('g2', { title: 'JALAN BERLUBANG DI KEMLAGI' });
    expect(await save('google', [shouted])).toMatchObject({ stored: [], repeats: 1, edits: [] });
    expect(await save('google-2', [pointer('g3')])).toMatchObject({ stored: [], repeats: 1 });
    expect(await total()).toBe(1);
    // A headline that really changed is one.
    const changed = pointer('g1', { aliases: ['head:kabar-uji.test:bb'], title: 'Jalan di Kemlagi Diperbaiki' });
    expect(await save('google', [changed])).toMatchObject({ edits: [id] });
  });

  test('what lies more than three days apart is another item', async () => {
    await save('kabar-uji', [article('satu', { publishedAt: '2026-11-18T05:59:59.000Z' })]);
    expect((await save('google', [pointer('g1')])).stored).toHaveLength(1);
    await save('kabar-uji', [article('dua', { publishedAt: '2026-11-19T05:59:59.000Z' })]);
    expect(await total()).toBe(3);
    expect(await save('kabar-uji', [article('tiga', { publishedAt: '2026-11-19T06:00:00.000Z' })])).toMatchObject({
      stored: [],
    });
  });

  test('the nearest article is meant, and pointer and article of one step find each other', async () => {
    const near = article('dekat', { publishedAt: '2026-11-22T05:00:00.000Z' });
    const far = article('jauh', { publishedAt: '2026-11-20T05:00:00.000Z' });
    const [, id = 0] = (await save('kabar-uji', [far, near])).stored;
    await save('google', [
      pointer('g1', { metrics: { likes: 1, comments: null, shares: null, views: null, others: {} } }),
    ]);
    expect((await findMention(db(), id))?.metrics?.likes).toBe(1);

    const other = { aliases: ['head:lain.test:cc'] };
    const { stored, edits } = await save('google', [pointer('g9', other), article('sembilan', other)]);
    expect(edits).toEqual(stored);
    expect(await findMention(db(), stored[0] ?? 0)).toMatchObject({ platform: 'web', text: 'Isi lengkap sembilan.' });
    expect(await itemCount('google')).toBe(1);
  });

  test('posts, pages and comments are never found by a headline', async () => {
    await save('google', [pointer('g1')]);
    const post = article('satu', { platform: 'facebook', kind: 'post' });
    const page = article('dua', { kind: 'page' });
    expect((await save('kabar-uji', [post, page])).stored).toHaveLength(2);
  });

  test('two processes that save pointer and article at once come to one mention', async () => {
    await Promise.all([save('google', [pointer('g1')]), save('kabar-uji', [article('satu')])]);
    const { items } = await searchMentions(db(), { limit: 10 });
    expect(items).toMatchObject([{ platform: 'web', sourceId: 'kabar-uji', contentHash: expect.any(String) }]);
    expect(items[0]?.contentHash).toBe(hashOf('Jalan berlubang di Kemlagi\nIsi lengkap satu.'));
  });
});
