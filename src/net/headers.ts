import { SourceError } from '../core/errors.ts';
import type { Validators } from '../core/net.ts';

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

/** What decides where a request goes and how long it is: never the caller's. */
const reserved = new Set(
  'connection content-length cookie expect host keep-alive proxy-authorization te trailer transfer-encoding upgrade'.split(
    ' ',
  ),
);

/**
 * Headers as they may be sent. A line break in a value would begin another header.
 * @throws SourceError `blocked`, without the value: it may be a key
 */
export function checkHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const checked: Record<string, string> = {};
  for (const [printed, value] of Object.entries(headers)) {
    const name = printed.toLowerCase();
    if (!/^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(name) || reserved.has(name)) {
      throw new SourceError('blocked', `refused: ${JSON.stringify(printed.slice(0, 40))} is not a header to be set`);
    }
    if (!isHeaderValue(value)) {
      throw new SourceError('blocked', `refused: the header ${name} holds a character that no header may hold`);
    }
    checked[name] = value;
  }
  return checked;
}

function isHeaderValue(value: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
}

/** The conditional headers; what a site sent that cannot be sent back is left out, so that the whole answer comes. */
export function conditions(validators: Validators | null | undefined): Record<string, string> {
  const headers: Record<string, string> = {};
  const { etag, lastModified } = validators ?? { etag: null, lastModified: null };
  if (etag !== null && etag !== '' && isHeaderValue(etag)) headers['if-none-match'] = etag;
  if (lastModified !== null && lastModified !== '' && isHeaderValue(lastModified)) {
    headers['if-modified-since'] = lastModified;
  }
  return headers;
}
