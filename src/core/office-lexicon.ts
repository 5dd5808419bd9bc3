import type { Instant } from './mention.ts';

/** A word or phrase to which an office gives a weight of its own. */
export interface OfficeEntry {
  /** As typed, tidied by `tidyTerm`. */
  readonly term: string;
  /** −5 (very bad) … 5 (very good), in steps of a tenth, never 0. */
  readonly weight: number;
}

/** The words of an office: all of them, as they are from one version on. */
export interface OfficeLexicon {
  /** 1, 2, 3 …; 0 while the office has never changed anything. */
  readonly version: number;
  /** By term; no term twice. */
  readonly entries: readonly OfficeEntry[];
}

export const noOfficeLexicon: OfficeLexicon = { version: 0, entries: [] };

export interface LexiconVersion {
  readonly version: number;
  readonly who: string;
  readonly why: string;
  readonly at: Instant;
  /** Words that it holds. */
  readonly size: number;
}

/** What is different from one version to another. A weight is null where the word is not there. */
export interface EntryChange {
  readonly term: string;
  readonly before: number | null;
  readonly after: number | null;
}

export const mostEntries = 2_000;
export const longestTerm = 80;
export const largestWeight = 5;

/** One spelling of a term: small letters, compatibility forms folded, single blanks. */
export function tidyTerm(typed: string): string {
  return typed.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** With one word changed; null takes it out. */
export function withEntry(
  entries: readonly OfficeEntry[],
  term: string,
  weight: number | null,
): readonly OfficeEntry[] {
  const others = entries.filter((entry) => entry.term !== term);
  return weight === null ? others : [...others, { term, weight }].sort((a, b) => (a.term < b.term ? -1 : 1));
}

export function compareEntries(before: readonly OfficeEntry[], after: readonly OfficeEntry[]): readonly EntryChange[] {
  const old = new Map(before.map(({ term, weight }) => [term, weight]));
  const fresh = new Map(after.map(({ term, weight }) => [term, weight]));
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .sort()
    .map((term) => ({ term, before: old.get(term) ?? null, after: fresh.get(term) ?? null }))
    .filter((change) => change.before !== change.after);
}
