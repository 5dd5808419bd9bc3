import { z } from 'zod';
import type { CollectorType } from '../core/collector.ts';
import { parseCursor } from './parts/cursor.ts';
import { parseOptions, WebAddress } from './parts/options.ts';
import { readChannelFeed } from './parts/youtube-feed.ts';
import { readFeeds } from './parts/youtube-feeds.ts';
import { Options as ChannelOptions, Cursor, freshCursor } from './parts/youtube-state.ts';

const Options = z.strictObject({
  /** Ids, because handles can only be looked up with a key. */
  channels: z
    .array(z.string().regex(/^UC[\w-]{22}$/, 'harus ID kanal: UC dan 22 huruf atau angka'))
    .min(1)
    .max(50),
  /** Where the feeds are. */
  feed: WebAddress.default('https://www.youtube.com'),
});

/** New videos of channels without a key: a step reads the feeds of up to ten of them. */
export const youtubeFeed: CollectorType = {
  id: 'youtube-feed',
  title: 'YouTube: umpan kanal (tanpa kunci)',
  facts: {
    platform: 'YouTube',
    collects: '15 video terbaru tiap kanal: judul, keterangan, jumlah tayangan. Tanpa komentar.',
    needs: 'ID kanal (UC…).',
    limits:
      'Umpan YouTube kadang menjawab 404 atau 500 berjam-jam meski kanalnya ada; terus dicoba, sumber tidak dihentikan.',
    cost: 'Gratis.',
    law: 'Umpan disediakan YouTube untuk dilanggan; tampilkan tautan ke YouTube.',
    tested:
      'Server lokal: umpan 404 dan 500 lalu pulih, sebagian kanal gagal, halaman HTML, pembacaan ulang menurut umur.',
  },
  credential: null,
  terms: 'public',
  minIntervalMs: 15 * 60_000,
  example: { channels: ['UCcontohcontohcontoh0001'] },
  configure(raw) {
    const options = ChannelOptions.parse(parseOptions(Options, raw));
    return {
      async collect(ctx) {
        const { cursor, posts, rejected } = await readFeeds(ctx, options, parseCursor(Cursor, ctx.cursor, freshCursor));
        return { posts, rejected, cursor: JSON.stringify(cursor), more: cursor.list !== null, waitMs: 0 };
      },
      async read(answer, ctx) {
        const { videos, rejected } = await readChannelFeed(answer, ctx);
        return { posts: videos.map(({ post }) => post), rejected };
      },
    };
  },
};
