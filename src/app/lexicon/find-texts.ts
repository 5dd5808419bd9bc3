import type { WordLookup } from '../../core/lexicon-desk.ts';
import { listIdsWith } from '../../store/lexicon-changes-texts.ts';
import type { Db } from '../../store/schema.ts';
import { stemsOf } from '../../text/stems.ts';

/** How far back a word is looked for. */
export const days = 30;
const dayMs = 86_400_000;

/** Ids of mentions that may hold a word, newest first. */
export interface Candidates {
  readonly ids: readonly number[];
  /** In some stretch of the time there are more. */
  readonly cut: boolean;
}

/**
 * Mentions of the last 30 days that may hold a word, by the search index: as typed, as it is read, and in the other spellings that are
 * read as it. What the index does not hold (emoji) is looked for among all. Some do not hold it: the stem is the same, not the word.
 * @param stretches equal parts of the time, of each of which the newest are taken
 * @param limit for each stretch
 */
export async function findCandidates(
  db: Db,
  { term, reading, spellings }: Pick<WordLookup, 'term' | 'reading' | 'spellings'>,
  now: Date,
  { stretches, limit }: { readonly stretches: number; readonly limit: number },
): Promise<Candidates> {
  const written = [term, reading.join(' '), ...spellings];
  const ways = new Map(
    written.map(stemsOf).flatMap((stems) => (stems.length === 0 ? [] : [[stems.join(' '), stems] as const])),
  );
  const length = (days * dayMs) / stretches;
  const ids: number[] = [];
  let cut = false;
  for (let stretch = 0; stretch < stretches; stretch += 1) {
    // What is dated a moment ahead of our clock belongs to the newest.
    const to = new Date(now.getTime() - stretch * length + (stretch === 0 ? dayMs : 0)).toISOString();
    const from = new Date(now.getTime() - (stretch + 1) * length).toISOString();
    const found = await listIdsWith(db, [...ways.values()], { from, to }, limit);
    ids.push(...found.ids);
    cut ||= found.more;
  }
  return { ids, cut };
}
