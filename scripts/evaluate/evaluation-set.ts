/** A labelled set as it is measured: for every question the rows with the set's answer and everybody's. */
import { commonestLabel } from '../../src/app/evaluation/measure.ts';
import type { ScoredDoc } from '../../src/core/score.ts';
import { ours, type Piece, type Systems } from './systems.ts';

export interface EvaluatedRow extends Piece {
  readonly language: string;
  /** Headline, comment, …; null where the set does not say. */
  readonly kind: string | null;
  readonly truth: string;
  /** By system. */
  readonly said: Readonly<Record<string, string>>;
  /** Of our answer; null where it has none. */
  readonly confidence: number | null;
}

export interface Question {
  readonly name: string;
  readonly rows: readonly EvaluatedRow[];
}

export interface EvaluationSet {
  readonly name: string;
  readonly title: string;
  readonly questions: readonly Question[];
  /** Named places found: only where the set lists them. */
  readonly places?: PlaceFigures;
}

export interface PlaceFigures {
  readonly precision: number;
  readonly recall: number;
  readonly wanted: number;
}

export interface LabelledPiece extends Piece {
  readonly language: string;
  readonly kind: string | null;
}

export const sentimentOrder = ['negative', 'neutral', 'positive'] as const;

/** Everybody's sentiment. Our `unscored` stands as its own answer, which is never right here. */
export function sentimentQuestion(
  pieces: readonly { readonly piece: LabelledPiece; readonly truth: string; readonly scored: ScoredDoc }[],
  { others }: Systems,
): Question {
  return question(
    'sentiment',
    pieces.map(({ piece, truth, scored }) => ({
      piece,
      truth,
      said: {
        [ours]: scored.sentiment.label,
        ...Object.fromEntries(Object.entries(others).map(([name, judge]) => [name, judge(piece.title, piece.text)])),
      },
      confidence: scored.sentiment.confidence,
    })),
  );
}

/** A question with the majority's answer beside those given. */
export function question(
  name: string,
  rows: readonly {
    readonly piece: LabelledPiece;
    readonly truth: string;
    readonly said: Readonly<Record<string, string>>;
    readonly confidence?: number;
  }[],
): Question {
  const majority = commonestLabel(rows.map(({ truth }) => truth));
  return {
    name,
    rows: rows.map(({ piece, truth, said, confidence }) => ({
      ...piece,
      truth,
      said: { ...said, majority },
      confidence: confidence ?? null,
    })),
  };
}
