import type { Digest } from '../core/digest.ts';
import { RequestError } from '../core/errors.ts';
import { hasBegun, parseReportKey } from '../core/report-period.ts';
import type { ApiDeps } from './deps.ts';

/**
 * A report as it was sent, as it waits, or made now from what is stored.
 * @param key a period or a version of its report (`core/report-period.ts`)
 * @throws RequestError 404 for a period that has not begun, or of which nothing can be said
 */
export async function loadReport(
  key: string,
  { now, region, reportMinute, digestOf }: Pick<ApiDeps, 'now' | 'region' | 'reportMinute' | 'digestOf'>,
): Promise<Digest> {
  const date = parseReportKey(key)?.date;
  const found =
    date === undefined || !hasBegun(date, now(), region.timezone, reportMinute) ? null : await digestOf(key);
  if (found === null) throw new RequestError(404, 'not-found', `Belum ada laporan untuk ${key}.`);
  return found;
}
