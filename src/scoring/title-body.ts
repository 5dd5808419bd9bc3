import type { Reason } from '../core/reasons.ts';
import type { SentimentLabel } from '../core/score.ts';
import type { Field, ReadDoc } from '../text/read.ts';
import type { SentimentUnit } from './sentiment-units.ts';

/** Shorter bodies are cuttings, which say no more than their title. */
const fewestBodyWords = 25;
/** How much lower the title's value must be than the body's: a near draw is none. */
const leastGap = 0.45;
/** Sum of the title's words of feeling, and how far the bad ones of the body may outweigh its good ones. */
const leastHarshness = 1.5;
const mostBadRest = 1.5;

/** What a title or a body says when it stands alone. */
export interface FieldSentiment {
  readonly label: SentimentLabel;
  /** −1 … 1 */
  readonly value: number;
}

/** A word of feeling: its first token, and what it adds to the document. */
type Feeling = Pick<SentimentUnit, 'first' | 'contribution'>;

/**
 * Tells of an article whose title is negative while its body is not: leaders see the title only. The words of feeling must say so
 * first, as they are known already; then both fields are scored alone, the body only when the title is negative.
 * @param units the words of feeling of the whole document
 * @param scoreField the sentiment of one field alone
 */
export function compareTitle(
  doc: ReadDoc,
  units: readonly Feeling[],
  scoreField: (field: Field) => FieldSentiment,
): Extract<Reason, 'title-harsher'> | null {
  if (doc.bodyStart === 0) return null;
  const { title: harshness, body: rest } = sumsOf(units, doc.bodyStart);
  if (harshness > -leastHarshness || rest < -mostBadRest || !hasBody(doc)) return null;
  const title = scoreField('title');
  if (title.label !== 'negative') return null;
  const body = scoreField('text');
  if (body.label !== 'neutral' && body.label !== 'positive') return null;
  return body.value - title.value >= leastGap ? 'title-harsher' : null;
}

function sumsOf(units: readonly Feeling[], bodyStart: number): { readonly title: number; readonly body: number } {
  let title = 0;
  let body = 0;
  for (const { first, contribution } of units) {
    if (first < bodyStart) title += contribution;
    else body += contribution;
  }
  return { title, body };
}

/** One field of a document, read as if it stood alone; token `at` of it is token `at + from` of the document. */
export function fieldOf(doc: ReadDoc, field: Field): { readonly part: ReadDoc; readonly from: number } {
  const { tokens, bodyStart } = doc;
  if (field === 'title') {
    const part = tokens.slice(0, bodyStart);
    return { part: { ...doc, text: '', tokens: part, words: wordsIn(doc, 0, bodyStart) }, from: 0 };
  }
  const part = tokens.slice(bodyStart);
  return {
    part: { ...doc, title: '', tokens: part, words: wordsIn(doc, bodyStart, tokens.length), bodyStart: 0 },
    from: bodyStart,
  };
}

function hasBody(doc: ReadDoc): boolean {
  let words = 0;
  for (let at = doc.bodyStart; at < doc.tokens.length && words < fewestBodyWords; at += 1) {
    const token = doc.tokens[at];
    if (token?.kind === 'word' && !token.aside) words += 1;
  }
  return words >= fewestBodyWords;
}

function wordsIn({ tokens }: ReadDoc, from: number, to: number): number {
  let words = 0;
  for (let at = from; at < to; at += 1) if (tokens[at]?.kind === 'word') words += 1;
  return words;
}
