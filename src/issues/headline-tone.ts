import type { HeadlineTone } from '../core/digest.ts';
import type { MentionKind, SourceClass } from '../core/mention.ts';
import type { Evidence, ScoredDoc } from '../core/score.ts';
import { isNews } from './news.ts';

/** A report with headline and body, and the words that made its verdict. */
export interface ToldReport {
  readonly kind: MentionKind;
  readonly sourceClass: SourceClass;
  readonly title: string | null;
  readonly text: string;
  readonly score: Pick<ScoredDoc, 'sentiment'> | null;
}

export type HeadlineVerdict = Pick<HeadlineTone, 'title' | 'body'>;

/** A shorter headline says too little, and a shorter body is a cutting that says no more than its headline. */
const fewestTitleWords = 3;
const fewestBodyWords = 40;
/** Words without any weight to speak of tell nothing. */
const leastWeight = 0.03;
/** Share of all weights that the headline's own must have to carry a verdict: it is one line among many. */
const leastHeadline = 0.1;
/** How far bad words must outweigh good ones, or good ones bad ones, before they decide. */
const leastLead = 1.5;
/** How much of the headline's weight the bad words of a body may have that is called neutral: names of the matter stand in any body. */
const neutralShare = 0.25;

/**
 * What headline and body say, from the weights of the words in each; null for what has no headline or no real body, or was not scored.
 * Only proportions are looked at: weights are scaled so that they add up to the text's value, which says nothing about one field. A body in which bad words weigh as much as good ones is called negative: it is not the headline alone that says so.
 */
export function headlineVerdict({ title, text, score }: ToldReport): HeadlineVerdict | null {
  if (title === null || score === null || score.sentiment.label === 'unscored') return null;
  if (countWords(title, fewestTitleWords) < fewestTitleWords) return null;
  if (countWords(text, fewestBodyWords) < fewestBodyWords) return null;
  const headline = sumsOf(score.sentiment.evidence, 'title');
  const body = sumsOf(score.sentiment.evidence, 'text');
  const all = headline.good + headline.bad + body.good + body.bad;
  if (all < leastWeight) return null;
  return { title: headlineTone(headline, all), body: bodyTone(body, Math.abs(headline.good - headline.bad)) };
}

function headlineTone({ good, bad }: Sums, all: number): HeadlineTone['title'] {
  if (Math.abs(good - bad) < all * leastHeadline) return 'neutral';
  if (bad >= good * leastLead) return 'negative';
  return good >= bad * leastLead ? 'positive' : 'neutral';
}

/** @param headline weight of the headline, without its sign */
function bodyTone({ good, bad }: Sums, headline: number): HeadlineTone['body'] {
  const outweighs = good >= bad * leastLead;
  if (outweighs && good - bad >= headline) return 'positive';
  return outweighs || bad <= headline * neutralShare ? 'neutral' : 'negative';
}

/** "Judul negatif, isi netral": the headline alone makes it look bad. */
export function isHarsher(verdict: HeadlineVerdict | null): boolean {
  return verdict !== null && verdict.title === 'negative' && verdict.body !== 'negative';
}

/** From this share of an issue's reports the headlines are worth a flag. */
const leastShare = 1 / 3;

/**
 * Whether an issue looks worse in its headlines than in its texts; null when they agree, or when it has no reports with both.
 * @param reports members of the issue; only news reports are looked at. The example is the last of those that are so
 */
export function headlineToneOf(reports: readonly ToldReport[]): HeadlineTone | null {
  const told = reports.filter(isNews).flatMap((report) => {
    const verdict = headlineVerdict(report);
    return verdict === null ? [] : [{ report, verdict }];
  });
  const harsh = told.filter(({ verdict }) => isHarsher(verdict));
  const example = harsh.at(-1)?.report.title;
  if (example === undefined || example === null || harsh.length < told.length * leastShare) return null;
  const positive = harsh.filter(({ verdict }) => verdict.body === 'positive').length;
  return {
    title: 'negative',
    body: positive * 2 > harsh.length ? 'positive' : 'neutral',
    reports: harsh.length,
    of: told.length,
    example,
  };
}

/** Weights of good and of bad words, both without their sign. */
interface Sums {
  readonly good: number;
  readonly bad: number;
}

/** What the scorer could not give a place (`rest`) belongs to neither field. */
function sumsOf(evidence: readonly Evidence[], field: Evidence['field']): Sums {
  let good = 0;
  let bad = 0;
  for (const { field: own, weight, rule } of evidence) {
    if (own !== field || rule === 'rest') continue;
    if (weight > 0) good += weight;
    else bad -= weight;
  }
  return { good, bad };
}

/** Counts no further than needed: a body may be huge. */
function countWords(text: string, enough: number): number {
  let count = 0;
  for (const _word of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    count += 1;
    if (count >= enough) break;
  }
  return count;
}
