import { createLexiconDesk } from '../../src/app/lexicon/desk.ts';
import { createOfficeHolder, type OfficeHolder } from '../../src/app/lexicon/office-holder.ts';
import { loadModels } from '../../src/app/models.ts';
import type { LexiconDesk } from '../../src/core/lexicon-desk.ts';
import { emptyGazetteer } from '../../src/regions/gazetteer.ts';
import { createScorer, type TextScorer } from '../../src/scoring/create-scorer.ts';
import type { Models } from '../../src/scoring/learned/word-weights.ts';
import type { Db } from '../../src/store/schema.ts';
import { smallLexicons } from '../scoring/small-lexicons.ts';

let models: Models | null = null;

/** The real scorer on small word lists, with the office's words of a database. */
export function makeOfficeScorer(db: Db): {
  readonly scorer: TextScorer;
  readonly office: OfficeHolder;
  readonly models: Models;
} {
  models ??= loadModels();
  const office = createOfficeHolder(db);
  const parts = { lexicons: smallLexicons, models, region: null, otherRegencies: emptyGazetteer };
  return { scorer: createScorer({ ...parts, office: office.current }), office, models };
}

/** What pages and routes do with the office's words, made when it is first asked for: most tests do not. */
export function makeLexiconDesk(db: Db, now: () => Date): LexiconDesk {
  let made: LexiconDesk | null = null;
  const desk = (): LexiconDesk => {
    made ??= createLexiconDesk({ db, now, ...makeOfficeScorer(db), knowledge: { lexicons: smallLexicons } });
    return made;
  };
  return {
    current: () => desk().current(),
    lookUp: (term) => desk().lookUp(term),
    examples: (term) => desk().examples(term),
    preview: (term, weight) => desk().preview(term, weight),
    change: (term, weight, by) => desk().change(term, weight, by),
    restore: (version, by) => desk().restore(version, by),
    waiting: () => desk().waiting(),
    proposals: () => desk().proposals(),
    accuracy: () => desk().accuracy(),
  };
}
