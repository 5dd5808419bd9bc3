import { z } from 'zod';
import type { CollectContext, CollectorType, CollectStep, ReadPosts } from '../core/collector.ts';
import { SourceError } from '../core/errors.ts';
import { blankPost, type RawPost } from '../core/mention.ts';
import type { FactCheckItem, FactCheckListDocument } from '../core/reader.ts';
import { verdictOf } from '../core/verdict.ts';
import { parseCursor } from './parts/cursor.ts';
import { parseOptions, WebAddress } from './parts/options.ts';
import { contentTypeOf } from './parts/page-state.ts';
import { remember } from './parts/seen.ts';

const Options = z.strictObject({
  url: WebAddress.default('https://gfd.turnbackhoax.id'),
  /** Pages that are read at first; later runs read until what is known. */
  pages: z.number().int().min(1).max(50).default(5),
});
type Options = z.infer<typeof Options>;

const Cursor = z.object({ page: z.number().int().min(1), seen: z.array(z.string()) });
const maxSeen = 1_000;
const maxClaim = 2_000;

/** The database of fact checks of MAFINDO (TurnBackHoax): a step is one page of the list, newest first. */
export const gfdTurnbackhoax: CollectorType = {
  id: 'gfd-turnbackhoax',
  title: 'TurnBackHoax: basis data GFD',
  facts: {
    platform: 'Cek fakta',
    collects: 'Cek fakta MAFINDO: nomor, putusan, klaim yang beredar, tempat beredar, hasil pemeriksaan, kesimpulan.',
    needs: 'Tidak ada.',
    limits: 'Halaman HTML, terbaru dahulu; isinya nasional, dicocokkan dengan teks yang masuk.',
    cost: 'Gratis.',
    law: 'Halaman publik; patuhi robots.txt, sebut MAFINDO dan tautkan ke cek faktanya.',
    tested: 'Server lokal: beberapa halaman, butir yang sudah dikenal, halaman lain, halaman melewati akhir, 429, 500.',
  },
  credential: null,
  terms: 'public',
  minIntervalMs: 60 * 60_000,
  example: {},
  configure(raw) {
    const options = parseOptions(Options, raw);
    return {
      collect: (ctx) => collect(ctx, options),
      async read({ body, url, contentType }, { reader, zone }) {
        return toPosts(await reader.factCheckList(body, { url, contentType, zone }));
      },
    };
  },
};

async function collect(ctx: CollectContext, options: Options): Promise<CollectStep> {
  const cursor = parseCursor(Cursor, ctx.cursor, { page: 1, seen: [] });
  const base = options.url.replace(/\/+$/, '');
  const url = cursor.page === 1 ? `${base}/` : `${base}/page/${cursor.page}`;
  const isEnd = (step: Cursor) => JSON.stringify({ ...step, page: 1 });
  const response = await ctx.net.get(url, { accept: 'text/html, */*;q=0.1', allowStatus: [404], signal: ctx.signal });
  if (response.status === 404) {
    // Past the last page; the first one cannot be missing.
    if (cursor.page > 1) return { posts: [], rejected: 0, cursor: isEnd(cursor), more: false, waitMs: 0 };
    throw new SourceError('changed', `${new URL(url).host} has no list of fact checks`);
  }
  const hints = { url: response.url, contentType: contentTypeOf(response), zone: ctx.zone };
  const document = await ctx.reader.factCheckList(response.body, hints);
  const ids = document.items.map(({ id }) => id);
  const known = new Set(cursor.seen);
  // New entries push others to the next page while the list is walked: the last one says how far it is known.
  const more = cursor.page < options.pages && !known.has(ids.at(-1) ?? '');
  const next = { page: more ? cursor.page + 1 : 1, seen: remember(cursor.seen, ids, maxSeen) };
  return { ...toPosts(document), cursor: JSON.stringify(next), more, waitMs: 0 };
}

type Cursor = z.infer<typeof Cursor>;

function toPosts({ items, rejected }: FactCheckListDocument): ReadPosts {
  return { posts: items.map(toPost), rejected };
}

function toPost(item: FactCheckItem): RawPost {
  const printed = /^\s*\[([^\][]{2,40})\]/.exec(item.title)?.[1]?.trim() ?? item.conclusion ?? '';
  const spread = item.spreadOn === null ? 'Klaim yang beredar' : `Klaim yang beredar di ${item.spreadOn}`;
  const text = [
    item.claim === null ? null : `${spread}: ${item.claim}`,
    item.finding === null ? null : `Hasil cek fakta: ${item.finding}`,
    item.conclusion === null ? null : `Kesimpulan: ${item.conclusion}`,
  ];
  return {
    ...blankPost,
    kind: 'article',
    platform: 'web',
    externalId: item.id,
    idScope: 'gfd:checks',
    url: item.url,
    title: item.title,
    text: text.filter((part) => part !== null).join('\n'),
    publisher: 'MAFINDO',
    publishedAt: item.date?.at ?? null,
    precision: item.date?.precision ?? 'guessed',
    language: 'id',
    review: {
      claimed: item.claim?.slice(0, maxClaim) ?? null,
      verdict: verdictOf(printed),
      rating: printed.slice(0, 100),
    },
  };
}
