import { z } from 'zod';
import type { CollectContext, CollectStep } from '../../core/collector.ts';
import type { RawPost } from '../../core/mention.ts';
import { type ArticleReading, collectArticles, PendingArticle } from './articles.ts';
import { hasPassed } from './elapsed.ts';
import { forgetValidators, PageState, waitOf } from './page-state.ts';
import { fingerprint, remember } from './seen.ts';

/** Of a feed whose cut items are read to the end on their own pages. */
export const CutCursor = z.object({
  page: PageState,
  listedAt: z.string().nullable(),
  pending: z.array(PendingArticle),
  seen: z.array(z.string()),
});
export type CutCursor = z.infer<typeof CutCursor>;

const intervalMs = 5 * 60_000;
const maxPending = 200;
const maxSeen = 2_000;
/** A summary that is no longer than this says little of the article. */
const shortText = 200;

/** Items that are cut off wait for their pages; those whose page was fetched before are left out. */
export function setCutAside(step: CollectStep, cursor: CutCursor): CollectStep {
  const known = new Set(cursor.seen);
  const cut = step.posts.filter((post) => isCut(post));
  const unknown = cut.filter(({ url }) => !known.has(fingerprint(url)));
  const taken = unknown.slice(0, maxPending);
  const left = new Set(unknown.slice(maxPending));
  const marks = cut.filter((post) => !left.has(post)).map(({ url }) => fingerprint(url));
  const next: CutCursor = {
    ...cursor,
    // What found no place is taken when the feed is read again, so the server must not answer "not modified" then.
    page: left.size > 0 ? forgetValidators(cursor.page) : cursor.page,
    pending: taken.map(toPending),
    seen: remember(cursor.seen, marks, maxSeen),
  };
  return {
    ...step,
    posts: step.posts.filter((post) => !isCut(post)),
    cursor: JSON.stringify(next),
    more: next.pending.length > 0,
  };
}

type CutPost = RawPost & { readonly url: string };

function isCut(post: RawPost): post is CutPost {
  const isShort = post.text.length <= shortText || /(?:…|\.{3})["”]?$/.test(post.text);
  return post.url !== null && post.kind === 'article' && isShort;
}

function toPending({ url, title, text, author, publishedAt, precision }: CutPost): PendingArticle {
  const date = publishedAt === null || precision === 'guessed' ? null : { at: publishedAt, precision };
  return PendingArticle.parse({ url, title, text, author, date });
}

/** A few of the pages that are waited for. @throws SourceError */
export async function collectCut(
  ctx: CollectContext,
  cursor: CutCursor,
  reading: ArticleReading,
): Promise<CollectStep> {
  const batch = await collectArticles(ctx, cursor.pending, reading);
  const next: CutCursor = { ...cursor, pending: batch.pending };
  const isDue = hasPassed(cursor.listedAt, intervalMs, ctx.now());
  return {
    posts: batch.posts,
    rejected: batch.rejected,
    cursor: JSON.stringify(next),
    more: !batch.isStopped && (next.pending.length > 0 || isDue),
    waitMs: waitOf(batch.waitMs),
  };
}
