/**
 * - `opener`: before a colon or bar it opens a line that leads elsewhere ("Tags: …"): left out to the end of the line or sentence.
 * - `credit`: before a colon or bar it names who wrote or drew ("Editor: …"): left out with the name behind it.
 * - `line`: begins a line or sentence of the page's own ("Scroll untuk lanjut membaca"): left out to its end.
 * - `heading`: the same, where it is written as a heading, each word with a capital ("Berita Terkait").
 * - `marker`: a label in brackets or before a sign ("(Adv/Diskominfo)"): left out to the bracket that closes it.
 */
export const furnitureKinds = ['opener', 'credit', 'line', 'heading', 'marker'] as const;
export type FurnitureKind = (typeof furnitureKinds)[number];

export interface FurnitureTerm {
  readonly term: string;
  readonly kind: FurnitureKind;
}

/**
 * End of the page furniture that starts with the first word of a sentence, or `start` if it is none.
 * @param word the word in lower case
 * @param start where it stands in the text
 */
export type FindFurniture = (word: string, text: string, start: number) => number;

/** Furthest end of a line without a newline: feeds run whole pages together. */
const mostCharacters = 240;
const longestTerm = 60;
const spaces = /\s+/g;
const signBehind = /^\s*[:|]/;
/** The names on a line of credits, or the first words of what follows on a line that goes on ("Editor: A | Reporter: B"). */
const creditLine = /^\s*[:|][^\n]{0,80}(?=\n|$)/;
const creditNames =
  /^\s*[:|](?:[^\S\n]*[\p{L}\p{N}.'’@_/-]+){0,3}(?:[^\S\n]*\|[^\S\n]*\p{L}+[^\S\n]*:(?:[^\S\n]*[\p{L}\p{N}.'’@_/-]+){0,3})*/u;
const sentenceEnd = /\n|[.!?](?=\s)/g;

/** Compiles `lexicons/furniture.tsv`: one look-up for the first word of a sentence, and text is compared only when that hits. */
export function createFurniture(terms: readonly FurnitureTerm[]): FindFurniture {
  const byWord = new Map<string, FurnitureTerm[]>();
  const longestFirst = [...terms].sort((a, b) => b.term.length - a.term.length);
  for (const row of longestFirst) {
    const [word = ''] = row.term.split(' ');
    const rows = byWord.get(word);
    if (rows === undefined) byWord.set(word, [row]);
    else rows.push(row);
  }
  return (word, text, start) => {
    const rows = byWord.get(word);
    if (rows === undefined) return start;
    for (const { term, kind } of rows) {
      const end = endOfTerm(text, start, term);
      if (end < 0) continue;
      const found = ends[kind](text, start, end);
      if (found > start) return found;
    }
    return start;
  };
}

/** End of the term that stands at `start`, whatever its capitals and blanks; -1 if it does not stand there. */
function endOfTerm(text: string, start: number, term: string): number {
  let at = start;
  for (const word of term.split(' ')) {
    if (at > start) {
      const blank = /^[^\S\n]+/.exec(text.slice(at, at + longestTerm));
      if (blank === null) return -1;
      at += blank[0].length;
    }
    if (text.slice(at, at + word.length).toLowerCase() !== word) return -1;
    at += word.length;
  }
  return /[\p{L}\p{N}]/u.test(text.charAt(at)) ? -1 : at;
}

const ends: Readonly<Record<FurnitureKind, (text: string, start: number, end: number) => number>> = {
  opener: (text, start, end) => (signBehind.test(text.slice(end, end + 4)) ? lineEnd(text, end) : start),
  credit: (text, start, end) => {
    const rest = text.slice(end, end + mostCharacters);
    const names = creditLine.exec(rest) ?? creditNames.exec(rest);
    return names === null ? start : end + names[0].length;
  },
  line: (text, _start, end) => lineEnd(text, end),
  heading: (text, start, end) => {
    const words = text.slice(start, end).split(spaces);
    return words.every((word) => word.charAt(0) !== word.charAt(0).toLowerCase()) ? lineEnd(text, end) : start;
  },
  marker: (text, start, end) => {
    const open = text.charAt(start - 1);
    if (open !== '(' && open !== '[') return signBehind.test(text.slice(end, end + 4)) ? end : start;
    const close = text.slice(end, end + longestTerm).search(/[)\]\n]/);
    return close < 0 ? end : end + close;
  },
};

function lineEnd(text: string, from: number): number {
  const piece = text.slice(from, from + mostCharacters);
  sentenceEnd.lastIndex = 0;
  const end = sentenceEnd.exec(piece);
  return from + (end === null ? piece.length : end.index);
}
