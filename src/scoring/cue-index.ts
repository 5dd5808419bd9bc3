import { createFurniture } from '../text/furniture.ts';
import { languageBitsOf } from '../text/languages.ts';
import type { DirectionKind, GovernmentKind, HoaxCueClass, Lexicons, ReportingKind } from '../text/lexicon.ts';
import { createPhraseIndex, type Entry, type Match } from '../text/match.ts';
import type { Token } from '../text/read.ts';
import { createVocabulary, splitTerm, type Vocabulary } from '../text/vocabulary.ts';

export interface SentimentCue {
  /** Label under which the `sentiment` package knows the term. */
  readonly label: string;
  readonly term: string;
  readonly weight: number;
  readonly class: string;
  /** `lexicon:id-core` */
  readonly rule: string;
  readonly language: string | null;
}

export interface NegatorCue {
  readonly term: string;
  readonly scope: number;
  /** Negates only where this language is spoken; null for everywhere. */
  readonly language: string | null;
}

export interface IntensifierCue {
  readonly term: string;
  readonly factor: number;
  readonly position: 'before' | 'after';
}

export interface ContrastCue {
  readonly term: string;
  /** The half that the word opens is the lesser one (`meski`). */
  readonly although: boolean;
}

export interface HoaxCue {
  readonly class: HoaxCueClass;
  readonly weight: number;
}

export interface TopicCue {
  readonly topic: string;
  readonly weight: number;
}

export interface AgencyHint {
  /** Id of the agency. */
  readonly agency: string;
  readonly weight: number;
}

/** An agency is known by its id. */
export type AnyCue =
  | SentimentCue
  | NegatorCue
  | IntensifierCue
  | ContrastCue
  | HoaxCue
  | TopicCue
  | AgencyHint
  | GovernmentKind
  | ReportingKind
  | DirectionKind
  | string;

const Group = {
  Sentiment: 0,
  Negator: 1,
  Intensifier: 2,
  Contrast: 3,
  Hoax: 4,
  Topic: 5,
  Agency: 6,
  Government: 7,
  Reporting: 8,
  Direction: 9,
  AgencyHint: 10,
} as const;

const none: readonly Match<never>[] = [];

/** What all lexicons found in one document, by meaning, left to right. */
export interface Cues {
  readonly sentiment: readonly Match<SentimentCue>[];
  readonly negators: readonly Match<NegatorCue>[];
  readonly intensifiers: readonly Match<IntensifierCue>[];
  readonly contrast: readonly Match<ContrastCue>[];
  readonly hoax: readonly Match<HoaxCue>[];
  readonly topics: readonly Match<TopicCue>[];
  /** Id of the agency. */
  readonly agencies: readonly Match<string>[];
  readonly agencyHints: readonly Match<AgencyHint>[];
  readonly government: readonly Match<GovernmentKind>[];
  readonly reporting: readonly Match<ReportingKind>[];
  readonly directions: readonly Match<DirectionKind>[];
}

export interface CueIndex {
  readonly vocabulary: Vocabulary;
  readonly sentimentCues: readonly SentimentCue[];
  /** All phrases that are looked for, with what each says. */
  readonly entries: readonly Entry<AnyCue>[];
  readonly find: (tokens: readonly Token[]) => Cues;
}

/**
 * Compiles every lexicon into one vocabulary and one phrase tree.
 * @param agencies id and aliases of the region's agencies
 */
export function createCueIndex(
  lexicons: Lexicons,
  agencies: readonly { readonly id: string; readonly aliases: readonly string[] }[],
): CueIndex {
  const entries: Entry<AnyCue>[] = [];
  const add = (group: number, roots: boolean, rows: Iterable<readonly [term: string, value: AnyCue]>) => {
    for (const [term, value] of rows) entries.push({ term, group, value, roots });
  };
  const sentiment = sentimentRows(lexicons);
  add(Group.Sentiment, false, sentiment);
  add(Group.Negator, false, distinct(lexicons.negators, lexicons.slang));
  add(Group.Intensifier, false, distinct(lexicons.intensifiers, lexicons.slang));
  for (const { term, note } of lexicons.contrast) {
    add(Group.Contrast, false, [[term, { term, although: note === 'although' }]]);
  }
  for (const row of lexicons.hoax) add(Group.Hoax, false, [[row.term, { class: row.class, weight: row.weight }]]);
  for (const row of lexicons.topics) add(Group.Topic, true, [[row.term, { topic: row.topic, weight: row.weight }]]);
  for (const { id, aliases } of agencies) {
    for (const alias of new Set([id, ...aliases])) add(Group.Agency, false, [[alias, id]]);
  }
  // A region may leave an agency out, or have others.
  const asked = new Set(agencies.map(({ id }) => id));
  for (const { agency, term, weight } of lexicons.agencyHints) {
    if (asked.has(agency)) add(Group.AgencyHint, true, [[term, { agency, weight }]]);
  }
  for (const row of lexicons.government) add(Group.Government, false, [[row.term, row.kind]]);
  for (const row of lexicons.reporting) add(Group.Reporting, false, [[row.term, row.kind]]);
  for (const row of lexicons.directions) add(Group.Direction, false, [[row.term, row.kind]]);

  const vocabulary = createVocabulary({
    terms: entries.map(({ term }) => term),
    rootTerms: entries.filter(({ roots }) => roots).map(({ term }) => term),
    hosts: lexicons.hoax.map(({ term }) => term),
    slang: lexicons.slang,
    languageBits: languageBitsOf(lexicons),
    furniture: createFurniture(lexicons.furniture),
  });
  const index = createPhraseIndex(vocabulary, entries);
  return {
    vocabulary,
    sentimentCues: sentiment.map(([, cue]) => cue),
    entries,
    // Each group was filled above with cues of its own type only.
    find: (tokens) => {
      const found = index.match(tokens);
      const group = <T>(at: number) => (found[at] ?? none) as readonly Match<T>[];
      return {
        sentiment: group(Group.Sentiment),
        negators: group(Group.Negator),
        intensifiers: group(Group.Intensifier),
        contrast: group(Group.Contrast),
        hoax: group(Group.Hoax),
        topics: group(Group.Topic),
        agencies: group(Group.Agency),
        agencyHints: group(Group.AgencyHint),
        government: group(Group.Government),
        reporting: group(Group.Reporting),
        directions: group(Group.Direction),
      };
    },
  };
}

/** Terms of the sentiment lexicons; of two lexicons of one language the later (more special) one wins. */
function sentimentRows(lexicons: Lexicons): readonly (readonly [string, SentimentCue])[] {
  const rows = new Map<string, readonly [string, SentimentCue]>();
  for (const { id, language, terms } of lexicons.sentiment) {
    for (const { term, weight, class: kind } of terms) {
      const key = `${language ?? ''}\t${term.toLowerCase()}`;
      const label = rows.get(key)?.[1].label ?? `u${rows.size}`;
      rows.set(key, [term, { label, term, weight, class: kind, rule: `lexicon:${id}`, language }]);
    }
  }
  return [...rows.values()];
}

/**
 * Small words that steer others. One that slang maps away (Javanese `aja`, "do not", is Indonesian `saja`, "only") is left out:
 * its standard form stands in the list if it steers too.
 */
function distinct<T extends { readonly term: string }>(
  rows: readonly T[],
  slang: ReadonlyMap<string, string>,
): readonly (readonly [string, T])[] {
  return rows.flatMap((row) => {
    const words = splitTerm(row.term);
    return words.length === 1 && slang.has(words[0] as string) ? [] : [[row.term, row] as const];
  });
}
