import type { ClaimReview } from './claim.ts';
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
  /** Links of a listing page: by selectors, by the address shapes that led to articles before, or by what the page itself shows. */
  listing(body: Uint8Array, hints: ReadHints & ListingHints): Promise<ListingDocument>;
  /** What else a page of a site offers: feeds, WordPress, accounts on platforms. */
  site(body: Uint8Array, hints: ReadHints): Promise<SiteDocument>;
  /** Clipping sheet (CSV, XLSX) in the project's columns or those of the usual Diskominfo sheets. */
  klipping(body: Uint8Array, hints: ReadHints & { readonly now?: Instant | null }): Promise<KlippingDocument>;
  /** Public preview of a Telegram channel (`t.me/s/<channel>`), or the page that stands in its place. */
  telegram(body: Uint8Array, hints: ReadHints): Promise<TelegramDocument>;
  /** List of fact checks as the GFD database prints it. */
  factCheckList(body: Uint8Array, hints: ReadHints): Promise<FactCheckListDocument>;
  /** A JSON array of HTML texts, as some APIs give them: each as plain text, in the same order. */
  texts(body: Uint8Array, hints: ReadHints): Promise<TextsDocument>;
  /** Any table: CSV, TSV, XLSX. A large text may be read in pieces. */
  table(body: Uint8Array, hints: TableHints): Promise<TableDocument>;
  /** Objects of a JSON file, or of a text with one a line (NDJSON), which may be read in pieces. */
  records(body: Uint8Array, hints: PieceHints): Promise<RecordsDocument>;
  pdf(body: Uint8Array, hints: ReadHints): Promise<PdfDocument>;
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
  /** Blocks that are cut before anything is read: "Baca juga" boxes and the like. */
  readonly remove?: string;
}
export interface ArticleDocument {
  readonly url: string | null;
  readonly title: string | null;
  readonly text: string;
  readonly author: string | null;
  readonly date: ReadDate | null;
  readonly language: string | null;
  /** What the page checked, when it says so in ClaimReview data. */
  readonly review: ClaimReview | null;
}

export interface ListingSelectors {
  /** Elements that hold one item each; `link` is looked up inside. Absent: `link` over the whole page. */
  readonly item?: string;
  readonly link: string;
}
/** Selectors win over shapes; without either the links are found by judging the page. */
export interface ListingHints {
  readonly selectors?: ListingSelectors | null;
  /** Shapes of addresses as an earlier `ListingDocument` named them. */
  readonly shapes?: readonly string[] | null;
}
export interface ListingDocument {
  readonly links: readonly { readonly url: string; readonly text: string }[];
  /** Shapes of the addresses that were taken (`berita/Y/D/D/S`); none when they were chosen by selectors. */
  readonly shapes: readonly string[];
}

export interface SiteDocument {
  readonly name: string | null;
  /** Feeds that the page names in `<link rel="alternate">`, in its order; feeds of comments are left out. */
  readonly feeds: readonly { readonly url: string; readonly title: string | null }[];
  /** Front page of the WordPress site whose REST API the page names or whose files it uses; null if it is none. */
  readonly wordpress: string | null;
  /** Links that look like articles, at most a thousand. */
  readonly articles: readonly { readonly url: string; readonly text: string }[];
  /** Accounts of the site elsewhere that it links to. */
  readonly accounts: readonly string[];
}

export interface KlippingDocument {
  readonly posts: readonly RawPost[];
  /** By the line of the file that the row begins on, from 1. Reasons are Indonesian: the analyst who typed the sheet reads them. */
  readonly rejected: readonly { readonly line: number; readonly reason: string }[];
}

/** One message. `text` is what a reader sees: caption, poll, or the preview of a link that says nothing by itself; never what it replies to. */
export interface TelegramPost {
  /** Name of the channel in addresses, as printed. */
  readonly channel: string;
  readonly number: number;
  readonly url: string;
  /** Title of the channel that it stands in. */
  readonly author: string | null;
  readonly text: string;
  readonly date: ReadDate | null;
  readonly isEdited: boolean;
  /** Null where none are shown. Large numbers are printed rounded: 1.2K. */
  readonly views: number | null;
  /** Counts by emoji, `stars` for paid ones. */
  readonly reactions: Readonly<Record<string, number>>;
  /** Who wrote it first, when it was forwarded. */
  readonly forwardedFrom: string | null;
  /** Number of the message of the same channel that it answers. */
  readonly replyTo: number | null;
}
export interface TelegramDocument {
  /** False when Telegram shows only the landing page: preview switched off or restricted, a group, or no such channel. */
  readonly hasPreview: boolean;
  /** Oldest first, as on the page. */
  readonly posts: readonly TelegramPost[];
  /** Numbers of messages that hold no text: pictures, stickers, voice. Notices of Telegram itself are not counted. */
  readonly textless: readonly number[];
  /** Messages that could not be read. */
  readonly rejected: number;
}

/** One entry; texts are null where the entry has no such section. */
export interface FactCheckItem {
  /** `GFD-2026-31395` */
  readonly id: string;
  readonly url: string | null;
  /** Without the id, with the verdict before it: `[SALAH] …`. */
  readonly title: string;
  readonly date: ReadDate | null;
  /** Where it was spread: `facebook.com`. */
  readonly spreadOn: string | null;
  /** What was spread. */
  readonly claim: string | null;
  readonly finding: string | null;
  readonly conclusion: string | null;
}
export interface FactCheckListDocument {
  /** In the order of the page, newest first. */
  readonly items: readonly FactCheckItem[];
  /** Entries without a title. */
  readonly rejected: number;
}

export interface TextsDocument {
  readonly texts: readonly string[];
}

/** Where a piece of a text file begins. Comes from the piece before it (`rest`) and is handed on as it is. */
export interface PieceStart {
  /** Lines of the file before it. */
  readonly lines: number;
  readonly encoding: string;
  readonly dialect: { readonly delimiter: string; readonly escape: string } | null;
}
export interface Piece {
  /** Null for the first. */
  readonly start: PieceStart | null;
  readonly isLast: boolean;
}
/** Without `piece` the bytes are the whole file. */
export type PieceHints = ReadHints & { readonly piece?: Piece | null };
/** Of a workbook the sheet of this name, the first when it is absent. */
export type TableHints = PieceHints & { readonly sheet?: string | null };
/** What of a piece was not read: the next one begins after so many of its bytes. Null when all of the file was. */
export type Rest = { readonly bytes: number; readonly start: PieceStart } | null;

export interface TableRow {
  /** Line of the file that the row begins on, in a spreadsheet its number, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}
export interface TableDocument {
  readonly rows: readonly TableRow[];
  /** Lines that open a quote nothing closes. */
  readonly brokenLines: readonly number[];
  readonly rest: Rest;
  /** Names of the workbook's other sheets, which were not read; hidden ones and instructions are left out. */
  readonly otherSheets: readonly string[];
}

export interface ImportedRecord {
  /** Line of the file; in a JSON document the number of the item, from 1. */
  readonly line: number;
  /** Whole numbers over 2^53 are texts. */
  readonly value: Readonly<Record<string, unknown>>;
}
export interface RecordsDocument {
  readonly records: readonly ImportedRecord[];
  readonly rejected: readonly { readonly line: number; readonly reason: string }[];
  readonly rest: Rest;
}

export interface PdfDocument {
  /** Text is empty for a page that is only a picture. */
  readonly pages: readonly { readonly page: number; readonly text: string }[];
}

/** `news-sitemap` stands for every sitemap; `listing` is an index page, found without selectors. */
export type DetectedDocument =
  | { readonly kind: 'feed'; readonly document: FeedDocument }
  | { readonly kind: 'wordpress'; readonly document: WordPressDocument }
  | { readonly kind: 'news-sitemap'; readonly document: SitemapDocument }
  | { readonly kind: 'listing'; readonly document: ListingDocument }
  | { readonly kind: 'article'; readonly document: ArticleDocument };
