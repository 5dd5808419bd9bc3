import { z } from 'zod';
import type { CollectContext } from '../../core/collector.ts';
import { SourceError } from '../../core/errors.ts';
import type { RawPost } from '../../core/mention.ts';
import type { ArticleDocument, ArticleSelectors, ReadDate } from '../../core/reader.ts';
import { contentTypeOf } from './page-state.ts';

/** An article that a sitemap or listing named and that is still to be fetched. */
export const PendingArticle = z.object({
  url: z.string(),
  /** As the list printed it; null when it printed none. */
  title: z.string().nullable(),
  date: z.object({ at: z.string(), precision: z.enum(['exact', 'minute', 'day']) }).nullable(),
  /** Requests that got no answer so far. */
  tries: z.number().int(),
});
export type PendingArticle = z.infer<typeof PendingArticle>;

export interface ArticleBatch {
  readonly posts: readonly RawPost[];
  /** Neither page nor title could be had. */
  readonly rejected: number;
  readonly pending: PendingArticle[];
  /** How long the site asked us to wait; 0 if it did not. */
  readonly waitMs: number;
  /** The site does not answer, or asked us to wait: no more articles in this run. */
  readonly isStopped: boolean;
}

const accept = 'text/html, application/xhtml+xml;q=0.9, */*;q=0.1';
/** Articles fetched in one step. */
const batchSize = 5;
/** Requests without an answer before an article is given up. */
const maxTries = 3;

/**
 * Fetches the next few pending articles. An article that is gone, blocked or unreadable is kept by its title if the list printed
 * one. When the site stops answering (twice in a row) or asks to wait, the rest stays pending.
 * @throws SourceError `rate-limited` when the first request is told to wait: then nothing was done and nothing is lost
 */
export async function collectArticles(
  ctx: CollectContext,
  pending: readonly PendingArticle[],
  selectors: ArticleSelectors | null,
): Promise<ArticleBatch> {
  const posts: RawPost[] = [];
  const later: PendingArticle[] = [];
  let rejected = 0;
  let done = 0;
  let waitMs = 0;
  let silences = 0;
  while (done < Math.min(batchSize, pending.length) && silences < 2 && waitMs === 0) {
    const article = pending[done] as PendingArticle;
    try {
      posts.push(toPost(article, await readArticle(ctx, article.url, selectors)));
      silences = 0;
    } catch (error) {
      if (!(error instanceof SourceError) || ctx.signal.aborted) throw error;
      if (error.reason === 'rate-limited') {
        if (done === 0) throw error;
        waitMs = error.retryAfterMs ?? 1;
        break;
      }
      if (error.reason === 'network' && article.tries + 1 < maxTries) {
        later.push({ ...article, tries: article.tries + 1 });
        silences++;
      } else if (article.title === null) rejected++;
      else posts.push(toPost(article, null));
    }
    done++;
  }
  return {
    posts,
    rejected,
    pending: [...pending.slice(done), ...later],
    waitMs,
    isStopped: silences >= 2 || waitMs > 0,
  };
}

async function readArticle(
  ctx: CollectContext,
  url: string,
  selectors: ArticleSelectors | null,
): Promise<ArticleDocument> {
  const response = await ctx.net.get(url, { accept, signal: ctx.signal });
  const hints = { url: response.url, contentType: contentTypeOf(response), zone: ctx.zone, selectors };
  return ctx.reader.article(response.body, hints);
}

/** @param article null when the page could not be had: the list's word is all there is */
function toPost(listed: PendingArticle, article: ArticleDocument | null): RawPost {
  const date = finerDate(listed.date, article?.date ?? null);
  return {
    kind: 'article',
    platform: 'web',
    externalId: null,
    idScope: null,
    url: article?.url ?? listed.url,
    title: article?.title ?? listed.title,
    text: article?.text ?? '',
    author: article?.author ?? null,
    publishedAt: date?.at ?? null,
    precision: date?.precision ?? 'guessed',
    language: article?.language ?? null,
    parentKey: null,
    publisher: null,
  };
}

/** The list's date, unless it is only a day and the page knows the time. */
function finerDate(listed: ReadDate | null, printed: ReadDate | null): ReadDate | null {
  if (listed === null) return printed;
  return listed.precision === 'day' && printed !== null && printed.precision !== 'day' ? printed : listed;
}
