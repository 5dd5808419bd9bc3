import { formatNumber } from './time.ts';

/** What a member of an issue adds to its reach. */
export type ReachKind = 'media' | 'account' | 'comment';

interface Reaching {
  readonly kind: string;
  readonly platform: string;
  readonly sourceClass: string;
  readonly isOffice: boolean;
}

const offices: ReadonlySet<string> = new Set(['government', 'village']);

/**
 * Whether an office says it: its posts and articles, and comments by its own account. What citizens write under an office's post comes
 * from the office's source, and is theirs all the same.
 * @param mention `sourceClass` is the speaking account's class, else the source's; `voiceClass` the account's alone
 */
export function isOfficeVoice(mention: {
  readonly kind: string;
  readonly sourceClass: string;
  readonly voiceClass: string | null;
}): boolean {
  return offices.has(mention.kind === 'comment' ? (mention.voiceClass ?? '') : mention.sourceClass);
}

const newsrooms: ReadonlySet<string> = new Set([
  'online-media',
  'national-media',
  'broadcast',
  'print',
  'aggregator',
  'fact-check',
]);

/** What an analyst clipped from these was written by citizens. */
const socialPlatforms: ReadonlySet<string> = new Set([
  'facebook',
  'instagram',
  'whatsapp',
  'x',
  'youtube',
  'tiktok',
  'telegram',
  'threads',
  'mastodon',
  'bluesky',
]);

/** Null for a mirror, which copies, and for an office, which answers: neither carries an issue further. */
export function reachKindOf({ kind, platform, sourceClass, isOffice }: Reaching): ReachKind | null {
  if (sourceClass === 'mirror' || isOffice) return null;
  if (kind === 'comment') return 'comment';
  return newsrooms.has(sourceClass) && (kind !== 'klipping' || !socialPlatforms.has(platform)) ? 'media' : 'account';
}

/**
 * Name that a newsroom, group or account is counted by: a paper found by a news search and by its own feed is one newsroom, and an
 * account that posts five times is one account. A search of a whole platform finds many accounts, so there the account itself counts.
 */
export function reachNameOf(voice: {
  readonly publisher: string | null;
  readonly sourceTitle: string;
  readonly sourceClass: string;
  readonly authorHandle: string | null;
  readonly platform: string;
}): string {
  const { publisher, sourceTitle, sourceClass, authorHandle, platform } = voice;
  if (sourceClass === 'public' && authorHandle !== null) return `${platform}:${authorHandle}`;
  return (publisher ?? sourceTitle).trim().toLowerCase();
}

export interface Reach {
  readonly mediaCount: number;
  readonly accountCount: number;
  readonly commentCount: number;
}

/** `12 media, 3 grup/akun, 1.240 komentar`; what is zero is left out. */
export function sayReach({ mediaCount, accountCount, commentCount }: Reach): string {
  const counts = [
    [mediaCount, 'media'],
    [accountCount, 'grup/akun'],
    [commentCount, 'komentar'],
  ] as const;
  const said = counts.flatMap(([count, noun]) => (count === 0 ? [] : [`${formatNumber(count)} ${noun}`]));
  return said.length === 0 ? 'belum disebut media atau warga' : said.join(', ');
}
