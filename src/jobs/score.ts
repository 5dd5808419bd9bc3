import { crashAt } from '../core/crash-point.ts';
import type { Mention } from '../core/mention.ts';
import type { SourceRow } from '../core/source.ts';
import { inWriteTransaction } from '../store/dialect.ts';
import { isClosed } from '../store/score-stamps.ts';
import { listQueued, type ScoredRow, saveScores } from '../store/scores.ts';
import { listSources } from '../store/sources.ts';
import { type JudgeDeps, judgeMentions, learnClaims } from './judge.ts';
import { type ReadVerdicts, readBeside, readMentions, type ScoreBeside } from './read-mentions.ts';
import { type Rescoring, rescoreStale } from './rescore.ts';

export interface ScoreDeps extends JudgeDeps {
  /** How what others have scored is gone through; everything is scored again, on this thread, if absent. */
  readonly rescoring?: Rescoring;
  /** Who reads texts while many wait; this thread itself if absent. */
  readonly helper?: ReadingHelper;
  /** Most batches in one call; all if absent. */
  readonly maxBatches?: number;
}

/** Another thread that scores texts, there while many wait. */
export interface ReadingHelper {
  /** Looks how many wait, and begins or ends the thread. Resolves when it is ready. */
  prepare(): Promise<void>;
  /** Null while there is no thread that judges as this stamp says. */
  scoreAs(stamp: string): ScoreBeside | null;
}

export interface ScoreSummary {
  readonly scored: number;
  /** Texts on which the scorer failed; stored as `unscored`. */
  readonly failed: number;
  /** The batches of this call are done, and more may wait. */
  readonly remains: boolean;
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
  await deps.helper?.prepare();
  const most = deps.maxBatches ?? Number.POSITIVE_INFINITY;
  let sources: ReadonlyMap<string, SourceRow> | null = null;
  let scored = 0;
  let failed = 0;
  let next: Batch | null = null;
  for (let batch = 1; batch <= most; batch++) {
    if (deps.signal.aborted) return { scored, failed, remains: false };
    const { mentions, read }: Batch = next ?? (await takeBatch(deps, 0));
    if (mentions.length === 0) {
      const mostMs = deps.maxBatches === undefined ? Number.POSITIVE_INFINITY : rescoreMs;
      const again = await rescoreStale(deps, { since: null, write: true, mostExamples: 0, mostMs });
      return { scored: scored + again.rescored, failed: failed + again.failed, remains: false };
    }
    sources ??= new Map((await listSources(db)).map((source) => [source.id, source]));
    const judged = await judgeMentions(deps, mentions, sources, await read());
    failed += judged.failed;
    // Every text is compared with what the fact checks of all batches before it answer; another thread reads on while these are stored.
    learnClaims(deps, mentions, judged);
    next = batch === most || deps.helper === undefined ? null : await takeBatch(deps, mentions.at(-1)?.id ?? 0);
    const stored = await saveFresh(deps, judged.rows);
    crashAt('after-score-commit');
    scored += stored;
    // Every mention of the batch was edited meanwhile: the next call takes their new texts.
    if (stored === 0) return { scored, failed, remains: false };
    // Texts that were edited meanwhile stand before these.
    if (next?.mentions.length === 0) next = null;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { scored, failed, remains: true };
}

interface Batch {
  readonly mentions: readonly Mention[];
  /** Begun already where another thread reads. */
  readonly read: () => Promise<ReadVerdicts>;
}

async function takeBatch(deps: ScoreDeps, after: number): Promise<Batch> {
  const mentions = await listQueued(deps.db, batchSize, after);
  const score = deps.helper?.scoreAs(deps.scorer.stamp) ?? null;
  if (score === null) return { mentions, read: () => readMentions(deps, mentions) };
  const reading = readBeside(deps, mentions, score);
  // Asked for when the batch before is stored, if it is.
  reading.catch(() => {});
  return { mentions, read: () => reading };
}

/** Nothing is stored with a stamp whose scores are being held against the next one: they would be left out. */
function saveFresh({ db, now }: ScoreDeps, rows: readonly ScoredRow[]): Promise<number> {
  return inWriteTransaction(db, async (trx) => {
    const stamp = rows[0]?.stamp;
    if (stamp === undefined || (await isClosed(trx, stamp))) return 0;
    return saveScores(trx, rows, now());
  });
}
