import { z } from 'zod';
import type { CollectContext, CollectorType, CollectStep } from '../core/collector.ts';
import { SourceError } from '../core/errors.ts';
import { callApi, credentialOf, parseAnswer, parseBody } from './parts/api.ts';
import { parseCursor } from './parts/cursor.ts';
import { noPosts, postsOf } from './parts/kept-graph.ts';
import { beginWalk, freshWalk, isWalkDue, loseMark, takePage, Walk } from './parts/list-walk.ts';
import { parseOptions, WebAddress } from './parts/options.ts';
import { addRechecks, dropRecheck, planRecheck, Recheck, takeDue } from './parts/rechecks.ts';
import { faultOfTiktok, type ReadVideo, readVideos, VideoAnswer, videoFields } from './parts/tiktok-videos.ts';

const Options = z.strictObject({
  /** Name of the account that the token belongs to. */
  account: z
    .string()
    .trim()
    .regex(/^[\w.]{2,24}$/, 'harus nama akun TikTok tanpa @'),
  /** How far the first load goes back. */
  backfillDays: z.number().int().min(1).max(365).default(30),
  api: WebAddress.default('https://open.tiktokapis.com'),
});
type Options = z.infer<typeof Options>;

const Cursor = z.object({ account: z.string(), walk: Walk, rechecks: z.array(Recheck) });
type Cursor = z.infer<typeof Cursor>;

/** Videos of one request, listed or named. */
const batchSize = 20;
const maxWatched = 150;

/** Videos of the office's own TikTok account with their counts, by the Display API. */
export const tiktokAccount: CollectorType = {
  id: 'tiktok-account',
  title: 'Akun TikTok sendiri',
  facts: {
    platform: 'TikTok',
    collects: 'Video publik akun instansi sendiri: keterangan, tautan, jumlah tayangan, suka, komentar, dan pembagian.',
    needs:
      'Aplikasi TikTok for Developers yang disetujui dan token akun instansi dengan izin video.list. Token berlaku 24 jam dan harus diperbarui di luar aplikasi ini.',
    limits:
      '600 permintaan per menit; isi komentar dan pencarian tidak tersedia. Percakapan warga di TikTok masuk lewat impor.',
    cost: 'Gratis.',
    law: 'Ketentuan pengembang TikTok; hanya akun sendiri.',
    tested:
      'Server lokal bergaya Display API: paging dengan waktu milidetik, ID 64 bit, galat di dalam jawaban 200, token mati, izin kurang, batas laju, video terhapus, HTML sebagai jawaban.',
  },
  credential: 'tiktok',
  terms: 'own',
  minIntervalMs: 15 * 60_000,
  example: { account: 'diskominfo.contoh' },
  configure(raw) {
    const options = parseOptions(Options, raw);
    return {
      collect: (ctx) => collect(ctx, options),
      async read(answer) {
        const data = parseAnswer(parseBody(answer), VideoAnswer, answer.url);
        if (data.error != null && data.error.code !== 'ok') return noPosts;
        const { videos, rejected } = readVideos(data, options.account);
        return postsOf({ items: videos.map(toItem), rejected });
      },
    };
  },
};

const toItem = (video: ReadVideo) => ({ ...video, comments: null });

/** One request: the next page of the list, else counts of older videos. */
async function collect(ctx: CollectContext, options: Options): Promise<CollectStep> {
  const fresh: Cursor = { account: options.account, walk: freshWalk, rechecks: [] };
  const remembered = parseCursor(Cursor, ctx.cursor, fresh);
  const cursor = remembered.account === options.account ? remembered : fresh;
  if (isWalkDue(cursor.walk, ctx.now())) return readList(ctx, options, cursor);
  const { due } = takeDue(cursor.rechecks, ctx.now(), batchSize);
  if (due.length === 0) return finish(ctx, cursor, [], 0);
  return readAgain(
    ctx,
    options,
    cursor,
    due.map(({ id }) => id),
  );
}

async function readList(ctx: CollectContext, options: Options, cursor: Cursor): Promise<CollectStep> {
  const now = ctx.now();
  const backfillMs = options.backfillDays * 86_400_000;
  const walk = beginWalk(cursor.walk, now, backfillMs);
  const mark = walk.after === null ? {} : { cursor: Number(walk.after) };
  try {
    const answer = await ask(ctx, options, 'list', { max_count: batchSize, ...mark });
    const { videos, rejected } = readVideos(answer, options.account);
    const next = answer.data?.has_more === true ? (answer.data.cursor ?? null) : null;
    const times = videos.map(({ at }) => at);
    const oldest = new Date(now.getTime() - backfillMs).toISOString();
    const wanted = videos.filter(({ at }) => at >= walk.from || at >= oldest);
    const taken = takePage(walk, times, next === null ? null : String(next), now);
    return finish(ctx, { ...cursor, walk: taken }, wanted, rejected);
  } catch (error) {
    if (walk.after === null || !isQuery(error)) throw error;
    return finish(ctx, { ...cursor, walk: loseMark(walk, now) }, [], 0);
  }
}

async function readAgain(ctx: CollectContext, options: Options, cursor: Cursor, ids: string[]): Promise<CollectStep> {
  const answer = await ask(ctx, options, 'query', { filters: { video_ids: ids } });
  const { videos, rejected } = readVideos(answer, options.account);
  // What the answer leaves out was deleted.
  return finish(ctx, { ...cursor, rechecks: ids.reduce(dropRecheck, cursor.rechecks) }, videos, rejected);
}

function finish(ctx: CollectContext, cursor: Cursor, videos: readonly ReadVideo[], rejected: number): CollectStep {
  const now = ctx.now();
  const seen = new Set(videos.map(({ id }) => id));
  const others = cursor.rechecks.filter(({ id }) => !seen.has(id));
  const plans = videos.map(({ id, at }) => planRecheck(id, at, now));
  const next: Cursor = { ...cursor, rechecks: addRechecks(others, plans, maxWatched) };
  const hasMore = next.walk.from !== null || takeDue(next.rechecks, now, 1).due.length > 0;
  return {
    ...postsOf({ items: videos.map(toItem), rejected }),
    cursor: JSON.stringify(next),
    more: hasMore,
    waitMs: 0,
  };
}

async function ask(ctx: CollectContext, options: Options, what: 'list' | 'query', body: object): Promise<VideoAnswer> {
  const credential = credentialOf(ctx);
  await credential.spend('requests');
  const { data, response } = await callApi(
    ctx,
    {
      url: `${options.api.replace(/\/+$/, '')}/v2/video/${what}/?fields=${videoFields}`,
      method: 'POST',
      headers: { authorization: `Bearer ${credential.secret}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    },
    VideoAnswer,
    (_status, json, refusal) => faultOfTiktok(json, refusal, ctx.now()),
  );
  const fault = faultOfTiktok(data, response, ctx.now());
  if (fault !== null) throw fault;
  return data;
}

function isQuery(error: unknown): boolean {
  return error instanceof SourceError && error.reason === 'query';
}
