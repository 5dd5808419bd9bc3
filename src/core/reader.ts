import type { Instant, RawPost } from './mention.ts';

/**
 * Reads fetched bytes. Every method runs in a worker that is killed after 2 s, so that no page or feed can stall the process.
 * Implemented in `reading/`. Each throws SourceError('changed' | 'too-large') when the document cannot be read at all;
 * a broken item inside a good document is dropped and counted.
 */
export interface Reader {
  feed(body: Uint8Array, hints: ReadHints): Promise<FeedDocument>;
  /** News sitemap, ordinary sitemap or sitemap index. */
  sitemap(body: Uint8Array, hints: ReadHints): Promise<SitemapDocument>;
  /** WordPress REST list of posts, pages or comments (or one of them). */
  wordpress(body: Uint8Array, hints: ReadHints): Promise<WordPressDocument>;
  article(body: Uint8Array, hints: ReadHints & { selectors?: ArticleSelectors | null }): Promise<ArticleDocument>;
  /** Links of a listing page, by selector from the configuration. */
  listing(body: Uint8Array, hints: ReadHints & { selectors: ListingSelectors }): Promise<ListingDocument>;
  /** Clipping sheet (CSV) in the project's columns or those of the usual Diskominfo sheets. */
  klipping(body: Uint8Array, hints: ReadHints): Promise<KlippingDocument>;
  /** Finds out what the bytes are, and reads them. */
  detect(body: Uint8Array, hints: ReadHints): Promise<DetectedDocument>;
}

export interface ReadHints {
  /** Address the bytes came from: relative links are resolved against it. */
  readonly url: string;
  readonly contentType: string | null;
  /** IANA zone for dates that name none, e.g. `Asia/Jakarta`. */
  readonly zone: string;
}

export interface ReadDate {
  readonly at: Instant;
  readonly precision: 'exact' | 'minute' | 'day';
}

/** One item of a feed. Title and text are plain text. */
export interface FeedItem {
  /** `guid` / `id` as printed. Not an identity: real feeds repeat it. */
  readonly guid: string | null;
  readonly url: string | null;
  readonly title: string | null;
  readonly text: string;
  readonly author: string | null;
  readonly date: ReadDate | null;
  readonly language: string | null;
  readonly publisher: { readonly name: string; readonly url: string | null } | null;
}
export interface FeedDocument {
  readonly format: 'rss' | 'atom' | 'rdf' | 'json';
  readonly title: string | null;
  /** `<ttl>` in milliseconds, 0 if none. */
  readonly ttlMs: number;
  readonly items: readonly FeedItem[];
  /** Items that held nothing at all, and those over the limit of a document. */
  readonly rejected: number;
}

export interface SitemapDocument {
  readonly kind: 'index' | 'urlset';
  readonly entries: readonly SitemapEntry[];
  readonly rejected: number;
}
export interface SitemapEntry {
  readonly url: string;
  readonly title: string | null;
  readonly date: ReadDate | null;
  /** True when the entry has a `news:news` block. */
  readonly news: boolean;
}

export interface WordPressItem {
  readonly id: number;
  /** `post`, `page` or the custom type as printed; `comment` for comments. */
  readonly type: string;
  readonly url: string | null;
  readonly title: string | null;
  readonly text: string;
  readonly author: string | null;
  readonly date: ReadDate | null;
  readonly modifiedAt: Instant | null;
  /** Post id that a comment belongs to. */
  readonly postId: number | null;
}
export interface WordPressDocument {
  readonly items: readonly WordPressItem[];
  readonly rejected: number;
}

export interface ArticleSelectors {
  readonly title?: string;
  readonly text?: string;
  readonly date?: string;
  readonly author?: string;
}
export interface ArticleDocument {
  readonly url: string | null;
  readonly title: string | null;
  readonly text: string;
  readonly author: string | null;
  readonly date: ReadDate | null;
  readonly language: string | null;
}

export interface ListingSelectors {
  /** Elements that hold one item each; `link` is looked up inside. Absent: `link` over the whole page. */
  readonly item?: string;
  readonly link: string;
}
export interface ListingDocument {
  readonly links: readonly { readonly url: string; readonly text: string }[];
}

export interface KlippingDocument {
  readonly posts: readonly RawPost[];
  /** By the line of the file that the row begins on, from 1. Reasons are Indonesian: the analyst who typed the sheet reads them. */
  readonly rejected: readonly { readonly line: number; readonly reason: string }[];
}

/** `news-sitemap` stands for every sitemap; `listing` is an index page, found without selectors. */
export type DetectedDocument =
  | { readonly kind: 'feed'; readonly document: FeedDocument }
  | { readonly kind: 'wordpress'; readonly document: WordPressDocument }
  | { readonly kind: 'news-sitemap'; readonly document: SitemapDocument }
  | { readonly kind: 'listing'; readonly document: ListingDocument }
  | { readonly kind: 'article'; readonly document: ArticleDocument };
