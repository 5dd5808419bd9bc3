import type { z } from 'zod';
import type { CollectContext } from '../../core/collector.ts';
import { SourceError } from '../../core/errors.ts';
import { callApi, credentialOf } from './api.ts';
import { googleFault, readGoogleRefusal } from './google-faults.ts';

/** Refusals that concern one video, channel or page, and that the collector deals with itself. */
const ownRefusals = [
  'commentsDisabled',
  'videoNotFound',
  'invalidPageToken',
  'playlistNotFound',
  'channelNotFound',
  'commentNotFound',
  'processingFailure',
  'forbidden',
] as const;
export type YoutubeRefusal = (typeof ownRefusals)[number];

export type YoutubeAnswer<T> = { readonly data: T; readonly refusal: null } | { readonly refusal: YoutubeRefusal };

export interface YoutubeQuestion<T> {
  /** `https://www.googleapis.com/youtube/v3` */
  readonly api: string;
  /** `videos`, `playlistItems` */
  readonly resource: string;
  /** Empty values are left out. */
  readonly query: Readonly<Record<string, string | null>>;
  readonly schema: z.ZodType<T>;
  /** What it takes from the key's budgets; one unit if absent. An answer that refuses costs as much. */
  readonly costs?: Readonly<Record<string, number>>;
}

/**
 * One request of the Data API.
 * @throws SourceError; see `isSpent` for a quota that is used up
 */
export async function askYoutube<T>(ctx: CollectContext, question: YoutubeQuestion<T>): Promise<YoutubeAnswer<T>> {
  const { api, resource, query, schema, costs = { units: 1 } } = question;
  const credential = credentialOf(ctx);
  for (const [budget, amount] of Object.entries(costs)) {
    if (amount > 0) await credential.spend(budget, amount);
  }
  const url = new URL(`${api.replace(/\/+$/, '')}/${resource}`);
  for (const [name, value] of Object.entries(query)) if (value !== null) url.searchParams.set(name, value);
  const headers = { 'x-goog-api-key': credential.secret };
  let refusal: YoutubeRefusal | null = null;
  try {
    const { data } = await callApi(ctx, { url: url.href, headers }, schema, (_, json, response) => {
      const said = readGoogleRefusal(json);
      refusal = ownRefusals.find((word) => said.reasons.has(word)) ?? null;
      return googleFault(said, response, ctx.now());
    });
    return { data, refusal: null };
  } catch (error) {
    if (refusal !== null) return { refusal };
    throw error;
  }
}

/** The day's quota is used up, by our own count or by YouTube's: nothing can be asked until it begins anew. */
export function isSpent(error: unknown): error is SourceError {
  if (!(error instanceof SourceError)) return false;
  return error.reason === 'budget' || (error.reason === 'rate-limited' && error.credentialWide);
}
