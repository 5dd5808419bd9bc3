import type { Alert, FactMention } from '../../src/core/alert.ts';
import type { Issue } from '../../src/core/issue.ts';
import type { AlertContext } from '../../src/notify/alert-content.ts';
import { makeFact } from '../alerts/facts.ts';
import { makeIssue } from '../support/make.ts';

export const context: AlertContext = {
  regionName: 'Kabupaten Banyuraga',
  timezone: 'Asia/Jakarta',
  agencyNames: { PDAM: 'Perumda Air Minum Tirta Raga' },
  publicUrl: 'https://kentongan.banyuraga.test',
  demo: false,
};

export const waterIssue: Issue = {
  id: 3,
  ...makeIssue({
    title: 'Air Mati Tiga Hari di Kedungrinjing',
    agency: 'PDAM',
    placeName: 'Kedungrinjing',
    firstPublisher: 'Kabar Raga',
    firstAt: '2026-11-19T23:30:00.000Z',
    mentionCount: 1255,
    negativeCount: 31,
    sourceCount: 9,
    mediaCount: 12,
    accountCount: 3,
    commentCount: 1240,
  }),
};

/** A red alert about water that has not come for three days. */
export function makeAlert(overrides: Partial<Alert> = {}, mentions: readonly FactMention[] = [makeFact()]): Alert {
  return {
    id: 12,
    ruleId: 'negative-issue',
    subject: 'issue:3',
    issueId: 3,
    level: 'alert',
    title: 'Air Mati Tiga Hari di Kedungrinjing',
    reason: '14 sebutan negatif dari 6 sumber dalam 24 jam mengarah ke pemerintah daerah, pertama kali di Kabar Raga.',
    occasion: 'first',
    topic: 'air-listrik',
    agency: 'PDAM',
    placeCode: '99.01.05',
    placeName: 'Kedungrinjing',
    mentionIds: mentions.map(({ id }) => id),
    firedAt: '2026-11-22T08:00:00.000Z',
    snapshot: { issue: waterIssue, mentions, answers: [] },
    acknowledged: null,
    ...overrides,
  };
}

/** Alerts with ids from 1, all about water. */
export function makeAlerts(count: number): readonly Alert[] {
  return Array.from({ length: count }, (_, index) =>
    makeAlert({
      id: index + 1,
      issueId: index + 1,
      subject: `issue:${index + 1}`,
      title: `Air mati di dusun ${index + 1}`,
    }),
  );
}
