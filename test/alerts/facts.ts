import type { FactMention, IssueFacts, KnownAnswer, LastAlert } from '../../src/core/alert.ts';
import type { KeywordHit } from '../../src/core/keyword-pack.ts';
import type { Spike } from '../../src/core/spike.ts';
import { makeIssue } from '../support/make.ts';

export const now = new Date('2026-11-22T08:00:00.000Z');

export function hoursAgo(hours: number): string {
  return new Date(now.getTime() - hours * 3_600_000).toISOString();
}

let lastId = 0;

/** A red complaint about the government, published and collected an hour ago. */
export function makeFact(overrides: Partial<FactMention> = {}): FactMention {
  lastId += 1;
  const publishedAt = overrides.publishedAt ?? hoursAgo(1);
  return {
    id: lastId,
    title: 'Air Mati Tiga Hari',
    text: 'Air PDAM mati tiga hari, pemerintah diam.',
    url: 'https://kabar-raga.test/air-mati',
    isOffice: false,
    isReport: false,
    publisher: 'Kabar Raga',
    platform: 'web',
    publishedAt,
    collectedAt: publishedAt,
    label: 'negative',
    value: -0.6,
    target: 'government',
    attention: 'alert',
    hoaxClass: 'none',
    agency: 'PDAM',
    evidence: ['mati', 'diam'],
    ...overrides,
  };
}

/** A red issue two hours old that changed just now. */
export function makeFacts(
  mentions: readonly FactMention[],
  issue: Partial<IssueFacts['issue']> = {},
  last: LastAlert | null = null,
  more: Partial<Pick<IssueFacts, 'sameTheme' | 'hits' | 'answers'>> = {},
): IssueFacts {
  const own = {
    ...makeIssue({ attention: 'alert', firstPublisher: 'Kabar Raga', firstAt: hoursAgo(2) }),
    negativeCount: mentions.filter(({ label }) => label === 'negative').length,
    hoaxCount: mentions.filter(({ hoaxClass }) => hoaxClass === 'claim').length,
  };
  return { issue: { id: 1, ...own, ...issue }, mentions, last, sameTheme: [], hits: [], answers: [], ...more };
}

export function makeAnswer(mention: FactMention, overrides: Partial<KnownAnswer> = {}): KnownAnswer {
  const url = 'https://cek.test/bantuan';
  return {
    ...{ claimId: 'klarifikasi:1', mentionId: mention.id, title: 'Bantuan lewat tautan itu palsu', url },
    ...{ similarity: 0.829, kind: 'match' },
    ...overrides,
  };
}

export function makeHit(mention: FactMention, overrides: Partial<KeywordHit> = {}): KeywordHit {
  return {
    ...{ packId: 'pilkada', keyword: 'surat suara', theme: 'kecurangan', mentionId: mention.id },
    ...{ field: 'text', start: 0, end: 11, candidates: [{ id: '01', direction: 'against' }], at: mention.collectedAt },
    ...overrides,
  };
}

export function makeSpike(overrides: Partial<Spike> = {}): Spike {
  return {
    ...{ key: 'topic:air-listrik', dimension: 'topic', value: 'air-listrik', channel: 'social' },
    ...{ from: hoursAgo(1), to: hoursAgo(0), count: 11, expected: 2.5, score: 6, sources: 3 },
    ...{ topic: 'air-listrik', agency: 'PDAM', placeCode: '35.16.15', placeName: 'Kemlagi' },
    ...{ issueId: null, mentionIds: [], sentence: '+340% keluhan air PDAM di Kemlagi, 3 sumber' },
    ...overrides,
  };
}
