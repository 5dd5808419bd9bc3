import type { Reader, ReadHints } from '../core/reader.ts';
import { decodeText } from './decode.ts';
import { repairText } from './repair.ts';

export type ReadMethod = keyof Reader;

/** Text and hints of one job. The hints of each method are what the Reader interface says; they crossed a thread as plain data. */
type Parse = (text: string, hints: never) => unknown;

/** Methods that tell texts from other files themselves, or that read no text at all. */
const byteParsers = {
  klipping: async () => (await import('./klipping.ts')).readKlipping,
  table: async () => (await import('./table.ts')).readTable,
  records: async () => (await import('./records.ts')).readRecords,
  pdf: async () => (await import('./pdf.ts')).readPdf,
};

/**
 * The parser of each method. Loaded when first needed: a worker that only reads feeds never loads the DOM.
 */
const parsers: Readonly<Record<Exclude<ReadMethod, keyof typeof byteParsers>, () => Promise<Parse>>> = {
  feed: async () => (await import('./feed.ts')).parseFeed,
  sitemap: async () => (await import('./sitemap.ts')).parseSitemap,
  wordpress: async () => (await import('./wordpress.ts')).parseWordPress,
  article: async () => (await import('./article.ts')).parseArticle,
  listing: async () => (await import('./listing.ts')).parseListing,
  site: async () => (await import('./site.ts')).parseSite,
  telegram: async () => (await import('./telegram.ts')).parseTelegram,
  factCheckList: async () => (await import('./fact-check-list.ts')).parseFactCheckList,
  texts: async () => (await import('./texts.ts')).parseTexts,
  detect: async () => (await import('./detect.ts')).parseAny,
};

/** What reads a body with one method; the outer promise is for loading the code, what it returns may be a promise of the document. */
export async function loadParser(method: ReadMethod): Promise<(body: Uint8Array, hints: ReadHints) => unknown> {
  if (isByteMethod(method)) return (await byteParsers[method]()) as (body: Uint8Array, hints: ReadHints) => unknown;
  const parse = await parsers[method]();
  return (body, hints) => parse(repairText(decodeText(body, hints.contentType)), hints as never);
}

function isByteMethod(method: ReadMethod): method is keyof typeof byteParsers {
  return Object.hasOwn(byteParsers, method);
}
