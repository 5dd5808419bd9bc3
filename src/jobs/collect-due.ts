import type { Reader } from '../core/reader.ts';
import type { SourceRow } from '../core/source.ts';
import { findCredentialPause } from '../store/credentials.ts';
import { deferSource, listDueSources } from '../store/sources.ts';
import { type CollectDeps, type CollectOutcome, collectSource } from './collect.ts';
import { createLane, type Lane } from './lane.ts';

export interface CollectDueOptions {
  /** Sources read at a time while healthy; default 16. */
  readonly slots?: number;
  /** Sources read at a time whose last run alone failed; default 4. */
  readonly doubtfulSlots?: number;
  /** Sources read at a time whose last two runs failed; default 2. They cannot delay the others. */
  readonly slowSlots?: number;
  /**
   * Reads what sources send whose last run failed. With a thread of its own, what stalls a parser there keeps nobody else waiting;
   * the reader of all others if absent.
   */
  readonly doubtfulReader?: Reader;
}

export interface CollectRound {
  /**
   * Runs every source that is due and not running already, and resolves when those have ended; sources whose key is paused are put
   * off. May be called again while an earlier call is still busy: the slots are shared, so a hanging source holds up neither others nor the next call.
   * @throws what the database threw, once all other sources have ended
   */
  collectDue(): Promise<readonly CollectOutcome[]>;
}

/** Most sources taken in one call; the others are taken by the next. */
const maxDue = 1_000;
/** One failure happens to every site: it is asked among few others. From the second on a source may only hold up others like it. */
export const slowFrom = 2;
/** How often a source looks whether the pause of a shared key is over. */
const lookMs = 15 * 60_000;
/** Pause of a source after the database refused its step. */
const refusedPauseMs = 60_000;

export function createCollectRound(deps: CollectDeps, options: CollectDueOptions = {}): CollectRound {
  const healthy = createLane(options.slots ?? 16);
  const doubtfulLane = createLane(options.doubtfulSlots ?? 4);
  const slow = createLane(options.slowSlots ?? 2);
  const doubtful: CollectDeps = { ...deps, reader: options.doubtfulReader ?? deps.reader };
  const running = new Set<string>();
  /** Sources whose step the database refused: their due time could not be saved, and the site must not pay for that. */
  const notBefore = new Map<string, number>();

  async function run(source: SourceRow): Promise<CollectOutcome | null> {
    running.add(source.id);
    try {
      const outcome = await laneOf(source).run(() =>
        // The key is looked at when its turn has come: another source may just have found it refused.
        collectUnlessDeferred(source.errorCount > 0 ? doubtful : deps, source),
      );
      notBefore.delete(source.id);
      return outcome;
    } catch (error) {
      notBefore.set(source.id, deps.now().getTime() + refusedPauseMs);
      throw error;
    } finally {
      running.delete(source.id);
    }
  }

  function laneOf({ errorCount }: SourceRow): Lane {
    if (errorCount === 0) return healthy;
    return errorCount >= slowFrom ? slow : doubtfulLane;
  }

  /** A clock that was set back ends every pause. */
  function isPaused(id: string): boolean {
    const wait = (notBefore.get(id) ?? 0) - deps.now().getTime();
    return wait > 0 && wait <= refusedPauseMs;
  }

  return {
    async collectDue() {
      const due = await listDueSources(deps.db, deps.now(), maxDue);
      const results = await Promise.allSettled(due.filter(({ id }) => !running.has(id) && !isPaused(id)).map(run));
      const failure = results.find((result) => result.status === 'rejected');
      if (failure !== undefined) throw failure.reason;
      return results.flatMap((result) =>
        result.status === 'fulfilled' && result.value !== null ? [result.value] : [],
      );
    },
  };
}

/** One run of a source, or null when it was put off because its key is paused. */
export async function collectUnlessDeferred(deps: CollectDeps, source: SourceRow): Promise<CollectOutcome | null> {
  return (await deferWithKey(deps, source)) ? null : collectSource(deps, source);
}

/** Puts a source off whose key is paused; false when it may be read. Other processes and regencies may pause it as well. */
async function deferWithKey(deps: CollectDeps, { id, credential }: SourceRow): Promise<boolean> {
  if (credential === null) return false;
  const home = deps.keyHome?.(credential) ?? deps.db;
  const until = await findCredentialPause(home, credential, deps.now());
  if (until === null) return false;
  // Nobody here is told when a pause is over that another regency began: one looks now and then.
  const look = new Date(deps.now().getTime() + lookMs).toISOString();
  await deferSource(deps.db, id, home !== deps.db && look < until ? look : until);
  return true;
}

/** One round over the sources that are due now. */
export function collectDue(deps: CollectDeps, options: CollectDueOptions = {}): Promise<readonly CollectOutcome[]> {
  return createCollectRound(deps, options).collectDue();
}
