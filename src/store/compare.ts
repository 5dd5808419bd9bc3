import type { CategoryCounts } from '../core/category.ts';
import type { Db } from './schema.ts';
import { countTopics, loadTotals, type TrendQuery } from './trends.ts';

/** The same counted in two periods. */
export interface Comparison {
  readonly now: CategoryCounts;
  readonly before: CategoryCounts;
  /** Every topic of either period, those that changed most first. */
  readonly topics: readonly { readonly topic: string; readonly now: number; readonly before: number }[];
}

export async function comparePeriods(
  db: Db,
  query: TrendQuery,
  before: { readonly from: string; readonly to: string },
): Promise<Comparison> {
  const earlier = { ...query, ...before };
  const now = await countTopics(db, query);
  const then = await countTopics(db, earlier);
  const topics = [...new Set([...now.keys(), ...then.keys()])].map((topic) => ({
    ...{ topic, now: now.get(topic) ?? 0, before: then.get(topic) ?? 0 },
  }));
  const change = (row: { readonly now: number; readonly before: number }): number => Math.abs(row.now - row.before);
  return {
    now: await loadTotals(db, query),
    before: await loadTotals(db, earlier),
    topics: topics.sort((a, b) => change(b) - change(a) || (a.topic < b.topic ? -1 : 1)),
  };
}
