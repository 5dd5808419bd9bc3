import type { OfficeEntry } from '../core/office-lexicon.ts';
import { withoutClitic } from '../text/affixes.ts';
import type { FurnitureTerm } from '../text/furniture.ts';
import type { Lexicons } from '../text/lexicon.ts';
import { hostOf } from '../text/read.ts';
import { borrowScanner, giveBackScanner, hashSpan, nextSpan, type Scanner } from '../text/scan.ts';
import { createSurfaceMemo, type SurfaceMemo } from '../text/surface-memo.ts';
import type { Part, Vocabulary } from '../text/vocabulary.ts';
import type { CueIndex } from './cue-index.ts';
import { glossaryOf } from './learned/glossary.ts';
import { wordsOfTerm } from './office-words.ts';
import { createPhraseWatch, type PhraseWatch } from './phrase-watch.ts';

/** Word lists and an office's words, compiled. */
export interface CompiledWords {
  readonly lexicons: Lexicons;
  readonly index: Pick<CueIndex, 'vocabulary' | 'entries'>;
  readonly office: readonly OfficeEntry[];
}

/** Whether a text may be judged otherwise after a change of words; false is certain. */
export type ChangeFinder = (title: string | null, text: string) => boolean;

/**
 * Makes what tells which texts a change of word lists or of an office's words can touch. A verdict is made of how the surfaces of the text
 * are read, of the phrases that are found among them, and of what is known of single words. So a text is left out only when every surface
 * in it is read alike by both (compared surface by surface, each once: slang, endings, roots, drawn-out letters, hyphens and hashtags
 * included), when it does not hold all words of any phrase that came, went or says something else, and when it opens no line with
 * furniture that changed. What is told as touched may still be judged alike: it has to be scored to know.
 * Known claims, places and the model must be the same for both; a text costs about as much as reading it.
 */
export function createChangeFinder(before: CompiledWords, after: CompiledWords): ChangeFinder {
  const same = before.index === after.index;
  const watch = createPhraseWatch();
  if (!same) watchPhrases(before, after, watch);
  watchOffice(before, after, watch);
  const glossary = same ? new Set<string>() : differing(glossaryOf(before.lexicons), glossaryOf(after.lexicons));
  const furniture = same
    ? new Set<string>()
    : differing(furnitureOf(before.lexicons.furniture), furnitureOf(after.lexicons.furniture));
  const old = before.index.vocabulary;
  const fresh = after.index.vocabulary;

  const noteOf = (was: Part | null, now: Part | null): Note => {
    if (!same && !isReadAlike(was, now, old, fresh)) return touching;
    if (now !== null && furniture.has(now.raw)) return touching;
    const words: number[] = [];
    for (let part = now; part !== null; part = part.next) {
      if (glossary.has(part.word)) return touching;
      const { word, id, root } = part;
      words.push(...watch.wordsOf(id === 0 ? fresh.wordOf(root) : word, listed));
      words.push(...watch.wordsOf(word, typed));
      // As `createOfficeWords` reads an unknown word: without its endings.
      if (id === 0) {
        withoutClitic(word, (base) => {
          words.push(...watch.wordsOf(base, typed));
          return false;
        });
      }
    }
    if (words.length === 0) return nothing;
    return words.some(watch.isAlone) ? touching : { touches: false, words };
  };
  const memo: SurfaceMemo<Note> = createSurfaceMemo((surface) =>
    noteOf(same ? null : read(old, surface), read(fresh, surface)),
  );
  const noteOfAddress = (address: string): Note => {
    const host = hostOf(address);
    if (host === null) return nothing;
    return noteOf(same ? null : old.partOfHost(host), fresh.partOfHost(host));
  };

  const holdsIn = (text: string): boolean => {
    const span = borrowScanner(text);
    let touches = false;
    while (!touches && nextSpan(span)) {
      const note = noteOfSpan(span, memo, noteOfAddress);
      touches = note.touches;
      for (const word of note.words) watch.see(word);
    }
    giveBackScanner(span);
    return touches;
  };
  return (title, text) => {
    watch.begin();
    return (title !== null && holdsIn(title)) || holdsIn(text) || watch.isWhole();
  };
}

/** What a surface brings to its text. */
interface Note {
  readonly touches: boolean;
  /** Words of watched phrases. */
  readonly words: readonly number[];
}

const nothing: Note = { touches: false, words: [] };
const touching: Note = { touches: true, words: [] };

/** Words of the lists, which phrases are compared with by number; and words of an office, compared as they are read. */
const listed = 'l';
const typed = 'o';

/** Only what the reader asks the vocabulary for. */
function noteOfSpan(span: Scanner, memo: SurfaceMemo<Note>, noteOfAddress: (address: string) => Note): Note {
  const { kind, text, units, start, end } = span;
  switch (kind) {
    case 'word':
      return memo(span);
    case 'newline':
    case 'user':
      return nothing;
    case 'url':
      return noteOfAddress(text.slice(start, end));
    case 'number':
      if (end - start > 3) return nothing;
      break;
    case 'punctuation':
      if (units[start] !== 91 /* [ */ && units[start] !== 93 /* ] */) return nothing;
  }
  hashSpan(span);
  return memo(span);
}

function read(vocabulary: Vocabulary, surface: string): Part | null {
  const span = borrowScanner(surface);
  span.start = 0;
  span.end = surface.length;
  hashSpan(span);
  const part = vocabulary.partOf(span);
  giveBackScanner(span);
  return part;
}

/** All that scorers ask of a part; numbers are those of each vocabulary, so their words are compared. */
function isReadAlike(was: Part | null, now: Part | null, old: Vocabulary, fresh: Vocabulary): boolean {
  if (was === null || now === null) return was === now;
  return (
    was.word === now.word &&
    was.raw === now.raw &&
    (was.id === 0) === (now.id === 0) &&
    old.wordOf(was.root) === fresh.wordOf(now.root) &&
    was.languages === now.languages &&
    was.from === now.from &&
    was.to === now.to &&
    was.elongated === now.elongated &&
    was.capital === now.capital &&
    isReadAlike(was.next, now.next, old, fresh)
  );
}

/** Keys whose values differ. */
function differing(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Set<string> {
  return new Set([...before.keys(), ...after.keys()].filter((key) => before.get(key) !== after.get(key)));
}

/** First word → what may begin with it, in the order in which it is tried. */
function furnitureOf(terms: readonly FurnitureTerm[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { term, kind } of terms) {
    const [first = ''] = term.split(' ');
    found.set(first, `${found.get(first) ?? ''}${term}\t${kind}\n`);
  }
  return found;
}

/** By group and words: what a phrase says, in the order of the lists. */
function phrasesOf({ index }: CompiledWords): ReadonlyMap<string, string> {
  const { vocabulary, entries } = index;
  const found = new Map<string, string>();
  for (const { term, group, value, roots } of entries) {
    const ids = vocabulary.idsOf(term);
    if (ids.length === 0 || ids.includes(0)) continue;
    const key = `${group}\t${ids.map(vocabulary.wordOf).join('\t')}`;
    // A sentiment cue's label only tells it from others: it is a running number.
    const said = JSON.stringify([
      roots,
      typeof value === 'object' && 'label' in value ? { ...value, label: '' } : value,
    ]);
    found.set(key, `${found.get(key) ?? ''}${said}\n`);
  }
  return found;
}

function watchPhrases(before: CompiledWords, after: CompiledWords, watch: PhraseWatch): void {
  for (const key of differing(phrasesOf(before), phrasesOf(after))) {
    const [, ...words] = key.split('\t');
    watch.add(words, listed);
  }
}

/** Office phrases by first word. */
function officeOf({ office, index }: CompiledWords): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const found = new Map<string, Map<string, string>>();
  for (const { term, weight } of office) {
    const words = wordsOfTerm(term, index.vocabulary);
    const [first] = words;
    if (first === undefined) continue;
    const phrases = found.get(first) ?? new Map<string, string>();
    found.set(first, phrases);
    const key = words.join('\t');
    phrases.set(key, `${phrases.get(key) ?? ''}${term}\t${weight}\n`);
  }
  return found;
}

function watchOffice(before: CompiledWords, after: CompiledWords, watch: PhraseWatch): void {
  const old = officeOf(before);
  const fresh = officeOf(after);
  const none = new Map<string, string>();
  const firsts = new Set([...old.keys(), ...fresh.keys()]);
  for (const first of firsts) {
    for (const key of differing(old.get(first) ?? none, fresh.get(first) ?? none)) watch.add(key.split('\t'), typed);
    // A first word that comes or goes takes a longer form from another one, or gives it back (`heboh`, `hebohnya`).
    if (old.has(first) !== fresh.has(first) && isOtherForm(first, firsts)) watch.add([first], typed);
  }
}

/** Is another of the words the same without an ending, or the same with one? */
function isOtherForm(word: string, words: ReadonlySet<string>): boolean {
  const comesFrom = (longer: string, shorter: string) => withoutClitic(longer, (base) => base === shorter) !== null;
  for (const other of words) {
    if (other !== word && (comesFrom(word, other) || comesFrom(other, word))) return true;
  }
  return false;
}
