/** What is known of a document before its feelings are read. */
export interface Reading {
  readonly language: string;
  readonly mixed: readonly string[];
  /** It is a fact check: the bad things that it repeats did not happen. */
  readonly debunks: boolean;
  /** Is the token part of the name of a place? Names carry no feeling (Malang, "unlucky"). */
  readonly isPlace: (at: number) => boolean;
}

/** Words of a language count where it is the text's own or mixed in; null stands for every language. */
export function isSpoken(language: string | null, reading: Reading): boolean {
  return language === null || language === reading.language || reading.mixed.includes(language);
}
