import { createHash } from 'node:crypto';
import { emptyGazetteer } from '../../regions/gazetteer.ts';
import { createScorer } from '../../scoring/create-scorer.ts';
import type { AdaptParts } from '../../scoring/learned/adapt.ts';
import type { Answers, Correction } from '../../scoring/learned/corrections.ts';
import { createFeatureReader } from '../../scoring/learned/text-features.ts';
import type { Models } from '../../scoring/learned/word-weights.ts';
import type { Lexicons } from '../../text/lexicon.ts';
import type { LabelledRow } from '../evaluation/labelled-columns.ts';
import { parseLabelled } from '../evaluation/labelled-file.ts';
import { localAttention } from '../evaluation/local-attention.ts';
import { readGuardTexts, readTrainingTexts } from '../files.ts';

/** Training texts that keep the adapter from moving what nobody corrected: more of them take longer and hold no better. */
const mostAnchors = 900;

/**
 * What an adapter is fitted and guarded with: a sample of the training texts stays as it is, and our own evaluation texts (`dev`, which no
 * model is trained on) must not be judged worse.
 */
export function createAdaptParts(lexicons: Lexicons, models: Models, now: Date): AdaptParts {
  return {
    models,
    readFeatures: createFeatureReader(lexicons),
    anchors: loadAnchors(),
    general: toCorrections(parseLabelled('dev.tsv', readGuardTexts()).rows),
    answersWith: (used) => createAnswers(lexicons, used),
    madeAt: now.toISOString(),
  };
}

/** The same sample whatever is added beside it: by the hash of the text. */
export function loadAnchors(): readonly LabelledRow[] {
  return readTrainingTexts()
    .flatMap((content) => parseLabelled('data/train', content).rows)
    .map((row) => ({
      row,
      rank: createHash('sha256')
        .update(`${row.title ?? ''}\n${row.text}`)
        .digest('hex'),
    }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, mostAnchors)
    .map(({ row }) => row);
}

/** Rows labelled `unscored` teach nothing. */
export function toCorrections(rows: readonly LabelledRow[]): readonly Correction[] {
  return rows.flatMap(({ title, text, sentiment, target, attention }) =>
    sentiment === 'unscored' ? [] : [{ title, text, sentiment, target, attention }],
  );
}

/** The whole scorer, each text taken to speak of the own regency. */
export function createAnswers(
  lexicons: Lexicons,
  models: Models,
): (texts: readonly { readonly title: string | null; readonly text: string }[]) => readonly Answers[] {
  const scorer = createScorer({ lexicons, models, region: null, otherRegencies: emptyGazetteer });
  return (texts) =>
    scorer
      .score(
        texts.map(({ title, text }, index) => ({ id: String(index), title, text, publishedAt: null, platform: null })),
      )
      .map((scored) => ({
        sentiment: scored.sentiment.label,
        target: scored.target,
        attention: localAttention(scored, null),
      }));
}
