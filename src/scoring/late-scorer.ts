import { noOfficeLexicon } from '../core/office-lexicon.ts';
import { createScorer, type ScorerParts, type TextScorer } from './create-scorer.ts';
import { createStamp, lexiconVersionOf } from './stamp.ts';

/**
 * The same as `createScorer`, compiled when the first text comes (half a second and 50 MB): by what it judges can be asked before, and
 * often nothing waits for a verdict.
 */
export function createLateScorer(parts: ScorerParts): TextScorer {
  const { lexicons, models, region, office = () => noOfficeLexicon } = parts;
  const stampWith = createStamp(models, region);
  let made: TextScorer | null = null;
  const scorer = (): TextScorer => {
    made ??= createScorer(parts);
    return made;
  };
  return {
    get stamp() {
      return stampWith(lexiconVersionOf(lexicons, office()));
    },
    get lexiconVersion() {
      return lexiconVersionOf(lexicons, office());
    },
    score: (docs) => (docs.length === 0 ? [] : scorer().score(docs)),
    scorerWith: (words) => scorer().scorerWith(words),
    wordsOf: (title, text) => scorer().wordsOf(title, text),
    changesSince: (before) => scorer().changesSince(before),
    finderOf: (words) => scorer().finderOf(words),
  };
}
