import type { KeywordPack, PackKeyword } from '../core/keyword-pack.ts';
import type { Instant } from '../core/mention.ts';
import { addDays, instantAt } from '../core/time.ts';
import { type CandidateName, createTermTree, type FoundTerm, type Term } from './term-tree.ts';

/** What packs are held against. */
export interface PackText {
  readonly title: string | null;
  readonly text: string;
  readonly publishedAt: Instant;
}

/** A keyword where it stands first in a text. Offsets are UTF-16 units into the field. */
export interface FoundKeyword {
  readonly pack: KeywordPack;
  readonly keyword: PackKeyword;
  readonly field: 'title' | 'text';
  readonly start: number;
  readonly end: number;
}

/** What one text holds of one pack. Packs of which no keyword stands in it are left out. */
export interface PackFinding {
  readonly pack: KeywordPack;
  readonly keywords: readonly FoundKeyword[];
  /** Everywhere that a candidate of the pack is named. */
  readonly names: readonly CandidateName[];
}

export interface PackMatcher {
  /** Only packs whose dates, in the regency's zone, hold the time of publication. */
  find(text: PackText): readonly PackFinding[];
}

/** What a term stands for. */
type Meaning =
  | { readonly kind: 'keyword'; readonly pack: number; readonly keyword: number }
  | { readonly kind: 'near'; readonly pack: number; readonly keyword: number }
  | { readonly kind: 'candidate'; readonly pack: number; readonly id: string };

/**
 * Compiles packs into one tree of words, so that a text is walked once for all of them. Words are found at word boundaries, whatever
 * their case and diacritics, with Indonesian clitics (`bansosnya`, `dicurangi` is another word), doubled (`janji-janji`), stretched
 * (`curaaang`), and a phrase also as one word or hashtag (`#PolitikUang`). Account names and addresses are not read.
 * @param zone of the regency, for the dates of the packs
 */
export function createPackMatcher(packs: readonly KeywordPack[], zone: string): PackMatcher {
  const terms: Term<Meaning>[] = packs.flatMap((pack, index) => termsOf(pack, index));
  const tree = createTermTree(terms);
  const windows = packs.map(({ from, to }) => ({
    from: from === null ? '' : instantAt(from, 0, zone),
    to: to === null ? '\uffff' : instantAt(addDays(to, 1), 0, zone),
  }));
  return {
    find: ({ title, text, publishedAt }) => {
      const isOpen = (pack: number) => {
        const window = windows[pack];
        return window !== undefined && publishedAt >= window.from && publishedAt < window.to;
      };
      if (!windows.some((_, pack) => isOpen(pack))) return [];
      const found = [...tree.find('title', title ?? ''), ...tree.find('text', text)];
      if (found.length === 0) return [];
      return packs.flatMap((pack, index) => (isOpen(index) ? toFinding(pack, index, found) : []));
    },
  };
}

function termsOf(pack: KeywordPack, index: number): readonly Term<Meaning>[] {
  return [
    ...pack.keywords.flatMap(({ text, near }, keyword) => [
      { text, value: { kind: 'keyword' as const, pack: index, keyword } },
      ...near.map((word) => ({ text: word, value: { kind: 'near' as const, pack: index, keyword } })),
    ]),
    ...pack.candidates.flatMap(({ id, name, aliases }) =>
      [name, ...aliases].map((text) => ({ text, value: { kind: 'candidate' as const, pack: index, id } })),
    ),
  ];
}

function toFinding(pack: KeywordPack, index: number, found: readonly FoundTerm<Meaning>[]): readonly PackFinding[] {
  const own = found.filter(({ value }) => value.pack === index);
  const near = new Set(own.flatMap(({ value }) => (value.kind === 'near' ? value.keyword : [])));
  const first = new Map<number, FoundTerm<Meaning>>();
  for (const term of own) {
    if (term.value.kind === 'keyword' && !first.has(term.value.keyword)) first.set(term.value.keyword, term);
  }
  const keywords = [...first].flatMap(([at, { field, start, end }]) => {
    const keyword = pack.keywords[at];
    if (keyword === undefined || (keyword.near.length > 0 && !near.has(at))) return [];
    return [{ pack, keyword, field, start, end }];
  });
  if (keywords.length === 0) return [];
  return [{ pack, keywords, names: namesOf(own) }];
}

/** Names that do not overlap, the longest first: "Budi Santoso" is not also "Budi". */
function namesOf(found: readonly FoundTerm<Meaning>[]): readonly CandidateName[] {
  const names: CandidateName[] = [];
  for (const { value, field, start, end, first, last } of found) {
    if (value.kind !== 'candidate') continue;
    const before = names.at(-1);
    const name = { id: value.id, field, start, end, first, last };
    if (before === undefined || before.field !== field || before.last < first) names.push(name);
    else if (last - first > before.last - before.first) names[names.length - 1] = name;
  }
  return names;
}
