import { describe, expect, it } from 'vitest';
import { createPhraseIndex } from '../../src/text/match.ts';
import { readText } from '../../src/text/read.ts';
import { createVocabulary } from '../../src/text/vocabulary.ts';

const entries = [
  { term: 'jalan', group: 0, value: 'jalan', roots: false },
  { term: 'jalan rusak', group: 0, value: 'jalan rusak', roots: false },
  { term: 'rusak parah', group: 0, value: 'rusak parah', roots: false },
  { term: 'rusak', group: 1, value: 'rusak', roots: true },
  { term: 'rusak', group: 1, value: 'rusak lagi', roots: true },
  { term: '[salah]', group: 1, value: 'cap', roots: false },
];
const vocabulary = createVocabulary({
  terms: entries.map(({ term }) => term),
  rootTerms: ['rusak'],
  hosts: [],
  slang: new Map(),
  languageBits: new Map(),
});
const index = createPhraseIndex(vocabulary, entries);
const found = (text: string) =>
  index
    .match(readText(null, text, vocabulary).tokens)
    .map((group = []) =>
      group.map(({ value, first, last, derived }) => `${value} ${first}-${last}${derived ? ' root' : ''}`),
    );

describe('createPhraseIndex', () => {
  it('takes the longest phrase of each group, groups apart', () => {
    expect(found('Jalan rusak parah')).toEqual([['jalan rusak 0-1'], ['rusak 1-1', 'rusak lagi 1-1']]);
  });

  it('does not match across punctuation', () => {
    expect(found('jalan, rusak')[0]).toEqual(['jalan 0-0']);
  });

  it('goes on after a phrase that fails half-way', () => {
    expect(found('jalan jalan rusak')[0]).toEqual(['jalan 0-0', 'jalan rusak 1-2']);
  });

  it('finds the root inside an unknown word where that is allowed', () => {
    expect(found('kerusakan jalan')).toEqual([['jalan 1-1'], ['rusak 0-0 root', 'rusak lagi 0-0 root']]);
  });

  it('keeps the brackets of a stamp apart from the plain word', () => {
    expect(found('[SALAH] bukan salah')[1]).toEqual(['cap 0-2']);
  });
});
