/** What reading the texts costs, on one thread. */
import type { EvaluationSet } from './evaluation-set.ts';
import type { Systems } from './systems.ts';

export interface Timed {
  readonly texts: number;
  readonly milliseconds: number;
  /** Lower-casing the same texts and splitting them into words: what any reader must pay. */
  readonly floorMilliseconds: number;
  readonly slowest: readonly {
    readonly set: string;
    readonly id: string;
    readonly characters: number;
    readonly milliseconds: number;
  }[];
}

const slowestShown = 10;
const rounds = 3;

/** Every text of the sets once more, each by itself; of three rounds the quickest counts, so that other work on the machine does not. */
export function timeSets(sets: readonly EvaluationSet[], systems: Systems): Timed {
  const texts = sets.flatMap(({ name, questions }) => (questions[0]?.rows ?? []).map((row) => ({ set: name, row })));
  const best = new Float64Array(texts.length).fill(Number.POSITIVE_INFINITY);
  let floorMilliseconds = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { row }] of texts.entries()) {
      const start = performance.now();
      systems.score(row, null);
      best[index] = Math.min(best[index] as number, performance.now() - start);
    }
    floorMilliseconds = Math.min(floorMilliseconds, splitAll(texts.map(({ row }) => `${row.title ?? ''} ${row.text}`)));
  }
  const timed = texts.map(({ set, row }, index) => ({
    set,
    id: row.id,
    characters: (row.title?.length ?? 0) + row.text.length,
    milliseconds: best[index] as number,
  }));
  return {
    texts: texts.length,
    milliseconds: best.reduce((sum, each) => sum + each, 0),
    floorMilliseconds,
    slowest: timed.sort((a, b) => b.milliseconds - a.milliseconds).slice(0, slowestShown),
  };
}

function splitAll(texts: readonly string[]): number {
  let words = 0;
  const start = performance.now();
  for (const text of texts) words += text.toLowerCase().match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  const spent = performance.now() - start;
  // Read, so that the work is not optimised away.
  return words < 0 ? 0 : spent;
}
