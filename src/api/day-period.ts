import { RequestError } from '../core/errors.ts';
import { addDays, localDate } from '../core/time.ts';
import { listStaleDays } from '../store/day-counts.ts';
import type { ApiDeps } from './deps.ts';

export const maxDays = 366;
const usualDays = 14;

export interface Days {
  readonly from: string;
  /** The last day, included. */
  readonly to: string;
}

/**
 * The days that a request asks for; the last 14 if it names none.
 * @throws RequestError 400 when the period is empty or too long
 */
export function readDays(
  asked: { readonly from?: string | undefined; readonly to?: string | undefined },
  deps: ApiDeps,
): Days {
  const to = asked.to ?? localDate(deps.now(), deps.region.timezone);
  const from = asked.from ?? addDays(to, 1 - usualDays);
  requireDays({ from, to }, 'from', 'to');
  return { from, to };
}

/** The days that others are compared with: those asked for, else as many right before the others. @throws RequestError 400 */
export function readEarlierDays(
  asked: { readonly from?: string | undefined; readonly to?: string | undefined },
  { from, to }: Days,
): Days {
  const last = asked.to ?? addDays(from, -1);
  const length = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
  const days = { from: asked.from ?? addDays(last, -length), to: last };
  requireDays(days, 'from2', 'to2');
  return days;
}

function requireDays({ from, to }: Days, first: string, last: string): void {
  if (from > to) throw refused(first, `tidak boleh sesudah \`${last}\``);
  if (addDays(from, maxDays - 1) < to) throw refused(last, `paling banyak ${maxDays} hari sekaligus`);
}

function refused(where: string, message: string): RequestError {
  return new RequestError(400, 'invalid-parameters', `Parameter perlu diperbaiki: ${where}`, [{ where, message }]);
}

/** The same days, and which of them have changes that are not counted yet. */
export async function withStaleDays(
  days: Days,
  { db, region }: ApiDeps,
): Promise<Days & { readonly staleDays: string[] }> {
  return { ...days, staleDays: await listStaleDays(db, days.from, days.to, region.timezone) };
}
