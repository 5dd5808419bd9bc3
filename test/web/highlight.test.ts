import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src/core/score.ts';
import { evidenceSpans, hitSpans, type Span, toExcerpt, toSegments } from '../../src/web/highlight.ts';
import { makeScored } from '../support/make.ts';

const span = (start: number, end: number, weight = -1): Span => ({ start, end, weight, kind: 'negative', rule: 'uji' });
const marked = (text: string, spans: readonly Span[]) =>
  toSegments(text, spans)
    .map(({ text: piece, span: own }) => (own === null ? piece : `[${piece}]`))
    .join('');

describe('toSegments', () => {
  it.each([
    ['nothing to mark', 'air mati', [], 'air mati'],
    ['one word', 'air mati lagi', [span(4, 8)], 'air [mati] lagi'],
    ['the ends of the text', 'mati', [span(0, 4)], '[mati]'],
    ['neighbours', 'airmati', [span(0, 3), span(3, 7)], '[air][mati]'],
    ['the heavier of two that overlap', 'air mati lagi', [span(0, 8, -1), span(4, 13, -3)], '[air ][mati lagi]'],
    ['the heavier inside a lighter one', 'abcde', [span(0, 5, -1), span(2, 3, -4)], '[ab][c][de]'],
    ['what lies partly outside', 'mati', [span(2, 99)], 'ma[ti]'],
    ['nothing of what lies outside', 'mati', [span(9, 12), span(-5, 0), span(4, 4), span(3, 1)], 'mati'],
    ['nothing for offsets that are no numbers', 'mati', [span(Number.NaN, 2), span(0, 1.5)], 'mati'],
    ['whole characters', 'a😡b', [span(2, 3)], 'a[😡]b'],
  ])('marks %s', (_, text, spans, expected) => {
    expect(marked(text, spans)).toBe(expected);
  });

  it('says of evidence whether it was also searched for', () => {
    const hit: Span = { start: 0, end: 8, weight: 0, kind: 'hit', rule: '' };
    expect(toSegments('air mati lagi', [span(4, 8), hit])).toEqual([
      { text: 'air ', span: null, hit: true },
      { text: 'mati', span: span(4, 8), hit: true },
      { text: ' lagi', span: null, hit: false },
    ]);
  });

  it('always gives the text back, in pieces that are well formed', () => {
    const offset = fc.oneof(fc.integer({ min: -5, max: 60 }), fc.constantFrom(Number.NaN, Infinity, 1.5, 2 ** 53));
    const spans = fc.array(fc.record({ start: offset, end: offset, weight: fc.integer({ min: -5, max: 5 }) }));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), spans, (text, drafts) => {
        const segments = toSegments(
          text,
          drafts.map((draft) => ({ ...draft, kind: 'negative' as const, rule: '' })),
        );
        expect(segments.map((segment) => segment.text).join('')).toBe(text);
        for (const segment of segments) expect(segment.text.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('evidenceSpans', () => {
  const evidence = (start: number, end: number, text: string): Evidence => ({
    ...{ field: 'text', start, end, text, weight: -2, rule: 'lexicon:id-core' },
  });

  it('leaves out evidence of another field and of another text', () => {
    const scored = makeScored();
    const score = {
      ...scored,
      sentiment: {
        ...scored.sentiment,
        evidence: [
          evidence(4, 8, 'mati'),
          evidence(0, 3, 'apa'),
          { ...evidence(0, 3, 'air'), field: 'title' as const },
        ],
      },
    };
    expect(evidenceSpans(score, 'text', 'air mati')).toEqual([
      { start: 4, end: 8, weight: -2, rule: 'lexicon:id-core', kind: 'negative' },
    ]);
    expect(evidenceSpans(null, 'text', 'air mati')).toEqual([]);
  });

  it('marks what weighs much beside the heaviest, of either direction, and leaves the rest to the table', () => {
    const scored = makeScored();
    const weighed = [
      { ...evidence(0, 3, 'air'), weight: -0.1 },
      { ...evidence(4, 8, 'mati'), weight: -0.4 },
      { ...evidence(9, 13, 'maaf'), weight: 0.2 },
      { ...evidence(14, 16, 'di'), weight: 0.02 },
    ];
    const score = { ...scored, sentiment: { ...scored.sentiment, evidence: weighed } };
    const text = 'air mati maaf di sini';
    expect(evidenceSpans(score, 'text', text).map(({ start, kind }) => [start, kind])).toEqual([
      [4, 'negative'],
      [9, 'positive'],
    ]);
  });
});

describe('hitSpans', () => {
  it('finds the words whose stem was searched for', () => {
    const stemsOf = (word: string) => [word.toLowerCase().replace(/^di|kan$/g, '')];
    const hits = hitSpans('Dikeluhkan warga, keluhkan!', new Set(['keluh']), stemsOf);
    expect(hits.map(({ start, end }) => [start, end])).toEqual([
      [0, 10],
      [18, 26],
    ]);
    expect(hitSpans('apa saja', new Set(), stemsOf)).toEqual([]);
  });
});

describe('toExcerpt', () => {
  const words = Array.from({ length: 200 }, (_, index) => `kata${index}`).join(' ');

  it('keeps a short text whole', () => {
    expect(toExcerpt('air mati', [span(4, 8)])).toEqual({
      ...{ text: 'air mati', spans: [span(4, 8)], cutBefore: false, cutAfter: false },
    });
  });

  it('cuts between words around the heaviest span', () => {
    const start = words.indexOf('kata120');
    const excerpt = toExcerpt(words, [span(0, 5, -1), span(start, start + 7, -4)], 200);
    expect(excerpt).toMatchObject({ cutBefore: true, cutAfter: true });
    expect(excerpt.text).toMatch(/^kata\d+ .* kata\d+$/);
    const [own] = excerpt.spans;
    expect(excerpt.text.slice(own?.start, own?.end)).toBe('kata120');
  });

  it('shows what was searched for rather than the heaviest evidence', () => {
    const start = words.indexOf('kata20 ');
    const hit: Span = { start, end: start + 6, weight: 0, kind: 'hit', rule: '' };
    const far = words.indexOf('kata150');
    expect(toExcerpt(words, [span(far, far + 7, -5), hit], 200).text).toContain('kata20 ');
  });

  it('keeps its spans inside it, whatever they were', () => {
    const offset = fc.integer({ min: -50, max: 3000 });
    fc.assert(
      fc.property(fc.array(fc.tuple(offset, offset, fc.integer({ min: -5, max: 5 }))), (drafts) => {
        const excerpt = toExcerpt(
          words,
          drafts.map(([start, end, weight]) => span(start, end, weight)),
          150,
        );
        expect(words).toContain(excerpt.text);
        expect(excerpt.text.length).toBeLessThanOrEqual(190);
        for (const { start, end } of excerpt.spans) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(excerpt.text.length);
        }
      }),
    );
  });
});
