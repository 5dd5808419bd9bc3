import { z } from 'zod';
import type { CollectContext, CollectorType, CollectStep } from '../core/collector.ts';
import { parseCursor } from './parts/cursor.ts';
import { parseOptions, WebAddress } from './parts/options.ts';
import { contentTypeOf, fetchPage, forgetValidators, freshPage, PageState } from './parts/page-state.ts';
import { fingerprint } from './parts/seen.ts';

const Options = z
  .strictObject({
    /** File that somebody saves into, on this machine. */
    path: z.string().trim().min(1).max(1_000).optional(),
    /** The same on the web, for instance a published spreadsheet. */
    url: WebAddress.optional(),
  })
  .refine(({ path, url }) => (path === undefined) !== (url === undefined), 'harus ada salah satu: path atau url');
type Options = z.infer<typeof Options>;

const Cursor = z.object({
  page: PageState.nullable(),
  /** Fingerprint of the sheet that `next` counts in. */
  content: z.string().nullable(),
  /** First of its rows that was not handed on; null when all were. */
  next: z.number().int().nullable(),
});
type Cursor = z.infer<typeof Cursor>;

/** Rows handed on in one step. The sheet is read anew for each, so it is large: a usual sheet is one step. */
const stepSize = 5_000;

/**
 * Clipping sheet (CSV, XLSX) that is read again whenever it has changed. What was handed on before is recognised as a repeat by ingest,
 * so a sheet that grows at the bottom, or is corrected in the middle, works.
 */
export const klipping: CollectorType = {
  id: 'klipping',
  title: 'Lembar klipping (CSV, XLSX)',
  facts: {
    platform: 'Cetak dan luring',
    collects: 'Baris lembar klipping: tanggal, media, judul, isi, tautan.',
    needs: 'Lembar CSV atau XLSX di folder atau di web, dengan kolom templat.',
    limits: '10 MB per berkas; lembar di atas 10.000 baris lewat `kentongan import`.',
    cost: 'Gratis; waktu petugas yang mengetik.',
    law: 'Kliping untuk keperluan dinas; sebut medianya.',
    tested:
      'Berkas dan server lokal: lembar bertambah, XLSX, tanggal keliru dan tanggal di masa depan, tanda kutip tidak ditutup, 304.',
  },
  credential: null,
  terms: 'public',
  minIntervalMs: 60_000,
  example: { path: 'klipping/klipping.csv' },
  configure(raw) {
    const options = parseOptions(Options, raw);
    return {
      collect: (ctx) => collect(ctx, options),
      async read({ body, url, contentType }, { reader, zone }) {
        const { posts, rejected } = await reader.klipping(body, { url, contentType, zone });
        return { posts, rejected: rejected.length };
      },
    };
  },
};

async function collect(ctx: CollectContext, options: Options): Promise<CollectStep> {
  const cursor = parseCursor(Cursor, ctx.cursor, { page: null, content: null, next: null });
  const sheet = await readSheet(ctx, options, cursor);
  const nothing = { posts: [], rejected: 0, more: false, waitMs: 0 };
  if (sheet.bytes === null) return { ...nothing, cursor: JSON.stringify({ ...cursor, page: sheet.page }) };
  const content = fingerprint(Buffer.from(sheet.bytes).toString('base64'));
  const isNew = content !== cursor.content;
  const { posts, rejected } = await ctx.reader.klipping(sheet.bytes, {
    url: options.url ?? '',
    contentType: sheet.contentType,
    zone: ctx.zone,
    now: ctx.now().toISOString(),
  });
  const start = isNew ? 0 : (cursor.next ?? posts.length);
  const end = start + stepSize;
  const next = end < posts.length ? end : null;
  return {
    posts: posts.slice(start, end),
    rejected: isNew ? rejected.length : 0,
    cursor: JSON.stringify({ page: sheet.page, content, next } satisfies Cursor),
    more: next !== null,
    waitMs: 0,
  };
}

interface Sheet {
  /** Null when the server says that nothing has changed and every row was handed on. */
  readonly bytes: Uint8Array | null;
  readonly contentType: string | null;
  readonly page: PageState | null;
}

async function readSheet(ctx: CollectContext, options: Options, cursor: Cursor): Promise<Sheet> {
  if (options.url === undefined) {
    return { bytes: await ctx.readFile(options.path ?? ''), contentType: null, page: null };
  }
  const remembered = cursor.page?.configured === options.url ? cursor.page : freshPage(options.url);
  // In the middle of a sheet the rows are needed again, so the server must not answer "not modified".
  const asked = cursor.next !== null ? forgetValidators(remembered) : remembered;
  const { response, isUnchanged, state } = await fetchPage(
    ctx,
    asked,
    'text/csv, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, text/plain;q=0.9, */*;q=0.1',
  );
  return { bytes: isUnchanged ? null : response.body, contentType: contentTypeOf(response), page: state };
}
