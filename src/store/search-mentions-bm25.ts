import { sql } from 'kysely';
import type { SearchNode } from '../core/search-plan.ts';
import { isIn } from './dialect.ts';
import type { Db } from './schema.ts';
import { toTsquery } from './search-mentions-text.ts';

/** As FTS5 has them. */
const k1 = 1.2;
const b = 0.75;
/** How rare a word is, and how long a text usually is, is seen from so many of the newest. */
const sampleSize = 10_000;

/**
 * Okapi BM25 on PostgreSQL, as FTS5 reckons it, so that both databases put the same first: said more often in a shorter text, and a rare
 * phrase weighs more than a frequent one.
 * @param nodes what the words are taken from
 * @returns the higher the better, by id
 */
export async function rankByBm25(
  db: Db,
  nodes: readonly SearchNode[],
  ids: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const phrases = nodes.flatMap(phrasesOf);
  const terms = [...new Set(phrases.flat())];
  const { rarity, usualDifferent } = await loadSample(db, phrases);
  const { rows } = await sql<Candidate>`
    select mention_id as id, length(words) as different,
      (select coalesce(sum(cardinality(positions)), 0) from unnest(words)) as length,
      (select json_agg(json_build_array(lexeme, positions)) from unnest(words) where lexeme = any(${terms}::text[])) as found
    from mention_words where ${isIn(db, 'mention_words.mention_id', ids)}`.execute(db);
  const sumOf = (key: 'length' | 'different') => rows.reduce((sum, row) => sum + row[key], 0);
  // Counting every word of the sample would take longer than all the rest.
  const average = usualDifferent * (sumOf('length') / Math.max(1, sumOf('different')));
  return new Map(
    rows.map(({ id, length, found }) => {
      const places = new Map((found ?? []).map(([word, at]) => [word, new Set(at)]));
      const norm = k1 * (1 - b + (b * length) / Math.max(1, average));
      const score = phrases.reduce((sum, phrase, index) => {
        const times = countOf(phrase, places);
        return sum + ((rarity[index] ?? 0) * times * (k1 + 1)) / (times + norm);
      }, 0);
      return [id, score];
    }),
  );
}

interface Candidate {
  readonly id: number;
  readonly length: number;
  /** Words, repeats not counted. */
  readonly different: number;
  readonly found: readonly [string, readonly number[]][] | null;
}

/** Phrases that must or may occur. */
function phrasesOf(node: SearchNode): readonly (readonly string[])[] {
  switch (node.kind) {
    case 'phrase':
      return [node.words];
    case 'near':
      return [...node.left, ...node.right];
    case 'and':
    case 'or':
      return node.parts.flatMap(phrasesOf);
    default:
      return [];
  }
}

function countOf(phrase: readonly string[], places: ReadonlyMap<string, ReadonlySet<number>>): number {
  const [first = '', ...rest] = phrase;
  const starts = [...(places.get(first) ?? [])];
  return starts.filter((start) => rest.every((word, index) => places.get(word)?.has(start + index + 1) === true))
    .length;
}

async function loadSample(
  db: Db,
  phrases: readonly (readonly string[])[],
): Promise<{ readonly rarity: readonly number[]; readonly usualDifferent: number }> {
  const edge = await db
    .selectFrom('mentions')
    .select('id')
    .orderBy('id', 'desc')
    .offset(sampleSize)
    .limit(1)
    .executeTakeFirst();
  const hits = phrases.map(
    (words) => sql`count(*) filter (where words @@ ${toTsquery({ kind: 'phrase', words })}::tsquery)`,
  );
  const { rows } = await sql<{ total: number; length: number | null; hits: readonly number[] }>`
    select count(*) as total, avg(length(words)) as length, array[${sql.join(hits)}]::float8[] as hits
    from mention_words where mention_id > ${sql.lit(edge?.id ?? 0)}`.execute(db);
  const [sample] = rows;
  const total = sample?.total ?? 0;
  return {
    rarity: (sample?.hits ?? []).map((held) => Math.max(1e-6, Math.log((total - held + 0.5) / (held + 0.5)))),
    usualDifferent: sample?.length ?? 1,
  };
}
