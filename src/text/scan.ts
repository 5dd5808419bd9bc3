import { CharClass, classOf, classOfAstral, emojiTail } from './characters.ts';

/** `word` may hold inner hyphens and apostrophes (`anak-anak`, `Jum'at`) and digits (`anak2`). */
export type SpanKind = 'word' | 'number' | 'url' | 'user' | 'hashtag' | 'emoji' | 'punctuation' | 'newline';

export type SpanVisitor = (kind: SpanKind, start: number, end: number) => void;

const urlStart = /(?:https?:\/\/|www\.)\S+/iy;
const domain =
  /[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.(?:com|net|org|id|co|info|biz|ly|tv|link|click|xyz|site|online|top|io|gl|app|gd|web|news|test|me(?=\/)|ee(?=\/))(?![\w-])(?:\/[^\s"'<>)\]]*)?/iy;
const email = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/y;
const handle = /@[\w.]+/y;
const tag = /#[\p{L}\p{N}_]+/uy;

/** `:)`, `:-(`, `<3`, `-_-`; those that end in a letter or digit only after a blank, so that "pukul:3" is none. */
const emoticon =
  />?[:;=]['-]?[()[\]@/]+|(?<!\S)[:;=]-?[3cdp](?![\p{L}\p{N}])|<\/?3(?!\d)|\^_?\^|-_-|=_=|>_<|;_;|\(y\)|\\o\//iuy;

/** Longest word that is read as one; longer runs are noise and are cut so that no later step can be stalled by them. */
const maxWordLength = 64;

function matchAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** Cuts a text into spans, left to right, in one pass. Blanks are skipped; every span lies inside the text. */
export function scanText(text: string, visit: SpanVisitor): void {
  const length = text.length;
  let at = 0;
  while (at < length) {
    const unit = text.charCodeAt(at);
    let kind = classOf(unit);
    let width = 1;
    if (kind === CharClass.HighSurrogate) {
      const codePoint = text.codePointAt(at) as number;
      width = codePoint > 0xffff ? 2 : 1;
      kind = width === 2 ? classOfAstral(codePoint) : CharClass.Punctuation;
    }
    let end = at + width;
    switch (kind) {
      case CharClass.Space:
      case CharClass.Ignorable:
        break;
      case CharClass.Newline:
        visit('newline', at, end);
        break;
      case CharClass.Letter: {
        end = wordEnd(text, at);
        const linkEnd = linkEndAt(text, at, end);
        if (linkEnd > end) {
          end = linkEnd;
          visit('url', at, end);
        } else visit('word', at, end);
        break;
      }
      case CharClass.Digit:
        end = numberEnd(text, at);
        visit('number', at, end);
        break;
      case CharClass.Pictograph:
        end += emojiTail(text, end);
        visit('emoji', at, end);
        break;
      default:
        if (unit === 64 /* @ */ || unit === 35 /* # */) {
          const marked = matchAt(unit === 64 ? handle : tag, text, at);
          if (marked > end) {
            end = marked;
            visit(unit === 64 ? 'user' : 'hashtag', at, end);
            break;
          }
        }
        if (startsEmoticon(unit)) {
          const face = matchAt(emoticon, text, at);
          if (face > end) {
            end = face;
            visit('emoji', at, end);
            break;
          }
        }
        visit('punctuation', at, end);
    }
    at = end;
  }
}

/** One of : ; = < > ^ ( - \ */
function startsEmoticon(unit: number): boolean {
  return (unit >= 58 && unit <= 62) || unit === 94 || unit === 40 || unit === 45 || unit === 92;
}

function wordEnd(text: string, start: number): number {
  const limit = Math.min(text.length, start + maxWordLength);
  let at = start;
  while (at < limit) {
    const unit = text.charCodeAt(at);
    const kind = classOf(unit);
    // "Rp1.500" is a word and a number.
    if (kind === CharClass.Digit && at === start + 2 && /^rp$/i.test(text.slice(start, at))) break;
    if (kind === CharClass.Letter || kind === CharClass.Digit || kind === CharClass.Ignorable) at += 1;
    else if (kind === CharClass.HighSurrogate) {
      const codePoint = text.codePointAt(at) as number;
      if (codePoint <= 0xffff || classOfAstral(codePoint) !== CharClass.Letter) break;
      at += 2;
    } else if (isJoiner(unit) && at + 1 < text.length && classOf(text.charCodeAt(at + 1)) === CharClass.Letter) at += 1;
    else break;
  }
  return at;
}

/** Hyphens and apostrophes hold a word together when a letter follows. */
function isJoiner(unit: number): boolean {
  return unit === 45 || unit === 39 || unit === 0x2019 || unit === 0x2010 || unit === 0x2011 || unit === 0x02bc;
}

function numberEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (classOf(unit) === CharClass.Digit) at += 1;
    else if (
      (unit === 46 || unit === 44 || unit === 58 || unit === 47) &&
      at + 1 < text.length &&
      classOf(text.charCodeAt(at + 1)) === CharClass.Digit
    )
      at += 2;
    else break;
  }
  return at;
}

/** End of the address or e-mail that the word at `start` begins, or `end` if it is a plain word. */
function linkEndAt(text: string, start: number, end: number): number {
  const next = text.charCodeAt(end);
  if (next !== 58 /* : */ && next !== 46 /* . */ && next !== 64 /* @ */) return end;
  const first = text.charCodeAt(start) | 32;
  if (next !== 64 && (first === 104 /* h */ || first === 119) /* w */) {
    const url = matchAt(urlStart, text, start);
    if (url > end) return url;
  }
  if (next === 58 || end + 1 >= text.length || classOf(text.charCodeAt(end + 1)) !== CharClass.Letter) return end;
  const mail = matchAt(email, text, start);
  if (mail > end) return mail;
  return Math.max(end, matchAt(domain, text, start));
}
