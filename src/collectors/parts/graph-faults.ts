import { z } from 'zod';
import { SourceError, type SourceFault } from '../../core/errors.ts';
import type { NetResponse } from '../../core/net.ts';
import { faultOfStatus, waitOfHeader } from './api.ts';
import { waitOfUsage } from './graph-usage.ts';

/** A refusal in the words of Meta's Graph API (Facebook, Instagram, Threads). */
export class GraphFault extends SourceError {
  readonly code: number;
  readonly subcode: number | null;
  constructor(
    reason: SourceFault,
    message: string,
    code: number,
    subcode: number | null,
    options: { retryAfterMs?: number | null; credentialWide?: boolean } = {},
  ) {
    super(reason, message, options);
    this.code = code;
    this.subcode = subcode;
  }
}

const Body = z.object({
  error: z.object({
    message: z.string().catch(''),
    code: z.number(),
    error_subcode: z.number().nullish().catch(null),
    is_transient: z.boolean().nullish().catch(null),
    error_user_msg: z.string().nullish().catch(null),
  }),
});

const tokenFaults: Readonly<Record<number, string>> = {
  458: 'the account has removed the app, so it must log in again',
  459: 'the account must pass a security check on facebook.com first',
  460: 'the password was changed, so the account must log in again',
  463: 'the token has expired',
  464: 'the account is not confirmed',
  467: 'the token is no longer valid',
  492: 'the account has no role on the Page any more',
};

/** When a limit is passed and no header says for how long. */
const limitMs = 3_600_000;

/**
 * What an answer with a status of 400 or above means.
 * @param secret the token: Meta repeats a malformed one in its message
 * @returns null when the body is not one of Graph's
 */
export function faultOfGraph(response: NetResponse, json: unknown, secret: string, now: Date): GraphFault | null {
  const error = Body.safeParse(json).data?.error;
  if (error === undefined) return null;
  const { code } = error;
  const subcode = error.error_subcode ?? null;
  const words = `${error.message} ${error.error_user_msg ?? ''}`.trim();
  const safe = secret === '' ? words : words.replaceAll(secret, '***');
  const said = `Meta answers ${code}${subcode === null ? '' : `/${subcode}`}: ${safe}`;
  const fault = (reason: SourceFault, options: { message?: string; credentialWide?: boolean } = {}) =>
    new GraphFault(reason, options.message ?? said, code, subcode, {
      credentialWide: options.credentialWide ?? false,
      retryAfterMs: reason === 'rate-limited' ? waitOfLimit(response, now) : null,
    });
  if (code === 190 || code === 102) {
    const meaning = tokenFaults[subcode ?? 0] ?? 'the token is not accepted';
    return fault('credential', { message: `${meaning} (${said})`, credentialWide: true });
  }
  // 2500 is how Graph says that a call needs a token at all, besides a wrong path; the sentence tells them apart.
  if (code === 2500 && /access token/i.test(words)) return fault('credential', { credentialWide: true });
  if (code === 4 || code === 17 || code === 341) return fault('rate-limited', { credentialWide: true });
  // Limits of one Page, one list, or one business: other sources of the same key may go on.
  if (code === 32 || code === 613 || (code >= 80_000 && code < 80_100)) return fault('rate-limited');
  if (code === 368) return fault('blocked', { credentialWide: true });
  if (code === 3 || code === 10 || (code >= 200 && code <= 299)) return fault('permission');
  if (code === 1 || code === 2 || error.is_transient === true) return fault('network');
  if (code === 100 || code === 110 || code === 803 || code === 2500) return fault('query');
  return fault(faultOfStatus(response, now).reason);
}

function waitOfLimit({ headers }: NetResponse, now: Date): number {
  return waitOfUsage(headers) || (waitOfHeader(headers['retry-after'], now) ?? limitMs);
}

/** Something in the request is not accepted: an object, a field, or a paging mark that has grown old. */
export function isQueryFault(error: unknown): boolean {
  return error instanceof GraphFault && error.reason === 'query';
}

/** The key may not do this. */
export function isPermissionFault(error: unknown): error is GraphFault {
  return error instanceof GraphFault && error.reason === 'permission';
}

/** The object that was asked for is not there, or not for this key: deleted, hidden, or misspelt. */
export function isMissing(error: unknown): boolean {
  if (!(error instanceof GraphFault) || error.reason !== 'query') return false;
  if (error.subcode === 33 || error.code === 803 || error.code === 110) return true;
  return /does not exist|cannot be (?:found|loaded)/i.test(error.message);
}
