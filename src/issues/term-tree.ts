import { withoutClitic } from '../text/affixes.ts';
import { borrowScanner, giveBackScanner, hashSpan, nextSpan, scanText } from '../text/scan.ts';
import { createSurfaceMemo } from '../text/surface-memo.ts';
import { plainWord } from '../text/vocabulary.ts';

export interface Term<T> {
  readonly text: string;
  readonly value: T;
}

/** A term where it stands. Offsets are UTF-16 units into the field; `first` and `last` count its words. */
export interface FoundTerm<T> {
  readonly value: T;
  readonly field: 'title' | 'text';
  readonly start: number;
  readonly end: number;
  readonly first: number;
  readonly last: number;
}

/** A candidate's name in a text. */
export interface CandidateName extends Omit<FoundTerm<never>, 'value'> {
  readonly id: string;
}

export interface TermTree<T> {
  /** In the order of the text; those that start at the same word from the shortest to the longest. */
  find(field: 'title' | 'text', text: string): readonly FoundTerm<T>[];
}

/** The words of a term, folded: `Kampanye “Politik-Uang”` → kampanye, politik, uang. */
export function wordsOfTerm(term: string): readonly string[] {
  const words: string[] = [];
  scanText(term, (kind, start, end) => {
    if (kind === 'word' || kind === 'hashtag' || kind === 'number') {
      for (const { word } of partsOf(term.slice(start, end))) words.push(word);
    }
  });
  return words;
}

/** Lower case, without diacritics, a letter written three times or more once. */
function fold(surface: string): string {
  const plain = plainWord(surface);
  if (/^[a-z0-9]+$/.test(plain) && !/(.)\1\1/.test(plain)) return plain;
  return plain
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/(\p{L})\1{2,}/gu, '$1');
}

interface Node<T> {
  readonly next: Map<number, Node<T>>;
  readonly values: T[];
}

/** One word as read: its number among the words of the terms, 0 for any other; where it stands in the surface. */
interface Word {
  readonly id: number;
  readonly from: number;
  readonly to: number;
}

/** Compiles terms for one walk over a text, whatever their number. Equal terms keep all their values. */
export function createTermTree<T>(terms: readonly Term<T>[]): TermTree<T> {
  const ids = new Map<string, number>();
  const root: Node<T> = { next: new Map(), values: [] };
  const idOf = (word: string): number => {
    const known = ids.get(word);
    if (known !== undefined) return known;
    ids.set(word, ids.size + 1);
    return ids.size;
  };
  const insert = (words: readonly string[], value: T) => {
    let node = root;
    for (const word of words) {
      const id = idOf(word);
      let next = node.next.get(id);
      if (next === undefined) {
        next = { next: new Map(), values: [] };
        node.next.set(id, next);
      }
      node = next;
    }
    node.values.push(value);
  };
  for (const { text, value } of terms) {
    const words = wordsOfTerm(text);
    if (words.length === 0) continue;
    insert(words, value);
    const joined = words.join('');
    // A short phrase in one word may be another word.
    if (words.length > 1 && joined.length >= 7) insert([joined], value);
  }
  const numberOf = (word: string): number => {
    const exact = ids.get(word);
    if (exact !== undefined) return exact;
    const base = withoutClitic(word, (rest) => ids.has(rest));
    return base === null ? 0 : (ids.get(base) ?? 0);
  };
  const readSurface = createSurfaceMemo<readonly Word[]>((surface) => readWords(surface, numberOf));

  return {
    find: (field, text) => {
      const found: FoundTerm<T>[] = [];
      if (text === '' || ids.size === 0) return found;
      const line: Line = { ids: [], starts: [], ends: [] };
      const span = borrowScanner(text);
      while (nextSpan(span)) {
        const { kind } = span;
        if (kind === 'newline' || (kind === 'punctuation' && !endsPhrase(text, span.start))) continue;
        if (kind !== 'word' && kind !== 'hashtag' && kind !== 'number') {
          push(line, 0, span.start, span.end);
          continue;
        }
        if (kind !== 'word') hashSpan(span);
        for (const word of readSurface(span)) push(line, word.id, span.start + word.from, span.start + word.to);
      }
      giveBackScanner(span);
      for (let at = 0; at < line.ids.length; at += 1) {
        let node: Node<T> | undefined = line.ids[at] === 0 ? undefined : root.next.get(line.ids[at] as number);
        for (let last = at; node !== undefined; ) {
          for (const value of node.values) {
            const [start, end] = [line.starts[at] as number, line.ends[last] as number];
            found.push({ value, field, start, end, first: at, last });
          }
          last += 1;
          node = last < line.ids.length ? node.next.get(line.ids[last] as number) : undefined;
        }
      }
      return found;
    },
  };
}

/** The words of a field, side by side: numbers, and where they stand. */
interface Line {
  readonly ids: number[];
  readonly starts: number[];
  readonly ends: number[];
}

function push(line: Line, id: number, start: number, end: number): void {
  line.ids.push(id);
  line.starts.push(start);
  line.ends.push(end);
}

/** Signs that no phrase goes across; quotes, brackets and hyphens stand inside phrases. */
function endsPhrase(text: string, at: number): boolean {
  return '.!?;:…,'.includes(text.charAt(at));
}

function readWords(surface: string, numberOf: (word: string) => number): readonly Word[] {
  const words = partsOf(surface).map(({ word, base, from, to }) => ({
    id: numberOf(word) || (base === null ? 0 : numberOf(base)),
    from,
    to,
  }));
  // The parts say more when they are words of a term themselves.
  if (words.length === 1 || words.some(({ id }) => id !== 0)) return words;
  const offset = surface.startsWith('#') ? 1 : 0;
  return [{ id: numberOf(fold(surface.slice(offset)).replaceAll(/[-_]/g, '')), from: offset, to: surface.length }];
}

interface WordPart {
  readonly word: string;
  /** What is doubled: `janji` of `janji-janji` and `janji2`; null when nothing is. */
  readonly base: string | null;
  readonly from: number;
  readonly to: number;
}

/** `#PolitikUang_2029` → Politik, Uang, 2029; `janji-janji` is one word, other hyphens separate. */
function partsOf(surface: string): readonly WordPart[] {
  const parts = surface.startsWith('#')
    ? spansOf(surface, /\p{Lu}?[\p{Ll}\p{Lo}\p{M}]+|\p{Lu}+(?!\p{Ll})|\p{N}+/gu)
    : spansOf(surface, /[^-\u2010\u2011]+/gu);
  const [first, second] = parts;
  if (first !== undefined && second !== undefined && parts.length === 2 && second.word.startsWith(first.word)) {
    return [{ word: `${first.word}-${second.word}`, base: first.word, from: first.from, to: second.to }];
  }
  return parts.map((part) => {
    const doubled = /^(\p{L}{3,})2$/u.exec(part.word)?.[1];
    return doubled === undefined ? part : { ...part, word: `${doubled}-${doubled}`, base: doubled };
  });
}

function spansOf(surface: string, pattern: RegExp): readonly WordPart[] {
  return [...surface.matchAll(pattern)].map(([part], index, all) => {
    const from = (all[index] as RegExpExecArray).index;
    return { word: fold(part), base: null, from, to: from + part.length };
  });
}
