import type { ReportPeriod } from '../core/digest.ts';
import { ConfigError } from '../core/errors.ts';
import type { ReportFile, ReportFormat } from '../core/report-file.ts';
import { lastReport, periodOf, reportOf } from '../core/report-period.ts';
import type { DigestDeps } from '../jobs/digest.ts';
import { viewDigest } from '../jobs/view-digest.ts';
import { renderReport } from '../reports/formats.ts';
import { version } from './files.ts';
import type { Installation } from './installation.ts';
import { createLogger } from './logger.ts';
import { openConfigured } from './open-configured.ts';

/** What a report is made with, by the clock, the pages, the API and the command line alike. */
export function digestDepsOf({ db, now, region, scorer, config, kind }: Installation): DigestDeps {
  return {
    db,
    now,
    region,
    demo: kind === 'demo',
    lexicon: scorer.stamp,
    program: version,
    preparedBy: config.reports.preparedBy,
    addressedTo: config.reports.addressedTo,
    themes: config.themes,
    reportMinute: config.digestMinute,
  };
}

export interface ReportWish {
  /** `YYYY-MM-DD`, `YYYY-Www` or `YYYY-MM`; the last period that has ended if null. */
  readonly date: string | null;
  /** With a date of a day: the week or month that it lies in. Null: what the date says, a day if there is none. */
  readonly period: ReportPeriod | null;
}

/**
 * The configured installation's report of a period in one form: as it was sent, as it waits, or made now from what is stored.
 * @throws ConfigError for a period that does not exist or has not begun
 */
export async function printDigest(configPath: string, wish: ReportWish, format: ReportFormat): Promise<ReportFile> {
  const asked = wish.date === null ? null : readPeriod(wish.date, wish.period);
  const installation = await openConfigured(configPath, createLogger('warn'));
  try {
    const { now, region, config } = installation;
    const date = asked ?? lastReport(wish.period ?? 'day', now(), region.timezone, config.digestMinute);
    const digest = await viewDigest(digestDepsOf(installation), date);
    if (digest === null) throw wrong('--date', 'periode itu belum mulai');
    return await renderReport(digest, format);
  } finally {
    await installation.close();
  }
}

/** @throws ConfigError */
function readPeriod(date: string, period: ReportPeriod | null): string {
  const kind = periodOf(date);
  if (kind === null) {
    throw wrong('--date', 'harus hari (2026-11-21), pekan (2026-W47), atau bulan (2026-11)');
  }
  if (period === null || period === kind) return date;
  if (kind !== 'day') throw wrong('--period', `tanggal ${date} bukan ${period}`);
  return reportOf(period, date);
}

function wrong(where: string, message: string): ConfigError {
  return new ConfigError([{ where, message }]);
}
