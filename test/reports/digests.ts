import type { Digest, DigestClipping, DigestIssue, SentimentCounts } from '../../src/core/digest.ts';
import type { Issue } from '../../src/core/issue.ts';
import { makeIssue } from '../support/make.ts';

const none: SentimentCounts = { positive: 0, neutral: 0, negative: 0, potential: 0, unscored: 0 };

/** A day on which nothing was heard and every source answered. */
export function makeEmptyDigest(overrides: Partial<Digest> = {}): Digest {
  return {
    date: '2026-11-21',
    regionName: 'Kabupaten Banyuraga',
    timezone: 'Asia/Jakarta',
    from: '2026-11-20T23:00:00.000Z',
    to: '2026-11-21T23:00:00.000Z',
    madeAt: '2026-11-21T23:00:07.000Z',
    complete: true,
    demo: false,
    lexicon: 'id-core 3',
    sentiment: { media: none, social: none },
    sentimentBefore: { media: none, social: none },
    topWords: [],
    negative: [],
    potential: [],
    hoaxes: [],
    followUps: [],
    positive: [],
    clippings: [],
    coverage: {
      sources: [{ id: 'kabar-raga', title: 'Kabar Raga', status: 'ok', lastError: null, lastNewItemAt: null }],
      mentions: 0,
      repeats: 0,
      rejected: 0,
      unscored: 0,
      setAside: 0,
      notRelevant: 0,
    },
    ...overrides,
  };
}

export function makeEntry(
  title: string,
  overrides: Partial<DigestIssue> = {},
  issue: Partial<Issue> = {},
): DigestIssue {
  return {
    issue: { id: 1, ...makeIssue({ title, attention: 'alert', topic: 'air-listrik', agency: 'PDAM' }), ...issue },
    substance: 'Hari ketiga tanpa air bagi ribuan pelanggan. Direktur meminta maaf kepada warga.',
    spread: { media: 9, accounts: 4, comments: 9 },
    places: ['Kedungrinjing', 'Margacempa'],
    count: 22,
    countBefore: 5,
    links: [{ publisher: 'Kabar Raga', title, url: 'https://kabar-raga.test/air-mati' }],
    isNew: false,
    ...overrides,
  };
}

export function makeClipping(title: string, overrides: Partial<DigestClipping> = {}): DigestClipping {
  return {
    hasTime: true,
    at: '2026-11-21T05:15:00.000Z',
    publisher: 'Kabar Raga',
    sourceClass: 'online-media',
    title,
    label: 'negative',
    topic: 'air-listrik',
    agency: 'PDAM',
    url: 'https://kabar-raga.test/air-mati',
    ...overrides,
  };
}

/** A day with something in every section. */
export function makeFullDigest(overrides: Partial<Digest> = {}): Digest {
  return makeEmptyDigest({
    sentiment: {
      media: { positive: 20, neutral: 40, negative: 20, potential: 4, unscored: 0 },
      social: { positive: 100, neutral: 500, negative: 600, potential: 30, unscored: 10 },
    },
    sentimentBefore: {
      media: { positive: 25, neutral: 40, negative: 8, potential: 4, unscored: 0 },
      social: { positive: 90, neutral: 480, negative: 200, potential: 40, unscored: 10 },
    },
    topWords: [
      { word: 'galon', count: 41 },
      { word: 'pompa', count: 17 },
    ],
    negative: [
      makeEntry('Air Mati Tiga Hari di Kedungrinjing', { isNew: false }, { id: 1, state: 'diteruskan' }),
      makeEntry(
        'Atap SD Ambruk',
        { isNew: true, countBefore: 0, count: 7 },
        { id: 2, topic: 'pendidikan', agency: null },
      ),
    ],
    potential: [makeEntry('Pupuk Mulai Langka', { count: 3 }, { id: 3, attention: 'watch', topic: 'pertanian' })],
    hoaxes: [makeEntry('Hoaks Bansos Rp 1,8 Juta', { count: 6, countBefore: 0, isNew: true }, { id: 4, hoaxCount: 4 })],
    followUps: [makeEntry('Jalan Ciwulung Rusak', { count: 0, countBefore: 12 }, { id: 5, state: 'ditanggapi' })],
    positive: [makeEntry('Puskesmas Waringinsewu Dipuji', {}, { id: 6, attention: 'none', topic: 'kesehatan' })],
    clippings: [makeClipping('Air Mati, Warga Antre'), makeClipping('Panen Raya', { label: 'positive', agency: null })],
    coverage: {
      sources: [
        {
          id: 'kabar-raga',
          title: 'Kabar Raga',
          status: 'ok',
          lastError: null,
          lastNewItemAt: '2026-11-21T05:15:00.000Z',
        },
        {
          id: 'dlh',
          title: 'Dinas Lingkungan Hidup',
          status: 'failing',
          lastError: 'network: ECONNREFUSED',
          lastNewItemAt: null,
        },
        {
          id: 'forum',
          title: 'Forum Warga',
          status: 'quiet',
          lastError: null,
          lastNewItemAt: '2026-11-12T05:15:00.000Z',
        },
        { id: 'lama', title: 'Koran Lama', status: 'gone', lastError: 'gone: 410', lastNewItemAt: null },
      ],
      mentions: 2140,
      repeats: 310,
      rejected: 2,
      unscored: 10,
      setAside: 5,
      notRelevant: 816,
    },
    ...overrides,
  });
}
