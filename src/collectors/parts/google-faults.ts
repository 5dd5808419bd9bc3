import { z } from 'zod';
import { SourceError } from '../../core/errors.ts';
import type { NetResponse } from '../../core/net.ts';
import { addDays, instantAt, localDate } from '../../core/time.ts';
import { waitOfHeader } from './api.ts';

const Refusal = z.object({
  error: z.object({
    message: z.string().catch(''),
    status: z.string().optional().catch(undefined),
    errors: z
      .array(z.object({ reason: z.string().catch('') }).catch({ reason: '' }))
      .optional()
      .catch(undefined),
    details: z
      .array(z.object({ reason: z.string().catch('') }).catch({ reason: '' }))
      .optional()
      .catch(undefined),
  }),
});

export interface GoogleRefusal {
  /** Every word that the answer gives as its reason, old style and new: `quotaExceeded`, `API_KEY_INVALID`, `PERMISSION_DENIED`. */
  readonly reasons: ReadonlySet<string>;
  readonly message: string;
}

/** What an error answer of a Google API says; no reasons when it is something else. */
export function readGoogleRefusal(json: unknown): GoogleRefusal {
  const { error } = Refusal.safeParse(json).data ?? {};
  if (error === undefined) return { reasons: new Set(), message: '' };
  const words = [...(error.errors ?? []), ...(error.details ?? [])].map(({ reason }) => reason);
  const reasons = new Set([...words, error.status ?? ''].filter((word) => word !== ''));
  // A suspended key is named in the message: it must not reach the log.
  const message = error.message.replace(/<[^>]*>/g, '').replace(/api_key:[^\s'"]+|AIza[\w-]+/g, 'api_key');
  return { reasons, message: message.slice(0, 200) };
}

const spent = ['quotaExceeded', 'dailyLimitExceeded', 'dailyLimitExceededUnreg'];
const tooFast = ['rateLimitExceeded', 'userRateLimitExceeded', 'RATE_LIMIT_EXCEEDED', 'RESOURCE_EXHAUSTED'];
const badKey = ['keyInvalid', 'keyExpired', 'API_KEY_INVALID', 'API_KEY_EXPIRED', 'UNAUTHENTICATED'];
const notAllowed = [
  'accessNotConfigured',
  'SERVICE_DISABLED',
  'API_KEY_SERVICE_BLOCKED',
  'API_KEY_IP_ADDRESS_BLOCKED',
  'ipRefererBlocked',
];
const passing = ['processingFailure', 'backendError', 'internalError', 'UNAVAILABLE', 'INTERNAL'];

/**
 * A Google API's own words → our reasons. A day's quota that is used up returns at midnight Pacific time, whatever `Retry-After` says.
 * @returns null when the status alone must say it
 */
export function googleFault(refusal: GoogleRefusal, response: NetResponse, now: Date): SourceError | null {
  const { reasons, message } = refusal;
  const has = (words: readonly string[]) => words.some((word) => reasons.has(word));
  const text = `${new URL(response.url).host}: ${[...reasons].join(', ')}: ${message}`;
  const credentialWide = true;
  if (has(spent)) {
    return new SourceError('rate-limited', text, { retryAfterMs: untilQuotaReset(now), credentialWide });
  }
  if (has(tooFast)) {
    const retryAfterMs = waitOfHeader(response.headers['retry-after'], now) ?? 60_000;
    return new SourceError('rate-limited', text, { retryAfterMs });
  }
  if (has(badKey)) return new SourceError('credential', text, { credentialWide });
  if (has(notAllowed)) return new SourceError('permission', text, { credentialWide });
  if (has(passing)) return new SourceError('network', text);
  if (reasons.size === 0) return null;
  if (response.status === 403) return new SourceError('permission', text);
  return response.status < 429 ? new SourceError('query', text) : null;
}

const quotaZone = 'America/Los_Angeles';

/** Milliseconds until Google's day ends: midnight Pacific time. */
export function untilQuotaReset(now: Date): number {
  return Date.parse(instantAt(addDays(localDate(now, quotaZone), 1), 0, quotaZone)) - now.getTime();
}
