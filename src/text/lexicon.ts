import type { FurnitureTerm } from './furniture.ts';

/** A scored word or phrase; `class` is its kind: `complaint`, `praise`, `crime`, … */
export interface SentimentTerm {
  readonly term: string;
  /** −5 … 5 */
  readonly weight: number;
  readonly class: string;
}

export interface SentimentLexicon {
  /** File name without ending, shown in evidence as `lexicon:<id>`. */
  readonly id: string;
  /** The language it makes scorable; null for one that serves all (emoji). */
  readonly language: string | null;
  readonly terms: readonly SentimentTerm[];
}

/** What a cue of a chain message (first row), of a fact check (second row) or of talk about hoaxes (last) does. */
export const hoaxCueClasses = [
  ...(['spread', 'bait', 'ask', 'alarm', 'hearsay', 'secret', 'cure'] as const),
  ...(['stamp', 'debunk', 'deny', 'assert', 'rumour', 'verify', 'stop'] as const),
  'mention',
] as const;
export type HoaxCueClass = (typeof hoaxCueClasses)[number];
export const governmentKinds = ['official', 'body', 'service', 'citizen-voice', 'ceremony'] as const;
export type GovernmentKind = (typeof governmentKinds)[number];
export const reportingKinds = ['respond', 'deny', 'fix', 'stop'] as const;
export type ReportingKind = (typeof reportingKinds)[number];
export const directionKinds = ['up', 'down', 'good-when-up', 'bad-when-up'] as const;
export type DirectionKind = (typeof directionKinds)[number];

/** Everything in `lexicons/`, parsed. */
export interface Lexicons {
  /** Changes when any file changes; stored with every score. */
  readonly version: string;
  readonly sentiment: readonly SentimentLexicon[];
  /** Slang form → standard word or words. */
  readonly slang: ReadonlyMap<string, string>;
  /** `scope` = how many words after it are turned round; `language` = where alone it negates, null for everywhere. */
  readonly negators: readonly { readonly term: string; readonly scope: number; readonly language: string | null }[];
  readonly intensifiers: readonly {
    readonly term: string;
    readonly factor: number;
    readonly position: 'before' | 'after';
  }[];
  readonly contrast: readonly { readonly term: string; readonly note: string }[];
  readonly hoax: readonly { readonly term: string; readonly class: HoaxCueClass; readonly weight: number }[];
  readonly topics: readonly { readonly topic: string; readonly term: string; readonly weight: number }[];
  readonly agencies: readonly { readonly agency: string; readonly alias: string; readonly topic: string }[];
  /** Subjects that an agency answers for, whether or not a text names it. */
  readonly agencyHints: readonly { readonly agency: string; readonly term: string; readonly weight: number }[];
  readonly government: readonly { readonly term: string; readonly kind: GovernmentKind }[];
  readonly gambling: readonly { readonly term: string; readonly weight: number }[];
  readonly reporting: readonly { readonly term: string; readonly kind: ReportingKind }[];
  /** What opens page furniture; a term may stand once per kind. */
  readonly furniture: readonly FurnitureTerm[];
  /** Words for more and less (`up`, `down`), and matters that are good or bad when there is more of them. */
  readonly directions: readonly { readonly term: string; readonly kind: DirectionKind }[];
  /** Groups of words and phrases that say the same in a claim; an id that is a number is that number. */
  readonly synonyms: readonly { readonly id: string; readonly terms: readonly string[] }[];
  /** Frequent local words with the plain Indonesian word for each; a form stands once per language. */
  readonly glossary: readonly { readonly language: string; readonly form: string; readonly indonesian: string }[];
  /** Function words by language code, for language detection. */
  readonly languageWords: Readonly<Record<string, readonly string[]>>;
}

/** Languages that `detectLanguage` can name, in the order that breaks a tie. */
export const detectedLanguages = ['id', 'jv', 'su', 'mad', 'bug', 'ms', 'en'] as const;
