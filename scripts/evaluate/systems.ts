/** The scorer and what it is measured against. */
import { createPlainWords } from '../../src/app/evaluation/plain-words.ts';
import { loadKnowledge } from '../../src/app/knowledge.ts';
import type { Region } from '../../src/core/region.ts';
import type { ScoredDoc, Scorer, SentimentLabel } from '../../src/core/score.ts';
import type { Regency } from '../../src/regions/region-names.ts';
import { createScorer } from '../../src/scoring/create-scorer.ts';
import type { Models } from '../../src/scoring/learned/word-weights.ts';
import { createLexiconAlone } from './lexicon-alone.ts';

export interface Piece {
  readonly id: string;
  readonly title: string | null;
  readonly text: string;
}

export type SentimentJudge = (title: string | null, text: string) => SentimentLabel;

export interface Systems {
  readonly versions: { readonly model: string; readonly lexicon: string; readonly sentiment: number };
  readonly regencies: readonly Regency[];
  readonly regionOf: (code: string) => Region;
  /** Ours, listening for a regency; for none when the code is null. */
  readonly score: (piece: Piece, code: string | null) => ScoredDoc;
  /** The others that judge sentiment, by the name they have in the tables. */
  readonly others: Readonly<Record<string, SentimentJudge>>;
}

export const ours = 'Kentongan';
export const plainList = 'plain word list';

export function createSystems(): Systems {
  const { lexicons, models, gazetteer } = loadKnowledge();
  const regionOf = (code: string): Region => {
    const region = gazetteer.findRegion(code);
    if (region === null) throw new Error(`no regency has the code ${code}`);
    return region;
  };
  const scorers = new Map<string | null, Scorer>();
  const scorerOf = (code: string | null): Scorer => {
    const known = scorers.get(code);
    if (known !== undefined) return known;
    const region = code === null ? null : regionOf(code);
    const made = createScorer({ lexicons, models, region, otherRegencies: gazetteer });
    scorers.set(code, made);
    return made;
  };
  const learnedAlone = createScorer({
    lexicons,
    models: withoutLexicons(models),
    region: null,
    otherRegencies: gazetteer,
  });
  const scoreWith = (scorer: Scorer, { id, title, text }: Piece): ScoredDoc =>
    scorer.score([{ id, title, text, publishedAt: null, platform: null }])[0] as ScoredDoc;
  const { versions } = scoreWith(scorerOf(null), { id: '', title: null, text: '' });
  return {
    versions: { model: models.feelings.version, ...versions },
    regencies: gazetteer.regencies,
    regionOf,
    score: (piece, code) => scoreWith(scorerOf(code), piece),
    others: {
      'lexicon alone': createLexiconAlone(lexicons),
      'learned alone': (title, text) => scoreWith(learnedAlone, { id: '', title, text }).sentiment.label,
      [plainList]: createPlainWords(lexicons),
    },
  };
}

/** What the features say of a text without any word list. */
const ownFeatures = /^(?:bias|length|elongated|[!?…])$/;

/** The same model with nothing that the word lists bring: not trained again without them. */
function withoutLexicons(models: Models): Models {
  const { feelings } = models;
  const kept = [...feelings.lexicon].filter(([name]) => ownFeatures.test(name));
  return { ...models, feelings: { ...feelings, lexicon: new Map(kept) } };
}
