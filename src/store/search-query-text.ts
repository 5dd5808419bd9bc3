import type { Region } from '../core/region.ts';
import { createFieldNames } from '../core/search-fields.ts';
import { planSearch, type SearchNode } from '../core/search-plan.ts';
import { printQuery, type QueryNode, type QueryProblem } from '../core/search-query.ts';
import { parseQuery } from '../core/search-query-parser.ts';
import type { Db } from './schema.ts';

export interface QueryReader {
  readonly db: Db;
  readonly region: Pick<Region, 'agencies' | 'districts' | 'timezone'>;
  readonly now: Date;
  readonly stemsOf: (text: string) => readonly string[];
}

/** A query as somebody typed it, read in the words of this installation. */
export interface ReadQuery {
  readonly tree: QueryNode | null;
  /** In the canonical spelling; empty when nothing is left of it. */
  readonly text: string;
  /** Finds nothing when nothing is left of a text that was not empty. */
  readonly node: SearchNode | null;
  /** For marking the hits. */
  readonly stems: ReadonlySet<string>;
  readonly problems: readonly QueryProblem[];
}

export async function readQuery({ db, region, now, stemsOf }: QueryReader, typed: string): Promise<ReadQuery> {
  // Only one field asks for them.
  const sources = /sumber/i.test(typed) ? await db.selectFrom('sources').select(['id', 'title']).execute() : [];
  const { tree, problems } = parseQuery(typed, createFieldNames(region, sources));
  const plan = planSearch(tree, { stemsOf, now, zone: region.timezone });
  const isLost = tree === null && typed.trim() !== '';
  return {
    tree,
    text: tree === null ? '' : printQuery(tree),
    node: isLost ? { kind: 'or', parts: [] } : plan.node,
    stems: plan.stems,
    problems: [...problems, ...plan.problems.map((message) => ({ start: 0, end: typed.length, message }))],
  };
}
