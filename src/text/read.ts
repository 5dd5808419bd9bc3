import { borrowScanner, giveBackScanner, hashSpan, nextSpan, type Scanner } from './scan.ts';
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
  const head = title ?? '';
  const page: Page = { vocabulary, tokens: [], sentence: 0, words: 0 };
  if (head !== '') readField(page, 'title', head);
  const bodyStart = page.tokens.length;
  if (bodyStart > 0) page.sentence += 1;
  readField(page, 'text', text);
  return { title: head, text, tokens: page.tokens, sentences: page.sentence + 1, words: page.words, bodyStart };
}

/** What both fields write to. */
interface Page {
  readonly vocabulary: Vocabulary;
  readonly tokens: Token[];
  sentence: number;
  words: number;
}

/** Where the reader stands in a field. */
interface Reader {
  readonly page: Page;
  readonly field: Field;
  /** Stands on the span at hand. */
  readonly span: Scanner;
  /** Index of the field's first token. */
  readonly first: number;
  /** Where the list or furniture ends that the reader stands in. */
  asideEnd: number;
  /** Words of the running line, to recognise its opening; asides last to the end of the line. */
  wordsInLine: number;
  wordsInSentence: number;
  /** First word of the sentence. */
  opener: string;
  aside: boolean;
  listAside: boolean;
  lineBullet: boolean;
}

function readField(page: Page, field: Field, text: string): void {
  const span = borrowScanner(text);
  const reader: Reader = {
    page,
    field,
    span,
    first: page.tokens.length,
    asideEnd: leadingListEnd(text),
    wordsInLine: 0,
    wordsInSentence: 0,
    opener: '',
    aside: false,
    listAside: false,
    lineBullet: false,
  };
  while (nextSpan(span)) {
    const { kind } = span;
    if (kind === 'word') readWord(reader, kind);
    else if (kind === 'punctuation') readSign(reader);
    else if (kind === 'newline') endLine(reader);
    else if (kind === 'hashtag') {
      hashSpan(span);
      readWord(reader, kind);
    } else push(reader, kind, span.start, span.end, otherPart(page.vocabulary, kind, span));
  }
  giveBackScanner(span);
}

function push(reader: Reader, kind: TokenKind, start: number, end: number, part: Part): void {
  reader.page.tokens.push({
    kind,
    field: reader.field,
    start,
    end,
    part,
    sentence: reader.page.sentence,
    aside: reader.aside || start < reader.asideEnd || (reader.listAside && reader.lineBullet),
  });
}

function readWord(reader: Reader, kind: 'word' | 'hashtag'): void {
  const { start, end } = reader.span;
  const first = reader.page.vocabulary.partOf(reader.span);
  reader.page.words += 1;
  reader.wordsInLine += 1;
  reader.wordsInSentence += 1;
  if (reader.wordsInSentence === 1) {
    reader.opener = first?.raw ?? '';
    // Titles are all content.
    if (reader.field === 'text') {
      const furnitureEnd = reader.page.vocabulary.furniture(reader.opener, reader.span.text, start);
      if (furnitureEnd > reader.asideEnd && furnitureEnd > start) reader.asideEnd = furnitureEnd;
    }
  } else if (reader.wordsInSentence === 2 && asideOpeners.has(reader.opener)) noteAside(reader, first?.raw ?? '', end);
  for (let part = first; part !== null; part = part.next) {
    push(reader, kind, start + part.from, start + part.to, part);
  }
}

/** "Baca juga" before a colon. */
function noteAside(reader: Reader, second: string, end: number): void {
  if (!asideSeconds.has(second) || !followedByColon(reader.span.text, end)) return;
  markAside(reader);
  reader.aside = true;
}

function readSign(reader: Reader): void {
  const { text, start, end } = reader.span;
  const sign = text.charAt(start);
  if (reader.wordsInLine === 0 && (sign === '-' || sign === '•' || sign === '*' || sign === '–'))
    reader.lineBullet = true;
  if (sign === ':' && reader.wordsInSentence === 1 && asideOpeners.has(reader.opener)) {
    markAside(reader);
    reader.aside = true;
  }
  if ((sign === '.' && isShortened(reader, start)) || isGlottal(reader, sign, start)) return;
  const bracket = sign === '[' || sign === ']';
  push(reader, 'punctuation', start, end, bracket ? partOf(reader.page.vocabulary, reader.span) : emptyPart);
  if (sign === '!' || sign === '?' || sign === '…') endSentence(reader);
  else if (sign === '.' && breaksAfter(text, end)) {
    endSentence(reader);
    reader.aside = false;
  }
}

/** Madurese and Buginese write the stop that ends a word as an apostrophe (`ta'`, `de'`): it belongs to the word. */
function isGlottal({ page, field }: Reader, sign: string, start: number): boolean {
  if (sign !== "'" && sign !== '’' && sign !== '`') return false;
  const last = page.tokens[page.tokens.length - 1];
  return last !== undefined && last.kind === 'word' && last.field === field && last.end === start;
}

function endSentence(reader: Reader): void {
  if (reader.wordsInSentence === 0) return;
  reader.page.sentence += 1;
  reader.wordsInSentence = 0;
  reader.opener = '';
}

function endLine(reader: Reader): void {
  endSentence(reader);
  const { aside, listAside, lineBullet, wordsInLine } = reader;
  // A "Baca lainnya:" line that ends after its colon is followed by a list of links.
  if (wordsInLine > 0) reader.listAside = (aside && wordsInLine <= 3) || (listAside && lineBullet);
  reader.aside = false;
  reader.lineBullet = false;
  reader.wordsInLine = 0;
}

/** Emoji, short numbers, brackets and the hosts of addresses may stand in lexicons too. */
function otherPart(vocabulary: Vocabulary, kind: TokenKind, span: Scanner): Part {
  const { text, start, end } = span;
  if (kind === 'user' || (kind === 'number' && end - start > 3)) return emptyPart;
  if (kind !== 'url') return partOf(vocabulary, span);
  const host = hostOf(text.slice(start, end));
  return (host === null ? null : vocabulary.partOfHost(host)) ?? emptyPart;
}

/** Host of an address as texts write it, with or without a scheme. */
export function hostOf(address: string): string | null {
  return /^(?:https?:\/\/)?(?:www\.)?([^/?#:@\s]{1,80})/i.exec(address)?.[1]?.toLowerCase() ?? null;
}

function partOf(vocabulary: Vocabulary, span: Scanner): Part {
  hashSpan(span);
  return vocabulary.partOf(span) ?? emptyPart;
}

/** Does the full stop at `at` belong to the word before it? */
function isShortened({ page, first }: Reader, at: number): boolean {
  const last = page.tokens[page.tokens.length - 1];
  return (
    page.tokens.length > first &&
    last !== undefined &&
    last.end === at &&
    last.kind === 'word' &&
    isAbbreviation(last.part.raw)
  );
}

function isAbbreviation(word: string): boolean {
  return word.length === 1 || abbreviations.has(word);
}

/** A full stop ends a sentence when a blank, a quote or the end follows it. */
function breaksAfter(text: string, at: number): boolean {
  const next = text.charAt(at);
  if (next === ' ') return true;
  return next === '' || next.trim() === '' || next === '"' || next === '”' || next === ')' || next === "'";
}

function followedByColon(text: string, at: number): boolean {
  return /^\s*:/.test(text.slice(at, at + 4));
}

/** Turns the tokens already read of the sentence into asides ("Baca" of "Baca juga:"). */
function markAside({ page, first, aside }: Reader): void {
  // Tokens after an aside began are asides already: a line of nothing but colons must not be walked for each of them.
  if (aside) return;
  const { tokens, sentence } = page;
  for (let at = tokens.length - 1; at >= first; at -= 1) {
    const token = tokens[at] as Token;
    if (token.sentence !== sentence) return;
    tokens[at] = { ...token, aside: true };
  }
}

/** End of a list of three lines or more that opens the text: menus that extraction left in front of the article. */
function leadingListEnd(text: string): number {
  if (!text.includes('\n')) return 0;
  const list = /^(?:\s*[-•*–] [^\n]*\n){3,}/.exec(text.slice(0, 8000));
  return list === null || list[0].length === text.length ? 0 : list[0].length;
}
