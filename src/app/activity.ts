import type { ActivityReport } from '../core/account.ts';
import { ConfigError } from '../core/errors.ts';
import { lastMonth, makeActivityReport } from '../jobs/activity.ts';
import { renderActivityCsv } from '../reports/activity-csv.ts';
import { renderActivityHtml } from '../reports/activity-html.tsx';
import { renderActivityText } from '../reports/activity-text.ts';
import { createLogger } from './logger.ts';
import { openConfigured } from './open-configured.ts';

/** Forms that the account report can be printed in. */
export const activityFormats: Readonly<Record<string, (report: ActivityReport, zone: string) => string>> = {
  html: renderActivityHtml,
  text: renderActivityText,
  csv: renderActivityCsv,
  json: (report) => `${JSON.stringify(report, null, 2)}\n`,
};

/**
 * The account report of a month, made from what is stored now.
 * @param month `YYYY-MM`, not in the future; the month that ended last if null
 * @throws ConfigError for another month or an unknown format
 */
export async function printActivity(configPath: string, month: string | null, format: string): Promise<string> {
  const renderer = Object.hasOwn(activityFormats, format) ? activityFormats[format] : undefined;
  if (renderer === undefined) {
    throw new ConfigError([{ where: '--format', message: `yang ada: ${Object.keys(activityFormats).join(', ')}` }]);
  }
  const installation = await openConfigured(configPath, createLogger('warn'));
  try {
    const { db, now, region, kind, pseudonyms } = installation;
    const deps = { db, now, region, demo: kind === 'demo', pseudonyms };
    const report = await makeActivityReport(deps, checkMonth(month, now(), region.timezone));
    return renderer(report, region.timezone);
  } finally {
    await installation.close();
  }
}

function checkMonth(month: string | null, now: Date, zone: string): string {
  if (month === null) return lastMonth(now, zone);
  if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(month) || month > now.toISOString().slice(0, 7)) {
    throw new ConfigError([{ where: '--month', message: 'harus bulan YYYY-MM yang sudah berjalan' }]);
  }
  return month;
}
