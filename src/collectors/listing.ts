import { z } from 'zod';
import type { CollectContext, Collector, CollectorType, CollectStep } from '../core/collector.ts';
import { SourceError } from '../core/errors.ts';
import type { NetResponse } from '../core/net.ts';
import type { ArticleSelectors, ListingDocument } from '../core/reader.ts';
import { type ArticleReading, collectArticles, PendingArticle, readKeptArticle } from './parts/articles.ts';
import { parseCursor } from './parts/cursor.ts';
import { hasPassed } from './parts/elapsed.ts';
import { createMatch, type Match, MatchWords } from './parts/match.ts';
import { parseOptions, Selector, WebAddress } from './parts/options.ts';
import { contentTypeOf, fetchPage, forgetValidators, freshPage, PageState, waitOf } from './parts/page-state.ts';
import { fingerprint, remember } from './parts/seen.ts';

const Options = z
  .strictObject({
    /** The listing page; `{page}` stands for the number when there are several. */
    url: WebAddress,
    /** What is left out is found without a selector. */
    selectors: z
      .strictObject({
        /** Element that holds one entry; the link is looked up inside. */
        item: Selector.optional(),
        link: Selector.optional(),
        /** The rest is looked up on the article's own page. */
        title: Selector.optional(),
        text: Selector.optional(),
        date: Selector.optional(),
        author: Selector.optional(),
        /** Blocks of that page that are cut before it is read. */
        remove: Selector.optional(),
      })
      .refine(({ item, link }) => item === undefined || link !== undefined, {
        path: ['link'],
        message: 'harus diisi kalau item diisi',
      })
      .optional(),
    match: MatchWords.optional(),
    /** Listing pages read in one run. */
    pages: z.number().int().min(1).max(10).default(1),
  })
  .refine(({ url, pages }) => pages === 1 || url.includes('{page}'), {
    path: ['url'],
    message: 'harus memuat {page} kalau pages lebih dari 1',
  });
type Options = z.infer<typeof Options>;

const Cursor = z.object({
  /** First listing page. */
  first: PageState,
  /** Listing page to read next; 0 when the run has read them all. */
  page: z.number().int(),
  listedAt: z.string().nullable(),
  pending: z.array(PendingArticle),
  seen: z.array(z.string()),
  /** What was learned of a page without selectors: shapes of the addresses that lead to articles, and how many there were. */
  learned: z
    .object({ shapes: z.array(z.string()), links: z.number() })
    .nullable()
    .default(null),
});
type Cursor = z.infer<typeof Cursor>;

const accept = 'text/html, application/xhtml+xml;q=0.9, */*;q=0.1';
const maxPending = 200;
const maxSeen = 2_000;
const intervalMs = 10 * 60_000;

/** Sites without feed, REST or sitemap: a step reads one listing page, or a few of the articles it names. */
export const listing: CollectorType = {
  id: 'listing',
  title: 'Halaman daftar berita (HTML)',
  facts: {
    platform: 'Media daring',
    collects: 'Artikel yang disebut halaman daftar: judul, isi, penulis, waktu terbit.',
    needs:
      'Alamat halaman daftar. Selektor boleh dikosongkan: tautan artikel dikenali sendiri dan dipelajari ulang bila situs berubah.',
    limits: 'Beberapa artikel per langkah. Bila tidak ada lagi yang mirip artikel, sumber ditandai perlu diperiksa.',
    cost: 'Gratis.',
    law: 'Patuhi robots.txt dan ketentuan situs; tampilkan cuplikan dan tautan.',
    tested:
      'Server lokal: beberapa halaman, dengan dan tanpa selektor, situs dirombak, artikel hilang, situs yang berhenti menjawab, 429.',
  },
  credential: null,
  terms: 'public',
  minIntervalMs: intervalMs,
  example: {
    url: 'https://opd-contoh.test/berita?halaman={page}',
    selectors: { item: 'article.berita', link: 'h3 a', text: '.isi-berita' },
    pages: 2,
  },
  configure(raw) {
    const options = parseOptions(Options, raw);
    const { item, link, ...article } = options.selectors ?? {};
    const reading = { selectors: withoutUndefined(article), whole: null };
    return createListing(options, reading, createMatch(options.match ?? null));
  },
};

/** @param isWanted links that are followed, by address and printed text */
export function createListing(options: Options, reading: ArticleReading, isWanted: Match): Collector {
  const way: Way = { ...options, reading, isWanted };
  return {
    collect: (ctx) => collect(ctx, way),
    read: (answer, ctx) => readKeptArticle(answer, ctx, reading),
  };
}

interface Way extends Options {
  readonly reading: ArticleReading;
  readonly isWanted: Match;
}

async function collect(ctx: CollectContext, way: Way): Promise<CollectStep> {
  const address = way.url.replaceAll('{page}', '1');
  const fresh: Cursor = { first: freshPage(address), page: 1, listedAt: null, pending: [], seen: [], learned: null };
  const remembered = parseCursor(Cursor, ctx.cursor, fresh);
  const cursor = remembered.first.configured === address ? remembered : fresh;
  if (cursor.page > 1) return readList(ctx, way, cursor);
  // What an earlier run left over comes first; the listing again when it is due.
  if (cursor.pending.length > 0) return readArticles(ctx, way, cursor);
  return readList(ctx, way, { ...cursor, page: 1 });
}

async function readList(ctx: CollectContext, way: Way, cursor: Cursor): Promise<CollectStep> {
  const isFirst = cursor.page <= 1;
  const number = Math.max(1, cursor.page);
  const state = isFirst ? cursor.first : freshPage(way.url.replaceAll('{page}', String(number)));
  const answer = await fetchPage(ctx, state, accept);
  const listedAt = ctx.now().toISOString();
  const waitMs = waitOf(answer.response.freshForMs);
  if (answer.isUnchanged) {
    const next: Cursor = { ...cursor, first: answer.state, page: 0, listedAt };
    return { posts: [], rejected: 0, cursor: JSON.stringify(next), more: next.pending.length > 0, waitMs };
  }
  const { response } = answer;
  const { links, learned } = await readLinks(ctx, way, cursor.learned, response);
  const known = new Set(cursor.seen);
  const unknown = links.filter(({ url }) => !known.has(fingerprint(url)));
  const found = unknown.filter(({ url, text }) => way.isWanted({ url, title: text }));
  const taken = found.slice(0, maxPending - cursor.pending.length);
  const left = new Set(found.slice(taken.length));
  const marks = links.filter((entry) => !left.has(entry)).map(({ url }) => fingerprint(url));
  const isLast = number >= way.pages || unknown.length === 0;
  const next: Cursor = {
    // What found no place is taken when the page is read again, so the server must not answer "not modified" then.
    first: left.size > 0 ? forgetValidators(cursor.first) : isFirst ? answer.state : cursor.first,
    page: isLast ? 0 : number + 1,
    listedAt,
    pending: [...cursor.pending, ...taken.map(toPending)],
    seen: remember(cursor.seen, marks, maxSeen),
    // Later pages are shorter or hold old news: the first one teaches.
    learned: isFirst ? learned : (cursor.learned ?? learned),
  };
  const more = next.pending.length > 0 || next.page > 0;
  return { posts: [], rejected: 0, cursor: JSON.stringify(next), more, waitMs };
}

/**
 * By selectors if there are any; else by the shapes of addresses that were learned before. When these find less than half of what they
 * once did, the page is judged anew, and what finds more is learned.
 */
async function readLinks(
  ctx: CollectContext,
  way: Way,
  learned: Cursor['learned'],
  response: NetResponse,
): Promise<{ readonly links: ListingDocument['links']; readonly learned: Cursor['learned'] }> {
  const hints = { url: response.url, contentType: contentTypeOf(response), zone: ctx.zone };
  const { item, link } = way.selectors ?? {};
  if (link !== undefined) {
    const selectors = item === undefined ? { link } : { item, link };
    return { links: (await ctx.reader.listing(response.body, { ...hints, selectors })).links, learned: null };
  }
  const { shapes = [], links: usual = 0 } = learned ?? {};
  const known =
    shapes.length === 0
      ? null
      : await ctx.reader.listing(response.body, { ...hints, shapes }).catch((error: unknown) => {
          if (error instanceof SourceError && error.reason === 'changed') return null;
          throw error;
        });
  if (known !== null && known.links.length >= usual / 2) return { links: known.links, learned };
  const judged = await ctx.reader.listing(response.body, hints);
  const best = known !== null && known.links.length >= judged.links.length ? known : judged;
  if (learned !== null) ctx.log.info({ before: shapes, now: best.shapes }, 'links of the listing were learned anew');
  return { links: best.links, learned: { shapes: [...best.shapes], links: best.links.length } };
}

function toPending({ url, text }: { readonly url: string; readonly text: string }): PendingArticle {
  return PendingArticle.parse({ url, title: text === '' ? null : text, date: null });
}

/** Null when no selector is left. */
function withoutUndefined(
  selectors: Partial<Record<keyof ArticleSelectors, string | undefined>>,
): ArticleSelectors | null {
  const given = Object.entries(selectors).filter(([, selector]) => selector !== undefined);
  return given.length === 0 ? null : Object.fromEntries(given);
}

async function readArticles(ctx: CollectContext, way: Way, cursor: Cursor): Promise<CollectStep> {
  const batch = await collectArticles(ctx, cursor.pending, way.reading);
  const next: Cursor = { ...cursor, pending: batch.pending };
  const isDue = hasPassed(cursor.listedAt, intervalMs, ctx.now());
  return {
    posts: batch.posts,
    rejected: batch.rejected,
    cursor: JSON.stringify(next),
    more: !batch.isStopped && (next.pending.length > 0 || isDue),
    waitMs: waitOf(batch.waitMs),
  };
}
