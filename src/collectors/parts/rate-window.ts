import type { NetResponse } from '../../core/net.ts';

const longestMs = 24 * 3_600_000;

/**
 * How long until a platform's rate window begins anew, by its `…-reset` header.
 * @param name of the header, lower case; its value is a Unix time in seconds or a date
 * @returns milliseconds, at most a day; null when the header is missing or unreadable
 */
export function untilReset({ headers }: NetResponse, name: string, now: Date): number | null {
  const value = headers[name]?.trim() ?? '';
  const at = /^\d{1,12}(?:\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value);
  return Number.isNaN(at) ? null : Math.min(Math.max(0, at - now.getTime()), longestMs);
}

/** The same for an answer that used up the window's last request (`…-remaining: 0`); 0 when there is room left. */
export function waitOfWindow(response: NetResponse, prefix: string, now: Date): number {
  if (response.headers[`${prefix}-remaining`]?.trim() !== '0') return 0;
  return untilReset(response, `${prefix}-reset`, now) ?? 0;
}
