import { RequestError } from '../../core/errors.ts';
import type { LexiconDesk, WordProposals } from '../../core/lexicon-desk.ts';
import { tidyTerm } from '../../core/office-lexicon.ts';
import type { TextScorer } from '../../scoring/create-scorer.ts';
import type { Models } from '../../scoring/learned/word-weights.ts';
import { stateOfCorrections } from '../../store/corrections-texts.ts';
import { changeEntry, restoreLexicon } from '../../store/lexicon-changes.ts';
import { countStale, loadScoredTexts } from '../../store/lexicon-changes-texts.ts';
import type { Db } from '../../store/schema.ts';
import type { Lexicons } from '../../text/lexicon.ts';
import { headOf } from '../adaptation/preview-flips.ts';
import { findCandidates } from './find-texts.ts';
import { createLookUp } from './look-up.ts';
import { createOfficeAccuracy } from './office-accuracy.ts';
import type { OfficeHolder } from './office-holder.ts';
import { previewChange } from './preview-change.ts';
import { proposeWords } from './proposals.ts';

export interface DeskParts {
  readonly db: Db;
  readonly now: () => Date;
  readonly scorer: TextScorer;
  readonly models: Models;
  readonly office: OfficeHolder;
  readonly knowledge: { readonly lexicons: Lexicons };
}

const mostExamples = 5;
/** Read to find the examples among: the stem is the same, not always the word. */
const mostRead = 60;
const mostWaiting = 10_000;

/**
 * What pages and routes do with the office's words; an installation is what it needs. The lists are gone through, and the scorer is
 * compiled, when somebody first asks: a start must not wait for that.
 */
export function createLexiconDesk(parts: DeskParts): LexiconDesk {
  let made: LexiconDesk | null = null;
  const desk = (): LexiconDesk => {
    made ??= openDesk(parts);
    return made;
  };
  return {
    current: parts.office.current,
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

function openDesk({ db, now, scorer, models, office, knowledge }: DeskParts): LexiconDesk {
  const { lexicons } = knowledge;
  const { wordsOf } = scorer;
  const lookUpTerm = createLookUp({ lexicons, models, wordsOf });
  const lookUp = (term: string) => lookUpTerm(tidyTerm(term), office.current());
  const accuracy = createOfficeAccuracy(db, lexicons);
  let reckoned: { readonly state: string; readonly proposals: WordProposals } | null = null;

  /** @throws RequestError 400 */
  const requireWord = (term: string) => {
    const lookup = lookUp(term);
    if (lookup.reading.length > 0) return lookup;
    const problems = [{ where: 'term', message: 'harus memuat kata atau emoji' }];
    throw new RequestError(400, 'invalid-body', 'Isi permintaan perlu diperbaiki: term', problems);
  };

  return {
    current: office.current,
    lookUp,
    async examples(term) {
      const lookup = lookUp(term);
      if (lookup.reading.length === 0) return [];
      const holds = scorer.finderOf({ version: 0, entries: [{ term: lookup.term, weight: 1 }] });
      const { ids } = await findCandidates(db, lookup, now(), { stretches: 1, limit: mostRead });
      return (await loadScoredTexts(db, ids))
        .filter(({ title, text }) => holds(title, text))
        .slice(0, mostExamples)
        .map(({ id, title, text, publishedAt, label }) => ({ id, head: headOf(title, text), publishedAt, label }));
    },
    preview: async (term, weight) =>
      previewChange({ db, scorer, now: now() }, requireWord(term), office.current(), weight),
    async change(term, weight, by) {
      const lookup = requireWord(term);
      const lexicon = await changeEntry(db, { ...by, term: lookup.term, weight, now: now() });
      office.use(lexicon);
      return lexicon;
    },
    async restore(version, by) {
      const lexicon = await restoreLexicon(db, version, { ...by, now: now() });
      office.use(lexicon);
      return lexicon;
    },
    waiting: () => countStale(db, scorer.stamp, mostWaiting),
    async proposals() {
      const state = `${scorer.stamp} ${await stateOfCorrections(db)}`;
      if (reckoned?.state !== state) {
        reckoned = { state, proposals: await proposeWords(db, scorer, lexicons, office.current()) };
      }
      return reckoned.proposals;
    },
    accuracy,
  };
}
