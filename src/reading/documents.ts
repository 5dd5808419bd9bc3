import type { Reader, ReadHints } from '../core/reader.ts';
import { decodeText } from './decode.ts';
import { repairText } from './repair.ts';

export type ReadMethod = keyof Reader;

/** Text and hints of one job. The hints of each method are what the Reader interface says; they crossed a thread as plain data. */
type Parse = (text: string, hints: never) => unknown;

/**
 * The parser of each method. Loaded when first needed: a worker that only reads feeds never loads the DOM.
 */
const parsers: Readonly<Record<ReadMethod, () => Promise<Parse>>> = {
  feed: async () => (await import('./feed.ts')).parseFeed,
  sitemap: async () => (await import('./sitemap.ts')).parseSitemap,
  wordpress: async () => (await import('./wordpress.ts')).parseWordPress,
  article: async () => (await import('./article.ts')).parseArticle,
  listing: async () => (await import('./listing.ts')).parseListing,
  klipping: async () => (await import('./klipping.ts')).parseKlipping,
  detect: async () => (await import('./detect.ts')).parseAny,
};

/** What reads a body with one method; the promise is for loading the code, the reading itself is synchronous. */
export async function loadParser(method: ReadMethod): Promise<(body: Uint8Array, hints: ReadHints) => unknown> {
  const parse = await parsers[method]();
  return (body, hints) => parse(repairText(decodeText(body, hints.contentType)), hints as never);
}
