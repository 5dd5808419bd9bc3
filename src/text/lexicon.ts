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

export const hoaxCueClasses = ['spread', 'bait', 'alarm', 'debunk', 'mention'] as const;
export type HoaxCueClass = (typeof hoaxCueClasses)[number];
export const governmentKinds = ['official', 'body', 'service', 'citizen-voice', 'ceremony'] as const;
export type GovernmentKind = (typeof governmentKinds)[number];
export const reportingKinds = ['respond', 'deny', 'fix', 'stop'] as const;
export type ReportingKind = (typeof reportingKinds)[number];

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
  readonly government: readonly { readonly term: string; readonly kind: GovernmentKind }[];
  readonly gambling: readonly { readonly term: string; readonly weight: number }[];
  readonly reporting: readonly { readonly term: string; readonly kind: ReportingKind }[];
  /** Function words by language code, for language detection. */
  readonly languageWords: Readonly<Record<string, readonly string[]>>;
}

/** Languages that `detectLanguage` can name, in the order that breaks a tie. */
export const detectedLanguages = ['id', 'jv', 'su', 'mad', 'bug', 'ms', 'en'] as const;
