/** What a UTF-16 unit is to the scanner. `Ignorable` joins words without being a letter: zero-width signs, soft hyphens, variation selectors. */
export const CharClass = {
  Letter: 1,
  Digit: 2,
  Space: 3,
  Newline: 4,
  Ignorable: 5,
  HighSurrogate: 6,
  Pictograph: 7,
  Punctuation: 8,
} as const;

const letter = /[\p{L}\p{M}]/u;
const digit = /\p{Nd}/u;
const space = /[\p{Zs}\p{Cc}]/u;
const pictograph = /\p{Extended_Pictographic}/u;
const ignorable = /\u00AD|[\u200B-\u200F]|[\u2060-\u2064]|[\uFE00-\uFE0F]|\uFEFF/u;
const newline = /[\n\r\u0085\u2028\u2029]/u;

/** Filled as characters are met, so that start-up does not pay for the whole plane. */
const classes = new Uint8Array(65_536);

/** Class of one UTF-16 unit; low surrogates on their own count as punctuation. */
export function classOf(unit: number): number {
  const known = classes[unit] as number;
  if (known !== 0) return known;
  const found = classify(unit);
  classes[unit] = found;
  return found;
}

function classify(unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdbff) return CharClass.HighSurrogate;
  const char = String.fromCharCode(unit);
  if (newline.test(char)) return CharClass.Newline;
  if (ignorable.test(char)) return CharClass.Ignorable;
  if (letter.test(char)) return CharClass.Letter;
  if (digit.test(char)) return CharClass.Digit;
  if (space.test(char)) return CharClass.Space;
  if (unit > 0x2000 && pictograph.test(char)) return CharClass.Pictograph;
  return CharClass.Punctuation;
}

/** Class of a character outside the basic plane: styled letters of chain messages, emoji, or neither. */
export function classOfAstral(codePoint: number): number {
  if (codePoint >= 0x1f000 && codePoint <= 0x1faff) return CharClass.Pictograph;
  const char = String.fromCodePoint(codePoint);
  if (letter.test(char)) return CharClass.Letter;
  if (digit.test(char)) return CharClass.Letter;
  return pictograph.test(char) ? CharClass.Pictograph : CharClass.Punctuation;
}

/** Length in UTF-16 units of what decorates or continues an emoji at `at`: skin tones, selectors, joined signs. */
export function emojiTail(text: string, at: number): number {
  let end = at;
  while (end < text.length) {
    const code = text.codePointAt(end) as number;
    if (code === 0xfe0f || code === 0xfe0e || code === 0x20e3) end += 1;
    else if (code >= 0x1f3fb && code <= 0x1f3ff) end += 2;
    else if (code === 0x200d) {
      const next = text.codePointAt(end + 1);
      if (next === undefined || !pictograph.test(String.fromCodePoint(next))) break;
      end += next > 0xffff ? 3 : 2;
    } else break;
  }
  return end - at;
}

/** An emoji without selectors and skin tones, as lexicons write it. */
export function plainEmoji(emoji: string): string {
  return emoji.replace(/\uFE0E|\uFE0F|\uD83C[\uDFFB-\uDFFF]/g, '');
}

/** A word without zero-width signs, soft hyphens and selectors. */
export function withoutIgnorable(word: string): string {
  return word.replace(/\u00AD|[\u200B-\u200F]|[\u2060-\u2064]|[\uFE00-\uFE0F]|\uFEFF/g, '');
}
