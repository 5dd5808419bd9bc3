import { z } from 'zod';
import type { CollectContext, Collector, CollectorType, CollectStep } from '../core/collector.ts';
import { SourceError } from '../core/errors.ts';
import { blankPost, type RawPost } from '../core/mention.ts';
import type { SitemapDocument, SitemapEntry } from '../core/reader.ts';
import {
  type ArticleReading,
  collectArticles,
  PendingArticle,
  plainReading,
  readKeptArticle,
} from './parts/articles.ts';
import { parseCursor } from './parts/cursor.ts';
import { hasPassed } from './parts/elapsed.ts';
import { createMatch, type Match, MatchWords } from './parts/match.ts';
import { parseOptions, WebAddress } from './parts/options.ts';
import { contentTypeOf, fetchPage, forgetValidators, freshPage, PageState, waitOf } from './parts/page-state.ts';
import { fingerprint, remember } from './parts/seen.ts';

const Options = z.strictObject({
  /** News sitemap, ordinary sitemap or sitemap index. */
  url: WebAddress,
  match: MatchWords.optional(),
  /** False keeps the headline alone and fetches no article. */
  articles: z.boolean().default(true),
  /** Entries older than this are left alone. */
  backfillDays: z.number().int().min(1).max(60).default(14),
});
type Options = z.infer<typeof Options>;

const Cursor = z.object({
  root: PageState,
  listedAt: z.string().nullable(),
  /** Sitemaps of an index, still to be read in this run. */
  children: z.array(z.object({ url: z.string(), at: z.string().nullable() })),
  /** Child sitemap → its date when it was last read. */
  childDates: z.record(z.string(), z.string()),
  pending: z.array(PendingArticle),
  seen: z.array(z.string()),
});
type Cursor = z.infer<typeof Cursor>;

const accept = 'application/xml, text/xml;q=0.9, */*;q=0.1';
const maxChildren = 3;
const maxPending = 300;
const maxSeen = 3_000;
/** Entries without a date, of which nobody knows how old they are. */
const maxUndated = 200;
const intervalMs = 5 * 60_000;
/** Parts of an index that list no articles. */
const otherParts =
  /(?:^|[/_-])(?:pages?|categor(?:y|ies)|kategori|tags?|post_tag|authors?|users?|images?|videos?|products?)(?=[-_.\d/]|sitemap|$)/i;

/** The cheapest way to watch a large site: headlines and dates without its pages, then only the articles that match. */
export const newsSitemap: CollectorType = {
  id: 'news-sitemap',
  title: 'Peta situs berita',
  facts: {
    platform: 'Media daring',
    collects: 'Judul, alamat, dan waktu terbit dari peta situs; isi artikel hanya bila cocok dengan kata yang dicari.',
    needs: 'Alamat peta situs (biasanya disebut di robots.txt).',
    limits: 'Peta situs berita memuat dua hari terakhir.',
    cost: 'Gratis.',
    law: 'Peta situs disediakan untuk mesin pencari; patuhi robots.txt.',
    tested: 'Server lokal: indeks, gzip, peta kosong, artikel hilang, situs yang berhenti menjawab.',
  },
  credential: null,
  terms: 'public',
  minIntervalMs: intervalMs,
  example: { url: 'https://media-contoh.test/sitemap-news.xml', match: ['Kabupaten Contoh', 'Bupati Contoh'] },
  configure(raw) {
    const options = parseOptions(Options, raw);
    return createNewsSitemap(options, plainReading, createMatch(options.match ?? null));
  },
};

/** @param isMatch entries that are wanted, instead of `options.match` */
export function createNewsSitemap(options: Options, reading: ArticleReading, isMatch: Match): Collector {
  return {
    collect: (ctx) => collect(ctx, options, reading, isMatch),
    read: (answer, ctx) => readKeptArticle(answer, ctx, reading),
  };
}

async function collect(
  ctx: CollectContext,
  options: Options,
  reading: ArticleReading,
  isMatch: Match,
): Promise<CollectStep> {
  const fresh: Cursor = {
    root: freshPage(options.url),
    listedAt: null,
    children: [],
    childDates: {},
    pending: [],
    seen: [],
  };
  const remembered = parseCursor(Cursor, ctx.cursor, fresh);
  const cursor = remembered.root.configured === options.url ? remembered : fresh;
  if (cursor.pending.length > 0) return readArticles(ctx, cursor, reading);
  const [child, ...others] = cursor.children;
  // Children left over from an earlier run are older than what the root says now.
  if (child === undefined || isDue(ctx, cursor)) return readRoot(ctx, options, isMatch, cursor);
  return readChild(ctx, options, isMatch, { ...cursor, children: others }, child);
}

function isDue(ctx: CollectContext, cursor: Cursor): boolean {
  return hasPassed(cursor.listedAt, intervalMs, ctx.now());
}

async function readRoot(ctx: CollectContext, options: Options, isMatch: Match, cursor: Cursor): Promise<CollectStep> {
  const { response, isUnchanged, state } = await fetchPage(ctx, cursor.root, accept);
  const listed: Cursor = { ...cursor, root: state, listedAt: ctx.now().toISOString() };
  const waitMs = waitOf(response.freshForMs);
  if (isUnchanged) return { posts: [], rejected: 0, cursor: JSON.stringify(listed), more: false, waitMs };
  const hints = { url: response.url, contentType: contentTypeOf(response), zone: ctx.zone };
  const document = await ctx.reader.sitemap(response.body, hints);
  if (document.kind === 'urlset') return { ...takeEntries(ctx, options, isMatch, listed, document), waitMs };
  const children = newestChildren(document.entries, oldest(ctx, options), cursor.childDates);
  const next: Cursor = {
    ...listed,
    children: children.map(({ url, date }) => ({ url, at: date?.at ?? null })),
    childDates: onlyListed(cursor.childDates, document.entries),
  };
  return { posts: [], rejected: document.rejected, cursor: JSON.stringify(next), more: children.length > 0, waitMs };
}

/** @param cursor without the child that is read now */
async function readChild(
  ctx: CollectContext,
  options: Options,
  isMatch: Match,
  cursor: Cursor,
  child: Cursor['children'][number],
): Promise<CollectStep> {
  const document = await fetchChild(ctx, child.url).catch((error: unknown) => {
    // One broken part of an index must not keep the others from being read; when it is the last, the source is shown as failing.
    const isPassing = !(error instanceof SourceError) || error.reason === 'rate-limited' || ctx.signal.aborted;
    if (isPassing || cursor.children.length === 0) throw error;
    return null;
  });
  if (document === null) return { posts: [], rejected: 1, cursor: JSON.stringify(cursor), more: true, waitMs: 0 };
  const childDates = child.at === null ? cursor.childDates : { ...cursor.childDates, [child.url]: child.at };
  return takeEntries(ctx, options, isMatch, { ...cursor, childDates }, document);
}

async function fetchChild(ctx: CollectContext, url: string): Promise<SitemapDocument> {
  const response = await ctx.net.get(url, { accept, signal: ctx.signal });
  const hints = { url: response.url, contentType: contentTypeOf(response), zone: ctx.zone };
  const document = await ctx.reader.sitemap(response.body, hints);
  // An index inside an index is not followed: it would have no end.
  return document.kind === 'urlset' ? document : { ...document, entries: [] };
}

/** New entries that match become pending articles, or posts at once when no article is wanted. */
function takeEntries(
  ctx: CollectContext,
  options: Options,
  isMatch: Match,
  cursor: Cursor,
  document: SitemapDocument,
): CollectStep {
  const since = oldest(ctx, options);
  let undated = 0;
  const current = document.entries.filter(({ date }) => (date === null ? ++undated <= maxUndated : date.at >= since));
  const hits = current.filter(isMatch);
  const known = new Set(cursor.seen);
  const unknown = hits.filter(({ url }) => !known.has(fingerprint(url)));
  const found = unknown.slice(0, maxPending);
  const seen = remember(
    cursor.seen,
    found.map(({ url }) => fingerprint(url)),
    maxSeen,
  );
  const pending = found.map(({ url, title, date }) => PendingArticle.parse({ url, title, date }));
  const posts = options.articles ? [] : pending.filter(({ title }) => title !== null).map(toHeadline);
  // What found no place is taken when the sitemap is read again, so the server must not answer "not modified" then.
  const root = unknown.length > found.length ? forgetValidators(cursor.root) : cursor.root;
  const next: Cursor = { ...cursor, root, seen, pending: options.articles ? pending : [] };
  return {
    posts,
    rejected: document.rejected + (options.articles ? 0 : pending.length - posts.length),
    cursor: JSON.stringify(next),
    more: next.pending.length > 0 || next.children.length > 0,
    waitMs: 0,
  };
}

async function readArticles(ctx: CollectContext, cursor: Cursor, reading: ArticleReading): Promise<CollectStep> {
  const batch = await collectArticles(ctx, cursor.pending, reading);
  const next: Cursor = { ...cursor, pending: batch.pending };
  return {
    posts: batch.posts,
    rejected: batch.rejected,
    cursor: JSON.stringify(next),
    more: !batch.isStopped && (next.pending.length > 0 || next.children.length > 0 || isDue(ctx, cursor)),
    waitMs: waitOf(batch.waitMs),
  };
}

function toHeadline({ url, title, date }: PendingArticle): RawPost {
  return {
    ...blankPost,
    kind: 'article',
    platform: 'web',
    url,
    title,
    publishedAt: date?.at ?? null,
    precision: date?.precision ?? 'guessed',
  };
}

/** The newest few by date; of undated ones the last, because indexes grow at the end. Those that have not changed are left out. */
function newestChildren(
  entries: readonly SitemapEntry[],
  since: string,
  read: Readonly<Record<string, string>>,
): SitemapEntry[] {
  return entries
    .map((entry, index) => ({ entry, index }))
    .filter(
      ({ entry: { url, date } }) => !otherParts.test(new URL(url).pathname) && (date === null || date.at >= since),
    )
    .sort((a, b) => (b.entry.date?.at ?? '').localeCompare(a.entry.date?.at ?? '') || b.index - a.index)
    .slice(0, maxChildren)
    .map(({ entry }) => entry)
    .filter(({ url, date }) => date === null || read[url] !== date.at);
}

function onlyListed(dates: Readonly<Record<string, string>>, entries: readonly SitemapEntry[]): Record<string, string> {
  const listed = new Set(entries.map(({ url }) => url));
  return Object.fromEntries(Object.entries(dates).filter(([url]) => listed.has(url)));
}

function oldest(ctx: CollectContext, options: Options): string {
  return new Date(ctx.now().getTime() - options.backfillDays * 86_400_000).toISOString();
}
