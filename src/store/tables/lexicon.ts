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
