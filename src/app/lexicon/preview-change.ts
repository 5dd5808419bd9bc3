import type { ChangePreview, FlippedText, WordLookup } from '../../core/lexicon-desk.ts';
import { type OfficeLexicon, withEntry } from '../../core/office-lexicon.ts';
import type { Doc, Scorer, SentimentLabel } from '../../core/score.ts';
import type { TextScorer } from '../../scoring/create-scorer.ts';
import { loadScoredTexts, type ScoredText } from '../../store/lexicon-changes-texts.ts';
import type { Db } from '../../store/schema.ts';
import { headOf } from '../adaptation/preview-flips.ts';
import { days, findCandidates } from './find-texts.ts';
import { inSlices } from './slices.ts';

/** Of each three days so many: a word that stands everywhere is judged by 1,500 mentions, spread over the month. */
const sample = { stretches: 10, limit: 150 };
const mostExamples = 30;
const pageSize = 50;
/** People wait for it. */
const patienceMs = 4_000;

export interface PreviewParts {
  readonly db: Db;
  readonly scorer: TextScorer;
  readonly now: Date;
  readonly patienceMs?: number;
}

/**
 * Which mentions of the last 30 days would get another feeling if a word had this weight. Changes nothing. Candidates come from the search
 * index, the newest 150 of every three days, and what is not reached in four seconds is not looked at: the answer says both.
 * @param weight null takes the word out
 */
export async function previewChange(
  { db, scorer, now, patienceMs: patience = patienceMs }: PreviewParts,
  lookup: WordLookup,
  office: OfficeLexicon,
  weight: number | null,
): Promise<ChangePreview> {
  const { ids, cut } = await findCandidates(db, lookup, now, sample);
  const { term } = lookup;
  const holds = scorer.finderOf({ version: 0, entries: [{ term, weight: 1 }] });
  const changed = { version: office.version + 1, entries: withEntry(office.entries, term, weight) };
  const before = scorer.scorerWith(office);
  const after = scorer.scorerWith(changed);
  const { stamp } = scorer;
  const counts = new Map<string, { before: SentimentLabel; after: SentimentLabel; count: number }>();
  const examples: FlippedText[] = [];
  let holding = 0;
  let byHand = 0;
  let flipped = 0;

  const judge = (text: ScoredText): void => {
    if (!holds(text.title, text.text)) return;
    holding += 1;
    if (text.byHand) {
      byHand += 1;
      return;
    }
    const was = text.stamp === stamp ? text.machineLabel : labelBy(before, text);
    const is = labelBy(after, text);
    if (was === is) return;
    flipped += 1;
    const key = `${was} ${is}`;
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { before: was, after: is, count: 1 });
    else known.count += 1;
    if (examples.length < mostExamples) {
      examples.push({ id: text.id, head: headOf(text.title, text.text), before: was, after: is });
    }
  };

  const end = performance.now() + patience;
  let looked = 0;
  // In no order of time, so that what is not reached is missing evenly too.
  const spread = spreadOut(ids);
  for (let from = 0; from < spread.length && performance.now() < end; from += pageSize) {
    const page = await loadScoredTexts(db, spread.slice(from, from + pageSize));
    looked += await inSlices(page, judge, end - performance.now());
  }
  return {
    ...{ term, before: lookup.office, after: weight, days, found: ids.length, cut, looked, holding, byHand, flipped },
    flips: [...counts.values()].sort((a, b) => b.count - a.count),
    examples: examples.sort((a, b) => b.id - a.id),
  };
}

function labelBy(scorer: Pick<Scorer, 'score'>, { id, title, text }: ScoredText): SentimentLabel {
  const doc: Doc = { id: String(id), title, text, publishedAt: null, platform: null };
  return scorer.score([doc])[0]?.sentiment.label ?? 'unscored';
}

/** Every 16th first, then those beside them, and so on: any beginning of it lies evenly over the whole. */
export function spreadOut<T>(items: readonly T[]): readonly T[] {
  const stride = 16;
  return Array.from({ length: stride }, (_, offset) => items.filter((__, index) => index % stride === offset)).flat();
}
