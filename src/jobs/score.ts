import { crashAt } from '../core/crash-point.ts';
import type { SourceRow } from '../core/source.ts';
import { inWriteTransaction } from '../store/dialect.ts';
import { isClosed } from '../store/score-stamps.ts';
import { listQueued, type ScoredRow, saveScores } from '../store/scores.ts';
import { listSources } from '../store/sources.ts';
import { type JudgeDeps, judgeMentions, learnClaims } from './judge.ts';
import { type Rescoring, rescoreStale } from './rescore.ts';

export interface ScoreDeps extends JudgeDeps {
  /** How what others have scored is gone through; everything is scored again, on this thread, if absent. */
  readonly rescoring?: Rescoring;
  /** Most batches in one call; all if absent. */
  readonly maxBatches?: number;
}

export interface ScoreSummary {
  readonly scored: number;
  /** Texts on which the scorer failed; stored as `unscored`. */
  readonly failed: number;
}

const batchSize = 200;
/** When batches are counted: how long earlier scores are gone through after them, before alerts and reports have their turn. */
const rescoreMs = 1_500;

/**
 * Scores what is new or edited, in batches, leaving the event loop free in between; then goes on with what another scorer or lexicon has
 * scored (`rescoreStale`).
 */
export async function scorePending(deps: ScoreDeps): Promise<ScoreSummary> {
  const { db } = deps;
  // Before anything is scored with a stamp, what it stands for is written down.
  await deps.rescoring?.open();
  let sources: ReadonlyMap<string, SourceRow> | null = null;
  let scored = 0;
  let failed = 0;
  for (let batch = 0; batch < (deps.maxBatches ?? Number.POSITIVE_INFINITY); batch++) {
    if (deps.signal.aborted) return { scored, failed };
    const mentions = await listQueued(db, batchSize);
    if (mentions.length === 0) {
      const mostMs = deps.maxBatches === undefined ? Number.POSITIVE_INFINITY : rescoreMs;
      const again = await rescoreStale(deps, { since: null, write: true, mostExamples: 0, mostMs });
      return { scored: scored + again.rescored, failed: failed + again.failed };
    }
    sources ??= new Map((await listSources(db)).map((source) => [source.id, source]));
    const judged = await judgeMentions(deps, mentions, sources);
    failed += judged.failed;
    const stored = await saveFresh(deps, judged.rows);
    crashAt('after-score-commit');
    scored += stored;
    learnClaims(deps, mentions, judged);
    // Every mention of the batch was edited meanwhile: the next call takes their new texts.
    if (stored === 0) break;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { scored, failed };
}

/** Nothing is stored with a stamp whose scores are being held against the next one: they would be left out. */
function saveFresh({ db, now }: ScoreDeps, rows: readonly ScoredRow[]): Promise<number> {
  return inWriteTransaction(db, async (trx) => {
    const stamp = rows[0]?.stamp;
    if (stamp === undefined || (await isClosed(trx, stamp))) return 0;
    return saveScores(trx, rows, now());
  });
}
