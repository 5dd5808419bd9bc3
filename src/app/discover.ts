import { discoverWays } from '../collectors/parts/discover.ts';
import { findPack, type SitePack, type Way } from '../collectors/parts/site-pack.ts';
import { SourceError } from '../core/errors.ts';
import type { NetClient } from '../core/net.ts';
import type { DetectedDocument, Reader, SiteDocument } from '../core/reader.ts';
import { formatDateTime } from '../core/time.ts';
import { type Suggestion, suggestAccount } from './discover-accounts.ts';

type DocumentKind = DetectedDocument['kind'];

export interface DiscoverDeps {
  readonly net: NetClient;
  readonly reader: Reader;
  readonly zone: string;
  readonly packs: readonly SitePack[];
}

export interface Discovered {
  /** Best first; the others are other ways to the same articles, then accounts. */
  readonly ways: readonly Suggestion[];
  readonly accounts: readonly Suggestion[];
  /** What was looked for and not found or not readable; Indonesian. */
  readonly faults: readonly string[];
}

/**
 * What a site offers to those who want to follow it: a dozen requests at the most. Each way that is suggested was tried.
 * @param address front page of the site
 */
export async function discoverSite(address: string, deps: DiscoverDeps): Promise<Discovered> {
  const account = suggestAccount(address);
  if (account !== null) return { ways: [], accounts: [account], faults: [] };
  const signal = new AbortController().signal;
  const ways: Suggestion[] = [];
  const faults: string[] = [];
  let site: SiteDocument;
  try {
    const found = await discoverWays({ ...deps, signal }, address, null);
    site = found.site;
    const named = new Set(site.feeds.map(({ url }) => url));
    for (const way of found.ways) {
      // One guess that works is enough.
      const isGuess = way.kind === 'feed' && !named.has(way.url);
      if (isGuess && ways.some(({ collector }) => collector === 'feed')) continue;
      const tried = await tryWay(way, site, deps);
      if (typeof tried !== 'string') ways.push(tried);
      else if (!isGuess) faults.push(tried);
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { ways: [], accounts: [], faults: [`${address}: ${error.message}`] };
  }
  const pack = findPack(deps.packs, new URL(address).hostname);
  const portal = toPortal(address, pack, site);
  return {
    ways: pack === null ? [...ways, ...(ways.length > 1 ? [portal] : [])] : [portal, ...ways],
    accounts: site.accounts.map(suggestAccount).filter((found) => found !== null),
    faults:
      ways.length === 0 && faults.length === 0
        ? [`${address}: tidak ada umpan, peta situs, atau daftar berita`]
        : faults,
  };
}

function toPortal(address: string, pack: SitePack | null, site: SiteDocument): Suggestion {
  const note =
    pack === null
      ? 'Mencari jalan sendiri dan berpindah bila satu jalan tertutup.'
      : `Paket situs ${pack.name}${pack.verified === null ? ', belum diuji terhadap situsnya' : `, diuji ${pack.verified}`}.`;
  return { title: titleOf(site, address), collector: 'portal', platform: 'web', options: { site: address }, note };
}

function titleOf(site: SiteDocument, address: string): string {
  return site.name?.slice(0, 80) ?? new URL(address).hostname.replace(/^www\./, '');
}

/** @returns the reason when nothing can be read there */
async function tryWay(way: Way, site: SiteDocument, deps: DiscoverDeps): Promise<Suggestion | string> {
  const suggestion = (collector: string, options: Suggestion['options'], note: string): Suggestion => ({
    title: titleOf(site, way.url),
    collector,
    platform: 'web',
    options,
    note,
  });
  try {
    switch (way.kind) {
      case 'feed': {
        const { items } = await deps.reader.feed(...(await load(way.url, deps)));
        if (items.length === 0) return `${way.url}: umpan tanpa satu butir pun`;
        const cut = items.filter(({ text }) => text.length <= 200 || text.endsWith('…')).length;
        const isCut = cut > items.length / 2;
        const options = isCut ? { url: way.url, articles: true } : { url: way.url };
        const note = `Umpan, ${items.length} butir${newest(items, deps.zone)}${isCut ? '; isinya terpotong, jadi artikelnya ikut dibuka' : ''}.`;
        return suggestion('feed', options, note);
      }
      case 'wordpress': {
        const url = `${way.url.replace(/\/$/, '')}/wp-json/wp/v2/posts?per_page=10`;
        const { items } = await deps.reader.wordpress(...(await load(url, deps)));
        if (items.length === 0) return `${url}: WordPress tanpa pos`;
        return suggestion('wordpress', { site: way.url }, `WordPress, REST terbuka${newest(items, deps.zone)}.`);
      }
      case 'news-sitemap': {
        const { entries, kind } = await deps.reader.sitemap(...(await load(way.url, deps)));
        const news = entries.filter((entry) => entry.news).length;
        if (entries.length === 0) return `${way.url}: peta situs kosong`;
        const what = kind === 'index' ? `indeks ${entries.length} peta situs` : `peta situs, ${entries.length} alamat`;
        const note = `${news > 0 ? `Peta situs berita, ${news} berita` : `Hanya ${what}, bukan peta situs berita`}. Isi match dengan nama tempat bila hanya sebagian yang perlu.`;
        return suggestion('news-sitemap', { url: way.url }, note);
      }
      case 'listing':
        return suggestion('listing', { url: way.url }, `Halaman daftar, ${site.articles.length} tautan mirip artikel.`);
    }
  } catch (error) {
    if (error instanceof SourceError) return `${way.url}: ${error.message}`;
    throw error;
  }
}

async function load(
  url: string,
  { net, zone }: DiscoverDeps,
): Promise<[Uint8Array, { url: string; contentType: string | null; zone: string }]> {
  const answer = await net.get(url);
  return [answer.body, { url: answer.url, contentType: answer.headers['content-type'] ?? null, zone }];
}

function newest(items: readonly { readonly date: { readonly at: string } | null }[], zone: string): string {
  const at = items
    .flatMap(({ date }) => (date === null ? [] : [date.at]))
    .sort()
    .at(-1);
  return at === undefined ? '' : `, terbaru ${formatDateTime(at, zone)}`;
}

/** A list of articles, a front page whatever was made of it, or the page of an account. */
export function isSite(input: string, kind: DocumentKind | null): boolean {
  if (kind === 'listing' || suggestAccount(input) !== null) return true;
  const isData = kind !== null && kind !== 'article';
  return !isData && URL.canParse(input) && new URL(input).pathname === '/';
}

const collectorOfKind: Readonly<Record<string, (url: string) => Discovered['ways'][number]['options']>> = {
  feed: (url) => ({ url }),
  'news-sitemap': (url) => ({ url }),
  wordpress: (url) => ({ site: url.replace(/(?:wp-json|\?rest_route=).*$/, '') }),
};

/** An address that is a source itself. */
export function asGiven(input: string, kind: DocumentKind | null): Discovered | null {
  const options = kind === null ? undefined : collectorOfKind[kind]?.(input);
  if (kind === null || options === undefined) return null;
  const title = new URL(input).hostname.replace(/^www\./, '');
  return {
    ways: [{ title, collector: kind, platform: 'web', options, note: 'Alamat ini dapat dipakai langsung.' }],
    accounts: [],
    faults: [],
  };
}
