import { machineOf, type StoredScore } from '../core/correction.ts';
import type { Instant } from '../core/mention.ts';
import type { SentimentLabel } from '../core/score.ts';
import type { SearchNode } from '../core/search-plan.ts';
import { wordsOfStems } from '../core/search-words.ts';
import { isOfPresentText } from './corrections-rows.ts';
import { isIn } from './dialect.ts';
import type { Db } from './schema.ts';
import { findIds } from './search-mentions-find.ts';
import { listStaleIds } from './stale-scores.ts';
import type { Period } from './stats.ts';

/**
 * Ids of mentions published in a period that hold one of the ways to write a word, newest first.
 * @param ways stems by way to write it, in the order of the words; none at all stands for every mention
 * @returns `more` when there are older ones beyond the limit, or beyond what one search looks at
 */
export async function listIdsWith(
  db: Db,
  ways: readonly (readonly string[])[],
  { from, to }: Period,
  limit: number,
): Promise<{ readonly ids: readonly number[]; readonly more: boolean }> {
  const parts = ways.map((stems): SearchNode => ({ kind: 'phrase', words: wordsOfStems(stems.join(' ')) }));
  const node: SearchNode | undefined = parts.length === 0 ? undefined : { kind: 'or', parts };
  const found = await findIds(db, { ...(node === undefined ? {} : { node }), from, to, limit }, limit);
  return { ids: found.rows.map(({ id }) => id), more: found.next !== null };
}

/** A scored text with what the program says of it. */
export interface ScoredText {
  readonly id: number;
  readonly title: string | null;
  readonly text: string;
  readonly publishedAt: Instant;
  /** As shown. */
  readonly label: SentimentLabel;
  /** What the program said, with this stamp, whatever a person has said. */
  readonly machineLabel: SentimentLabel;
  readonly stamp: string;
  /** A person has judged it. */
  readonly byHand: boolean;
}

/** In the order of the ids; those that are gone or have no score are left out. */
export async function loadScoredTexts(db: Db, ids: readonly number[]): Promise<readonly ScoredText[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('scores')
    .innerJoin('mentions', 'mentions.id', 'scores.mentionId')
    .leftJoin('corrections', (join) => join.onRef('corrections.mentionId', '=', 'mentions.id').on(isOfPresentText))
    .select(['mentions.id', 'mentions.title', 'mentions.text', 'mentions.publishedAt'])
    .select(['scores.label', 'scores.stamp', 'corrections.verdict'])
    .select((eb) =>
      eb.case().when('corrections.verdict', 'is not', null).then(eb.ref('scores.detail')).else(null).end().as('detail'),
    )
    .where(isIn(db, 'mentions.id', ids))
    .execute();
  const byId = new Map(
    rows.map(({ verdict, detail, ...row }): [number, ScoredText] => {
      const label = row.label as SentimentLabel;
      const machine = detail === null ? label : machineOf(JSON.parse(detail) as StoredScore).sentiment.label;
      return [row.id, { ...row, label, machineLabel: machine, byHand: verdict !== null }];
    }),
  );
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Scored mentions that another scorer or other words have scored and the present ones have not looked at, counted up to a limit. */
export async function countStale(db: Db, stamp: string, limit: number): Promise<number> {
  return (await listStaleIds(db, stamp, limit)).length;
}
