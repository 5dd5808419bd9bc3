import type { ClaimReview } from './claim.ts';
import type { Person } from './pseudonym.ts';

/**
 * Words used everywhere (design: Source → Raw post → Mention → Score → Issue → Alert → Notification; Digest).
 *
 * Times are ISO 8601 UTC strings with milliseconds (`2026-11-22T06:00:00.000Z`) in domain types and in the database, so that
 * they sort as text and read the same on SQLite and PostgreSQL. `Date` is used only for the clock (`now: () => Date`).
 * In domain types absent is `null`, never optional.
 */
export type Instant = string;

/** What kind of thing was published. `page` is a page that is not news (about, contact). `klipping` was typed in by an analyst. */
export type MentionKind = 'article' | 'page' | 'post' | 'comment' | 'klipping';

/**
 * Where the public wrote it. `web` covers news sites and blogs however they were read (feed, WordPress, sitemap, listing);
 * `complaint` every complaint channel: SP4N-LAPOR!, an office's own form.
 */
export const platforms = [
  'web',
  'google-news',
  'print',
  'facebook',
  'instagram',
  'whatsapp',
  'x',
  'youtube',
  'tiktok',
  'telegram',
  'mastodon',
  'bluesky',
  'threads',
  'complaint',
  'other',
] as const;
export type Platform = (typeof platforms)[number];

/**
 * Who speaks at a source. A `mirror` copies others and is never counted as another voice; an `aggregator` only points at them.
 * `public` is everybody: a search or a hashtag. `complaint` is what people sent to the government itself.
 */
export const sourceClasses = [
  'online-media',
  'national-media',
  'broadcast',
  'print',
  'government',
  'village',
  'community',
  'influencer',
  'public',
  'complaint',
  'fact-check',
  'aggregator',
  'mirror',
] as const;
export type SourceClass = (typeof sourceClasses)[number];

/** How well the publication time is known. `guessed` means: no date was given, so the time of collection stands in for it. */
export type DatePrecision = 'exact' | 'minute' | 'day' | 'guessed';

/** What people did with a post, as the platform counts it. Null where it does not say (hidden likes are not zero). */
export interface Metrics {
  readonly likes: number | null;
  readonly comments: number | null;
  readonly shares: number | null;
  readonly views: number | null;
  /** Counts of this platform alone, by its own name: `love`, `quotes`, `saves`. Empty if none. */
  readonly others: Readonly<Record<string, number>>;
}

/** As fetched, after the collector's mapping and before ingest. Text is plain text, never HTML. */
export interface RawPost {
  readonly kind: MentionKind;
  readonly platform: Platform;
  /** The platform's own id, unique in `idScope`; null when it has none or when it cannot be trusted (RSS guids repeat). */
  readonly externalId: string | null;
  /** What `externalId` is unique in: `wordpress:https://site.test:posts`. Null when there is no trusted id. */
  readonly idScope: string | null;
  readonly url: string | null;
  readonly title: string | null;
  readonly text: string;
  readonly author: string | null;
  /**
   * What the platform knows the author's account by, lower case, without `@`: a handle where there is one, else a channel or page id.
   * Official accounts are recognised by it.
   */
  readonly authorHandle: string | null;
  readonly publishedAt: Instant | null;
  readonly precision: DatePrecision;
  /** As declared by the source; what the text really is, ingest decides. */
  readonly language: string | null;
  /** Identity key of the post this one answers (see `identityKeys` in ingest), or null. */
  readonly parentKey: string | null;
  /** Who printed it when that is not the source itself (Google News, klipping). */
  readonly publisher: string | null;
  /** Host of that publisher, if the source says it: by it and the headline the publisher's own article is recognised. */
  readonly publisherHost: string | null;
  /** As counted when it was fetched; null when the source counts nothing. */
  readonly metrics: Metrics | null;
  /** What this post checked, when its publisher says so in data (ClaimReview, a verdict before the title). */
  readonly review: ClaimReview | null;
}

/** Everything that a raw post may lack: a collector spreads it and fills in what it knows. */
export const blankPost: Omit<RawPost, 'kind' | 'platform'> = {
  externalId: null,
  idScope: null,
  url: null,
  title: null,
  text: '',
  author: null,
  authorHandle: null,
  publishedAt: null,
  precision: 'guessed',
  language: null,
  parentKey: null,
  publisher: null,
  publisherHost: null,
  metrics: null,
  review: null,
};

/** Ready to be stored: canonical address, sure date, language, identity. Made by ingest, pure. */
export interface MentionDraft {
  /** Identity keys, strongest first; a post is a repeat when any of them is known. Never empty. */
  readonly keys: readonly string[];
  /**
   * Keys under which an aggregator's pointer to this item may find it (`head:<host>:<hash of headline>`); two items that share one
   * are not the same for it. For a pointer these are what it looks for.
   */
  readonly aliases: readonly string[];
  readonly parentKey: string | null;
  readonly kind: MentionKind;
  readonly platform: Platform;
  readonly url: string | null;
  readonly title: string | null;
  readonly text: string;
  readonly author: string | null;
  readonly authorHandle: string | null;
  readonly publisher: string | null;
  readonly publishedAt: Instant;
  readonly precision: DatePrecision;
  /** id, jv, su, … or `und` when it cannot be told. */
  readonly language: string;
  /** Hash of title and text: another hash under a known key is a later edit. */
  readonly contentHash: string;
  /** Space-separated stems of title and text for full-text search. */
  readonly stems: string;
  /**
   * Who speaks, as the list of accounts would name it: `facebook:<handle>`, `web:<host>` (of the publisher, for an aggregator's
   * pointer); null when it cannot be told.
   */
  readonly voice: string | null;
  /**
   * The author under a pseudonym, null when nobody is named. The store keeps this and not the name, unless an office or a medium speaks.
   */
  readonly person: Person | null;
  /**
   * Why the item is kept but not counted, scored or shown by default: `gambling-spam`, or `restricted` because the person it is about
   * or of has asked for that; null for an ordinary mention.
   */
  readonly setAside: 'gambling-spam' | 'restricted' | null;
  readonly metrics: Metrics | null;
  readonly review: ClaimReview | null;
}

/** A stored mention. Of a citizen `author` is null and `authorHandle` is a pseudonym. */
export interface Mention
  extends Omit<MentionDraft, 'keys' | 'aliases' | 'parentKey' | 'stems' | 'voice' | 'person' | 'review'> {
  readonly id: number;
  readonly sourceId: string;
  readonly parentId: number | null;
  readonly issueId: number | null;
  readonly collectedAt: Instant;
  /** When a later edit was last stored; older texts are kept as versions. */
  readonly editedAt: Instant | null;
}
