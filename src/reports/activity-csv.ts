import { stringify } from 'csv-stringify/sync';
import type { ActivityReport } from '../core/account.ts';
import { activityStateNames } from './activity-wording.ts';

/** One line an account, for spreadsheets; texts that would run as formulas are defused. */
export function renderActivityCsv(report: ActivityReport): string {
  const rows = report.agencies.flatMap(({ agencyName, accounts }) =>
    accounts.map((activity) => {
      // Nothing is known of an account that nobody reads: an empty cell, not a zero.
      const known = (count: number): number | null => (activity.state === 'unmonitored' ? null : count);
      return [
        agencyName,
        activity.account.platform,
        activity.account.handle,
        activity.account.name,
        activityStateNames[activity.state],
        known(activity.posts),
        known(activity.postsPerWeek),
        activity.lastPostAt,
        activity.interactions,
        activity.interactionsPerPost,
        activity.views,
        known(activity.questions),
        known(activity.unansweredCount),
      ];
    }),
  );
  const columns = [
    'opd',
    'platform',
    'akun',
    'nama',
    'keadaan',
    'kiriman',
    'kiriman_per_minggu',
    'kiriman_terakhir',
    'interaksi',
    'interaksi_per_kiriman',
    'tayangan',
    'pertanyaan',
    'belum_dijawab',
  ];
  return stringify(rows, { bom: true, header: true, columns, escape_formulas: true, record_delimiter: 'windows' });
}
