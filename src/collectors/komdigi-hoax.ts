import { z } from 'zod';
import type { CollectContext, CollectorType, CollectStep, ReadContext, ReadPosts } from '../core/collector.ts';
import { SourceError } from '../core/errors.ts';
import { blankPost, type RawPost } from '../core/mention.ts';
import { instantAt, isDate } from '../core/time.ts';
import { parseAnswer, parseBody } from './parts/api.ts';
import { parseCursor } from './parts/cursor.ts';
import { looseItems } from './parts/loose-items.ts';
import { parseOptions, WebAddress } from './parts/options.ts';
import { remember } from './parts/seen.ts';

const Options = z.strictObject({
  /** Pages of 25 that are read at first; later runs read until what is known. */
  pages: z.number().int().min(1).max(40).default(4),
  /** Where the list is. */
  api: WebAddress.default('https://web.komdigi.go.id'),
  /** Site that readers are sent to. */
  site: WebAddress.default('https://www.komdigi.go.id'),
});
type Options = z.infer<typeof Options>;

const Cursor = z.object({ page: z.number().int().min(1), seen: z.array(z.string()) });
const perPage = 25;
const maxSeen = 500;

const Text = z.string().trim().min(1).nullable().catch(null);
const Answer = z.object({ response: z.object({ data: z.array(z.unknown()), last_page: z.number().int() }) });
const Item = z.object({
  id: z.union([z.string().min(1), z.number()]).transform(String),
  slug: z.string().regex(/^[\w-]{1,300}$/),
  title: z.string().trim().min(1),
  published_at: Text,
  excerpt: Text,
  body_text: Text,
  body_html: Text,
});

/** The ministry's list of hoaxes that were answered. Its JSON is not documented: a page is a step, and another form ends the run. */
export const komdigiHoax: CollectorType = {
  id: 'komdigi-hoax',
  title: 'Komdigi: berita hoaks',
  facts: {
    platform: 'Cek fakta',
    collects: 'Klarifikasi hoaks dari Kementerian Komunikasi dan Digital: judul dengan putusannya, isi, tanggal.',
    needs: 'Izin Komdigi: daftar ini dibaca dari JSON di balik situsnya, yang tidak didokumentasikan.',
    limits:
      '25 butir per permintaan; bentuk JSON dapat berubah sewaktu-waktu, sumber lalu berhenti dan minta diperiksa.',
    cost: 'Gratis.',
    law: 'Informasi publik, tetapi cara bacanya tidak resmi: mintalah izin lebih dulu, lalu catat nomor suratnya di legal.reference.',
    tested:
      'Server lokal: halaman berurutan, butir yang sudah dikenal, bentuk berubah, butir rusak, HTML sebagai jawaban, 429, 500.',
  },
  credential: null,
  terms: 'unchecked',
  minIntervalMs: 60 * 60_000,
  example: {},
  configure(raw) {
    const options = parseOptions(Options, raw);
    return {
      collect: (ctx) => collect(ctx, options),
      async read(answer, { reader, zone }) {
        const { posts, rejected } = await readList(parseBody(answer), options, { url: answer.url, reader, zone });
        return { posts, rejected };
      },
    };
  },
};

async function collect(ctx: CollectContext, options: Options): Promise<CollectStep> {
  const cursor = parseCursor(Cursor, ctx.cursor, { page: 1, seen: [] });
  const url = `${options.api.replace(/\/+$/, '')}/api/v1/contents/category/berita-hoaks?perPage=${perPage}&page=${cursor.page}`;
  const response = await ctx.net.get(url, { accept: 'application/json', signal: ctx.signal });
  const { reader, zone } = ctx;
  const place = { url: response.url, reader, zone };
  const { posts, rejected, lastPage } = await readList(parseBody(response), options, place);
  const ids = posts.map(({ externalId }) => externalId ?? '');
  const known = new Set(cursor.seen);
  // New entries push others to the next page while the list is walked: the last one says how far it is known.
  const isKnown = known.has(ids.at(-1) ?? '');
  const more = cursor.page < Math.min(lastPage, options.pages) && !isKnown && posts.length > 0;
  const next = { page: more ? cursor.page + 1 : 1, seen: remember(cursor.seen, ids, maxSeen) };
  return { posts, rejected, cursor: JSON.stringify(next), more, waitMs: 0 };
}

/** @throws SourceError `changed` when it is another list, or none of its entries can be read */
async function readList(
  json: unknown,
  options: Options,
  { url, reader, zone }: ReadContext & { readonly url: string },
): Promise<ReadPosts & { readonly lastPage: number }> {
  const { data, last_page: lastPage } = parseAnswer(json, Answer, url).response;
  const { items, rejected } = looseItems(Item, data);
  if (items.length === 0 && rejected > 0)
    throw new SourceError('changed', `${new URL(url).host}: no entry of the list can be read any more`);
  const html = items.map(({ body_text, body_html, excerpt }) => body_text ?? body_html ?? excerpt ?? '');
  const body = new TextEncoder().encode(JSON.stringify(html));
  const { texts } = await reader.texts(body, { url, contentType: 'application/json; charset=utf-8', zone });
  return { posts: items.map((item, index) => toPost(item, texts[index] ?? '', options)), rejected, lastPage };
}

function toPost(item: z.infer<typeof Item>, text: string, { site }: Options): RawPost {
  const date = readTime(item.published_at ?? '');
  return {
    ...blankPost,
    kind: 'article',
    platform: 'web',
    externalId: item.id,
    idScope: 'komdigi:berita-hoaks',
    url: `${site.replace(/\/+$/, '')}/berita/berita-hoaks/detail/${item.slug}`,
    title: item.title,
    text,
    publisher: 'Komdigi',
    publishedAt: date,
    precision: date === null ? 'guessed' : 'exact',
    language: 'id',
    // Most titles carry their verdict; the list holds nothing but hoaxes.
    review: item.title.startsWith('[') ? null : { claimed: null, verdict: 'false', rating: 'Hoaks' },
  };
}

/** With a zone as it says, without one in western Indonesian time, in which the ministry works. */
function readTime(text: string): string | null {
  const [, date, hour, minute, zone] =
    /^(\d{4}-\d\d-\d\d)[ T](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?$/.exec(text) ?? [];
  if (date === undefined || !isDate(date) || Number(hour) > 23 || Number(minute) > 59) return null;
  if (zone === undefined) return instantAt(date, Number(hour) * 60 + Number(minute), 'Asia/Jakarta');
  const at = Date.parse(text.replace(' ', 'T'));
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}
