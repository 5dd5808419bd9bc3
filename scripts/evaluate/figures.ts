/** What a set's rows come to. */
import { type Measured, measure } from '../../src/app/evaluation/measure.ts';
import { type Calibrated, type Coverage, calibrationOf, coverageOf } from './confidence.ts';
import {
  type EvaluatedRow,
  type EvaluationSet,
  type PlaceFigures,
  type Question,
  sentimentOrder,
} from './evaluation-set.ts';
import { ours } from './systems.ts';

export interface QuestionFigures {
  readonly question: string;
  readonly rows: number;
  readonly bySystem: Readonly<Record<string, Measured>>;
  /** Ours, by language and by kind, where the set has more than one. */
  readonly byLanguage: Readonly<Record<string, Measured>>;
  readonly byKind: Readonly<Record<string, Measured>>;
  /** Null where answers carry no confidence. */
  readonly calibration: Calibrated | null;
  readonly coverage: readonly Coverage[];
}

export interface SetFigures {
  readonly set: string;
  readonly title: string;
  readonly questions: readonly QuestionFigures[];
  readonly places: PlaceFigures | null;
}

export function figuresOf({ name, title, questions, places }: EvaluationSet): SetFigures {
  return { set: name, title, questions: questions.map(questionFigures), places: places ?? null };
}

function questionFigures({ name, rows }: Question): QuestionFigures {
  const systems = Object.keys(rows[0]?.said ?? {});
  const judged = rows.flatMap(({ truth, said, confidence }) =>
    confidence === null || said[ours] === 'unscored' ? [] : [{ right: said[ours] === truth, confidence }],
  );
  const withConfidence = rows.flatMap(({ truth, said, confidence }) =>
    confidence === null ? [] : [{ right: said[ours] === truth, confidence }],
  );
  return {
    question: name,
    rows: rows.length,
    bySystem: Object.fromEntries(systems.map((system) => [system, measureOf(rows, system)])),
    byLanguage: grouped(rows, ({ language }) => language),
    byKind: grouped(rows, ({ kind }) => kind),
    calibration: judged.length === 0 ? null : calibrationOf(judged),
    coverage: coverageOf(withConfidence),
  };
}

function grouped(
  rows: readonly EvaluatedRow[],
  groupOf: (row: EvaluatedRow) => string | null,
): Readonly<Record<string, Measured>> {
  const groups = new Map<string, EvaluatedRow[]>();
  for (const row of rows) {
    const group = groupOf(row);
    if (group === null) continue;
    const known = groups.get(group);
    if (known === undefined) groups.set(group, [row]);
    else known.push(row);
  }
  if (groups.size < 2) return {};
  const largest = [...groups].sort((a, b) => b[1].length - a[1].length);
  return Object.fromEntries(largest.map(([group, members]) => [group, measureOf(members, ours)]));
}

function measureOf(rows: readonly EvaluatedRow[], system: string): Measured {
  return measure(
    rows.map(({ truth, said }) => ({ truth, said: said[system] ?? '' })),
    sentimentOrder,
  );
}
