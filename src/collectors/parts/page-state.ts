import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { CollectContext } from '../../core/collector.ts';
import type { NetResponse } from '../../core/net.ts';

/** What is remembered of an address that is asked again and again. */
export const PageState = z.object({
  /** The address as configured: another one makes the rest worthless. */
  configured: z.string(),
  /** Where it has moved for good; null while it is where it was configured. */
  movedTo: z.string().nullable(),
  /** Where the last answer said it has moved; believed when the next answer says so too. */
  seenMove: z.string().nullable(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** Hash of the last answer; null for none. */
  digest: z.string().nullable().default(null),
});
export type PageState = z.infer<typeof PageState>;

export function freshPage(configured: string): PageState {
  return { configured, movedTo: null, seenMove: null, etag: null, lastModified: null, digest: null };
}

/** The next request gets the whole page, changed or not. */
export function forgetValidators(state: PageState): PageState {
  return { ...state, etag: null, lastModified: null, digest: null };
}

export interface PageAnswer {
  readonly response: NetResponse;
  /** Nothing new: 304, or 200 with the ETag that we know (some servers never answer 304). */
  readonly isUnchanged: boolean;
  /** The very bytes of the last answer, or nothing new: says all of a page that holds its items itself, and nothing of what it leads to. */
  readonly isSame: boolean;
  readonly state: PageState;
}

/**
 * One conditional request. A permanent redirect seen twice with the same target replaces the address.
 * @throws SourceError
 */
export async function fetchPage(ctx: CollectContext, state: PageState, accept: string): Promise<PageAnswer> {
  const response = await ctx.net.get(state.movedTo ?? state.configured, {
    accept,
    validators: { etag: state.etag, lastModified: state.lastModified },
    signal: ctx.signal,
  });
  const isUnchanged = response.notModified || (state.etag !== null && response.validators.etag === state.etag);
  const digest = isUnchanged ? state.digest : digestOf(response.body);
  const isConfirmed = response.movedTo !== null && response.movedTo === state.seenMove;
  return {
    response,
    isUnchanged,
    isSame: isUnchanged || digest === state.digest,
    state: {
      configured: state.configured,
      movedTo: isConfirmed ? response.movedTo : state.movedTo,
      seenMove: isConfirmed ? null : response.movedTo,
      etag: response.validators.etag ?? (response.notModified ? state.etag : null),
      lastModified: response.validators.lastModified ?? (response.notModified ? state.lastModified : null),
      digest,
    },
  };
}

function digestOf(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('base64url').slice(0, 22);
}

/** Nothing may silence a source for longer than this, whatever its headers and `<ttl>` say. */
const longestWaitMs = 6 * 3_600_000;

/** The longest of the waits that a source asks for. */
export function waitOf(...waits: readonly number[]): number {
  return Math.min(longestWaitMs, Math.max(0, ...waits));
}

export function contentTypeOf(response: NetResponse): string | null {
  return response.headers['content-type'] ?? null;
}
