import { z } from 'zod';
import type { CollectContext, CollectorType, CollectStep } from '../core/collector.ts';
import { SourceError } from '../core/errors.ts';
import { parseCursor } from './parts/cursor.ts';
import { hasPassed } from './parts/elapsed.ts';
import { parseOptions, WebAddress } from './parts/options.ts';
import { waitOf } from './parts/page-state.ts';
import { toWordPressPost, wordPressScope } from './parts/wordpress-posts.ts';
import { type RestFault, Route, readRest } from './parts/wordpress-rest.ts';
import { freshWalk, List, later, nextPage, startWalk, Walk } from './parts/wordpress-walks.ts';

const Options = z.strictObject({
  /** Front page of the site, with the folder if WordPress lives in one. */
  site: WebAddress,
  comments: z.boolean().default(false),
  /** Pages that are not news too (profile, services). */
  pages: z.boolean().default(false),
  /** Ids of categories, for instance those of the regency on a provincial medium. */
  categories: z.array(z.number().int().positive()).min(1).max(50).optional(),
  /** Only posts that contain this. */
  search: z.string().trim().min(2).max(100).optional(),
  perPage: z.number().int().min(5).max(100).default(50),
  /** How far the first load goes back. */
  backfillDays: z.number().int().min(1).max(365).default(14),
});
type Options = z.infer<typeof Options>;

const Cursor = z.object({
  site: z.string(),
  /** The way in that worked last. */
  route: Route.nullable(),
  list: List,
  walks: z.object({ posts: Walk, dated: Walk, pages: Walk, comments: Walk }),
  /** False when the site ignores `modified_after` (WordPress before 5.7): then new posts are found, but no edits. */
  byChange: z.boolean(),
  /** When the site refused to show comments; asked again after a week. */
  commentsClosedAt: z.string().nullable(),
  /** Posts whose comments are wanted, when only some posts of the site are. */
  postIds: z.array(z.number().int()),
});
type Cursor = z.infer<typeof Cursor>;

const dayMs = 86_400_000;
/** Pages of one walk; the next run goes on where it ended. */
const maxPages = 20;
const maxPostIds = 100;

/** Posts, then pages and comments, of a WordPress site over its public REST API: a step is one page of one list. */
export const wordpress: CollectorType = {
  id: 'wordpress',
  title: 'Situs WordPress (REST)',
  facts: {
    platform: 'Media daring',
    collects: 'Pos, halaman, dan komentar yang disetujui, termasuk suntingannya.',
    needs: 'Alamat situs WordPress yang membuka REST API-nya.',
    limits: '100 butir per permintaan; sebagian situs menutup komentar atau REST-nya.',
    cost: 'Gratis.',
    law: 'Data publik; hak cipta pada media, nama komentator adalah data pribadi.',
    tested:
      'Server lokal: paging sampai lewat akhir, saringan waktu, komentar tertutup (401, 403), REST mati (404), HTML sebagai jawaban.',
  },
  credential: null,
  terms: 'public',
  minIntervalMs: 5 * 60_000,
  example: { site: 'https://media-contoh.test', comments: true },
  configure(raw) {
    const options = parseOptions(Options, raw);
    return {
      collect: (ctx) => collect(ctx, options),
      async read({ body, url, contentType }, { reader, zone }) {
        const document = await reader.wordpress(body, { url, contentType, zone });
        const scope = wordPressScope(options.site);
        return { posts: document.items.map((item) => toWordPressPost(item, scope)), rejected: document.rejected };
      },
    };
  },
};

async function collect(ctx: CollectContext, options: Options): Promise<CollectStep> {
  const fresh: Cursor = {
    site: options.site,
    route: null,
    list: 'posts',
    walks: { posts: freshWalk, dated: freshWalk, pages: freshWalk, comments: freshWalk },
    byChange: true,
    commentsClosedAt: null,
    postIds: [],
  };
  const remembered = parseCursor(Cursor, ctx.cursor, fresh);
  const cursor = remembered.site === options.site ? remembered : fresh;
  const walk = startWalk(cursor.walks[cursor.list], cursor.list, options.backfillDays, ctx.now());
  const answer = await readRest(ctx, {
    site: options.site,
    list: cursor.list === 'dated' ? 'posts' : cursor.list,
    query: toQuery(cursor, walk, options),
    route: cursor.route,
    // The posts came by this way: the other one will not show comments either.
    isRouteSure: cursor.list === 'comments',
  });
  if ('fault' in answer) return afterFault(ctx, options, cursor, answer.fault);

  const { items } = answer.document;
  const isFirstLoad = walk.since === null;
  const limit = Date.parse(walk.from ?? '') - dayMs;
  const isByChange = cursor.byChange && (cursor.list === 'posts' || cursor.list === 'pages');
  if (isByChange && !isFirstLoad) {
    const isIgnored = items.some(({ modifiedAt }) => modifiedAt !== null && Date.parse(modifiedAt) < limit);
    // The oldest posts of the site instead of the latest changes: not wanted, and not an answer to the question.
    if (isIgnored)
      return { ...nothing, cursor: JSON.stringify({ ...cursor, route: answer.route, byChange: false }), more: true };
  }
  const changes = items.flatMap(({ modifiedAt, date }) => (isByChange && modifiedAt) || date?.at || []);
  // Some plugins keep an order of their own.
  const isRising = changes.every((at, index) => index === 0 || at >= (changes[index - 1] ?? ''));
  // Neither a site clock that runs ahead nor what appears while the walk is under way, perhaps for hours, may carry the bound along.
  const reached = changes.filter((at) => at <= ctx.now().toISOString() && at <= (walk.begunAt ?? at));
  const newest = [walk.newest, ...reached].reduce(later, null);
  const isLast = answer.isLast || items.length + answer.document.rejected < options.perPage || walk.page >= maxPages;
  const scope = wordPressScope(options.site);
  const next = advance(
    {
      ...cursor,
      route: answer.route,
      postIds: keepPostIds(cursor, options, items),
      walks: {
        ...cursor.walks,
        [cursor.list]: { ...nextPage(walk, isFirstLoad || !isRising ? null : newest), newest },
      },
    },
    options,
    ctx.now(),
    isLast,
  );
  return {
    posts: items.map((item) => toWordPressPost(item, scope)),
    rejected: answer.document.rejected,
    cursor: JSON.stringify(next.cursor),
    more: next.more,
    waitMs: waitOf(answer.freshForMs),
  };
}

const nothing = { posts: [], rejected: 0, more: false, waitMs: 0 } as const;

/** What a refusal means for this list. @throws SourceError when it is the end of the run */
function afterFault(ctx: CollectContext, options: Options, cursor: Cursor, fault: RestFault): CollectStep {
  const { list, walks } = cursor;
  const endWalk = (state: Cursor): CollectStep => {
    const next = advance(state, options, ctx.now(), true);
    return { ...nothing, cursor: JSON.stringify(next.cursor), more: next.more };
  };
  // The last page was full to the brim: asking for one more is how the end is found.
  if (fault.code === 'rest_post_invalid_page_number' || fault.code === 'rest_comment_invalid_page_number')
    return endWalk(cursor);
  if (fault.status === 400 && cursor.byChange && (list === 'posts' || list === 'pages') && walks[list].since !== null) {
    return { ...nothing, cursor: JSON.stringify({ ...cursor, byChange: false }), more: true };
  }
  if (list === 'comments' && fault.status !== 400) {
    ctx.log.warn({ site: options.site, status: fault.status, code: fault.code }, 'comments are closed to us');
    return endWalk({ ...cursor, commentsClosedAt: ctx.now().toISOString() });
  }
  const isRefusal = fault.status === 401 || fault.status === 403;
  throw new SourceError(isRefusal ? 'blocked' : 'changed', `WordPress REST of ${options.site}: ${fault.message}`);
}

/** On to the next page, or to the next list when this one is through. */
function advance(cursor: Cursor, options: Options, now: Date, isLast: boolean): { cursor: Cursor; more: boolean } {
  if (!isLast) return { cursor, more: true };
  const walk = cursor.walks[cursor.list];
  const ended: Walk = { ...freshWalk, since: later(walk.since, walk.newest) };
  const walks = { ...cursor.walks, [cursor.list]: ended };
  const isFirstLoad = cursor.list === 'posts' && walk.since === null;
  if (isFirstLoad) walks.dated = ended;
  const isClosed = !hasPassed(cursor.commentsClosedAt, 7 * dayMs, now);
  const hasPosts = !isFiltered(options) || cursor.postIds.length > 0;
  const lists: List[] = ['posts'];
  // The first load has just read them by date, and so does every walk of a site that cannot tell changes.
  if (!isFirstLoad && cursor.byChange) lists.push('dated');
  if (options.pages) lists.push('pages');
  if (options.comments && !isClosed && hasPosts) lists.push('comments');
  const next = lists[lists.indexOf(cursor.list) + 1];
  const isOver = next === undefined || cursor.list === 'comments';
  return { cursor: { ...cursor, list: isOver ? 'posts' : next, walks }, more: !isOver };
}

/**
 * The first load takes the newest first, so that an alert does not wait for old news. Later walks go up from the last change:
 * a post that is edited meanwhile moves to the end and is met again.
 */
function toQuery(cursor: Cursor, walk: Walk, options: Options): Record<string, string> {
  const from = walk.from ?? '';
  const page = { per_page: String(options.perPage), page: String(walk.page) };
  if (cursor.list === 'comments') {
    const posts: Record<string, string> = isFiltered(options) ? { post: cursor.postIds.join(',') } : {};
    return { ...page, ...posts, after: from, orderby: 'date_gmt', order: 'asc' };
  }
  const filters: Record<string, string> = {};
  const isPosts = cursor.list === 'posts' || cursor.list === 'dated';
  if (isPosts && options.categories !== undefined) filters.categories = options.categories.join(',');
  if (options.search !== undefined) filters.search = options.search;
  if (walk.since === null) return { ...page, ...filters, after: from, orderby: 'date', order: 'desc' };
  return cursor.byChange && cursor.list !== 'dated'
    ? { ...page, ...filters, modified_after: from, orderby: 'modified', order: 'asc' }
    : { ...page, ...filters, after: from, orderby: 'date', order: 'asc' };
}

function isFiltered(options: Options): boolean {
  return options.categories !== undefined || options.search !== undefined;
}

function keepPostIds(cursor: Cursor, options: Options, items: readonly { readonly id: number }[]): number[] {
  if (!options.comments || !isFiltered(options) || (cursor.list !== 'posts' && cursor.list !== 'dated'))
    return cursor.postIds;
  return [...new Set([...items.map(({ id }) => id), ...cursor.postIds])].slice(0, maxPostIds);
}
