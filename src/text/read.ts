import { scanText } from './scan.ts';
import { emptyPart, type Part, type Vocabulary } from './vocabulary.ts';

export type Field = 'title' | 'text';
export type TokenKind = 'word' | 'number' | 'url' | 'user' | 'hashtag' | 'emoji' | 'punctuation';

/** One token. Offsets are UTF-16 units into the field; several tokens may share a span (`gpp`). */
export interface Token {
  readonly kind: TokenKind;
  readonly field: Field;
  readonly start: number;
  readonly end: number;
  /** What the vocabulary knows of it; numbers, addresses and punctuation have an empty part. */
  readonly part: Part;
  /** Index of the sentence, counted through title and text. */
  readonly sentence: number;
  /** Belongs to a link list or a "Baca juga" line, not to what the text says. */
  readonly aside: boolean;
}

/** A document, read once: every scorer works on these tokens. */
export interface ReadDoc {
  readonly title: string;
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly sentences: number;
  /** Number of words (not counting numbers, addresses, emoji and punctuation). */
  readonly words: number;
  /** Index of the first token of the text. */
  readonly bodyStart: number;
}

/** Shortened words whose full stop does not end a sentence. */
const abbreviations = new Set(
  'kab kec kel ds dsn dr drs dra ir jl jln no tgl prov kep st sdr yth rp hj prof gg rt rw sh mh kh tn ny ust bpk dll dsb dst'.split(
    ' ',
  ),
);
/** Words that open a line of links to other items: "Baca juga: …". */
const asideOpeners = new Set(['baca', 'simak', 'lihat', 'tonton']);
const asideSeconds = new Set(['juga', 'lainnya', 'selengkapnya', 'pula', 'lagi', 'berita', 'artikel']);

/**
 * The one reading pass: tokens with offsets, sentences, asides. Linear in the length of the text.
 */
export function readText(title: string | null, text: string, vocabulary: Vocabulary): ReadDoc {
  const tokens: Token[] = [];
  const state: ReadState = { sentence: 0, words: 0 };
  const head = title ?? '';
  if (head !== '') readField('title', head, vocabulary, tokens, state);
  const bodyStart = tokens.length;
  if (bodyStart > 0) state.sentence += 1;
  readField('text', text, vocabulary, tokens, state);
  return { title: head, text, tokens, sentences: state.sentence + 1, words: state.words, bodyStart };
}

interface ReadState {
  sentence: number;
  words: number;
}

function readField(field: Field, text: string, vocabulary: Vocabulary, tokens: Token[], state: ReadState): void {
  const first = tokens.length;
  const listEnd = leadingListEnd(text);
  /** Words of the running line, to recognise its opening; asides last to the end of the line. */
  let wordsInLine = 0;
  let wordsInSentence = 0;
  let opener = '';
  let aside = false;
  let listAside = false;
  let lineBullet = false;

  const endSentence = () => {
    if (wordsInSentence > 0) {
      state.sentence += 1;
      wordsInSentence = 0;
      opener = '';
    }
  };
  const push = (kind: TokenKind, start: number, end: number, part: Part) => {
    tokens.push({
      kind,
      field,
      start,
      end,
      part,
      sentence: state.sentence,
      aside: aside || start < listEnd || (listAside && lineBullet),
    });
  };

  scanText(text, (kind, start, end) => {
    if (kind === 'newline') {
      endSentence();
      // A "Baca lainnya:" line that ends after its colon is followed by a list of links.
      if (wordsInLine > 0) listAside = (aside && wordsInLine <= 3) || (listAside && lineBullet);
      aside = false;
      lineBullet = false;
      wordsInLine = 0;
      return;
    }
    if (kind === 'word' || kind === 'hashtag') {
      const surface = text.slice(start, end);
      const parts = vocabulary.partsOf(surface);
      wordsInLine += 1;
      wordsInSentence += 1;
      state.words += 1;
      const raw = parts[0]?.raw ?? '';
      if (wordsInSentence === 1) opener = raw;
      else if (wordsInSentence === 2 && asideOpeners.has(opener) && asideSeconds.has(raw)) {
        if (followedByColon(text, end)) markAside(tokens, state.sentence, first);
        aside ||= followedByColon(text, end);
      }
      for (const part of parts) push(kind, start + part.from, start + part.to, part);
      return;
    }
    if (kind !== 'punctuation') {
      push(kind, start, end, otherPart(kind, text.slice(start, end), vocabulary));
      return;
    }
    const sign = text.charAt(start);
    if (wordsInLine === 0 && (sign === '-' || sign === '•' || sign === '*' || sign === '–')) lineBullet = true;
    if (sign === ':' && wordsInSentence === 1 && asideOpeners.has(opener)) {
      markAside(tokens, state.sentence, first);
      aside = true;
    }
    const last = tokens[tokens.length - 1];
    const shortened =
      sign === '.' && last !== undefined && last.end === start && last.kind === 'word' && isAbbreviation(last.part.raw);
    if (!shortened) {
      const bracket = sign === '[' || sign === ']';
      push('punctuation', start, end, bracket ? otherPart('punctuation', sign, vocabulary) : emptyPart);
    }
    if ((sign === '.' && !shortened && breaksAfter(text, end)) || sign === '!' || sign === '?' || sign === '…') {
      endSentence();
      if (sign === '.') aside = false;
    }
  });
}

/** Emoji, short numbers, brackets and the hosts of addresses may stand in lexicons too. */
function otherPart(kind: TokenKind, surface: string, vocabulary: Vocabulary): Part {
  if (kind === 'user' || (kind === 'number' && surface.length > 3)) return emptyPart;
  if (kind !== 'url') return vocabulary.partsOf(surface)[0] ?? emptyPart;
  const host = /^(?:https?:\/\/)?(?:www\.)?([^/?#:@\s]{1,80})/i.exec(surface)?.[1]?.toLowerCase();
  return (host === undefined ? null : vocabulary.partOfHost(host)) ?? emptyPart;
}

function isAbbreviation(word: string): boolean {
  return word.length === 1 || abbreviations.has(word);
}

/** A full stop ends a sentence when a blank, a quote or the end follows it. */
function breaksAfter(text: string, at: number): boolean {
  const next = text.charAt(at);
  return next === '' || next.trim() === '' || next === '"' || next === '”' || next === ')' || next === "'";
}

function followedByColon(text: string, at: number): boolean {
  return /^\s*:/.test(text.slice(at, at + 4));
}

/** Turns the tokens already read of a sentence into asides ("Baca" of "Baca juga:"). */
function markAside(tokens: Token[], sentence: number, first: number): void {
  for (let at = tokens.length - 1; at >= first; at -= 1) {
    const token = tokens[at] as Token;
    if (token.sentence !== sentence) return;
    tokens[at] = { ...token, aside: true };
  }
}

/** End of a list of three lines or more that opens the text: menus that extraction left in front of the article. */
function leadingListEnd(text: string): number {
  const list = /^(?:\s*[-•*–] [^\n]*\n){3,}/.exec(text.slice(0, 8000));
  return list === null || list[0].length === text.length ? 0 : list[0].length;
}
