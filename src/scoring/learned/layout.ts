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
export const featureFactors = { word: 0.3, pair: 0.4, denied: 0.3, letters: 0.4 } as const;
export const shortestLetters = 3;
export const longestLetters = 5;

/** Signs and token kinds that stand for what they are, not for their text. */
export const kindWords = { number: '#number', url: '#url', user: '#user' } as const;

/** Columns of the topic model: one a topic, in the order of `core/topics.ts`. */
export const topicColumns = topics.length;

/**
 * What is known of a word, in one row: its weights in the sentiment model (its letters included), its number for pairs (24 bits; below
 * zero when it is none of the sentiment model's words), its weights in the topic model, and what it adds when it is denied. In the order
 * in which they are needed: a row spans several cache lines.
 */
export const pairAt = columns;
export const topicAt = pairAt + 1;
export const deniedAt = topicAt + topicColumns;
export const wordSize = deniedAt + columns;
