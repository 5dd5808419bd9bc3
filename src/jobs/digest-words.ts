import type { Digest } from '../core/digest.ts';
import type { Region } from '../core/region.ts';
import { contentWords, wordsOf } from '../issues/words.ts';
import type { ReportQuery } from '../store/report-counts.ts';
import { listSample } from '../store/report-texts.ts';
import type { Db } from '../store/schema.ts';

/** Texts read for the words of a report: enough for any share to be right within three percent. */
const maxTexts = 1_500;
const maxWords = 10;
/** A word of fewer mentions does not stand out. */
const minCount = 3;

interface Said {
  readonly title: string | null;
  readonly text: string;
}

interface Query extends ReportQuery {
  /** Relevant mentions of the period. */
  readonly count: number;
}

/** Words that stand out in a period against the one before, from an even sample of both. */
export async function loadTopWords(
  db: Db,
  now: Query,
  before: Query,
  copies: ReadonlySet<number>,
  region: Region,
): Promise<Pick<Digest, 'topWords' | 'wordSample'>> {
  const read = async (query: Query): Promise<readonly Said[]> =>
    (await listSample(db, query, Math.max(1, Math.ceil(query.count / maxTexts)))).filter(({ id }) => !copies.has(id));
  const texts = await read(now);
  return {
    topWords: topWords(texts, await read(before), region),
    wordSample: { read: texts.length, of: Math.max(texts.length, now.count) },
  };
}

/**
 * Words that stand out: said in many mentions of the period, weighed by how much more often than the period before; most said first.
 * Names of the regency and its districts are left out; they are in every text.
 */
export function topWords(mentions: readonly Said[], before: readonly Said[], region: Region): Digest['topWords'] {
  const names = new Set(
    [
      region.name,
      region.shortName,
      region.province,
      ...region.aliases,
      ...region.districts.map(({ name }) => name),
    ].flatMap(wordsOf),
  );
  const now = countWords(mentions);
  const then = countWords(before);
  const share = (count: number, all: number) => (count + 1) / (all + 2);
  return [...now]
    .filter(([word, count]) => count >= minCount && word.length > 2 && /^\p{L}/u.test(word) && !names.has(word))
    .map(([word, count]) => {
      const rise = share(count, mentions.length) / share(then.get(word) ?? 0, before.length);
      return { word, count, weight: count * Math.max(0.01, Math.log(rise)) };
    })
    .sort((a, b) => b.weight - a.weight || a.word.localeCompare(b.word))
    .slice(0, maxWords)
    .map(({ word, count }) => ({ word, count }))
    .sort((a, b) => b.count - a.count || a.word.localeCompare(b.word));
}

/** In how many mentions each word is said. */
function countWords(mentions: readonly Said[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { title, text } of mentions) {
    for (const word of new Set(contentWords(wordsOf(`${title ?? ''} ${text}`)))) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return counts;
}
