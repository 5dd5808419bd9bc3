import { ConfigError } from '../../core/errors.ts';
import type { ScoredDoc } from '../../core/score.ts';
import { createScorer } from '../../scoring/create-scorer.ts';
import { loadKnowledge } from '../knowledge.ts';
import type { LabelledRow } from './labelled-columns.ts';
import type { LabelledFile } from './labelled-file.ts';
import { localAttention } from './local-attention.ts';
import { type Answer, commonestLabel, type Measured, measure } from './measure.ts';
import { createPlainWords } from './plain-words.ts';
import { readLabelledFile } from './read-labelled-file.ts';

/** What the scorer reaches on one column of the file, beside what costs nothing. */
export interface Comparison {
  readonly ours: Measured;
  /** Always the commonest label of the file. */
  readonly majority: Measured;
  readonly majorityLabel: string;
}

export interface Evaluation {
  readonly file: string;
  readonly region: { readonly code: string; readonly name: string } | null;
  /** Rows used. */
  readonly rows: number;
  readonly rejected: LabelledFile['rejected'];
  /** Rows labelled negative, neutral or positive; null when there are none. */
  readonly sentiment: (Comparison & { readonly plain: Measured }) | null;
  /** Rows labelled `unscored` and how many of them were left unscored; rows with another label that were left unscored. */
  readonly unscored: { readonly labelled: number; readonly found: number; readonly wrongly: number };
  /** Null where the file has no such labels. */
  readonly attention: Comparison | null;
  readonly target: Comparison | null;
  readonly topic: Comparison | null;
  readonly versions: ScoredDoc['versions'] & { readonly model: string };
}

const order = ['negative', 'neutral', 'positive', 'none', 'watch', 'alert', 'government', 'other'];

/**
 * Scores a labelled file and measures the answers.
 * @param regionCode the regency listened for; null to take every text as speaking of the own regency
 * @throws ConfigError for a file that cannot be read or used, and for a region that does not exist
 */
export async function evaluateFile(file: string, regionCode: string | null): Promise<Evaluation> {
  const { rows, rejected } = await readLabelledFile(file);
  const { lexicons, models, gazetteer } = loadKnowledge();
  const region = regionCode === null ? null : gazetteer.findRegion(regionCode);
  if (regionCode !== null && region === null) {
    throw new ConfigError([{ where: '--region', message: `tidak ada kabupaten/kota dengan kode ${regionCode}` }]);
  }
  const scorer = createScorer({ lexicons, models, region, otherRegencies: gazetteer });
  const scored = scorer.score(
    rows.map(({ line, title, text }) => ({ id: String(line), title, text, publishedAt: null, platform: null })),
  );
  const plainWords = createPlainWords(lexicons);
  const judged = rows.map((row, index) => ({ row, scored: scored[index] as ScoredDoc }));
  const feeling = judged.filter(({ row }) => row.sentiment !== 'unscored');
  const unjudged = judged.filter(({ row }) => row.sentiment === 'unscored');
  const isUnscored = ({ scored: each }: { readonly scored: ScoredDoc }) => each.sentiment.label === 'unscored';
  const compareBy = (truthOf: (row: LabelledRow) => string | null, saidOf: (scored: ScoredDoc) => string) =>
    compare(
      judged.flatMap(({ row, scored: each }) => {
        const truth = truthOf(row);
        return truth === null ? [] : [{ truth, said: saidOf(each) }];
      }),
    );
  const sentiment = compare(
    feeling.map(({ row, scored: each }) => ({ truth: row.sentiment, said: each.sentiment.label })),
  );
  return {
    file,
    region: region === null ? null : { code: region.code, name: region.name },
    rows: rows.length,
    rejected,
    sentiment: sentiment && {
      ...sentiment,
      plain: measure(
        feeling.map(({ row }) => ({ truth: row.sentiment, said: plainWords(row.title, row.text) })),
        order,
      ),
    },
    unscored: {
      labelled: unjudged.length,
      found: unjudged.filter(isUnscored).length,
      wrongly: feeling.filter(isUnscored).length,
    },
    attention: compareBy(
      (row) => row.attention,
      (each) => localAttention(each, region),
    ),
    target: compareBy(
      (row) => row.target,
      (each) => each.target,
    ),
    topic: compareBy(
      (row) => row.topic,
      (each) => each.topic,
    ),
    versions: { ...(scored[0] as ScoredDoc).versions, model: models.feelings.version },
  };
}

function compare(answers: readonly Answer[]): Comparison | null {
  if (answers.length === 0) return null;
  const majorityLabel = commonestLabel(answers.map(({ truth }) => truth));
  return {
    ours: measure(answers, order),
    majority: measure(
      answers.map(({ truth }) => ({ truth, said: majorityLabel })),
      order,
    ),
    majorityLabel,
  };
}
