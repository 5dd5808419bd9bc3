import type { Instant } from './mention.ts';
import type { OfficeLexicon } from './office-lexicon.ts';
import type { SentimentLabel } from './score.ts';

/** A line of a shipped word list. */
export interface ListedTerm {
  /** File of `lexicons/`, without ending: `id-core`. */
  readonly list: string;
  readonly term: string;
  /** −5 … 5; null in lists whose words carry no feeling. */
  readonly weight: number | null;
  /** What the word does there: its kind of feeling, `negator`, a topic. */
  readonly kind: string;
  /** Language that it belongs to; null for all. */
  readonly language: string | null;
}

/** All that is known of a word or phrase. */
export interface WordLookup {
  readonly term: string;
  /** As the program reads it: slang written out, endings cut. Empty when it holds no word. */
  readonly reading: readonly string[];
  readonly lists: readonly ListedTerm[];
  /** Phrases of the lists with a feeling that hold it. */
  readonly phrases: readonly ListedTerm[];
  /** Other spellings that are read as it. */
  readonly spellings: readonly string[];
  readonly learned: readonly LearnedWord[];
  /** Weight that the office gives it; null when none. */
  readonly office: number | null;
}

/** What the trained model makes of a word. */
export interface LearnedWord {
  readonly word: string;
  /** Whether it was trained on the word; if not, what its letters say is all. */
  readonly known: boolean;
  /** In points of an office's weight, in a text of 20 words about public matters: −1 does as much as an office's −1. */
  readonly points: number;
}

export interface WordExample {
  readonly id: number;
  /** The title, or how the text begins. */
  readonly head: string;
  readonly publishedAt: Instant;
  readonly label: SentimentLabel;
}

/** What a change of a word would do to what was published in the last days. */
export interface ChangePreview {
  readonly term: string;
  readonly before: number | null;
  /** Null takes the word out. */
  readonly after: number | null;
  readonly days: number;
  /** Mentions that may hold the word: of every three days the newest 150 at most. */
  readonly found: number;
  /** There were more in some of these days. */
  readonly cut: boolean;
  /** Of those found, so many were looked at in the time: evenly spread when that is not all. */
  readonly looked: number;
  /** Of those looked at, hold the word. */
  readonly holding: number;
  /** Of those holding it, judged by a person: they stay as they are. */
  readonly byHand: number;
  readonly flipped: number;
  /** Most frequent first. */
  readonly flips: readonly {
    readonly before: SentimentLabel;
    readonly after: SentimentLabel;
    readonly count: number;
  }[];
  /** Newest first, the first of them. */
  readonly examples: readonly FlippedText[];
}

export interface FlippedText {
  readonly id: number;
  readonly head: string;
  readonly before: SentimentLabel;
  readonly after: SentimentLabel;
}

/** A word that verdicts of people speak for. */
export interface WordProposal {
  readonly term: string;
  readonly direction: 'negative' | 'positive';
  /** Suggested. */
  readonly weight: number;
  /** Judged texts with the word that people moved in its direction; in the other one, or left where they were. */
  readonly agree: number;
  readonly against: number;
  /** Of judged texts with the word, with that weight: so many come to what people said, so many leave it. */
  readonly mended: number;
  readonly broken: number;
}

export interface WordProposals {
  /** Judged texts that were read. */
  readonly texts: number;
  readonly items: readonly WordProposal[];
}

/** How the program does on texts that people have judged. Shares are 0 … 1. */
export interface OfficeAccuracy {
  /** Judged texts, the newest 2,000 at most; those that nobody could judge left out. */
  readonly texts: number;
  /** Too few to tell: the figures may be chance. */
  readonly few: boolean;
  /** Confirmed by a person as the program said. */
  readonly confirmed: number;
  readonly ours: Share;
  /** Our single words by the plain `sentiment` package. */
  readonly plain: Share;
  /** Always the commonest label. */
  readonly majority: Share & { readonly label: SentimentLabel };
}

export interface Share {
  readonly accuracy: number;
  readonly macroF1: number;
}

export interface ByPerson {
  readonly who: string;
  readonly why: string;
}

/** What pages and routes do with the office's words. Whatever scores many texts does it in slices, so that others are served between. */
export interface LexiconDesk {
  current(): OfficeLexicon;
  lookUp(term: string): WordLookup;
  /** The newest mentions of the last 30 days that hold the word. */
  examples(term: string): Promise<readonly WordExample[]>;
  /** Changes nothing. @param weight null to take the word out */
  preview(term: string, weight: number | null): Promise<ChangePreview>;
  /** @throws RequestError 400 for a term without a word · 409 */
  change(term: string, weight: number | null, by: ByPerson): Promise<OfficeLexicon>;
  /** @throws RequestError 404 · 409 */
  restore(version: number, by: ByPerson): Promise<OfficeLexicon>;
  /** Scored mentions that still wait for the present words, 10,000 at most. */
  waiting(): Promise<number>;
  proposals(): Promise<WordProposals>;
  /** Null while nobody has judged a text. */
  accuracy(): Promise<OfficeAccuracy | null>;
}
