import { setImmediate } from 'node:timers/promises';
import type { Pseudonyms } from '../core/pseudonym.ts';
import { pseudonymiseStored } from '../store/authors-backfill.ts';
import { applyErasures } from '../store/erasure.ts';
import { readErasures } from '../store/erasure-file.ts';
import type { Db } from '../store/schema.ts';

export interface PseudonymiseDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly pseudonyms: Pick<Pseudonyms, 'personOf'>;
  /** File that remembers erasures; null for a database without one. */
  readonly erasures: string | null;
  readonly signal: AbortSignal;
}

const stepSize = 200;

/**
 * Puts the authors of what an older version has stored behind pseudonyms, in short steps; nothing to do afterwards, nor in a new
 * database. Then what was erased is erased again, because it may have been found by a pseudonym only now.
 * @param maxSteps most steps of 200 mentions in one call
 * @returns whether more remains
 */
export async function pseudonymise(deps: PseudonymiseDeps, maxSteps: number): Promise<boolean> {
  const { db, pseudonyms, erasures, signal } = deps;
  let found = false;
  for (let step = 0; step < maxSteps; step++) {
    if (signal.aborted) return true;
    const { looked, more } = await pseudonymiseStored(db, pseudonyms.personOf, stepSize);
    found ||= looked > 0;
    if (!more) {
      if (found) await applyErasures(db, erasures === null ? [] : readErasures(erasures), deps.now());
      return false;
    }
    await setImmediate();
  }
  return true;
}
