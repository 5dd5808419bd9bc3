/** Longest wait that is believed when a site names one, in milliseconds: a day. */
const maxWaitMs = 86_400_000;

/**
 * `Retry-After` as whole seconds or as an HTTP date (RFC 9110 10.2.3), in milliseconds from now; null when absent or unreadable.
 */
export function retryAfterMs(value: string | undefined, now: Date): number | null {
  if (value === undefined) return null;
  const text = value.trim();
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, maxWaitMs);
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : Math.min(Math.max(0, time - now.getTime()), maxWaitMs);
}

/** How long an answer says it stays fresh (`Cache-Control: max-age`, else `Expires`), in milliseconds; 0 if it does not say. */
export function freshForMs(headers: Readonly<Record<string, string>>, now: Date): number {
  const cacheControl = headers['cache-control'] ?? '';
  if (/\bno-(cache|store)\b/i.test(cacheControl)) return 0;
  const maxAge = /\bmax-age=(\d+)/i.exec(cacheControl)?.[1];
  if (maxAge !== undefined) return Math.min(Number(maxAge) * 1000, maxWaitMs);
  const expires = Date.parse(headers.expires ?? '');
  return Number.isNaN(expires) ? 0 : Math.min(Math.max(0, expires - now.getTime()), maxWaitMs);
}
