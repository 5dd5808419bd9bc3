import type { SourceClass } from './mention.ts';

/**
 * Who keeps the name. Offices and media speak in public, so their accounts and the bylines of their articles stay as they are; everybody
 * else is a person whose name the product does not need.
 */

/** Offices and media: on the list of accounts, or as the class of the source that carries their own posts. */
export const namedClasses: readonly SourceClass[] = [
  'government',
  'village',
  'online-media',
  'national-media',
  'broadcast',
  'print',
  'fact-check',
  'aggregator',
  'mirror',
];

const named: ReadonlySet<string> = new Set(namedClasses);
/** Sources whose articles people write as themselves. */
const personal: ReadonlySet<string> = new Set(['public', 'influencer', 'complaint']);
const printed: ReadonlySet<string> = new Set(['web', 'google-news', 'print']);
const articles: ReadonlySet<string> = new Set(['article', 'page', 'klipping']);

export interface Voice {
  readonly kind: string;
  readonly platform: string;
  /** Of the source alone. */
  readonly sourceClass: string;
  /** Of the speaking account, where the list of accounts has it. */
  readonly voiceClass: string | null;
}

/** Whether an office or a medium speaks; else a citizen does, whose name is not kept. */
export function isNamedVoice({ kind, platform, sourceClass, voiceClass }: Voice): boolean {
  if (articles.has(kind) && printed.has(platform)) return !personal.has(voiceClass ?? sourceClass);
  if (voiceClass !== null) return named.has(voiceClass);
  // What stands under an office's post, or was clipped from a social platform, is not the office's.
  return kind !== 'comment' && kind !== 'klipping' && named.has(sourceClass);
}
