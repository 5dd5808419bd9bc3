import { describe, expect, it } from 'vitest';
import { createLanguageDetector, languageBitsOf, languagesOf } from '../../src/text/languages.ts';
import { readText } from '../../src/text/read.ts';
import { createVocabulary } from '../../src/text/vocabulary.ts';
import { smallLexicons } from '../scoring/small-lexicons.ts';

const bits = languageBitsOf(smallLexicons);
const detect = createLanguageDetector(bits);
const vocabulary = createVocabulary({ terms: [], rootTerms: [], hosts: [], slang: new Map(), languageBits: bits });

const cases = [
  ['Jalan di desa kami rusak dan tidak ada yang datang', 'id'],
  ['Jalan rusak parah', 'id'],
  ['Dalane iki wis elek banget', 'jv'],
  ['Jalanna teh geus butut', 'su'],
  ['The road is very bad', 'en'],
  ['Mojokerto Jombang', 'und'],
  ['wae', 'und'],
  ['12345 !!!', 'und'],
  ['', 'und'],
] as const;

describe('language detection', () => {
  it.each(cases)('tells the language of %j', (text, language) => {
    expect(detect(text)).toBe(language);
  });

  it.each(cases)('tells the same from tokens of %j', (text, language) => {
    expect(languagesOf(readText(null, text, vocabulary).tokens).language).toBe(language);
  });

  it('prefers the local language when Indonesian counts the same', () => {
    expect(detect('kuwi warga')).toBe('jv');
  });

  it('tells what is mixed in by two different words', () => {
    const read = (text: string) => languagesOf(readText(null, text, vocabulary).tokens);
    expect(read('Warga yang di sini sudah tidak ada, dalane iki').mixed).toEqual(['jv']);
    expect(read('Warga yang di sini sudah tidak ada, iki').mixed).toEqual([]);
  });
});
