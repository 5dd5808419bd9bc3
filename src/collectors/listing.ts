import { z } from 'zod';
import type { CollectContext, CollectorType, CollectStep } from '../core/collector.ts';
import { collectArticles, PendingArticle } from './parts/articles.ts';
import { parseCursor } from './parts/cursor.ts';
import { parseOptions, Selector, WebAddress } from './parts/options.ts';
import { contentTypeOf, fetchPage, forgetValidators, freshPage, PageState, waitOf } from './parts/page-state.ts';
import { fingerprint, remember } from './parts/seen.ts';

const Options = z
  .strictObject({
    /** The listing page; `{page}` stands for the number when there are several. */
    url: WebAddress,
    selectors: z.strictObject({
      /** Element that holds one entry; the link is looked up inside. */
      item: Selector.optional(),
      link: Selector,
      /** The rest is looked up on the article's own page; what is left out is found without a selector. */
      title: Selector.optional(),
      text: Selector.optional(),
      date: Selector.optional(),
      author: Selector.optional(),
    }),
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
  minIntervalMs: intervalMs,
  example: {
    url: 'https://opd-contoh.test/berita?halaman={page}',
    selectors: { item: 'article.berita', link: 'h3 a', text: '.isi-berita' },
    pages: 2,
  },
  configure(raw) {
    const options = parseOptions(Options, raw);
    return { collect: (ctx) => collect(ctx, options) };
  },
};

async function collect(ctx: CollectContext, options: Options): Promise<CollectStep> {
  const address = options.url.replaceAll('{page}', '1');
  const fresh: Cursor = { first: freshPage(address), page: 1, listedAt: null, pending: [], seen: [] };
  const remembered = parseCursor(Cursor, ctx.cursor, fresh);
  const cursor = remembered.first.configured === address ? remembered : fresh;
  if (cursor.page > 1) return readList(ctx, options, cursor);
  // What an earlier run left over comes first; the listing again when it is due.
  if (cursor.pending.length > 0) return readArticles(ctx, options, cursor);
  return readList(ctx, options, { ...cursor, page: 1 });
}

async function readList(ctx: CollectContext, options: Options, cursor: Cursor): Promise<CollectStep> {
  const isFirst = cursor.page <= 1;
  const number = Math.max(1, cursor.page);
  const state = isFirst ? cursor.first : freshPage(options.url.replaceAll('{page}', String(number)));
  const answer = await fetchPage(ctx, state, accept);
  const listedAt = ctx.now().toISOString();
  const waitMs = waitOf(answer.response.freshForMs);
  if (answer.isUnchanged) {
    const next: Cursor = { ...cursor, first: answer.state, page: 0, listedAt };
    return { posts: [], rejected: 0, cursor: JSON.stringify(next), more: next.pending.length > 0, waitMs };
  }
  const { response } = answer;
  const { item, link } = options.selectors;
  const { links } = await ctx.reader.listing(response.body, {
    url: response.url,
    contentType: contentTypeOf(response),
    zone: ctx.zone,
    selectors: item === undefined ? { link } : { item, link },
  });
  const known = new Set(cursor.seen);
  const found = links.filter(({ url }) => !known.has(fingerprint(url)));
  const taken = found.slice(0, maxPending - cursor.pending.length);
  const left = new Set(found.slice(taken.length));
  const marks = links.filter((entry) => !left.has(entry)).map(({ url }) => fingerprint(url));
  const isLast = number >= options.pages || found.length === 0;
  const next: Cursor = {
    // What found no place is taken when the page is read again, so the server must not answer "not modified" then.
    first: left.size > 0 ? forgetValidators(cursor.first) : isFirst ? answer.state : cursor.first,
    page: isLast ? 0 : number + 1,
    listedAt,
    pending: [...cursor.pending, ...taken.map(toPending)],
    seen: remember(cursor.seen, marks, maxSeen),
  };
  const more = next.pending.length > 0 || next.page > 0;
  return { posts: [], rejected: 0, cursor: JSON.stringify(next), more, waitMs };
}

function toPending({ url, text }: { readonly url: string; readonly text: string }): PendingArticle {
  return { url, title: text === '' ? null : text, date: null, tries: 0 };
}

async function readArticles(ctx: CollectContext, options: Options, cursor: Cursor): Promise<CollectStep> {
  const { title, text, date, author } = options.selectors;
  const selectors = {
    ...(title === undefined ? {} : { title }),
    ...(text === undefined ? {} : { text }),
    ...(date === undefined ? {} : { date }),
    ...(author === undefined ? {} : { author }),
  };
  const batch = await collectArticles(ctx, cursor.pending, selectors);
  const next: Cursor = { ...cursor, pending: batch.pending };
  const isDue = cursor.listedAt === null || ctx.now().getTime() - Date.parse(cursor.listedAt) >= intervalMs;
  return {
    posts: batch.posts,
    rejected: batch.rejected,
    cursor: JSON.stringify(next),
    more: !batch.isStopped && (next.pending.length > 0 || isDue),
    waitMs: waitOf(batch.waitMs),
  };
}
