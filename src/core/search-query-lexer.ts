import { type FieldNames, findField, sayUnknownField } from './search-fields.ts';
import type { QueryField, QueryProblem } from './search-query.ts';

export type QueryToken = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'word' | 'phrase'; readonly text: string }
  | { readonly kind: 'field'; readonly field: QueryField; readonly text: string }
  | { readonly kind: 'near'; readonly distance: number }
  | { readonly kind: 'open' | 'close' | 'or' | 'and' | 'not' }
);

/** Words between the two sides of NEAR: unless said otherwise, and at most. */
const usualDistance = 5;
const maxDistance = 30;

const quotes = '"“”„';
const breaks = new Set([...quotes, '(', ')']);
const hasWord = /[\p{L}\p{N}]/u;

/** Cuts a query into tokens; what is no token is told among the problems. */
export function cutQuery(text: string, fields: FieldNames, problems: QueryProblem[]): readonly QueryToken[] {
  const tokens: QueryToken[] = [];
  let at = 0;

  const tell = (start: number, end: number, message: string) => problems.push({ start, end, message });

  /** From behind an opening quote to the closing one. */
  function readQuoted(start: number): string {
    let end = at;
    while (end < text.length && !quotes.includes(text.charAt(end))) end += 1;
    if (end === text.length) {
      tell(start, end, 'Tanda kutip tidak ditutup: semua kata sampai akhir dicari sebagai satu frasa.');
    }
    const inside = text.slice(at, end).replace(/\s+/gu, ' ').trim();
    at = Math.min(text.length, end + 1);
    return inside;
  }

  function readRun(): string {
    const start = at;
    while (at < text.length && !breaks.has(text.charAt(at)) && !/\s/u.test(text.charAt(at))) at += 1;
    return text.slice(start, at);
  }

  function readField(start: number, name: string, rest: string): void {
    const isQuoted = rest === '' && at < text.length && quotes.includes(text.charAt(at));
    const value = isQuoted ? readQuoted(at++) : rest;
    const field = findField(name);
    if (field === null) tell(start, at, sayUnknownField(name, fields));
    else if (value === '') tell(start, at, `“${field}:” belum diberi nilai; diabaikan.`);
    else tokens.push({ kind: 'field', field, text: value, start, end: at });
  }

  function readNear(start: number, digits: string | undefined): void {
    const asked = digits === undefined ? usualDistance : Number(digits);
    const distance = Math.max(0, Math.min(maxDistance, asked));
    if (distance !== asked) tell(start, at, `Jarak NEAR paling jauh ${maxDistance} kata; dipakai ${maxDistance}.`);
    tokens.push({ kind: 'near', distance, start, end: at });
  }

  function readWord(start: number): void {
    const run = readRun();
    const operator = operators.get(run);
    if (operator !== undefined) {
      tokens.push({ kind: operator, start, end: at });
      return;
    }
    const near = /^(?:NEAR|near(?=\/))(?:\/(\d{1,9}))?$/.exec(run);
    if (near !== null) {
      readNear(start, near[1]);
      return;
    }
    const field = /^([a-z]+):(.*)$/is.exec(run);
    if (field?.[1] !== undefined) {
      readField(start, field[1].toLowerCase(), field[2] ?? '');
      return;
    }
    if (!hasWord.test(run)) {
      tell(start, at, `“${run.slice(0, 40)}” tidak berisi huruf atau angka; diabaikan.`);
      return;
    }
    if (run.includes('*')) tell(start, at, 'Tanda * tidak perlu: kata dicari dalam segala bentuknya.');
    tokens.push({ kind: 'word', text: run, start, end: at });
  }

  while (at < text.length) {
    const start = at;
    const sign = text.charAt(at);
    if (/\s/u.test(sign)) at += 1;
    else if (sign === '(' || sign === ')') {
      at += 1;
      tokens.push({ kind: sign === '(' ? 'open' : 'close', start, end: at });
    } else if (quotes.includes(sign)) {
      at += 1;
      const phrase = readQuoted(start);
      if (hasWord.test(phrase)) tokens.push({ kind: 'phrase', text: phrase, start, end: at });
      else tell(start, at, 'Frasa ini tidak berisi kata; diabaikan.');
    } else if ((sign === '-' || sign === '−') && /\S/u.test(text.charAt(at + 1))) {
      at += 1;
      tokens.push({ kind: 'not', start, end: at });
    } else readWord(start);
  }
  return tokens;
}

const operators: ReadonlyMap<string, 'or' | 'and' | 'not'> = new Map([
  ['OR', 'or'],
  ['|', 'or'],
  ['||', 'or'],
  ['AND', 'and'],
  ['&&', 'and'],
  ['NOT', 'not'],
]);
