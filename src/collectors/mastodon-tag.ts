import { z } from 'zod';
import type { CollectContext, CollectorType, CollectStep } from '../core/collector.ts';
import { SourceError } from '../core/errors.ts';
import type { NetResponse } from '../core/net.ts';
import { callApi, parseAnswer, parseBody } from './parts/api.ts';
import { parseCursor } from './parts/cursor.ts';
import { hasPassed } from './parts/elapsed.ts';
import { beginWalk, freshWalk, takePage, Walk } from './parts/list-walk.ts';
import { readStatuses, type Statuses, Timeline } from './parts/mastodon-statuses.ts';
import { parseOptions, WebAddress } from './parts/options.ts';
import { untilReset, waitOfWindow } from './parts/rate-window.ts';

const Tag = z
  .string()
  .trim()
  .transform((text) => text.replace(/^#/, ''))
  .refine((tag) => /^[\p{L}\p{N}_]{2,100}$/u.test(tag), 'harus satu tagar tanpa spasi, misalnya ujungalun');
const Options = z.strictObject({
  /** Front page of the server; what it has not heard of is not found there. */
  instance: WebAddress.default('https://mastodon.social'),
  /** Posts with any of these. */
  tags: z.array(Tag).min(1).max(5),
  /** How far back the first load goes, and the daily one that reads the counts again. */
  recheckDays: z.number().int().min(1).max(14).default(3),
});
type Options = z.infer<typeof Options>;

const Cursor = z.object({
  /** Server and tags as configured: others make the rest worthless. */
  place: z.string(),
  /** Id of the newest post that polling has come to; null before the first load. */
  minId: z.string().nullable(),
  polledAt: z.string().nullable(),
  /** The first load, and the daily ones that read the counts again. */
  walk: Walk,
  rereadAt: z.string().nullable(),
});
type Cursor = z.infer<typeof Cursor>;

const dayMs = 86_400_000;
/** One poll per run: runs are at least this far apart. */
const restMs = 60_000;
const pageSize = 40;
/** Some servers answer with at most so many, whatever is asked for. */
const leastPageSize = 20;

/** Hashtag timeline of one server: a step is one page. Upwards from the last post that is known, and once a day down over the last days. */
export const mastodonTag: CollectorType = {
  id: 'mastodon-tag',
  title: 'Tagar Mastodon',
  facts: {
    platform: 'Mastodon',
    collects:
      'Kiriman publik bertagar dari satu server dan server lain yang dikenalnya: teks, waktu, penulis, suka, balasan, boost.',
    needs: 'Alamat server dan tagar. Kunci hanya perlu bila server menutup lini masa untuk umum.',
    limits: '40 kiriman per halaman, sekitar 300 permintaan per 5 menit; hanya kiriman yang sampai ke server itu.',
    cost: 'Gratis.',
    law: 'Kiriman publik saja; ikuti aturan server. Nama akun adalah data pribadi.',
    tested:
      'Server lokal: paging min_id dan max_id, lini masa tertutup (401), tagar tidak dikenal (404), kosong, 429, suntingan, halaman HTML.',
  },
  credential: 'mastodon',
  worksWithoutCredential: true,
  terms: 'api',
  minIntervalMs: 5 * 60_000,
  example: { instance: 'https://mastodon-contoh.test', tags: ['ujungalun', 'wanasari'] },
  configure(raw) {
    const options = parseOptions(Options, raw);
    return {
      collect: (ctx) => collect(ctx, options),
      async read(answer, { reader, zone }) {
        const timeline = parseAnswer(parseBody(answer), Timeline, answer.url);
        const { posts, rejected } = await readStatuses(timeline, hostOf(options), reader, zone);
        return { posts, rejected };
      },
    };
  },
};

async function collect(ctx: CollectContext, options: Options): Promise<CollectStep> {
  const place = `${options.instance} ${options.tags.join(' ')}`;
  const fresh: Cursor = { place, minId: null, polledAt: null, walk: freshWalk, rereadAt: null };
  const remembered = parseCursor(Cursor, ctx.cursor, fresh);
  const cursor = remembered.place === place ? remembered : fresh;
  const now = ctx.now();
  if (cursor.minId !== null && hasPassed(cursor.polledAt, restMs, now)) return poll(ctx, options, cursor, cursor.minId);
  if (cursor.walk.from !== null || hasPassed(cursor.rereadAt, dayMs, now)) return readBack(ctx, options, cursor);
  // Nothing was found so far: the first load once more.
  if (cursor.minId === null && hasPassed(cursor.walk.endedAt, restMs, now)) return readBack(ctx, options, cursor);
  return { posts: [], rejected: 0, cursor: JSON.stringify(cursor), more: false, waitMs: 0 };
}

/** The page right above the last post that is known: going up, nothing is missed however much was written meanwhile. */
async function poll(ctx: CollectContext, options: Options, cursor: Cursor, minId: string): Promise<CollectStep> {
  const page = await fetchPage(ctx, options, { min_id: minId });
  const newest = page.newest ?? minId;
  const isFull = page.size >= leastPageSize && newest !== minId;
  const next: Cursor = { ...cursor, minId: newest, polledAt: isFull ? cursor.polledAt : ctx.now().toISOString() };
  return toStep(ctx, next, page);
}

async function readBack(ctx: CollectContext, options: Options, cursor: Cursor): Promise<CollectStep> {
  const now = ctx.now();
  const isNew = cursor.walk.from === null;
  const walk = beginWalk(isNew ? freshWalk : cursor.walk, now, options.recheckDays * dayMs);
  const page = await fetchPage(ctx, options, walk.after === null ? {} : { max_id: walk.after });
  const times = page.posts.flatMap(({ publishedAt }) => publishedAt ?? []);
  const isFirstLoad = cursor.minId === null && walk.after === null;
  const next: Cursor = {
    ...cursor,
    walk: takePage(walk, times, page.size < leastPageSize || page.oldest === walk.after ? null : page.oldest, now),
    rereadAt: isNew ? now.toISOString() : cursor.rereadAt,
    // The first load has just seen the top; a later one must not move the place of the polls, it may not reach down to it.
    ...(isFirstLoad ? { minId: page.newest, polledAt: now.toISOString() } : {}),
  };
  return toStep(ctx, next, page);
}

function toStep(ctx: CollectContext, cursor: Cursor, { posts, rejected, waitMs }: Page): CollectStep {
  const now = ctx.now();
  const isPollDue = cursor.minId !== null && hasPassed(cursor.polledAt, restMs, now);
  const hasMore = isPollDue || cursor.walk.from !== null || hasPassed(cursor.rereadAt, dayMs, now);
  // A window that is used up ends the run.
  return { posts, rejected, cursor: JSON.stringify(cursor), more: waitMs === 0 && hasMore, waitMs };
}

interface Page extends Pick<Statuses, 'posts' | 'rejected'> {
  /** Statuses of the page, also those that were not taken. */
  readonly size: number;
  /** What to ask for newer and for older ones by; null for an empty page. */
  readonly newest: string | null;
  readonly oldest: string | null;
  readonly waitMs: number;
}

async function fetchPage(
  ctx: CollectContext,
  options: Options,
  bound: { readonly min_id?: string; readonly max_id?: string },
): Promise<Page> {
  const [tag = '', ...others] = options.tags;
  const parameters = new URLSearchParams({ limit: String(pageSize), ...bound });
  for (const other of others) parameters.append('any[]', other);
  const url = `${options.instance.replace(/\/+$/, '')}/api/v1/timelines/tag/${encodeURIComponent(tag)}?${parameters}`;
  await ctx.credential?.spend('requests');
  const headers: Record<string, string> =
    ctx.credential === null ? {} : { authorization: `Bearer ${ctx.credential.secret}` };
  let isUnknown = false;
  const answer = await callApi(ctx, { url, headers }, Timeline, (status, json, response) => {
    isUnknown = status === 404 && Fault.safeParse(json).success;
    return faultOf(status, json, response, ctx);
  }).catch((error: unknown) => {
    // A tag that nobody on this server has used yet.
    if (isUnknown) return null;
    throw error;
  });
  if (answer === null) return { posts: [], rejected: 0, size: 0, newest: null, oldest: null, waitMs: 0 };
  const { data, response } = answer;
  const { posts, rejected, ids } = await readStatuses(data, hostOf(options), ctx.reader, ctx.zone);
  return {
    posts,
    rejected,
    size: data.length,
    newest: linkMark(response, 'prev') ?? ids[0] ?? null,
    oldest: linkMark(response, 'next') ?? ids.at(-1) ?? null,
    waitMs: waitOfWindow(response, 'x-ratelimit', ctx.now()),
  };
}

/**
 * The id in the `Link` header: `min_id` of the newer page, `max_id` of the older one. Only the id is taken: the address is the server's
 * word, and the key must go nowhere else.
 */
function linkMark({ headers }: NetResponse, rel: 'prev' | 'next'): string | null {
  for (const [, address = '', name] of (headers.link ?? '').matchAll(/<([^<>]{1,2000})>[^,<]*?rel="?(prev|next)"?/g)) {
    if (name !== rel || !URL.canParse(address)) continue;
    const { searchParams } = new URL(address);
    const id =
      rel === 'next' ? searchParams.get('max_id') : (searchParams.get('min_id') ?? searchParams.get('since_id'));
    return id === null || id === '' || id.length > 100 ? null : id;
  }
  return null;
}

const Fault = z.object({ error: z.string() });

function faultOf(status: number, json: unknown, response: NetResponse, ctx: CollectContext): SourceError | null {
  const fault = Fault.safeParse(json).data;
  const hasKey = ctx.credential !== null;
  const said = `${new URL(response.url).host} answers ${status}${fault === undefined ? '' : `: ${fault.error.slice(0, 300)}`}`;
  if (status === 429) {
    const retryAfterMs = untilReset(response, 'x-ratelimit-reset', ctx.now());
    return retryAfterMs === null
      ? null
      : new SourceError('rate-limited', said, { retryAfterMs, credentialWide: hasKey });
  }
  if (fault === undefined) return status === 401 || status === 403 ? new SourceError('blocked', said) : null;
  if (status === 401 || (status === 422 && /authenticated user/i.test(fault.error))) {
    const hint = hasKey ? '' : ' (lini masa ini tertutup untuk umum: perlu kunci)';
    return new SourceError('credential', `${said}${hint}`, { credentialWide: hasKey });
  }
  return null;
}

function hostOf({ instance }: Options): string {
  return new URL(instance).host;
}
