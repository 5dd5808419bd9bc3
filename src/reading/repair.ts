import { replaceC1Controls } from './windows-1252.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids exactly these
const forbidden = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same and the C1 controls, in one walk through the text
const suspicious = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]/;
const high = 'd[89ab][0-9a-f]{2}';
const low = 'd[c-f][0-9a-f]{2}';
const pairHex = new RegExp(`&#x(${high});&#x(${low});`, 'gi');
const pairDecimal = /&#(5[56]\d{3});&#(5[67]\d{3});/g;
const reference = /&#(?:x([0-9a-f]{1,8})|(\d{1,9}));?/gi;

/**
 * Removes what no document may hold and what makes parsers refuse it: control characters, and numeric references to
 * control characters or halves of a surrogate pair. A pair written as two references becomes the character it means.
 */
export function repairText(text: string): string {
  const clean = suspicious.test(text) ? replaceC1Controls(text.replace(forbidden, '')) : text;
  if (!clean.includes('&#')) return clean;
  return clean
    .replace(pairHex, (_, a: string, b: string) => joinPair(Number.parseInt(a, 16), Number.parseInt(b, 16)))
    .replace(pairDecimal, (whole, a: string, b: string) => joinPair(Number(a), Number(b)) || whole)
    .replace(reference, (whole, hex: string | undefined, decimal: string | undefined) =>
      isCharacter(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)) ? whole : '',
    );
}

function joinPair(a: number, b: number): string {
  const isPair = a >= 0xd800 && a <= 0xdbff && b >= 0xdc00 && b <= 0xdfff;
  return isPair ? String.fromCharCode(a, b) : '';
}

function isCharacter(point: number): boolean {
  if (point < 0x20) return point === 9 || point === 10 || point === 13;
  return point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) && (point & 0xfffe) !== 0xfffe;
}
