import { z } from 'zod';
import type { Collector, CollectorType } from '../core/collector.ts';
import { ConfigError } from '../core/errors.ts';
import { readKeptArticle } from './parts/articles.ts';
import { createMatch, createSkip, MatchWords, type Named } from './parts/match.ts';
import { parseOptions, WebAddress } from './parts/options.ts';
import { collectPortal, type Portal } from './parts/portal-ladder.ts';
import { createWay } from './parts/portal-way.ts';
import { findPack, type SitePack } from './parts/site-pack.ts';

const Options = z.strictObject({
  /** Front page. */
  site: WebAddress,
  /** Page of one section (`https://media-contoh.test/daerah`), when only that is wanted. */
  section: WebAddress.optional(),
  match: MatchWords.optional(),
  /** Site pack to read it by, when its host is in none. */
  pack: z.string().optional(),
});
type Options = z.infer<typeof Options>;

/** @param loadPacks what is known of large sites; asked for when a source is configured */
export function createPortal(loadPacks: () => readonly SitePack[]): CollectorType {
  return {
    id: 'portal',
    title: 'Portal berita (mencari jalan sendiri)',
    facts: {
      platform: 'Media daring',
      collects:
        'Artikel sebuah portal lewat jalan terbaik yang ditemukan: umpan, WordPress, peta situs berita, lalu halaman daftar.',
      needs: 'Alamat beranda. Untuk portal besar dipakai paket situs di data/site-packs; yang lain dikenali sendiri.',
      limits:
        'Bila satu jalan tertutup, jalan berikutnya dipakai dan yang lebih baik dicoba lagi sepekan kemudian. Bila sebagian besar artikel terbaca tanpa judul, isi, atau tanggal, sumber ditandai perlu diperiksa.',
      cost: 'Gratis.',
      law: 'Patuhi robots.txt dan ketentuan situs; tampilkan judul, cuplikan, dan tautan.',
      tested:
        'Server lokal: setiap anak tangga, jalan yang mati di tengah, situs dirombak, paket situs dengan halaman contoh karangan.',
    },
    credential: null,
    terms: 'public',
    minIntervalMs: 10 * 60_000,
    example: { site: 'https://media-contoh.test/', match: ['Kabupaten Contoh'] },
    configure(raw) {
      const options = parseOptions(Options, raw);
      return createCollector(options, packOf(options, loadPacks));
    },
  };
}

/** Without any pack: every site is looked at by itself. */
export const portal: CollectorType = createPortal(() => []);

function packOf(options: Options, loadPacks: () => readonly SitePack[]): SitePack | null {
  const packs = loadPacks();
  if (options.pack === undefined) return findPack(packs, new URL(options.site).hostname);
  const pack = packs.find(({ id }) => id === options.pack);
  if (pack !== undefined) return pack;
  throw new ConfigError([{ where: 'pack', message: `tidak ada paket situs bernama ${options.pack}` }]);
}

function createCollector(options: Options, pack: SitePack | null): Collector {
  const { remove = [], ...selectors } = pack?.article ?? {};
  const given = Object.entries({ ...selectors, remove: remove.join(', ') }).filter(([, selector]) => selector);
  const isMatch = createMatch(options.match ?? null);
  const isFollowed = createSkip(pack?.skip ?? []);
  const portal: Portal = {
    site: options.site,
    section: options.section ?? null,
    pack,
    reading: { selectors: given.length === 0 ? null : Object.fromEntries(given), whole: pack?.whole ?? null },
    // An item of a feed has its text, that of a list only a headline.
    isWanted: (item) => isFollowed(item) && isMatch({ url: item.url, title: wordsOf(item) }),
  };
  return {
    collect: (ctx) => collectPortal(ctx, portal),
    async read(answer, ctx) {
      const { body, url, contentType } = answer;
      // Asked for the sitemaps that it names.
      if (new URL(url).pathname === '/robots.txt') return { posts: [], rejected: 0 };
      const { kind } = await ctx.reader.detect(body, { url, contentType, zone: ctx.zone });
      if (kind === 'article') return readKeptArticle(answer, ctx, portal.reading);
      if (kind !== 'feed' && kind !== 'wordpress') return { posts: [], rejected: 0 };
      return createWay({ kind, url }, portal.reading, portal.isWanted).read(answer, ctx);
    },
  };
}

function wordsOf(item: Named & { readonly text?: string }): string {
  return `${item.title ?? ''} | ${item.text ?? ''}`;
}
