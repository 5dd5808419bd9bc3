import { z } from 'zod';
import type { CollectContext, Collector, CollectorType, CollectStep } from '../core/collector.ts';
import { SourceError } from '../core/errors.ts';
import { parseAnswer, parseBody } from './parts/api.ts';
import { parseCursor } from './parts/cursor.ts';
import { hasPassed } from './parts/elapsed.ts';
import { parseOptions, WebAddress } from './parts/options.ts';
import { addRechecks, dailyFor, planRecheck, Recheck, takeDue } from './parts/rechecks.ts';
import { fingerprint } from './parts/seen.ts';
import { askX, listPrices, postFields } from './parts/x-api.ts';
import { missingIds, PostsAnswer, readXPosts, type XPost, xKey } from './parts/x-posts.ts';
import { maxQueryLength, queryProblems } from './parts/x-query.ts';

const Price = z.number().min(0).max(10);
const Options = z
  .strictObject({
    query: z.string().trim().min(1).max(maxQueryLength),
    /** Handles of institutions that the query may follow with `from:`. */
    officialAccounts: z
      .array(z.string().regex(/^\w{1,15}$/))
      .max(100)
      .default([]),
    /** Posts in one answer: each is paid for. */
    maxResults: z.number().int().min(10).max(100).default(100),
    /** How far the first search goes back; X keeps seven days. */
    backfillHours: z.number().int().min(1).max(167).default(24),
    /** Ask who wrote it, so that posts of institutions are known as theirs. Each author is paid for. */
    authors: z.boolean().default(true),
    /** Days on which a post is looked at again: for its counts, and to remove it when its author has. */
    recheckDays: z.number().int().min(1).max(30).default(7),
    /** US dollars per resource, where the contract says something else than the price list. */
    prices: z.strictObject({ post: Price, user: Price }).default(listPrices),
    api: WebAddress.default('https://api.x.com'),
  })
  .superRefine(({ query, officialAccounts }, check) => {
    for (const message of queryProblems(query, officialAccounts)) {
      check.addIssue({ code: 'custom', path: ['query'], message });
    }
  });
type Options = z.infer<typeof Options>;

const Walk = z.object({
  /** The same on every page of the walk. */
  sinceId: z.string().nullable(),
  startTime: z.string().nullable(),
  token: z.string().nullable(),
  /** Of the first page: becomes `sinceId` when all pages are stored. */
  newestId: z.string().nullable(),
  /** How often X did not know its own page token any more. */
  losses: z.number().int(),
});
type Walk = z.infer<typeof Walk>;

const Cursor = z.object({
  query: z.string(),
  sinceId: z.string().nullable(),
  walk: Walk.nullable(),
  searchedAt: z.string().nullable(),
  /** `<first id>/<last id>` of posts that are looked at again. */
  rechecks: z.array(Recheck),
});
type Cursor = z.infer<typeof Cursor>;

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** One search per run: runs are at least this far apart. */
const restMs = minuteMs;
const secondStartMs = 6 * 60 * minuteMs;
const maxRechecks = 2_000;
const maxLookUp = 100;

/** Recent search of X's API v2. A step is one page of the search, or one look-up of up to 100 posts found earlier. */
export const xSearch: CollectorType = {
  id: 'x-search',
  title: 'Pencarian X (Twitter)',
  facts: {
    platform: 'X (Twitter)',
    collects:
      'Kiriman publik tujuh hari terakhir yang cocok dengan kueri: teks lengkap, waktu, jumlah suka, balasan, bagikan, tayangan. Nama penulis hanya disimpan bila akun itu terverifikasi sebagai lembaga.',
    needs:
      'Kontrak Enterprise dengan X yang menyebut pemerintah kabupaten sebagai pengguna akhir, nomor kontrak di legal.reference, dan anggaran dolar pada kuncinya. Tanpa itu sumber ini tidak dapat diaktifkan.',
    limits:
      '100 kiriman per permintaan, 300 permintaan per 15 menit, kueri 4.096 karakter. Kiriman yang lebih tua daripada recheckDays tidak diperiksa lagi.',
    cost: 'Menurut daftar harga 2026: 0,005 dolar AS per kiriman dan 0,010 per penulis, termasuk pembacaan ulang; berhenti sebelum anggaran habis.',
    law: 'Ketentuan X: lembaga pemerintah wajib memakai paket Enterprise dan melaporkan setiap pengguna akhir. Dilarang memantau unjuk rasa, pertemuan warga, atau perorangan. Kiriman yang dihapus di X harus ikut dihapus.',
    tested:
      'Server lokal: paging dengan since_id, since_id kedaluwarsa, galat sebagian, ejaan baru, suntingan, kiriman terhapus, 402, 403, 429, kode 88, halaman HTML.',
  },
  credential: 'x',
  terms: 'contract',
  minIntervalMs: 15 * minuteMs,
  example: { query: '("Pemkab Ujungalun" OR "Kabupaten Ujungalun") lang:in -is:retweet' },
  configure(raw): Collector {
    const options = parseOptions(Options, raw);
    return {
      collect: (ctx) => collect(ctx, options),
      async read(answer) {
        const { posts, rejected } = readXPosts(parseAnswer(parseBody(answer), PostsAnswer, answer.url));
        return { posts: posts.filter(isLatest).map(({ raw: post }) => post), rejected };
      },
    };
  },
};

async function collect(ctx: CollectContext, options: Options): Promise<CollectStep> {
  const query = fingerprint(options.query);
  const fresh: Cursor = { query, sinceId: null, walk: null, searchedAt: null, rechecks: [] };
  const remembered = parseCursor(Cursor, ctx.cursor, fresh);
  // Posts of the old query are still looked after: what was deleted must go, whatever is searched for now.
  const cursor = remembered.query === query ? remembered : { ...fresh, rechecks: remembered.rechecks };
  const ages = dailyFor(options.recheckDays);
  const { due, rest } = takeDue(cursor.rechecks, ctx.now(), maxLookUp, ages);
  // Deletions first: a query that X refuses must not keep what it has to give up.
  if (due.length > 0) return lookUp(ctx, options, { ...cursor, rechecks: rest }, due);
  if (cursor.walk === null && !isSearchDue(cursor, ctx.now())) {
    return { posts: [], rejected: 0, cursor: JSON.stringify(cursor), more: false, waitMs: 0 };
  }
  return search(ctx, options, cursor);
}

function isSearchDue({ searchedAt }: Cursor, now: Date): boolean {
  return hasPassed(searchedAt, restMs, now);
}

async function search(ctx: CollectContext, options: Options, cursor: Cursor): Promise<CollectStep> {
  const walk = cursor.walk ?? beginWalk(cursor, options, ctx.now());
  const parameters = new URLSearchParams({
    query: options.query,
    max_results: String(options.maxResults),
    'tweet.fields': postFields,
    ...(options.authors ? { expansions: 'author_id', 'user.fields': 'username,name,verified_type' } : {}),
    ...(walk.sinceId === null ? {} : { since_id: walk.sinceId }),
    ...(walk.startTime === null ? {} : { start_time: walk.startTime }),
    ...(walk.token === null ? {} : { next_token: walk.token }),
  });
  const perPost = options.prices.post + (options.authors ? options.prices.user : 0);
  const address = `${options.api.replace(/\/+$/, '')}/2/tweets/search/recent?${parameters}`;
  const answer = await askX(ctx, address, options.maxResults * perPost).catch((error: unknown) => {
    const second = afterRefusal(error, walk, cursor.searchedAt, ctx.now());
    if (second === null) throw error;
    return second;
  });
  if (!('data' in answer)) return toStep(ctx, { ...cursor, walk: answer }, [], 0, 0);
  const { posts, rejected, read } = readXPosts(answer.data);
  await answer.spending.settle(read.posts * options.prices.post + read.users * options.prices.user);
  if ((answer.data.errors?.length ?? 0) > 0) {
    ctx.log.info({ errors: answer.data.errors?.length }, 'X left parts out of its answer');
  }
  // Without a bound the next search would pay for the same posts again, and a token that stays the same for the same page.
  const newestId = walk.newestId ?? answer.data.meta?.newest_id ?? highestId(posts);
  const nextToken = answer.data.meta?.next_token ?? null;
  const token = nextToken === walk.token ? null : nextToken;
  const next: Cursor = {
    ...cursor,
    sinceId: token === null ? (newestId ?? walk.sinceId) : cursor.sinceId,
    walk: token === null ? null : { ...walk, newestId, token },
    searchedAt: ctx.now().toISOString(),
    rechecks: watch(cursor.rechecks, posts, ctx.now(), options),
  };
  return toStep(ctx, next, posts, rejected, answer.waitMs);
}

function beginWalk({ sinceId }: Cursor, { backfillHours }: Options, now: Date): Walk {
  const startTime = sinceId === null ? toSeconds(now.getTime() - backfillHours * 60 * minuteMs) : null;
  return { sinceId, startTime, token: null, newestId: null, losses: 0 };
}

/** The walk to go on with when X refuses a bound or a page token of its own; null when that is not what it refuses. */
function afterRefusal(error: unknown, walk: Walk, searchedAt: string | null, now: Date): Walk | null {
  if (!(error instanceof SourceError) || error.reason !== 'query') return null;
  if (walk.token !== null) {
    // Each beginning is paid for: a token that is refused again and again may not cost it at every run.
    const isTooSoon = walk.losses > 0 && !hasPassed(searchedAt, secondStartMs, now);
    return isTooSoon ? null : { ...walk, token: null, newestId: null, losses: walk.losses + 1 };
  }
  // Older than the seven days that X searches; a little less, because its clock is not ours.
  if (walk.sinceId === null || !error.message.includes('since_id')) return null;
  return { ...walk, sinceId: null, startTime: toSeconds(now.getTime() - 7 * dayMs + 5 * minuteMs) };
}

/** X takes no fractions of a second. */
function toSeconds(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

async function lookUp(
  ctx: CollectContext,
  options: Options,
  cursor: Cursor,
  due: readonly Recheck[],
): Promise<CollectStep> {
  const firstIds = new Map(due.map(({ id }) => [id.split('/')[1] ?? '', id.split('/')[0] ?? '']));
  const parameters = new URLSearchParams({ ids: [...firstIds.keys()].join(','), 'tweet.fields': postFields });
  const address = `${options.api.replace(/\/+$/, '')}/2/tweets?${parameters}`;
  const { data, spending, waitMs } = await askX(ctx, address, due.length * options.prices.post);
  const { posts, rejected, read } = readXPosts(data);
  await spending.settle(read.posts * options.prices.post);
  const gone = missingIds(data).flatMap((id) => firstIds.get(id) ?? []);
  const left = cursor.rechecks.filter(({ id }) => !gone.includes(id.split('/')[0] ?? ''));
  // An older version of an edited post: its newest one is asked for next time.
  const outdated = posts.filter((post) => !isLatest(post));
  const next = { ...cursor, rechecks: watch(left, outdated, ctx.now(), options) };
  return { ...toStep(ctx, next, posts.filter(isLatest), rejected, waitMs), gone: gone.map(xKey) };
}

/** Ids are numbers beyond what JavaScript can count with. Null for no posts. */
function highestId(posts: readonly XPost[]): string | null {
  const [highest] = posts.map(({ id }) => BigInt(id)).sort((a, b) => (a < b ? 1 : -1));
  return highest === undefined ? null : String(highest);
}

function isLatest({ id, lastId }: XPost): boolean {
  return id === lastId;
}

/** The list with these posts in it, each only in its last version. */
function watch(list: readonly Recheck[], posts: readonly XPost[], now: Date, { recheckDays }: Options): Recheck[] {
  const current = new Map(posts.map(({ firstId, lastId }) => [firstId, `${firstId}/${lastId}`]));
  const others = list.filter(({ id }) => (current.get(id.split('/')[0] ?? '') ?? id) === id);
  const ages = dailyFor(recheckDays);
  const planned = posts.map(({ firstId, lastId, raw }) =>
    planRecheck(`${firstId}/${lastId}`, raw.publishedAt ?? now.toISOString(), now, ages),
  );
  return addRechecks(others, planned, maxRechecks);
}

function toStep(
  ctx: CollectContext,
  cursor: Cursor,
  posts: readonly XPost[],
  rejected: number,
  waitMs: number,
): CollectStep {
  const now = ctx.now();
  const isDue = cursor.rechecks.some(({ nextAt }) => nextAt <= now.toISOString());
  return {
    posts: posts.map(({ raw }) => raw),
    rejected,
    cursor: JSON.stringify(cursor),
    // The window's requests are used up: the walk goes on in the next run.
    more: waitMs === 0 && (cursor.walk !== null || isDue || isSearchDue(cursor, now)),
    waitMs,
  };
}
