import { describe, expect, test } from 'vitest';
import { topics } from '../../src/core/topics.ts';
import { countedMentions } from '../../src/jobs/counted-mentions.ts';
import { fieldOf } from '../../src/jobs/digest-clippings.ts';
import { imagesOf, isSocial, loadPeak, loadPeriodCounts } from '../../src/jobs/digest-counts.ts';
import { loadTopWords, topWords } from '../../src/jobs/digest-words.ts';
import { saveAccounts } from '../../src/store/accounts.ts';
import type { MentionView } from '../../src/store/mention-rows.ts';
import { dialects, useTestDatabase } from '../support/db.ts';
import { testPseudonyms } from '../support/pseudonyms.ts';
import {
  addMention,
  addSources,
  makeDraft,
  makeScored,
  makeSource,
  region,
  type ScoredOverrides,
  testNow,
} from './seed.ts';

let lastId = 0;

function makeView(overrides: Partial<MentionView> = {}, scored: ScoredOverrides | null = {}): MentionView {
  lastId += 1;
  const {
    keys: _keys,
    aliases: _aliases,
    parentKey: _parentKey,
    stems: _stems,
    review: _review,
    ...draft
  } = makeDraft({ title: overrides.title ?? null, text: overrides.text ?? '' });
  return {
    ...draft,
    id: lastId,
    sourceId: 'kabar',
    parentId: null,
    issueId: null,
    collectedAt: draft.publishedAt,
    editedAt: null,
    sourceTitle: 'Kabar Raga',
    sourceClass: 'online-media',
    metricsAt: null,
    correction: null,
    score: scored === null ? null : makeScored(scored),
    ...overrides,
  };
}

describe('countedMentions', () => {
  test('leaves out mirrors, and pointers to articles that are there themselves', () => {
    const article = makeView({ title: 'Air Mati, Warga Antre' });
    const pointer = makeView({ title: 'Air mati – warga antre', sourceClass: 'aggregator' });
    const only = makeView({ title: 'Hanya di mesin pencari', sourceClass: 'aggregator' });
    const copy = makeView({ title: 'Hanya di cermin', sourceClass: 'mirror' });
    expect(countedMentions([pointer, article, only, copy])).toEqual([article, only]);
  });
});

test.each<[string, Partial<MentionView>, boolean]>([
  ['a news article', {}, false],
  ['a government page', { sourceClass: 'government' }, false],
  ['a comment on it', { kind: 'comment' }, true],
  ['a community post', { sourceClass: 'community', kind: 'post' }, true],
  ['a print clipping', { sourceClass: 'print', kind: 'klipping', platform: 'print' }, false],
  [
    'a chat message pasted into the klipping sheet',
    { sourceClass: 'print', kind: 'klipping', platform: 'whatsapp' },
    true,
  ],
])('%s is social: %s', (_, overrides, social) => {
  expect(isSocial(makeView(overrides))).toBe(social);
});

test('every topic has its field of government', () => {
  expect(topics.map(fieldOf).every((field) => ['kesra', 'ekuin', 'polhukam'].includes(field))).toBe(true);
  expect([fieldOf('kesehatan'), fieldOf('air-listrik'), fieldOf('korupsi-hukum')]).toEqual([
    'kesra',
    'ekuin',
    'polhukam',
  ]);
});

const from = '2026-11-20T23:00:00.000Z';
const to = '2026-11-21T23:00:00.000Z';
const noon = '2026-11-21T11:00:00.000Z';
const query = { from, to, about: region.code };
const spans = [
  { from, to: noon },
  { from: noon, to },
];
const early = '2026-11-21T01:00:00.000Z';
const late = '2026-11-21T12:00:00.000Z';

describe.each(dialects)('loadPeriodCounts on %s', (dialect) => {
  const db = useTestDatabase(dialect);

  async function seed(): Promise<void> {
    await addSources(db(), [
      makeSource({ id: 'kabar', title: 'Kabar Raga' }),
      makeSource({ id: 'forum', title: 'Forum Warga', class: 'community' }),
      makeSource({ id: 'mesin', title: 'Mesin Berita', class: 'aggregator', platform: 'google-news' }),
      makeSource({ id: 'cermin', title: 'Cermin', class: 'mirror' }),
      makeSource({ id: 'tagar', title: 'Tagar', class: 'public', platform: 'instagram' }),
    ]);
    const say = (sourceId: string, title: string | null, seed: Parameters<typeof addMention>[1] = {}) =>
      addMention(db(), { sourceId, title, text: `Isi ${title}`, publishedAt: early, ...seed });
    await say('kabar', 'Air Mati, Warga Antre');
    await say('kabar', 'Puskesmas dipuji', {
      scored: { label: 'positive', attention: 'none', topic: 'kesehatan', agency: 'Dinkes' },
    });
    await say('kabar', 'Agak gawat', { scored: { label: 'neutral', attention: 'watch', agency: null } });
    await say('mesin', 'Air mati – warga antre', { platform: 'google-news' });
    await say('mesin', 'Hanya di mesin pencari', { platform: 'google-news', publishedAt: late });
    await say('cermin', 'Air Mati, Warga Antre');
    await say('forum', 'air mati', { kind: 'post' });
    await say('kabar', null, { kind: 'comment', publishedAt: late, scored: { label: 'unscored', attention: 'none' } });
    await say('tagar', null, {
      kind: 'post',
      platform: 'instagram',
      scored: { label: 'negative', attention: 'watch' },
    });
    await say('kabar', 'Belum dinilai', { scored: null });
    await say('kabar', 'Kota sebelah', { scored: { about: '35.76' } });
    await say('kabar', 'Esok', { publishedAt: to });
    await say('kabar', 'Kemarin', { publishedAt: '2026-11-20T22:59:59.999Z' });
  }

  test('the rows add up to all mentions; what only copies is counted apart', async () => {
    await seed();
    const counts = await loadPeriodCounts(db(), query, spans, true);
    expect(counts.sentiment).toEqual({
      media: { positive: 1, neutral: 0, negative: 2, potential: 1, unscored: 0 },
      social: { positive: 0, neutral: 0, negative: 2, potential: 0, unscored: 1 },
    });
    expect(counts.counted).toBe(7);
    expect(counts.copies.map(({ sourceClass }) => sourceClass).sort()).toEqual(['aggregator', 'mirror']);
    expect(counts.topics).toEqual([
      { topic: 'infrastruktur-jalan', count: 6, negative: 4 },
      { topic: 'kesehatan', count: 1, negative: 0 },
    ]);
    expect(counts.trend).toEqual([
      { at: from, counts: { positive: 1, neutral: 0, negative: 3, potential: 1, unscored: 0 } },
      { at: noon, counts: { positive: 0, neutral: 0, negative: 1, potential: 0, unscored: 1 } },
    ]);
    const before = await loadPeriodCounts(db(), { ...query, to: from, from: '2026-11-19T23:00:00.000Z' }, [], false);
    expect(imagesOf(counts, before)).toMatchObject([
      { name: 'PUPR', counts: { negative: 4, unscored: 1 } },
      { name: 'Dinkes', counts: { positive: 1 }, before: { positive: 0 } },
    ]);
    expect(await loadPeak(db(), spans, counts.trend)).toEqual({ from, to: noon, count: 5, negative: 3, title: null });
  });

  test('a listed account that copies is no other voice, wherever it was found', async () => {
    await addSources(db(), [makeSource({ id: 'tagar', class: 'public', platform: 'instagram' })]);
    const unknown = { agency: null, owner: null, contact: null, url: null, sourceId: null, note: null, active: true };
    const account = { platform: 'instagram', handle: 'salinan', name: 'Salinan', class: 'mirror', ...unknown } as const;
    await saveAccounts(db(), [account], testNow, testPseudonyms);
    const post = { sourceId: 'tagar', kind: 'post', platform: 'instagram', publishedAt: early } as const;
    await addMention(db(), {
      ...post,
      title: null,
      text: 'Salinan',
      authorHandle: 'salinan',
      voice: 'instagram:salinan',
    });
    await addMention(db(), { ...post, title: null, text: 'Warga', authorHandle: 'warga', voice: 'instagram:warga' });
    const counts = await loadPeriodCounts(db(), query, spans, true);
    expect([counts.counted, counts.copies.length]).toEqual([1, 1]);
  });

  test('a silent period has no peak', async () => {
    const counts = await loadPeriodCounts(db(), query, spans, true);
    expect([counts.counted, counts.topics, await loadPeak(db(), spans, counts.trend)]).toEqual([0, [], null]);
  });

  test('words are counted in an even sample of what is too much to read', async () => {
    await addSources(db(), [makeSource()]);
    for (let index = 0; index < 12; index += 1) {
      await addMention(db(), { title: null, text: `galon kosong ${index}`, publishedAt: early });
    }
    const none = { from: '2026-11-19T23:00:00.000Z', to: from, about: region.code, count: 0 };
    const all = await loadTopWords(db(), { ...query, count: 12 }, none, new Set(), region);
    expect(all).toEqual({
      topWords: [
        { word: 'galon', count: 12 },
        { word: 'kosong', count: 12 },
      ],
      wordSample: { read: 12, of: 12 },
    });
    const third = await loadTopWords(db(), { ...query, count: 4_500 }, none, new Set(), region);
    expect(third.wordSample).toEqual({ read: 4, of: 4_500 });
    expect(third.topWords[0]).toEqual({ word: 'galon', count: 4 });
  });
});

describe('topWords', () => {
  const say = (text: string, times: number) => Array.from({ length: times }, () => makeView({ title: null, text }));

  test('are those that have risen in many mentions, most said first; names, numbers and function words are not', () => {
    const mentions = [
      ...say('yang galon itu di Kedungrinjing Banyuraga 2026', 5),
      ...say('jalan rusak', 6),
      ...say('sekali', 2),
    ];
    const before = say('jalan rusak', 9);
    expect(topWords(mentions, before, region)).toEqual([
      { word: 'jalan', count: 6 },
      { word: 'rusak', count: 6 },
      { word: 'galon', count: 5 },
    ]);
  });

  test('a common word gives way to one that has risen', () => {
    const common = Array.from({ length: 10 }, (_, index) => `kata${String.fromCharCode(97 + index)}`).join(' ');
    const words = topWords([...say(common, 20), ...say('galon', 5)], say(common, 20), region);
    expect(words).toHaveLength(10);
    expect(words.at(-1)).toEqual({ word: 'galon', count: 5 });
  });

  test('count a mention once, however often it says the word', () => {
    expect(topWords(say('galon galon galon', 3), [], region)).toEqual([{ word: 'galon', count: 3 }]);
    expect(topWords(say('galon '.repeat(50), 2), [], region)).toEqual([]);
  });
});
