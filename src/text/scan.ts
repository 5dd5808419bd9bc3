import { CharClass, classOf, classOfAstral, emojiTail } from './characters.ts';

/** `word` may hold inner hyphens and apostrophes (`anak-anak`, `Jum'at`) and digits (`anak2`). */
export type SpanKind = 'word' | 'number' | 'url' | 'user' | 'hashtag' | 'emoji' | 'punctuation' | 'newline';

export type SpanVisitor = (kind: SpanKind, start: number, end: number) => void;

/**
 * Stands on one span of a text and is moved along it, so that scanning allocates nothing. It works on a copy of the text's units:
 * every unit is looked at several times, and a number from an array costs a fraction of a `charCodeAt`.
 */
export interface Scanner {
  text: string;
  /** The text's units and a zero behind them, and the same memory as bytes. */
  units: Uint16Array;
  bytes: Buffer;
  kind: SpanKind;
  start: number;
  end: number;
  /** Hash of the span's units: made on the way for a word, by `hashSpan` for others. */
  hash: number;
}

/** Scanners that nobody works with. More than one only when a text is scanned while another one is. */
const idle: Scanner[] = [];
/** Units for which a scanner keeps room between texts. */
const mostKept = 1 << 17;

/** A scanner that stands before the text. Give it back when done. */
export function borrowScanner(text: string): Scanner {
  const { length } = text;
  const scanner = idle.pop() ?? { text, ...roomFor(4096), kind: 'newline', start: 0, end: 0, hash: 0 };
  if (scanner.units.length <= length) Object.assign(scanner, roomFor(length));
  scanner.text = text;
  scanner.end = 0;
  scanner.bytes.write(text, 'utf16le');
  scanner.units[length] = 0;
  return scanner;
}

function roomFor(length: number): Pick<Scanner, 'units' | 'bytes'> {
  const units = new Uint16Array(length + (length >> 1) + 1);
  return { units, bytes: Buffer.from(units.buffer) };
}

export function giveBackScanner(scanner: Scanner): void {
  scanner.text = '';
  if (scanner.units.length <= mostKept) idle.push(scanner);
}

const urlStart = /(?:https?:\/\/|www\.)\S+/iy;
const domain =
  /[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.(?:com|net|org|id|co|info|biz|ly|tv|link|click|xyz|site|online|top|io|gl|app|gd|web|news|test|me(?=\/)|ee(?=\/))(?![\w-])(?:\/[^\s"'<>)\]]*)?/iy;
const email = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/y;
const handle = /@[\w.]+/y;
const tag = /#[\p{L}\p{N}_]+/uy;

/** `:)`, `:-(`, `<3`, `-_-`; those that end in a letter or digit only after a blank, so that "pukul:3" is none. */
const emoticon =
  />?[:;=]['-]?[()[\]@/]+|(?<!\S)[:;=]-?[3cdp](?![\p{L}\p{N}])|<\/?3(?!\d)|\^_?\^|-_-|=_=|>_<|;_;|\(y\)|\\o\//iuy;

/** What may follow the first sign of an emoticon: tells most colons, hyphens and brackets apart without a regular expression. */
const emoticonSeconds = "'-()[]@/:;=_^<3cdpyoCDPYO";

/** Longest word that is read as one; longer runs are noise and are cut so that no later step can be stalled by them. */
const maxWordLength = 64;

function matchAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** Moves on to the next piece of the text; false at the end. Blanks are skipped; every span lies inside the text. */
export function nextSpan(scanner: Scanner): boolean {
  const { text, units } = scanner;
  const { length } = text;
  for (let at = scanner.end; at < length; at += 1) {
    const unit = units[at] as number;
    const kind = classOf(unit);
    if (kind === CharClass.Letter) return toWord(scanner, at);
    if (kind === CharClass.Space || kind === CharClass.Ignorable) continue;
    if (kind === CharClass.Digit) return moveTo(scanner, 'number', at, numberEnd(units, at));
    if (kind === CharClass.Newline) return moveTo(scanner, 'newline', at, at + 1);
    if (kind === CharClass.HighSurrogate) return toAstral(scanner, at);
    if (kind === CharClass.Pictograph) return moveTo(scanner, 'emoji', at, at + 1 + emojiTail(text, at + 1));
    return toSign(scanner, at, unit);
  }
  return false;
}

/** Cuts a text into spans, left to right, in one pass. */
export function scanText(text: string, visit: SpanVisitor): void {
  const scanner = borrowScanner(text);
  while (nextSpan(scanner)) visit(scanner.kind, scanner.start, scanner.end);
  giveBackScanner(scanner);
}

/** Makes the hash of a span that is no word. */
export function hashSpan(scanner: Scanner): void {
  const { units, start, end } = scanner;
  let hash = 0;
  for (let at = start; at < end; at += 1) hash = mixed(hash, units[at] as number);
  scanner.hash = hash;
}

function mixed(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

function moveTo(scanner: Scanner, kind: SpanKind, start: number, end: number): true {
  scanner.kind = kind;
  scanner.start = start;
  scanner.end = end;
  return true;
}

function toWord(scanner: Scanner, start: number): true {
  const { text, units } = scanner;
  const limit = Math.min(text.length, start + maxWordLength);
  let at = start;
  let hash = 0;
  while (at < limit) {
    const unit = units[at] as number;
    const kind = classOf(unit);
    if (kind === CharClass.Digit) {
      if (at === start + 2 && isRupiah(units, start)) break;
    } else if (kind === CharClass.HighSurrogate) {
      if (classOfAstral(text.codePointAt(at) as number) !== CharClass.Letter) break;
      hash = mixed(hash, unit);
      at += 1;
    } else if (kind !== CharClass.Letter && kind !== CharClass.Ignorable) {
      if (!isJoiner(unit) || classOf(units[at + 1] as number) !== CharClass.Letter) break;
    }
    hash = mixed(hash, units[at] as number);
    at += 1;
  }
  scanner.hash = hash;
  const linkEnd = linkEndAt(text, units, start, at);
  return linkEnd > at ? moveTo(scanner, 'url', start, linkEnd) : moveTo(scanner, 'word', start, at);
}

/** "Rp1.500" is a word and a number. */
function isRupiah(units: Uint16Array, at: number): boolean {
  return ((units[at] as number) | 32) === 114 /* r */ && ((units[at + 1] as number) | 32) === 112; /* p */
}

/** A character of two units: a styled letter, an emoji, or a sign. */
function toAstral(scanner: Scanner, at: number): true {
  const { text } = scanner;
  const codePoint = text.codePointAt(at) as number;
  if (codePoint <= 0xffff) return moveTo(scanner, 'punctuation', at, at + 1);
  const kind = classOfAstral(codePoint);
  if (kind === CharClass.Letter) return toWord(scanner, at);
  if (kind === CharClass.Pictograph) return moveTo(scanner, 'emoji', at, at + 2 + emojiTail(text, at + 2));
  return moveTo(scanner, 'punctuation', at, at + 2);
}

function toSign(scanner: Scanner, at: number, unit: number): true {
  const { text } = scanner;
  if (unit === 64 /* @ */ || unit === 35 /* # */) {
    const marked = matchAt(unit === 64 ? handle : tag, text, at);
    if (marked > at + 1) return moveTo(scanner, unit === 64 ? 'user' : 'hashtag', at, marked);
  }
  if (startsEmoticon(unit) && emoticonSeconds.includes(text.charAt(at + 1))) {
    const face = matchAt(emoticon, text, at);
    if (face > at + 1) return moveTo(scanner, 'emoji', at, face);
  }
  return moveTo(scanner, 'punctuation', at, at + 1);
}

/** One of : ; = < > ^ ( - \ */
function startsEmoticon(unit: number): boolean {
  return (unit >= 58 && unit <= 62) || unit === 94 || unit === 40 || unit === 45 || unit === 92;
}

/** Hyphens and apostrophes hold a word together when a letter follows. */
function isJoiner(unit: number): boolean {
  return unit === 45 || unit === 39 || unit === 0x2019 || unit === 0x2010 || unit === 0x2011 || unit === 0x02bc;
}

function numberEnd(units: Uint16Array, start: number): number {
  let at = start + 1;
  for (;;) {
    const unit = units[at] as number;
    if (classOf(unit) === CharClass.Digit) at += 1;
    else if (isInnerSign(unit) && classOf(units[at + 1] as number) === CharClass.Digit) at += 2;
    else return at;
  }
}

/** Inside numbers, times and dates: . , : / */
function isInnerSign(unit: number): boolean {
  return unit === 46 || unit === 44 || unit === 58 || unit === 47;
}

/** End of the address or e-mail that the word from `start` to `end` begins, or `end` if it is a plain word. */
function linkEndAt(text: string, units: Uint16Array, start: number, end: number): number {
  const next = units[end];
  if (next !== 58 /* : */ && next !== 46 /* . */ && next !== 64 /* @ */) return end;
  const first = (units[start] as number) | 32;
  if (next !== 64 && (first === 104 /* h */ || first === 119) /* w */) {
    const url = matchAt(urlStart, text, start);
    if (url > end) return url;
  }
  if (next === 58 || classOf(units[end + 1] as number) !== CharClass.Letter) return end;
  const mail = matchAt(email, text, start);
  if (mail > end) return mail;
  return Math.max(end, matchAt(domain, text, start));
}
