import { describe, expect, it } from 'vitest';
import { borrowScanner, giveBackScanner, hashSpan, nextSpan, type Scanner } from '../../src/text/scan.ts';
import { createSurfaceMemo } from '../../src/text/surface-memo.ts';
import { createVocabulary, type Part } from '../../src/text/vocabulary.ts';

/** What `ask` says of each word of a text. */
function askAll<T>(text: string, ask: (span: Scanner) => T): T[] {
  const scanner = borrowScanner(text);
  const answers: T[] = [];
  while (nextSpan(scanner)) answers.push(ask(scanner));
  giveBackScanner(scanner);
  return answers;
}

describe('createSurfaceMemo', () => {
  it('reads a surface once, and keeps surfaces apart that differ in one letter or in case', () => {
    const read: string[] = [];
    const ask = createSurfaceMemo((surface) => {
      read.push(surface);
      return { surface };
    });
    const answers = askAll('jalan Jalan jalam jalan jala', ask).map(({ surface }) => surface);
    expect(answers).toEqual(['jalan', 'Jalan', 'jalam', 'jalan', 'jala']);
    expect(read).toEqual(['jalan', 'Jalan', 'jalam', 'jala']);
  });

  it('answers rightly after more surfaces than it remembers', () => {
    const ask = createSurfaceMemo((surface) => ({ surface }));
    const words = Array.from({ length: 200_000 }, (_, index) => `x${index.toString(36)}`);
    expect(askAll(words.join(' '), ask).map(({ surface }) => surface)).toEqual(words);
    expect(askAll(words.join(' '), ask).map(({ surface }) => surface)).toEqual(words);
  });

  it('answers rightly when all surfaces have one hash', () => {
    const ask = createSurfaceMemo((surface) => ({ surface }));
    const words = 'a b c d e f g h i j k l m n o p'.split(' ');
    const collide = (span: Scanner) => {
      span.hash = 7;
      return ask(span).surface;
    };
    expect(askAll(words.join(' '), collide)).toEqual(words);
    expect(askAll(words.join(' '), collide)).toEqual(words);
  });

  it('is asked with the same hash for a word and for a sign of the same units', () => {
    const [word] = askAll('jalan', ({ hash }) => hash);
    const [again] = askAll('jalan', (span) => {
      hashSpan(span);
      return span.hash;
    });
    expect(again).toBe(word);
  });
});

describe('Part.slot', () => {
  it('keeps what a reader wrote to it, for every later token of the surface', () => {
    const vocabulary = createVocabulary({
      terms: ['tidak', 'bagus'],
      rootTerms: [],
      hosts: [],
      slang: new Map([['gk', 'tidak']]),
      languageBits: new Map(),
    });
    let next = 0;
    const slots = askAll('gk bagusss entah gk Gk', (span) => {
      hashSpan(span);
      const part = vocabulary.partOf(span) as Part;
      if (part.slot < 0) {
        part.slot = next;
        next += 1;
      }
      return part.slot;
    });
    expect(slots).toEqual([0, 1, 2, 0, 3]);
  });
});
