import { expect, test } from 'vitest';
import { digest as schema } from '../../src/api/schemas/digest.ts';
import type { Digest } from '../../src/core/digest.ts';
import { completeDigest } from '../../src/store/complete-digest.ts';
import { makeDigest } from '../support/make.ts';

const counts = { positive: 1, neutral: 2, negative: 3, potential: 4, unscored: 0 };
const none = { positive: 0, neutral: 0, negative: 0, potential: 0, unscored: 0 };

/** As version 0.4 stored it. */
const issue = {
  id: 7,
  title: 'Air mati',
  state: 'baru',
  topic: 'air-listrik',
  agency: 'PDAM',
  placeCode: null,
  placeName: null,
  attention: 'alert',
  firstAt: '2026-11-20T01:00:00.000Z',
  lastAt: '2026-11-21T01:00:00.000Z',
  firstPublisher: 'Kabar Raga',
  mentionCount: 3,
  negativeCount: 2,
  positiveCount: 0,
  sourceCount: 2,
  hoaxCount: 1,
  updatedAt: '2026-11-21T02:00:00.000Z',
};
const entry = {
  issue,
  substance: 'Air mati.',
  spread: { media: 1, accounts: 1, comments: 1 },
  places: ['Kemlagi'],
  count: 3,
  countBefore: 1,
  links: [{ publisher: 'Kabar Raga', title: 'Air mati', url: null }],
  isNew: true,
};
const old = {
  date: '2026-11-21',
  regionName: 'Kabupaten Banyuraga',
  timezone: 'Asia/Jakarta',
  from: '2026-11-20T23:00:00.000Z',
  to: '2026-11-21T23:00:00.000Z',
  madeAt: '2026-11-21T23:00:05.000Z',
  complete: true,
  demo: false,
  lexicon: 'id-core 1',
  sentiment: { media: counts, social: none },
  sentimentBefore: { media: none, social: none },
  topWords: [{ word: 'air', count: 3 }],
  negative: [entry],
  potential: [],
  hoaxes: [entry],
  followUps: [entry],
  positive: [],
  clippings: [
    {
      at: '2026-11-21T01:00:00.000Z',
      publisher: 'Kabar Raga',
      sourceClass: 'online-media',
      title: 'Air mati',
      label: 'negative',
      topic: 'air-listrik',
      agency: null,
      url: null,
    },
  ],
  coverage: { sources: [], mentions: 12, repeats: 1, rejected: 0, unscored: 0, setAside: 0, notRelevant: 2 },
};

test('a report of an earlier version has everything that one of today has', () => {
  const digest = completeDigest(old as unknown as Partial<Digest>);
  expect(Object.keys(digest).sort()).toEqual(Object.keys(makeDigest()).sort());
  expect(schema.safeParse(digest).error).toBeUndefined();
  expect(digest).toMatchObject({
    period: 'day',
    lexicon: 'id-core 1',
    negative: [{ issue: { id: 7, mergedInto: null, mediaCount: 0 }, headline: null, recurring: [], note: null }],
    hoaxes: [{ entry: { substance: 'Air mati.' }, status: 'unanswered', answer: null }],
    followUps: [{ entry: { count: 3 }, state: 'baru', agency: 'PDAM', isOverdue: false, effect: null }],
    totals: { negative: 1, negativeNew: 1, clippings: 1 },
    coverage: { mentions: 12, notRelevant: 2, copies: 0, counted: 10 },
    editorial: { approvedBy: null, correction: 0 },
  });
});

test('a report of today stays as it is', () => {
  const digest = makeDigest({ summary: ['Tenang.'], trust: 'Semua gagal.' });
  expect(completeDigest(digest)).toEqual(digest);
});
