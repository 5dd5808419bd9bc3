import { topics } from '../../core/topics.ts';

/**
 * How the learned model is laid out. A text's score in a column is
 *
 *   Σ over lexicon features (value × weight) + (1 / √n) × Σ over its n tokens (word + letters + denied + pair weights)
 *
 * so every token's share is known and the shares add up. `neutral` and `none` are the zero of their
 * groups of columns.
 */

/** The kinds of text that have weights of their own beside the shared ones, after their training data. */
export const domains = ['review', 'economy', 'public'] as const;
export type Domain = (typeof domains)[number];

/** First column of: sentiment (negative, positive) shared and per domain; the domain; the target (government, other); attention (alert, watch). */
export const Column = {
  shared: 0,
  domain: 2,
  gate: 2 + 2 * domains.length,
  target: 2 + 3 * domains.length,
  attention: 4 + 3 * domains.length,
} as const;
export const columns = 6 + 3 * domains.length;

/** What the weights of one token feature are multiplied with, before 1/√n. Letters are also divided by √(number of letter groups). */
export const featureFactors = { word: 0.25, pair: 0.18, denied: 0.18, letters: 0.25 } as const;
export const shortestLetters = 3;
export const longestLetters = 5;

/** Signs and token kinds that stand for what they are, not for their text. */
export const kindWords = { number: '#number', url: '#url', user: '#user' } as const;

/** Columns of the topic model: one a topic, in the order of `core/topics.ts`. */
export const topicColumns = topics.length;

/**
 * What is known of a word, as `Part.weights` holds it: its weights in the sentiment model (its letters included), those of the word when
 * it is denied, its weights in the topic model, its number for pairs (24 bits), and 1 when it is one of the sentiment model's words.
 */
export const deniedAt = columns;
export const topicAt = 2 * columns;
export const pairAt = topicAt + topicColumns;
export const knownAt = pairAt + 1;
export const wordSize = knownAt + 1;
