import { z } from 'zod';
import { SourceError } from '../../core/errors.ts';
import type { NetResponse } from '../../core/net.ts';
import { untilReset } from './rate-window.ts';

const Fault = z.object({ error: z.string().max(100), message: z.string().catch('') });

/** The server's own word for what is wrong: `ExpiredToken`. Null when it has none. */
export function blueskyWord(json: unknown): string | null {
  return Fault.safeParse(json).data?.error ?? null;
}

/** Errors of the XRPC servers; null leaves it to the status. @param hasKey whether the request carried a token or a login */
export function blueskyFault(
  status: number,
  json: unknown,
  response: NetResponse,
  { now, hasKey }: { readonly now: Date; readonly hasKey: boolean },
): SourceError | null {
  const fault = Fault.safeParse(json).data;
  const said = `Bluesky answers ${status}${fault === undefined ? '' : ` ${fault.error}: ${fault.message.slice(0, 300)}`}`;
  if (status === 429) {
    const retryAfterMs = untilReset(response, 'ratelimit-reset', now);
    return retryAfterMs === null
      ? null
      : new SourceError('rate-limited', said, { retryAfterMs, credentialWide: hasKey });
  }
  const isAuth =
    fault !== undefined &&
    /^(?:AuthMissing|Auth\w*Required|ExpiredToken|InvalidToken|BadJwt|Account\w+)/.test(fault.error);
  if (isAuth || status === 401) return new SourceError('credential', said, { credentialWide: hasKey });
  // The open server turns searches without a login away with a page.
  if (status === 403) return new SourceError(hasKey ? 'blocked' : 'credential', said);
  return null;
}
