import { rootOf, withoutClitic } from './affixes.ts';
import { plainEmoji, withoutIgnorable } from './characters.ts';
import { createFurniture, type FindFurniture } from './furniture.ts';
import { scanText } from './scan.ts';
import { createSurfaceMemo, type SurfaceMemo } from './surface-memo.ts';

/** One word as read. A surface yields several when slang or a hyphen hides them (`gpp` → tidak, apa-apa). */
export interface Part {
  /** Lower-case, NFKC, repeats squeezed, but neither slang-mapped nor cut: what place names are matched on. '' for the later words of a slang form. */
  readonly raw: string;
  /** Standard word without clitic. */
  readonly word: string;
  /** Vocabulary id of `word`, 0 when no lexicon knows it. */
  readonly id: number;
  /** Vocabulary id of the root inside an unknown word, 0 if none. */
  readonly root: number;
  /** Bit i is set when the word is a word of `detectedLanguages[i]`. */
  readonly languages: number;
  /** Offsets from the start of the surface. */
  readonly from: number;
  readonly to: number;
  readonly elongated: boolean;
  /** First letter is a capital. */
  readonly capital: boolean;
  /** What the reader of places that asked last wants to know of `raw`, and that reader: texts of many regencies share their words. */
  marks: number;
  markedBy: object | null;
  /** Free for one reader of the tokens, to find again what it knows of `word`; −1 at first. */
  slot: number;
  /** The next part of the same surface. (A chain and not an array: reading is bound by how much memory a word touches.) */
  readonly next: Part | null;
}

/** Every word that the lexicons use, numbered, and how surfaces of the text are turned into them. */
export interface Vocabulary {
  /** First part of the span that the scanner stands on: a word, hashtag, emoji, short number or square bracket; null if it holds none. Memoised. */
  readonly partOf: SurfaceMemo<Part | null>;
  /** Reads the host name of an address (`bit.ly`, `linktr.ee`). */
  readonly partOfHost: (host: string) => Part | null;
  /** Words of a lexicon term, as ids in the form that `partsOf` gives texts; empty if the term has no word. */
  readonly idsOf: (term: string) => readonly number[];
  /** The word of an id; '' for 0. */
  readonly wordOf: (id: number) => string;
  readonly size: number;
  /** Finds page furniture that starts with a word. */
  readonly furniture: FindFurniture;
  /** The same words with parts of their own, for another reader that notes something in them. */
  readonly separate: () => Vocabulary;
}

export interface VocabularyWords {
  readonly terms: Iterable<string>;
  /** Terms whose single words may be recognised inside unknown words (`pembenahan` → `benah`). */
  readonly rootTerms: Iterable<string>;
  /** Terms that are hosts or the main label of one. */
  readonly hosts: Iterable<string>;
  readonly slang: ReadonlyMap<string, string>;
  /** See `languageBitsOf`. */
  readonly languageBits: ReadonlyMap<string, number>;
  readonly furniture?: FindFurniture;
}

/** What a part keeps of its surface. */
type Shown = Pick<Part, 'raw' | 'elongated' | 'capital'>;
const unshown: Shown = { raw: '', elongated: false, capital: false };

/** A token that no lexicon can know. */
export const emptyPart: Part = {
  raw: '',
  word: '',
  id: 0,
  root: 0,
  languages: 0,
  from: 0,
  to: 0,
  elongated: false,
  capital: false,
  marks: 0,
  markedBy: null,
  slot: -1,
  next: null,
};

export function createVocabulary(words: VocabularyWords): Vocabulary {
  const ids = new Map<string, number>();
  const singles = new Set<string>();
  const roots = new Set<string>();
  const { languageBits } = words;
  const add = (word: string) => {
    if (!ids.has(word)) ids.set(word, ids.size + 1);
  };
  const readTerms = new Map<string, readonly string[]>();
  const termWords = (term: string): readonly string[] => {
    let found = readTerms.get(term);
    if (found === undefined) {
      const written = splitTerm(term);
      found = written.some((word) => words.slang.has(word)) ? written.flatMap(standardOf) : written;
      readTerms.set(term, found);
    }
    return found;
  };
  const standardOf = (word: string): readonly string[] => {
    const standard = words.slang.get(word);
    return standard === undefined ? [word] : splitTerm(standard);
  };
  for (const term of words.terms) {
    const plain = termWords(term);
    for (const word of plain) add(word);
    if (plain.length === 1) singles.add(plain[0] as string);
  }
  for (const term of words.rootTerms) {
    const plain = termWords(term);
    if (plain.length === 1) roots.add(plain[0] as string);
  }

  const hosts = new Set([...words.hosts].filter((term) => /^[\w.-]{3,}$/.test(term) && ids.has(term)));
  const isWord = (word: string) => ids.has(word) || languageBits.has(word);
  const isRoot = (word: string) => roots.has(word);

  /** The word as lexicons write it, or null when they do not know it. */
  const known = (word: string): string | null => {
    if (singles.has(word)) return word;
    const base = languageBits.has(word) ? null : withoutClitic(word, (rest) => ids.has(rest));
    if (base !== null && (base.length + 3 === word.length || !ids.has(word))) return base;
    return ids.has(word) ? word : null;
  };

  const toPart = (
    raw: string,
    from: number,
    to: number,
    shown: Shown,
    languages = languageBits.get(raw) ?? 0,
  ): Part => {
    let word = known(raw);
    if (word === null && raw.includes('-')) word = knownReduplication(raw, known);
    const id = word === null ? 0 : (ids.get(word) ?? 0);
    const root = id === 0 && !languageBits.has(raw) && raw.length >= 5 ? rootOf(bareOf(raw), isRoot) : null;
    return newPart(word ?? raw, id, root === null ? 0 : (ids.get(root) ?? 0), languages, from, to, shown);
  };

  /** All parts are made here, so that they are of one shape and the readers of tokens stay fast. */
  const newPart = (
    word: string,
    id: number,
    root: number,
    languages: number,
    from: number,
    to: number,
    { raw, elongated, capital }: Shown,
  ): Part => ({
    raw,
    word,
    id,
    root,
    languages,
    from,
    to,
    elongated,
    capital,
    marks: 0,
    markedBy: null,
    slot: -1,
    next: null,
  });

  const readWord = (surface: string, offset: number): readonly Part[] => {
    const { word, elongated } = squeezed(surface, isWord);
    const end = offset + surface.length;
    const initial = surface.charAt(0);
    const capital = initial !== initial.toLowerCase();
    const standard = words.slang.get(word);
    if (standard !== undefined) {
      const [first, ...later] = splitTerm(standard);
      if (first !== undefined) {
        // The language is told by what was written, not by what it was mapped to.
        return [
          toPart(first, offset, end, { raw: word, elongated, capital }, languageBits.get(word)),
          ...later.map((each) => toPart(each, offset, end, { raw: '', elongated, capital })),
        ];
      }
    }
    const doubled = /^(\p{L}{3,})2$/u.exec(word);
    if (doubled?.[1] !== undefined) {
      return [toPart(`${doubled[1]}-${doubled[1]}`, offset, end, { raw: doubled[1], elongated, capital })];
    }
    if (word.includes('-') && !isWord(word) && !isReduplication(word)) {
      return hyphenated(surface).flatMap(([from, to]) => readWord(surface.slice(from, to), offset + from));
    }
    return [toPart(word, offset, end, { raw: word, elongated, capital })];
  };

  /** A token without letters: known or not, it is one part. */
  const signPart = (word: string, length: number): Part => newPart(word, ids.get(word) ?? 0, 0, 0, 0, length, unshown);

  const read = (surface: string): Part | null => {
    const first = surface.charCodeAt(0);
    if (first === 35 /* # */) {
      return chained(hashtagWords(surface).flatMap(([from, to]) => readWord(surface.slice(from, to), from)));
    }
    if (/^\p{L}/u.test(surface)) return chained(readWord(surface, 0));
    return signPart(plainEmoji(surface).toLowerCase(), surface.length);
  };

  let numbered: readonly string[] | null = null;
  const vocabulary: Vocabulary = {
    wordOf: (id) => {
      numbered ??= ['', ...ids.keys()];
      return numbered[id] ?? '';
    },
    size: ids.size,
    furniture: words.furniture ?? createFurniture([]),
    partOf: createSurfaceMemo(read),
    partOfHost: (host) => {
      const label = hosts.has(host) ? host : host.split('.').find((each) => hosts.has(each));
      return label === undefined ? null : signPart(label, host.length);
    },
    idsOf: (term) => termWords(term).map((word) => ids.get(known(word) ?? word) ?? 0),
    separate: () => ({ ...vocabulary, partOf: createSurfaceMemo(read) }),
  };
  return vocabulary;
}

/** Links the parts of a surface; null if there are none. */
function chained(parts: readonly Part[]): Part | null {
  return parts.reduceRight<Part | null>((next, part) => (next === null ? part : { ...part, next }), null);
}

/** Lower-case, compatibility forms folded, invisible signs removed, apostrophes and hyphens made plain. */
export function plainWord(surface: string): string {
  const lower = surface.toLowerCase();
  if (/^[a-z]+$/.test(lower)) return lower;
  return withoutIgnorable(lower.normalize('NFKC').toLowerCase())
    .replace(/[\u2019\u02BC\u2018]/g, "'")
    .replace(/[\u2010\u2011]/g, '-');
}

/** Most terms, which need no scanner: it would be half of what a start takes. */
const plainTerm = /^[A-Za-z]{1,64}(?: [A-Za-z]{1,64})*$/;

/** Words of a lexicon term: blanks separate, punctuation but square brackets is dropped, inner hyphens and apostrophes stay. */
export function splitTerm(term: string): readonly string[] {
  if (plainTerm.test(term)) return term.toLowerCase().split(' ');
  const found: string[] = [];
  scanText(term, (kind, start, end) => {
    const surface = term.slice(start, end);
    if (kind === 'newline' || (kind === 'punctuation' && surface !== '[' && surface !== ']')) return;
    if (kind === 'emoji') found.push(plainEmoji(surface).toLowerCase());
    else found.push(plainWord(surface));
  });
  return found;
}

/** `bagusss` → `bagus`: a letter written three times or more stands once, or twice if only that is a word. */
function squeezed(surface: string, isWord: (word: string) => boolean): { word: string; elongated: boolean } {
  const plain = plainWord(surface);
  if (!/(\p{L})\1\1/u.test(plain)) return { word: plain, elongated: false };
  const once = plain.replace(/(\p{L})\1{2,}/gu, '$1');
  const twice = plain.replace(/(\p{L})\1{2,}/gu, '$1$1');
  return { word: !isWord(once) && isWord(twice) ? twice : once, elongated: true };
}

function isReduplication(word: string): boolean {
  const [first = '', second = '', ...rest] = word.split('-');
  return rest.length === 0 && first.length >= 2 && (second.startsWith(first) || first.endsWith(second));
}

function knownReduplication(word: string, known: (word: string) => string | null): string | null {
  return isReduplication(word) ? known(word.slice(0, word.indexOf('-'))) : null;
}

function bareOf(word: string): string {
  return withoutClitic(word, () => true) ?? word;
}

function hyphenated(surface: string): readonly (readonly [number, number])[] {
  return [...surface.matchAll(/[^-\u2010\u2011]+/gu)].map((part) => [part.index, part.index + part[0].length] as const);
}

/** `#JalanRusak_2024` → Jalan, Rusak. */
function hashtagWords(surface: string): readonly (readonly [number, number])[] {
  return [...surface.matchAll(/\p{Lu}?[\p{Ll}\p{Lo}\p{M}]+|\p{Lu}+(?!\p{Ll})/gu)].map(
    (part) => [part.index, part.index + part[0].length] as const,
  );
}
