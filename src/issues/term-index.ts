import { commonStems } from './common-stems.ts';
import type { KnownText, ReadableText } from './known-text.ts';
import { keepKnown, type TextSlots } from './text-slots.ts';

/** Words of a mention that candidates are looked up by: the rarest carry the match. */
const lookupTerms = 12;
/** Newest texts looked at per word, so that a flood of posts on one matter stays affordable. */
const maxPostings = 150;
/** Texts looked at in all, the rarest words first. */
const maxLooks = 500;
/** Texts whose cosine is computed in full. */
const maxCandidates = 16;
/** Texts that count as known before the first one, with the words that such texts have: else the first ones look alike by chance. */
const priorTexts = 1000;
/** Beyond this many texts all counts are halved, so that rarity is that of these weeks. */
const maxTexts = 200_000;
/** A word seen less often, of which no text is left, is forgotten. */
const minCount = 3;

export interface Likeness {
  readonly text: KnownText;
  /** Of the words, 0 … 1. */
  readonly cosine: number;
  /** Words in common. */
  readonly shared: number;
}

/** Texts by their words, weighted by rarity in the texts seen so far. */
export interface TermIndex {
  /** Counts a text's words once, before vectors are made of any text that holds them. */
  learn(words: ReadonlyMap<string, number>): void;
  vectorOf(words: ReadonlyMap<string, number>): Pick<ReadableText, 'terms' | 'weights'>;
  add(text: KnownText): void;
  /** Texts at most `withinMs` away that share one of the weightiest words. */
  similar(text: ReadableText, withinMs: number): Likeness[];
  /** Drops texts that are forgotten, and words that only they had. */
  sweep(): void;
}

export function createTermIndex(slots: TextSlots): TermIndex {
  const numbers = new Map<string, number>();
  const freeNumbers: number[] = [];
  /** By number of the word: texts that have it, share of such texts anywhere, slots of the texts that are known. */
  const counts: number[] = [];
  const usual: number[] = [];
  const postings: number[][] = [];
  /** Weights of the text that is being compared, by number of the word; 0 between searches. */
  let scratch = new Float32Array(1_024);
  let texts = 0;

  function numberOf(word: string): number {
    const known = numbers.get(word);
    if (known !== undefined) return known;
    const number = freeNumbers.pop() ?? counts.length;
    numbers.set(word, number);
    counts[number] = 0;
    usual[number] = (commonStems.get(word) ?? 0) / 10_000;
    postings[number] = [];
    if (number >= scratch.length) scratch = new Float32Array(2 * scratch.length);
    return number;
  }

  function compare(text: KnownText): Likeness {
    const { terms, weights } = text;
    let cosine = 0;
    let shared = 0;
    for (let index = 0; index < terms.length; index += 1) {
      const weight = scratch[terms[index] as number] as number;
      if (weight === 0) continue;
      cosine += (weights[index] as number) * weight;
      shared += 1;
    }
    return { text, cosine, shared };
  }

  return {
    learn(words) {
      texts += 1;
      for (const word of words.keys()) {
        const number = numberOf(word);
        counts[number] = (counts[number] ?? 0) + 1;
      }
    },

    vectorOf(words) {
      const terms = new Int32Array(words.size);
      const weights = new Float32Array(words.size);
      let squares = 0;
      let index = 0;
      for (const [word, weight] of words) {
        const number = numberOf(word);
        const having = (counts[number] ?? 0) + (usual[number] ?? 0) * priorTexts;
        const value = weight * Math.log(1 + (texts + priorTexts) / (having + 0.5));
        terms[index] = number;
        weights[index] = value;
        squares += value * value;
        index += 1;
      }
      const length = Math.sqrt(squares) || 1;
      for (let each = 0; each < index; each += 1) weights[each] = (weights[each] as number) / length;
      return { terms, weights };
    },

    add(text) {
      for (const number of text.terms) postings[number]?.push(text.slot);
    },

    similar(text, withinMs) {
      slots.begin(text.firstAt - withinMs, text.lastAt + withinMs);
      let looks = maxLooks;
      for (const index of weightiest(text.weights)) {
        // The other text's weight of this word is near ours: enough to choose whom to compare in full.
        const amount = (text.weights[index] as number) ** 2;
        const list = postings[text.terms[index] as number] ?? [];
        const last = Math.max(0, list.length - Math.min(looks, maxPostings));
        looks -= list.length - last;
        for (let next = list.length - 1; next >= last; next -= 1) slots.count(list[next] as number, amount);
        if (looks === 0) break;
      }
      for (let index = 0; index < text.terms.length; index += 1) {
        scratch[text.terms[index] as number] = text.weights[index] as number;
      }
      const result = slots.likeliest(maxCandidates).map(compare);
      for (const number of text.terms) scratch[number] = 0;
      return result;
    },

    sweep() {
      const share = texts > maxTexts ? 0.5 : 1;
      texts *= share;
      for (const [word, number] of numbers) {
        const count = (counts[number] ?? 0) * share;
        const list = postings[number] ?? [];
        counts[number] = count;
        keepKnown(list, slots);
        if (list.length > 0 || count >= minCount) continue;
        numbers.delete(word);
        freeNumbers.push(number);
      }
    },
  };
}

/** The heaviest first. */
function weightiest(weights: Float32Array): readonly number[] {
  const indexes = Array.from(weights.keys());
  return indexes.sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0)).slice(0, lookupTerms);
}
