import { z } from 'zod';
import type { CollectContext, CollectorType, CollectStep } from '../core/collector.ts';
import { SourceError } from '../core/errors.ts';
import { parseCursor } from './parts/cursor.ts';
import { parseOptions } from './parts/options.ts';

const Options = z.strictObject({
  /** Id of the source in the province's file. */
  source: z.string().trim().min(1).max(100),
  /** Also what does not name this regency: fact checks concern everybody. */
  everything: z.boolean().default(false),
});
type Options = z.infer<typeof Options>;

/** The last item that was looked at. */
const Cursor = z.object({ last: z.number().int().min(0) });

/** What the province has collected once for all its regencies. Nobody outside is asked. */
export const shared: CollectorType = {
  id: 'shared',
  title: 'Sumber bersama provinsi',
  facts: {
    platform: 'Provinsi',
    collects: 'Isi sumber di berkas provinsi: cek fakta semuanya, sumber lain hanya yang menyebut daerah ini.',
    needs: 'Instalasi provinsi (partOf); barisnya dibuat otomatis.',
    limits: 'Dibaca dari basis data bersama; situs aslinya ditanya satu kali untuk semua daerah.',
    cost: 'Gratis.',
    law: 'Dasar hukum sumber aslinya, yang dicatat provinsi.',
    tested: 'PostgreSQL dengan dua daerah: hak baca, urutan, ulangan, cek fakta, dan berita daerah lain.',
  },
  credential: null,
  terms: 'public',
  minIntervalMs: 60_000,
  example: { source: 'turnbackhoax', everything: true },
  configure(raw) {
    const options = parseOptions(Options, raw);
    return { collect: (ctx) => collect(ctx, options), read: async () => ({ posts: [], rejected: 0 }) };
  },
};

async function collect(ctx: CollectContext, { source, everything }: Options): Promise<CollectStep> {
  if (ctx.readShared === undefined) throw new SourceError('query', 'this installation is not part of a province');
  const { last: after } = parseCursor(Cursor, ctx.cursor, { last: 0 });
  const { posts, last, more } = await ctx.readShared(source, after, { everything });
  return { posts, rejected: 0, cursor: JSON.stringify({ last }), more, waitMs: 0 };
}
