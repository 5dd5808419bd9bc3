/** Phrases that are looked for by whether a text holds all their words, in whatever order: a bound from above that costs next to nothing. */
export interface PhraseWatch {
  /** Adds a phrase. @param space words of different spaces are different words */
  readonly add: (words: readonly string[], space: string) => void;
  /** Number of a word that a phrase holds, in a list; none if no phrase does. */
  readonly wordsOf: (word: string, space: string) => readonly number[];
  /** Is the word a phrase by itself? */
  readonly isAlone: (word: number) => boolean;
  /** Forgets what was seen. */
  readonly begin: () => void;
  readonly see: (word: number) => void;
  /** Whether a phrase has been seen whole since. */
  readonly isWhole: () => boolean;
}

export function createPhraseWatch(): PhraseWatch {
  const numbers = new Map<string, readonly number[]>();
  const alone = new Set<number>();
  /** By the longest word of each phrase, which is most often the rarest. */
  const phrases: (readonly number[])[][] = [];
  /** By word: the text in which it was seen last. */
  const seenIn: number[] = [];
  const seen: number[] = [];
  let text = 0;

  const numberOf = (word: string, space: string): number => {
    const key = `${space}${word}`;
    const [known] = numbers.get(key) ?? [];
    if (known !== undefined) return known;
    const number = phrases.length;
    numbers.set(key, [number]);
    phrases.push([]);
    seenIn.push(-1);
    return number;
  };
  const none: readonly number[] = [];
  return {
    add: (words, space) => {
      const needed = [...new Set(words)].map((word) => numberOf(word, space));
      const [first, ...others] = needed;
      if (first === undefined) return;
      if (others.length === 0) {
        alone.add(first);
        return;
      }
      const rarest = [...words].sort((a, b) => b.length - a.length)[0] as string;
      phrases[numberOf(rarest, space)]?.push(needed);
    },
    wordsOf: (word, space) => (word === '' ? none : (numbers.get(`${space}${word}`) ?? none)),
    isAlone: (word) => alone.has(word),
    begin: () => {
      text += 1;
      seen.length = 0;
    },
    see: (word) => {
      if (seenIn[word] === text) return;
      seenIn[word] = text;
      seen.push(word);
    },
    isWhole: () =>
      seen.some((word) => (phrases[word] ?? []).some((needed) => needed.every((each) => seenIn[each] === text))),
  };
}
