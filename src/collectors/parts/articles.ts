import { z } from 'zod';
import type { CollectContext, ReadContext, ReadPosts } from '../../core/collector.ts';
import { SourceError } from '../../core/errors.ts';
import type { KeptAnswer } from '../../core/evidence.ts';
import { blankPost, type RawPost } from '../../core/mention.ts';
import type { ArticleDocument, ArticleSelectors, ReadDate } from '../../core/reader.ts';
import { contentTypeOf } from './page-state.ts';

/** An article that a sitemap or listing named and that is still to be fetched. */
export const PendingArticle = z.object({
  url: z.string(),
  /** As the list printed it; null when it printed none. */
  title: z.string().nullable(),
  date: z.object({ at: z.string(), precision: z.enum(['exact', 'minute', 'day']) }).nullable(),
  /** What the list printed of it; empty when it printed only a headline. */
  text: z.string().default(''),
  author: z.string().nullable().default(null),
  /** Requests that got no answer so far. */
  tries: z.number().int().default(0),
});
export type PendingArticle = z.infer<typeof PendingArticle>;

/** How the article pages of a site are read. */
export interface ArticleReading {
  readonly selectors: ArticleSelectors | null;
  /** Where a site cuts its articles into pages: what is put behind an address to get the whole, `?page=all` or `/all`; else null. */
  readonly whole: string | null;
}

/** Without knowing anything of the site. */
export const plainReading: ArticleReading = { selectors: null, whole: null };

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
  reading: ArticleReading,
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
      posts.push(toPost(article, await readArticle(ctx, article.url, reading)));
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

/** A kept page of an article again; a kept list or sitemap has no post. What only the list knew of it is not known any more. */
export async function readKeptArticle(
  { body, url, contentType }: KeptAnswer,
  { reader, zone }: ReadContext,
  { selectors }: ArticleReading,
): Promise<ReadPosts> {
  const detected = await reader.detect(body, { url, contentType, zone });
  if (detected.kind !== 'article') return { posts: [], rejected: 0 };
  const article = await reader.article(body, { url, contentType, zone, selectors });
  return { posts: [toPost(PendingArticle.parse({ url, title: null, date: null }), article)], rejected: 0 };
}

async function readArticle(
  ctx: CollectContext,
  url: string,
  { selectors, whole }: ArticleReading,
): Promise<ArticleDocument> {
  const asked = whole === null ? url : wholeAddress(url, whole);
  const response = await ctx.net.get(asked, { accept, signal: ctx.signal });
  const hints = { url: response.url, contentType: contentTypeOf(response), zone: ctx.zone, selectors };
  const article = await ctx.reader.article(response.body, hints);
  return article.url === asked ? { ...article, url } : article;
}

/** `?page=all` sets a parameter, `/all` goes behind the path; an address that has it already stays as it is. */
export function wholeAddress(address: string, whole: string): string {
  const url = new URL(address);
  if (whole.startsWith('?')) {
    for (const [name, value] of new URLSearchParams(whole)) url.searchParams.set(name, value);
  } else if (!url.pathname.endsWith(whole)) url.pathname = url.pathname.replace(/\/+$/, '') + whole;
  return url.href;
}

/** @param article null when the page could not be had: the list's word is all there is */
function toPost(listed: PendingArticle, article: ArticleDocument | null): RawPost {
  const date = finerDate(listed.date, article?.date ?? null);
  const text = article?.text ?? '';
  return {
    ...blankPost,
    kind: 'article',
    platform: 'web',
    url: article?.url ?? listed.url,
    title: article?.title ?? listed.title,
    text: text.length > listed.text.length ? text : listed.text,
    author: article?.author ?? listed.author,
    publishedAt: date?.at ?? null,
    precision: date?.precision ?? 'guessed',
    language: article?.language ?? null,
    review: article?.review ?? null,
  };
}

/** The list's date, unless it is only a day and the page knows the time. */
function finerDate(listed: ReadDate | null, printed: ReadDate | null): ReadDate | null {
  if (listed === null) return printed;
  return listed.precision === 'day' && printed !== null && printed.precision !== 'day' ? printed : listed;
}
