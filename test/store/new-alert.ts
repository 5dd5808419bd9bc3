import type { Alert } from '../../src/core/alert.ts';
import type { Issue } from '../../src/core/issue.ts';
import type { NewAlert } from '../../src/store/alerts.ts';

/** A red alert on the issue, of which one person is to be told by mail. */
export function makeNewAlert(issue: Issue, overrides: Partial<Alert> = {}): NewAlert {
  const { id: issueId, title, topic, agency, placeCode, placeName } = issue;
  return {
    alert: {
      ...{ ruleId: 'negative-issue', subject: `issue:${issueId}`, issueId, level: 'alert', occasion: 'first' },
      ...{ title, topic, agency, placeCode, placeName, reason: 'Tiga laporan negatif dalam satu jam.' },
      ...{ mentionIds: [3, 1], firedAt: '2026-11-22T08:00:00.000Z', snapshot: { issue, mentions: [], answers: [] } },
      ...overrides,
    },
    notices: ({ id, firedAt }) => [
      {
        ...{ alertId: id, routeId: 'semua', purpose: 'notify', groupKey: '["semua"]', state: 'waiting' },
        ...{ dueAt: firedAt, createdAt: firedAt, reason: null },
        target: { recipient: 'humas', name: 'Humas', channel: 'email', address: 'humas@uji.test' },
      },
    ],
    decision: () => null,
  };
}
