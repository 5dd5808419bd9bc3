import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeywordHit } from '../../src/core/keyword-pack.ts';
import type { Evidence } from '../../src/core/score.ts';
import { directionsOf, type Verdict } from '../../src/issues/candidate-direction.ts';
import { createPackMatcher } from '../../src/issues/keyword-packs.ts';
import { candidates, makePack } from './packs.ts';

const matcher = createPackMatcher([makePack({ candidates })], 'Asia/Jakarta');

/** A text in pieces: a candidate by one of the names, a word with a weight, or another word. */
type Piece =
  | { readonly candidate: number; readonly name: number }
  | { readonly word: string; readonly weight: number | null };

interface Sentiment {
  readonly label: 'positive' | 'neutral' | 'negative' | 'unscored';
  readonly confidence: number;
}

const namesOf = ({ name, aliases }: (typeof candidates)[number]) => [name, ...aliases];

/** @param order which candidate stands where the pieces say 0, 1 */
function judge(
  title: readonly Piece[],
  text: readonly Piece[],
  sentiment: Sentiment,
  order: readonly number[],
  hoax: Verdict['hoax']['class'] = 'claim',
) {
  const evidence: Evidence[] = [];
  const write = (pieces: readonly Piece[], field: 'title' | 'text', start: string) => {
    let written = start;
    for (const piece of pieces) {
      written += ' ';
      const at = written.length;
      if ('candidate' in piece) {
        const names = namesOf(candidates[order[piece.candidate] as 0 | 1]);
        written += names[piece.name % names.length];
      } else {
        written += piece.word;
        if (piece.weight !== null) {
          evidence.push({ field, start: at, end: written.length, text: piece.word, weight: piece.weight, rule: 'uji' });
        }
      }
    }
    return written;
  };
  const doc = {
    title: write(title, 'title', ''),
    text: write(text, 'text', 'curang'),
    publishedAt: '2026-11-22T06:00:00.000Z',
  };
  const verdict: Verdict = { sentiment: { ...sentiment, value: 0, evidence }, hoax: { class: hoax } };
  const [finding] = matcher.find(doc);
  return directionsOf(candidates, finding?.names ?? [], verdict);
}

const asMap = (directions: KeywordHit['candidates']) =>
  Object.fromEntries(directions.map(({ id, direction }) => [id, direction]));
const piece: fc.Arbitrary<Piece> = fc.oneof(
  fc.record({ candidate: fc.constantFrom(0, 1), name: fc.nat(2) }),
  fc.record({
    word: fc.constantFrom('itu', 'buruk', 'hebat', 'kata', 'pasar', 'panjangsekalikatanya', '.', ',', 'dan'),
    weight: fc.option(fc.constantFrom(-1, -0.5, -0.3, 0.3, 0.5, 1)),
  }),
);
const sentiment: fc.Arbitrary<Sentiment> = fc.record({
  label: fc.constantFrom('positive', 'neutral', 'negative', 'unscored'),
  confidence: fc.constantFrom(0, 0.49, 0.5, 0.9),
});

describe('directions', () => {
  it('count the other way round when two candidates change places in the text', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }),
        fc.array(piece, { maxLength: 40 }),
        sentiment,
        (title, text, how) => {
          const before = asMap(judge(title, text, how, [0, 1]));
          const after = asMap(judge(title, text, how, [1, 0]));
          expect(after).toEqual(
            Object.fromEntries(Object.entries(before).map(([id, direction]) => [id === '01' ? '02' : '01', direction])),
          );
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('turn when every weight turns', () => {
    const turned = { for: 'against', against: 'for', neither: 'neither' } as const;
    const flip = (pieces: readonly Piece[]) =>
      pieces.map((each) => ('candidate' in each || each.weight === null ? each : { ...each, weight: -each.weight }));
    const labels = { positive: 'negative', negative: 'positive', neutral: 'neutral', unscored: 'unscored' } as const;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), sentiment, (text, how) => {
        const before = judge([], text, how, [0, 1]);
        const after = judge([], flip(text), { ...how, label: labels[how.label] }, [0, 1]);
        expect(after).toEqual(before.map(({ id, direction }) => ({ id, direction: turned[direction] })));
      }),
      { numRuns: 500 },
    );
  });

  const one = { candidate: 0, name: 0 };
  const two = { candidate: 1, name: 1 };
  const bad = { word: 'buruk', weight: -0.6 };
  const good = { word: 'hebat', weight: 0.6 };
  const sure = { label: 'negative', confidence: 0.9 } as const;

  it('of a text that names one candidate are what its sentiment says', () => {
    expect(judge([], [one], sure, [0, 1])).toEqual([{ id: '01', direction: 'against' }]);
    expect(judge([], [one], { ...sure, label: 'positive' }, [0, 1])).toEqual([{ id: '01', direction: 'for' }]);
    expect(judge([], [one], { ...sure, label: 'neutral' }, [0, 1])).toEqual([{ id: '01', direction: 'neither' }]);
  });

  it('of a text that names several go by the words nearest to each', () => {
    const text = [one, bad, { word: 'sedangkan dia yang lain', weight: null }, two, good];
    expect(asMap(judge([], text, sure, [0, 1]))).toEqual({ '01': 'against', '02': 'for' });
  });

  it('are left open when a word is as near to one as to the other, too far from both, or in the other field', () => {
    expect(asMap(judge([], [one, bad, two], sure, [0, 1]))).toEqual({ '01': 'neither', '02': 'neither' });
    const far = { word: 'x'.repeat(60), weight: null };
    expect(asMap(judge([], [one, two, far, far, far, bad], sure, [0, 1]))).toEqual({
      '01': 'neither',
      '02': 'neither',
    });
    expect(asMap(judge([bad], [one, two], sure, [0, 1]))).toEqual({ '01': 'neither', '02': 'neither' });
  });

  it('are left open when the verdict is unsure, and for fact checks, which repeat what they refute', () => {
    expect(judge([], [one], { ...sure, confidence: 0.49 }, [0, 1])).toEqual([{ id: '01', direction: 'neither' }]);
    expect(judge([], [one, bad], { label: 'unscored', confidence: 0 }, [0, 1])).toEqual([
      { id: '01', direction: 'neither' },
    ]);
    expect(judge([], [one], sure, [0, 1], 'fact-check')).toEqual([{ id: '01', direction: 'neither' }]);
  });

  it('are nobody’s when nobody is named', () => {
    expect(judge([], [bad], sure, [0, 1])).toEqual([]);
  });
});
