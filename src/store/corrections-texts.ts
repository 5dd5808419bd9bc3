import type { Verdict } from '../core/correction.ts';
import type { Instant } from '../core/mention.ts';
import type { SentimentLabel } from '../core/score.ts';
import { isOfPresentText } from './corrections-rows.ts';
import { type Page, parseCursor, toPage } from './paging.ts';
import type { Db } from './schema.ts';

/** A text with the feeling that a person found in it, and no word of who wrote it. */
export interface JudgedText {
  readonly mentionId: number;
  readonly title: string | null;
  readonly text: string;
  readonly contentHash: string;
  /** As the person says; where the program was right, what it said. */
  readonly label: SentimentLabel;
  /** What the program says now; null while it has not read the text. */
  readonly machineLabel: SentimentLabel | null;
  readonly at: Instant;
}

/**
 * Texts whose feeling people have judged, newest verdict first: the office's own evaluation set. What is not about the regency, and texts
 * that were edited since, are left out.
 * @throws RequestError 400 for a cursor that is not ours
 */
export async function listJudgedTexts(
  db: Db,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string },
): Promise<Page<JudgedText>> {
  let select = db
    .selectFrom('corrections')
    .innerJoin('mentions', 'mentions.id', 'corrections.mentionId')
    .select(['corrections.mentionId', 'corrections.contentHash', 'corrections.verdict', 'corrections.said'])
    .select(['corrections.machineLabel', 'corrections.at', 'mentions.title', 'mentions.text'])
    .where('corrections.verdict', '<>', 'irrelevant')
    .where(isOfPresentText)
    .orderBy('corrections.at', 'desc')
    .orderBy('corrections.mentionId', 'desc')
    .limit(limit + 1);
  if (cursor !== undefined) {
    const after = parseCursor(cursor);
    select = select.where((eb) =>
      eb(eb.refTuple('corrections.at', 'corrections.mentionId'), '<', eb.tuple(after.at, after.id)),
    );
  }
  return toPage(
    await select.execute(),
    limit,
    (row) => ({ at: row.at, id: row.mentionId }),
    ({ verdict, said, machineLabel, ...row }) => ({
      ...row,
      label: labelOf(verdict as Verdict, said),
      machineLabel: machineLabel as SentimentLabel | null,
    }),
  );
}

function labelOf(verdict: Verdict, said: string | null): SentimentLabel {
  if (verdict === 'negative' || verdict === 'neutral' || verdict === 'positive') return verdict;
  return said === null ? 'unscored' : (JSON.parse(said) as { readonly label: SentimentLabel }).label;
}

/** Changes whenever a verdict does: what was reckoned from the texts is good until then. */
export async function stateOfCorrections(db: Db): Promise<string> {
  const { count, last } = await db
    .selectFrom('corrections')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.max('at').as('last')])
    .executeTakeFirstOrThrow();
  return `${count} ${last ?? ''}`;
}
