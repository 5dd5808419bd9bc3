import type { OfficeLexicon } from '../../core/office-lexicon.ts';
import type { Region } from '../../core/region.ts';
import type { Doc, Scorer, SentimentLabel } from '../../core/score.ts';
import { createScorer } from '../../scoring/create-scorer.ts';
import type { Models } from '../../scoring/learned/word-weights.ts';
import { listRecentTexts } from '../../store/recent-texts.ts';
import type { Db } from '../../store/schema.ts';
import type { Knowledge } from '../knowledge.ts';

export interface FlipPreview {
  readonly days: number;
  /** Stored mentions that were judged twice. */
  readonly judged: number;
  /** True when there were more than are worth the wait: the newest were taken. */
  readonly cut: boolean;
  readonly flipped: number;
  readonly examples: readonly FlipExample[];
}

export interface FlipExample {
  /** The title, or how the text begins. */
  readonly title: string;
  readonly url: string | null;
  readonly before: SentimentLabel;
  readonly after: SentimentLabel;
}

const days = 30;
const pageSize = 500;
const mostJudged = 20_000;
const mostExamples = 10;

/** How other models would change the verdicts on what was published in the last 30 days. Changes nothing. */
export async function previewFlips(
  db: Db,
  { lexicons, gazetteer, common }: Knowledge,
  region: Region,
  models: { readonly before: Models; readonly after: Models },
  office: OfficeLexicon,
  now: Date,
): Promise<FlipPreview> {
  const scorerOf = (used: Models) =>
    createScorer({ lexicons, models: used, region, otherRegencies: gazetteer, common, office: () => office });
  const scorers = [scorerOf(models.before), scorerOf(models.after)] as const;
  const since = new Date(now.getTime() - days * 86_400_000).toISOString();
  const examples: FlipExample[] = [];
  let judged = 0;
  let flipped = 0;
  for (let before: { publishedAt: string; id: number } | null = null; judged < mostJudged; ) {
    const page = await listRecentTexts(db, since, before, pageSize);
    const docs = page.map(({ id, title, text }) => ({
      id: String(id),
      title,
      text,
      publishedAt: null,
      platform: null,
    }));
    const [old, fresh] = scorers.map((scorer) => labelsOf(scorer, docs)) as [SentimentLabel[], SentimentLabel[]];
    for (const [index, { title, text, url }] of page.entries()) {
      const [was, is] = [old[index] as SentimentLabel, fresh[index] as SentimentLabel];
      if (was === is) continue;
      flipped += 1;
      if (examples.length < mostExamples) examples.push({ title: headOf(title, text), url, before: was, after: is });
    }
    judged += page.length;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return { days, judged, cut: false, flipped, examples };
    before = last;
  }
  return { days, judged, cut: true, flipped, examples };
}

function labelsOf(scorer: Scorer, docs: readonly Doc[]): SentimentLabel[] {
  return scorer.score(docs).map(({ sentiment }) => sentiment.label);
}

const headLength = 90;

/** One line that tells the reader which mention it is. */
export function headOf(title: string | null, text: string): string {
  // Control characters would be obeyed by a terminal.
  const plain = (title ?? text)
    .slice(0, 500)
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
  return plain.length <= headLength ? plain : `${plain.slice(0, headLength - 1).trimEnd()}…`;
}
