import type { FactMention, IssueFacts } from '../../src/core/alert.ts';
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
    publisher: 'Kabar Raga',
    platform: 'web',
    publishedAt,
    collectedAt: publishedAt,
    label: 'negative',
    value: -0.6,
    target: 'government',
    attention: 'alert',
    hoaxClass: 'none',
    evidence: ['mati', 'diam'],
    ...overrides,
  };
}

export function makeFacts(
  mentions: readonly FactMention[],
  issue: Partial<IssueFacts['issue']> = {},
  lastAlertAt: IssueFacts['lastAlertAt'] = {},
): IssueFacts {
  return {
    issue: { id: 1, ...makeIssue({ attention: 'alert', firstPublisher: 'Kabar Raga' }), ...issue },
    mentions,
    lastAlertAt,
  };
}
