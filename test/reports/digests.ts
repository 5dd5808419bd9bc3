import type { Digest, DigestClipping, DigestIssue, SentimentCounts } from '../../src/core/digest.ts';
import type { Issue } from '../../src/core/issue.ts';
import { makeIssue } from '../support/make.ts';

export const noCounts: SentimentCounts = { positive: 0, neutral: 0, negative: 0, potential: 0, unscored: 0 };

/** A day on which nothing was heard and every source answered. */
export function makeEmptyDigest(overrides: Partial<Digest> = {}): Digest {
  return {
    period: 'day',
    date: '2026-11-21',
    regionName: 'Kabupaten Banyuraga',
    timezone: 'Asia/Jakarta',
    from: '2026-11-20T23:00:00.000Z',
    to: '2026-11-21T23:00:00.000Z',
    madeAt: '2026-11-21T23:00:07.000Z',
    complete: true,
    afterwards: false,
    demo: false,
    preparedBy: 'Bidang IKP Diskominfo',
    addressedTo: ['Bupati', 'Sekretaris Daerah', 'Kepala Dinas Kominfo'],
    lexicon: 'id-core 3',
    program: '0.1.0',
    editorial: {
      editedBy: null,
      editedAt: null,
      approvedBy: null,
      approvedAt: null,
      excludedIssues: [],
      correction: 0,
    },
    summary: [
      'Tidak ada sebutan tentang Kabupaten Banyuraga yang terpantau pada periode ini.',
      'Tidak ada isu negatif baru.',
    ],
    trust: null,
    sentiment: { media: noCounts, social: noCounts },
    sentimentBefore: { media: noCounts, social: noCounts },
    sentimentWeekAgo: null,
    peak: null,
    trend: [],
    topics: [],
    topWords: [],
    wordSample: { read: 0, of: 0 },
    totals: { negative: 0, negativeNew: 0, potential: 0, hoaxes: 0, followUps: 0, positive: 0, clippings: 0 },
    negative: [],
    analysis: [],
    recommendations: [],
    potential: [],
    spikes: [],
    hoaxes: [],
    followUps: [],
    questions: [],
    positive: [],
    image: [],
    clippings: [],
    alerts: {
      raised: { watch: 0, alert: 0, crisis: 0 },
      acknowledged: 0,
      sent: 0,
      waiting: 0,
      failed: 0,
      keptBack: [],
      silences: [],
    },
    coverage: {
      sources: [{ id: 'kabar-raga', title: 'Kabar Raga', status: 'ok', lastError: null, lastNewItemAt: null }],
      mentions: 0,
      counted: 0,
      copies: 0,
      notRelevant: 0,
      waiting: 0,
      unscored: 0,
      setAside: 0,
      repeats: 0,
      rejected: 0,
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
    issue: {
      id: 1,
      ...makeIssue({
        title,
        attention: 'alert',
        topic: 'air-listrik',
        agency: 'PDAM',
        firstAt: '2026-11-21T02:40:00.000Z',
      }),
      ...issue,
    },
    substance: 'Hari ketiga tanpa air bagi ribuan pelanggan. Direktur meminta maaf kepada warga.',
    spread: { media: 9, accounts: 4, comments: 9 },
    places: ['Kedungrinjing', 'Margacempa'],
    count: 22,
    countBefore: 5,
    links: [{ publisher: 'Kabar Raga', title, url: 'https://kabar-raga.test/air-mati' }],
    isNew: false,
    headline: null,
    recurring: [],
    note: null,
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
    field: 'ekuin',
    agency: 'PDAM',
    url: 'https://kabar-raga.test/air-mati',
    ...overrides,
  };
}

/** Totals that say that the lists are complete. */
export function totalsOf(
  digest: Pick<Digest, 'negative' | 'potential' | 'hoaxes' | 'followUps' | 'positive' | 'clippings'>,
): Digest['totals'] {
  return {
    negative: digest.negative.length,
    negativeNew: digest.negative.filter(({ isNew }) => isNew).length,
    potential: digest.potential.length,
    hoaxes: digest.hoaxes.length,
    followUps: digest.followUps.length,
    positive: digest.positive.length,
    clippings: digest.clippings.length,
  };
}
