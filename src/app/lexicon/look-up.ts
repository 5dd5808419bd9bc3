import type { LearnedWord, ListedTerm, WordLookup } from '../../core/lexicon-desk.ts';
import type { OfficeLexicon } from '../../core/office-lexicon.ts';
import { glossaryOf } from '../../scoring/learned/glossary.ts';
import { pointsOf } from '../../scoring/learned/word-points.ts';
import type { Models } from '../../scoring/learned/word-weights.ts';
import type { Lexicons } from '../../text/lexicon.ts';

const mostPhrases = 12;
const mostSpellings = 20;

export interface LookUpParts {
  readonly lexicons: Lexicons;
  readonly models: Models;
  readonly wordsOf: (title: string | null, text: string) => readonly string[];
}

/** Makes what tells all that lists and model know of a word. A look-up walks the lists once: about a millisecond. */
export function createLookUp({ lexicons, models, wordsOf }: LookUpParts) {
  const indonesianOf = glossaryOf(lexicons);
  const terms = listTerms(lexicons);
  return (term: string, office: OfficeLexicon): WordLookup => {
    const reading = wordsOf(null, term);
    const read = reading.join(' ');
    const isIt = (printed: string) => printed === term || printed === read;
    const inside = ` ${read} `;
    return {
      term,
      reading,
      lists: terms.filter(({ key }) => isIt(key)).map(({ listed }) => listed),
      phrases: terms
        .filter(
          ({ key, padded, listed }) => listed.weight !== null && read !== '' && padded.includes(inside) && !isIt(key),
        )
        .slice(0, mostPhrases)
        .map(({ listed }) => listed),
      spellings: spellingsOf(lexicons, read).filter((form) => form !== term),
      learned: [...new Set(reading)].map((word): LearnedWord => ({ word, ...pointsOf(models, word, indonesianOf) })),
      office: office.entries.find((entry) => entry.term === term)?.weight ?? null,
    };
  };
}

/** Slang forms that are read as it, and local words that are read as the Indonesian one. */
function spellingsOf({ slang, glossary }: Lexicons, read: string): readonly string[] {
  if (read === '') return [];
  const forms = [...slang].flatMap(([form, standard]) => (standard === read ? form : []));
  const local = glossary.flatMap(({ form, indonesian }) => (indonesian === read ? form : []));
  return [...new Set([...forms, ...local])].slice(0, mostSpellings);
}

interface KeyedTerm {
  /** In small letters. */
  readonly key: string;
  /** With a blank on both sides. */
  readonly padded: string;
  readonly listed: ListedTerm;
}

/** Every line of every list that says something of a word. */
function listTerms(lexicons: Lexicons): readonly KeyedTerm[] {
  const found: KeyedTerm[] = [];
  const add = (list: string, term: string, kind: string, weight: number | null, language: string | null) => {
    const key = term.toLowerCase();
    found.push({ key, padded: ` ${key} `, listed: { list, term, weight, kind, language } });
  };
  for (const { id, language, terms } of lexicons.sentiment) {
    for (const { term, weight, class: kind } of terms) add(id, term, kind, weight, language);
  }
  for (const { term, language } of lexicons.negators) add('negators', term, 'negator', null, language);
  for (const { term, position } of lexicons.intensifiers) add('intensifiers', term, position, null, null);
  for (const { term } of lexicons.contrast) add('contrast', term, 'contrast', null, null);
  for (const { term, class: kind } of lexicons.hoax) add('hoax', term, kind, null, null);
  for (const { term, topic } of lexicons.topics) add('topics', term, topic, null, null);
  for (const { term, kind } of lexicons.government) add('government', term, kind, null, null);
  for (const { term, kind } of lexicons.reporting) add('reporting', term, kind, null, null);
  for (const { term, kind } of lexicons.directions) add('directions', term, kind, null, null);
  for (const { term, agency } of lexicons.agencyHints) add('agency-hints', term, agency, null, null);
  for (const { term } of lexicons.gambling) add('gambling', term, 'gambling', null, null);
  return found;
}
