import type { CollectContext, CollectorType, CollectStep, ReadContext, ReadPosts } from '../core/collector.ts';
import type { KeptAnswer } from '../core/evidence.ts';
import type { RawPost } from '../core/mention.ts';
import { parseAnswer, parseBody } from './parts/api.ts';
import { parseCursor } from './parts/cursor.ts';
import { hasPassed } from './parts/elapsed.ts';
import { parseOptions } from './parts/options.ts';
import { isSpent } from './parts/youtube-api.ts';
import { readChannelFeed } from './parts/youtube-feed.ts';
import { readFeeds } from './parts/youtube-feeds.ts';
import { channelIds, type Moved, readNextList, resolveHandle, unresolvedHandle } from './parts/youtube-lists.ts';
import { readReplies, readThreads, readVideos, YoutubeList } from './parts/youtube-posts.ts';
import { Cursor, freshCursor, Options } from './parts/youtube-state.ts';
import { nextTalk, readTalk } from './parts/youtube-talks.ts';
import { batchSize, hasVideosToRead, readVideoBatch } from './parts/youtube-videos.ts';

/** While older videos and comments are worked off, new videos are looked for this often. */
const roundMs = 30 * 60_000;

/**
 * Videos of channels and searches with their comments. A round reads one list after the other; then the videos that it found, the counts
 * that are due by age, and comments, each step one request. Without quota the channels' feeds take its place.
 */
export const youtube: CollectorType = {
  id: 'youtube',
  title: 'YouTube',
  facts: {
    platform: 'YouTube',
    collects:
      'Video kanal dan hasil pencarian (judul, keterangan, jumlah tayangan, suka, komentar) serta komentar dan balasannya; dibaca ulang setelah 1, 6, dan 24 jam, lalu tiap hari sampai hari ke-14.',
    needs:
      'Kunci YouTube Data API v3. Selama kuota habis, umpan kanal tetap dibaca (judul, keterangan, tayangan); tanpa kunci pakailah youtube-feed.',
    limits:
      '10.000 unit dan 100 pencarian per hari, mulai lagi tengah malam waktu Pasifik (14.00 atau 15.00 WIB). Tiap kanal memakai 1 unit setiap kali dibaca, 50 video 1 unit, 100 komentar 1 unit. Pencarian memberi 50 video terbaru; komentar sampai 1.000 per pembacaan; balasan baru pada komentar lama hanya terlihat bila komentar itu masih di halaman yang dibaca.',
    cost: 'Gratis dalam kuota; tambahan kuota melalui audit kepatuhan.',
    law: 'Ketentuan layanan API YouTube: tampilkan tautan ke YouTube, segarkan atau hapus data dalam 30 hari, hapus bila pemiliknya menghapus. Nama komentator adalah data pribadi.',
    tested:
      'Server lokal: halaman berurutan, token halaman kedaluwarsa, kuota habis, kunci ditolak, API belum aktif, komentar ditutup, video dihapus, hitungan disembunyikan, butir rusak, jawaban HTML, jawaban lambat, umpan 404 dan 500.',
  },
  credential: 'youtube',
  terms: 'api',
  minIntervalMs: 15 * 60_000,
  example: {
    channels: ['@kominfo-contoh'],
    searches: [{ q: 'Kabupaten Contoh', location: { lat: -7.55, lng: 112.23, radiusKm: 40 } }],
  },
  configure(raw) {
    const options = parseOptions(Options, raw);
    return { collect: (ctx) => collect(ctx, options), read };
  },
};

async function collect(ctx: CollectContext, options: Options): Promise<CollectStep> {
  const cursor = parseCursor(Cursor, ctx.cursor, freshCursor);
  const now = ctx.now();
  const isResting = cursor.feedsUntil !== null && now.toISOString() < cursor.feedsUntil;
  const hasFeeds = channelIds(options, cursor).length > 0;
  if (hasFeeds && isResting) {
    const read = await readFeeds(ctx, options, cursor);
    return toStep(read, read.cursor.list !== null);
  }
  try {
    const taken = await takeStep(ctx, options, { ...cursor, feedsUntil: null });
    return toStep(taken, hasWork(taken.cursor, now));
  } catch (error) {
    // Searches alone have no feed to fall back on: the source waits.
    if (!isSpent(error) || !hasFeeds) throw error;
    ctx.log.warn({ err: error }, 'YouTube quota is used up: channels are read by their feeds');
    const feedsUntil = new Date(now.getTime() + (error.retryAfterMs ?? roundMs)).toISOString();
    return toStep({ cursor: { ...cursor, feedsUntil, list: null }, posts: [], rejected: 0 }, true);
  }
}

async function takeStep(ctx: CollectContext, options: Options, cursor: Cursor): Promise<Stepped> {
  const now = ctx.now();
  const isDue = hasPassed(cursor.listedAt, roundMs, now);
  // A full batch is taken between two lists: news of the first channel must not wait for the last one.
  if (cursor.pending.length >= batchSize) return readVideoBatch(ctx, options, cursor);
  if (isDue || !hasWork(cursor, now) || cursor.list !== null) {
    const handle = unresolvedHandle(options, cursor);
    const moved: Moved =
      handle === null ? await readNextList(ctx, options, cursor) : await resolveHandle(ctx, options, cursor, handle);
    return { ...moved, posts: [] };
  }
  if (hasVideosToRead(cursor, now)) return readVideoBatch(ctx, options, cursor);
  const talk = nextTalk(cursor);
  return talk === null ? { cursor, posts: [], rejected: 0 } : readTalk(ctx, options, cursor, talk);
}

interface Stepped extends Moved {
  readonly posts: readonly RawPost[];
}

function hasWork(cursor: Cursor, now: Date): boolean {
  return cursor.list !== null || cursor.talks.length > 0 || hasVideosToRead(cursor, now);
}

function toStep({ cursor, posts, rejected }: Stepped, more: boolean): CollectStep {
  return { posts, rejected, cursor: JSON.stringify(cursor), more, waitMs: 0 };
}

/** Lists of uploads and searches name videos, but are no posts. */
async function read(answer: KeptAnswer, ctx: ReadContext): Promise<ReadPosts> {
  const { pathname, searchParams } = new URL(answer.url);
  const resource = pathname.split('/').at(-1);
  if (resource === 'videos.xml') {
    const { videos, rejected } = await readChannelFeed(answer, ctx);
    return { posts: videos.map(({ post }) => post), rejected };
  }
  if (resource !== 'videos' && resource !== 'commentThreads' && resource !== 'comments')
    return { posts: [], rejected: 0 };
  const list = parseAnswer(parseBody(answer), YoutubeList, answer.url);
  if (resource === 'commentThreads') return readThreads(list, searchParams.get('videoId'));
  if (resource === 'comments') return readReplies(list, null);
  const { videos, rejected } = readVideos(list);
  return { posts: videos.map(({ post }) => post), rejected };
}
