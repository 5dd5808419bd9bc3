import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readText } from '../../src/text/read.ts';
import { borrowScanner, giveBackScanner, nextSpan, scanText } from '../../src/text/scan.ts';
import { createVocabulary } from '../../src/text/vocabulary.ts';

const vocabulary = createVocabulary({
  terms: ['jalan', 'jalan rusak', 'rusak', '😡', ':(', '[salah]'],
  rootTerms: ['rusak'],
  hosts: [],
  slang: new Map([['gpp', 'tidak apa-apa']]),
  languageBits: new Map([['yang', 1]]),
});

/** Pieces that hostile and careless texts are made of. */
const pieces = fc.constantFrom(
  ...[
    'jalan',
    'RUSAK',
    'gpp',
    'anak-anak',
    "Jum'at",
    'Rp1.500',
    '#JalanRusak',
    '@bupati',
    'bit.ly/x',
    'a.b@c.id',
    '[SALAH]',
  ],
  ...[
    '😡🏽',
    '👨‍👩‍👧',
    ':(',
    '1️⃣',
    '\u200b',
    '\u00ad',
    '\u202e',
    'مرحبا',
    'e\u0301',
    'é',
    'ﬁ',
    '𝗯𝗮𝗻𝘀𝗼𝘀',
    '\ud83d',
    '\udc00',
    '\u0000',
  ],
  ...[' ', '\n', '-', "'", '.', ':', '/', '…', '#', '@', '“', '\ufeff'],
);
const texts = fc.oneof(
  fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }).map((units) => String.fromCharCode(...units)),
  fc.tuple(pieces, fc.integer({ min: 0, max: 300 })).map(([piece, times]) => piece.repeat(times)),
);

const million = 1_000_000;
const hugeTexts: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['1 MB of a sentence', 'Jalan rusak parah, tolong diperbaiki! '.repeat(million / 38)],
  ['one letter', 'a'.repeat(million)],
  ['letters and hyphens', 'a-'.repeat(million / 2)],
  ['letters and dots', 'a.'.repeat(million / 2)],
  ['letters and at signs', 'a@'.repeat(million / 2)],
  ['digits and dots', '1.'.repeat(million / 2)],
  ['hash signs', '#'.repeat(million)],
  ['open brackets behind a colon', `:${'('.repeat(million)}`],
  ['skin tones', '😡🏽'.repeat(million / 4)],
  ['joined emoji', '👨\u200d'.repeat(million / 3)],
  ['zero-width signs', '\u200b'.repeat(million)],
  ['right to left', 'مرحبا بالعالم '.repeat(million / 14)],
  ['combining marks', `e${'\u0301'.repeat(million)}`],
  ['lone surrogates', '\ud83d'.repeat(million)],
  ['control characters', '\u0000\u0001\u0007'.repeat(million / 3)],
];

/** Asserts that the spans lie in order inside the text; returns how many there are. */
function countSpans(text: string): number {
  let last = 0;
  let spans = 0;
  scanText(text, (_, start, end) => {
    if (start < last || end <= start || end > text.length) expect.fail(`span ${start}-${end} after ${last}`);
    last = end;
    spans += 1;
  });
  return spans;
}

describe('any text', () => {
  it('is cut into spans that lie in it, in order and not overlapping', () => {
    fc.assert(
      fc.property(texts, (text) => void countSpans(text)),
      { numRuns: 500 },
    );
  });

  it('is read into tokens that lie in their field, in order', () => {
    fc.assert(
      fc.property(texts, texts, (title, text) => {
        const fields = { title, text };
        const last = { title: 0, text: 0 };
        for (const { field, start, end } of readText(title, text, vocabulary).tokens) {
          expect(start).toBeGreaterThanOrEqual(last[field]);
          expect(fields[field].slice(start, end)).toHaveLength(end - start);
          expect(end).toBeGreaterThan(start);
          last[field] = start;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('shows at the offsets of a word what the word was read from', () => {
    const text = '𝗯𝗮𝗻𝘀𝗼𝘀 ban\u200bsos BANSOS ｂａｎｓｏｓ e\u0301 gpp';
    const { tokens } = readText(null, text, vocabulary);
    expect(tokens.map(({ start, end, part }) => `${text.slice(start, end)} ${part.word}`)).toEqual([
      '𝗯𝗮𝗻𝘀𝗼𝘀 bansos',
      'ban\u200bsos bansos',
      'BANSOS bansos',
      'ｂａｎｓｏｓ bansos',
      'e\u0301 é',
      'gpp tidak',
      'gpp apa-apa',
    ]);
  });

  it('reads the same in one text as in two, whatever was read before', () => {
    fc.assert(
      fc.property(texts, texts, (first, second) => {
        const alone = readText(null, second, vocabulary).tokens;
        const behind = readText(first, second, vocabulary).tokens.filter(({ field }) => field === 'text');
        expect(behind.map(({ start, part }) => [start, part])).toEqual(alone.map(({ start, part }) => [start, part]));
      }),
    );
  });
});

describe.each(hugeTexts)('%s', (_, text) => {
  it('takes spans and tokens in proportion to its length', () => {
    expect(countSpans(text)).toBeLessThanOrEqual(text.length);
    expect(readText(null, text, vocabulary).tokens.length).toBeLessThanOrEqual(text.length);
  });

  it('takes as many more steps as it is longer', () => {
    const part = text.slice(0, 100_000);
    const steps = stepsOf(part);
    expect(steps).toBeLessThanOrEqual(part.length * 6 + 10);
    expect(steps).toBeLessThanOrEqual(stepsOf(text.slice(0, 50_000)) * 2.1 + 200);
  });
});

/** How often the scanner looks at a unit of the text: every read of its copy of the units is counted. */
function stepsOf(text: string): number {
  const scanner = borrowScanner(text);
  const { units } = scanner;
  let steps = 0;
  scanner.units = new Proxy(units, {
    get: (target, key) => {
      steps += 1;
      return Reflect.get(target, key, target);
    },
  });
  while (nextSpan(scanner)) steps += 1;
  scanner.units = units;
  giveBackScanner(scanner);
  return steps;
}
