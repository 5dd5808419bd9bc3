import type { SearchNode } from '../core/search-plan.ts';
import { loadMentionViews } from './mention-rows.ts';
import { toCursor } from './paging.ts';
import type { Db } from './schema.ts';
import { type MentionPage, type MentionQuery, searchMentions } from './search-mentions.ts';
import { type Found, type FoundRow, findIds, mostLookedToCount } from './search-mentions-find.ts';
import { isText, toFts } from './search-mentions-text.ts';

export interface FacetCount {
  /** As the database holds it: `negative`, `99.02.01`. */
  readonly id: string;
  readonly count: number;
}

/** How the newest hits of a search divide. The most frequent first. */
export interface Facets {
  /** Hits that were counted, the newest. */
  readonly counted: number;
  /** Whether these are all hits. */
  readonly complete: boolean;
  readonly sentiment: readonly FacetCount[];
  readonly topic: readonly FacetCount[];
  readonly agency: readonly FacetCount[];
  /** Kecamatan; a desa counts for its kecamatan. */
  readonly district: readonly FacetCount[];
  readonly platform: readonly FacetCount[];
  readonly sourceClass: readonly FacetCount[];
}

/** Hits that are counted at most, 10 µs each; fewer where every row has to be asked for words. */
const countedHits = 3_000;
const countedDearly = 200;

type Hits = Omit<MentionQuery, 'limit' | 'cursor' | 'sort'>;

/** Counts over the newest hits, from short columns only; of words with a rare filter those among the newest matches. @param upTo hits that are counted at most, no more than 3,000 */
export async function loadFacets(db: Db, query: Hits, upTo: number = countedHits): Promise<Facets> {
  return divide(db, await findHits(db, query, upTo));
}

/** The first page of a search with its facets: where both are the newest hits they are looked for once. */
export async function searchWithFacets(
  db: Db,
  query: Omit<MentionQuery, 'cursor'>,
  upTo: number,
): Promise<{ readonly found: MentionPage; readonly facets: Facets }> {
  const { limit, sort, ...wanted } = query;
  const hits = await findHits(db, wanted, upTo);
  const facets = await divide(db, hits);
  const rows = hits.rows.slice(0, limit);
  const last = hits.rows.length > limit ? rows.at(-1) : undefined;
  if (sort === 'relevance' || (last === undefined && hits.next !== null)) {
    return { found: await searchMentions(db, query), facets };
  }
  const items = await loadMentionViews(
    db,
    rows.map(({ id }) => id),
  );
  const next = last === undefined ? null : toCursor({ at: last.publishedAt, id: last.id });
  return { found: { items, next, lookedAt: null, sort: 'newest' }, facets };
}

function findHits(db: Db, query: Hits, upTo: number): Promise<Found> {
  const most = Math.min(upTo, asksRowsForWords(query.node) ? countedDearly : countedHits);
  return findIds(db, { ...query, limit: most }, most, mostLookedToCount);
}

async function divide(db: Db, { rows, next }: Found): Promise<Facets> {
  const sources = await db.selectFrom('sources').select(['id', 'class']).execute();
  const classes = new Map(sources.map((source) => [source.id, source.class]));
  const countBy = (idOf: (row: FoundRow) => string | null): FacetCount[] => {
    const counts = new Map<string, number>();
    for (const row of rows) {
      const id = idOf(row);
      if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    return [...counts]
      .map(([id, count]) => ({ id, count }))
      .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
  };
  return {
    counted: rows.length,
    complete: next === null,
    sentiment: countBy(({ label }) => label),
    topic: countBy(({ topic }) => topic),
    agency: countBy(({ agency }) => agency),
    district: countBy(({ placeCode }) => placeCode?.split('.').slice(0, 3).join('.') ?? null),
    platform: countBy(({ platform }) => platform),
    sourceClass: countBy(({ voiceClass, sourceId }) => voiceClass ?? classes.get(sourceId) ?? null),
  };
}

/** Words that are not the way into the index: alternatives to a field, or only what must not occur. */
function asksRowsForWords(node: SearchNode | undefined): boolean {
  if (node === undefined) return false;
  const parts = node.kind === 'and' ? node.parts : [node];
  const texts = parts.filter(isText);
  if (texts.length > 0) return toFts({ kind: 'and', parts: texts }) === null;
  return parts.some((part) => part.kind !== 'field' && part.kind !== 'time');
}
