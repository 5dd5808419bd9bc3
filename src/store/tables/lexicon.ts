/** What a person said of a mention; one a mention. It holds for the text with this hash only: a later edit makes it one of the past. */
export interface CorrectionTable {
  mentionId: number;
  contentHash: string;
  verdict: string;
  note: string | null;
  who: string;
  at: string;
  /** What the program said when the person looked, as JSON (`MachineSaid`); null when it had not said anything. */
  said: string | null;
  /** What the program says now: kept up when it scores the text again. Null until it has. */
  machineLabel: string | null;
}

/** The words of an office, whole, as they were from this version on until the next. Never changed, never deleted. */
export interface LexiconVersionTable {
  version: number;
  /** `[{ term, weight }]` as JSON, by term. */
  entries: string;
  who: string;
  why: string;
  at: string;
}

export interface ScoreStampTable {
  stamp: string;
  /** As `ScoredDoc.versions.lexicon`. */
  lexicon: string;
  /** What a verdict depends on besides the words, the known claims and the sources. */
  rest: string;
  /** Fingerprint of the known claims when the stamp was first used; null when scores bore it before it was written down. */
  claims: string | null;
  /** JSON: by source, what verdicts take from it. */
  sources: string;
  /** Every score that bears this stamp still would have the same verdict with that one; null when nobody has found out. */
  sameAs: string | null;
  at: string;
}

/** Word lists as they were, so that what changes from them to others can be told. */
export interface LexiconFilesTable {
  version: string;
  /** JSON of name and content, gzip, base64. */
  files: string;
}
