import { z } from 'zod';
import type { CollectContext } from '../../core/collector.ts';
import type { Spending } from '../../core/credential.ts';
import { SourceError } from '../../core/errors.ts';
import type { NetResponse } from '../../core/net.ts';
import { callApi, credentialOf } from './api.ts';
import { untilReset, waitOfWindow } from './rate-window.ts';
import { PostsAnswer } from './x-posts.ts';

/** US dollars per resource read, as X's price page for pay-per-use named them since 6 February 2026. A contract may say otherwise. */
export const listPrices = { post: 0.005, user: 0.01 } as const;

/** What a look-up and a search are asked to hold. The old spelling, which every guide still uses. */
export const postFields =
  'created_at,author_id,lang,public_metrics,entities,referenced_tweets,edit_history_tweet_ids,note_tweet';

export interface XAnswer {
  readonly data: PostsAnswer;
  /** To be settled with what was really read. */
  readonly spending: Spending;
  /** How long X asks us to stay away, because the window's requests are used up; 0 if it does not. */
  readonly waitMs: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * One request, paid for in advance by its most expensive outcome. Only answered requests are billed, so a refused one is given back;
 * when no answer came it may have been billed, and stays counted.
 * @param estimate US dollars
 * @throws SourceError
 */
export async function askX(ctx: CollectContext, url: string, estimate: number): Promise<XAnswer> {
  const credential = credentialOf(ctx);
  await credential.spend('requests');
  const spending = await credential.spend('usd', estimate);
  let isRefused = false;
  try {
    const { data, response } = await callApi(
      ctx,
      { url, headers: { authorization: `Bearer ${credential.secret}` } },
      PostsAnswer,
      (status, json, answer) => {
        isRefused = true;
        return faultOf(status, json, answer, ctx.now());
      },
    );
    return { data, spending, waitMs: waitOfWindow(response, 'x-rate-limit', ctx.now()) };
  } catch (error) {
    if (isRefused) await spending.settle(0);
    throw error;
  }
}

const Problem = z.object({
  title: z.string().catch(''),
  detail: z.string().catch(''),
  type: z.string().catch(''),
  period: z.string().catch(''),
  errors: z.array(z.object({ code: z.number().catch(0), message: z.string().catch('') })).catch([]),
});

function faultOf(status: number, json: unknown, response: NetResponse, now: Date): SourceError | null {
  if (json === undefined) {
    // A page instead of a problem document: something in front of the API keeps us out.
    return status === 401 || status === 403 ? new SourceError('blocked', `X answers ${status} with a page`) : null;
  }
  const problem = Problem.safeParse(json).data;
  if (problem === undefined) return null;
  const first = problem.errors[0];
  const words = [problem.title, problem.detail, first?.message].filter(Boolean).join(': ').slice(0, 500);
  const said = `X answers ${status}${words === '' ? '' : `: ${words}`}`;
  const kind = problem.type.split('/').at(-1) ?? '';
  if (kind === 'usage-capped' || (status === 429 && /usage.?cap/i.test(problem.title))) {
    return new SourceError('budget', said, { credentialWide: true, retryAfterMs: untilTomorrow(now) });
  }
  if (status === 402 || (status === 403 && /credit|spend(?:ing)? limit|billing/i.test(words))) {
    return new SourceError('budget', said, { credentialWide: true, retryAfterMs: 6 * hourMs });
  }
  if (status === 429 || first?.code === 88) {
    const waitMs = untilReset(response, 'x-rate-limit-reset', now) ?? 15 * 60_000;
    return new SourceError('rate-limited', said, { credentialWide: true, retryAfterMs: waitMs });
  }
  if (status === 401) return new SourceError('credential', said, { credentialWide: true });
  if (status === 403) return new SourceError('permission', said, { credentialWide: kind === 'client-forbidden' });
  return status >= 400 && status < 500 ? new SourceError('query', said) : null;
}

/** Caps are counted by UTC days and months; a monthly one is asked about once a day, because the plan may be raised. */
function untilTomorrow(now: Date): number {
  return dayMs - (now.getTime() % dayMs);
}
