import { ConfigError, type Problem } from '../../core/errors.ts';
import type { Logger } from '../../core/log.ts';
import { adapterFolderOf } from '../adaptation/adapter-files.ts';
import { followAdapter } from '../adaptation/follow-adapter.ts';
import { applyKeptErasures, mirrorErasures } from '../privacy.ts';
import { openPseudonyms } from '../pseudonym-key.ts';
import { openSignInKey } from '../sign-in-key.ts';
import type { Regencies, Regency } from './regencies.ts';
import type { ProcessRole } from './roles.ts';

export interface Settling {
  /** Of this process: only where people sign in the key of their second factors has to be. */
  readonly roles: ReadonlySet<ProcessRole>;
  readonly log: Logger;
  readonly now: () => Date;
}

const mostProblems = 20;

/**
 * What every process of a host sees to before it shows, judges or hands out anything: that this host's keys are the ones the database was
 * filled with, that its scorer follows the same adapter as the others', and that what was erased for a person is not there any more, whoever
 * restored which backup. To be called by one process at a time; the tables exist.
 * @throws ConfigError naming every key that is another one, or is missing, and where it can be had
 */
export async function settleRegencies(everybody: readonly Regency[], settling: Settling): Promise<void> {
  const problems: Problem[] = [];
  for (const regency of everybody) {
    try {
      await settle(regency, settling);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length === 0) return;
  const rest = { where: 'mesin ini', message: `dan ${problems.length - mostProblems} masalah seperti itu lagi` };
  throw new ConfigError([...problems.slice(0, mostProblems), ...(problems.length > mostProblems ? [rest] : [])]);
}

async function settle({ db, config, code }: Regency, { roles, log, now }: Settling): Promise<void> {
  await openPseudonyms(db, config);
  if (roles.has('api')) await openSignInKey(db, config);
  const own = log.child({ regency: code });
  await followAdapter(db, adapterFolderOf(config), own);
  await applyKeptErasures({ db, config, log: own, now });
}

/** How long an erasure that was made on another host may stand in the database alone. */
const mirrorMs = 10 * 60_000;

/** Keeps the list of erasures on this host whole while the process runs. */
export function startErasureMirror({ all, shared }: Regencies, log: Logger): { close(): Promise<void> } {
  let round: Promise<void> = Promise.resolve();
  let isClosed = false;

  async function mirrorAll(): Promise<void> {
    for (const { db, config } of shared === null ? all : [...all, shared]) {
      if (isClosed) return;
      await mirrorErasures({ db, config, log }).catch((error: Error) =>
        log.warn({ error: error.message }, 'the list of erasures could not be compared'),
      );
    }
  }

  const timer = setInterval(() => {
    round = round.then(mirrorAll);
  }, mirrorMs);
  timer.unref();
  return {
    async close() {
      isClosed = true;
      clearInterval(timer);
      await round;
    },
  };
}
