import { describe, expect, test } from 'vitest';
import { countedMentions } from '../../src/jobs/counted-mentions.ts';
import { isSocial, topWords, toSentimentTable } from '../../src/jobs/digest-counts.ts';
import type { MentionView } from '../../src/store/mention-rows.ts';
import { makeDraft, makeScored, region, type ScoredOverrides } from './seed.ts';

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

test('the five rows of the table add up to all mentions', () => {
  const views = [
    makeView({}, { label: 'negative', attention: 'watch' }),
    makeView({}, { label: 'neutral', attention: 'watch' }),
    makeView({}, { label: 'positive', attention: 'none' }),
    makeView({}, { label: 'unscored', attention: 'none' }),
    makeView({}, null),
    makeView({ kind: 'comment' }, { label: 'neutral', attention: 'none' }),
  ];
  expect(toSentimentTable(views)).toEqual({
    media: { positive: 1, neutral: 0, negative: 1, potential: 1, unscored: 2 },
    social: { positive: 0, neutral: 1, negative: 0, potential: 0, unscored: 0 },
  });
});

describe('topWords', () => {
  const say = (text: string, times: number) => Array.from({ length: times }, () => makeView({ title: null, text }));

  test('are those said in many mentions, the risen ones first; names, numbers and function words are not', () => {
    const mentions = [
      ...say('yang galon itu di Kedungrinjing Banyuraga 2026', 5),
      ...say('jalan rusak', 6),
      ...say('sekali', 2),
    ];
    const before = say('jalan rusak', 9);
    expect(topWords(mentions, before, region)).toEqual([
      { word: 'galon', count: 5 },
      { word: 'jalan', count: 6 },
      { word: 'rusak', count: 6 },
    ]);
  });

  test('count a mention once, however often it says the word', () => {
    expect(topWords(say('galon galon galon', 3), [], region)).toEqual([{ word: 'galon', count: 3 }]);
    expect(topWords(say('galon '.repeat(50), 2), [], region)).toEqual([]);
  });
});
