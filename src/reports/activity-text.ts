import type { AccountActivity, ActivityReport } from '../core/account.ts';
import { formatDateTime, formatNumber } from '../core/time.ts';
import { activityStateNames, agencyLists, platformName, sayActivity, sayCount, sayMonth } from './activity-wording.ts';
import { plainLine } from './whatsapp.ts';

/** The monthly account report for pasting into WhatsApp. */
export function renderActivityText(report: ActivityReport, zone: string): string {
  const lines = [
    `*LAPORAN KEAKTIFAN AKUN RESMI*`,
    `${report.regionName}, ${sayMonth(report.month)}`,
    ...(report.demo ? ['_(DEMO: data rekaan)_'] : []),
    '',
    sayActivity(report),
  ];
  for (const { title, names } of agencyLists(report)) {
    lines.push('', `*${title} (${formatNumber(names.length)})*`, names.map(plainLine).join(', '));
  }
  for (const { agencyName, accounts } of report.agencies) {
    lines.push('', `*${plainLine(agencyName)}*`, ...accounts.map((account) => sayAccount(account, zone)));
  }
  return `${lines.join('\n')}\n`;
}

function sayAccount(activity: AccountActivity, zone: string): string {
  const { account, state, posts, postsPerWeek, lastPostAt, interactionsPerPost, unansweredCount } = activity;
  const head = `- ${platformName(account.platform)} ${plainLine(account.handle)}: ${activityStateNames[state]}`;
  if (state === 'unmonitored') return head;
  const last = lastPostAt === null ? 'belum pernah ada kiriman' : `terakhir ${formatDateTime(lastPostAt, zone)}`;
  const waiting = unansweredCount === 0 ? '' : `, ${formatNumber(unansweredCount)} pertanyaan belum dijawab`;
  return `${head}, ${formatNumber(posts)} kiriman (${formatNumber(postsPerWeek)} seminggu), ${last}, interaksi per kiriman ${sayCount(interactionsPerPost)}${waiting}`;
}
