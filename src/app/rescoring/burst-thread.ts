import { availableParallelism } from 'node:os';
import type { ScoreBeside } from '../../jobs/read-mentions.ts';
import type { ReadingHelper } from '../../jobs/score.ts';
import { dialectOf } from '../../store/dialect.ts';
import { countUnreadSources } from '../../store/first-round.ts';
import { countQueued } from '../../store/scores.ts';
import { listClaims } from '../claims.ts';
import type { Installation } from '../installation.ts';
import type { ClaimNews } from './rescore-messages.ts';
import { createRescoreThreads, type RescoreThreads } from './rescore-threads.ts';

export interface BurstThread extends ReadingHelper {
  /** Whatever this process learns of claims. */
  learn(news: ClaimNews): void;
  close(): Promise<void>;
}

export interface BurstOptions {
  /** Texts that wait, or may be expected of new sources, when the thread begins: to read fewer takes no longer than to start it. */
  readonly fewest?: number;
  /** Whether this machine has cores and memory for it. */
  readonly hasRoom?: () => boolean;
  readonly startThreads?: typeof createRescoreThreads;
}

/** When so few wait, the thread is ended. */
const fewestKept = 100;
/** What a source that was never read brings at least, in most cases: a thread that begins with the first collection is there when its texts are. */
const itemsOfNew = 20;
/** Some 100 MB for the thread, and as much again to spare. */
const leastMemory = 256 * 1_048_576;

/** On one core the thread would only take turns with this one. */
function machineHasRoom(): boolean {
  return availableParallelism() > 1 && process.availableMemory() >= leastMemory;
}

type Scored = Pick<Installation, 'db' | 'scorer' | 'office' | 'region' | 'config' | 'kind' | 'log'>;

interface Begun {
  /** By which it judges; once the office has other words, another thread is begun. */
  readonly stamp: string;
  /** Null until it is ready, and once it has ended. */
  threads: RescoreThreads | null;
  /** Claims that came and went since it was begun, for when it is ready. */
  readonly unlearned: ClaimNews[];
  readonly started: Promise<void>;
}

/**
 * A thread that reads texts while many wait (a first collection, a long time without network), and is closed when that is over: at rest
 * nobody pays for it. On PostgreSQL there are other workers instead.
 */
export function createBurstThread(
  installation: Scored,
  { fewest = 3_000, hasRoom = machineHasRoom, startThreads = createRescoreThreads }: BurstOptions = {},
): BurstThread {
  const { db, scorer, office, log } = installation;
  let begun: Begun | null = null;
  /** It did not start or ended by itself: until the burst is over this thread goes on alone. */
  let gaveUp = false;

  const close = async (): Promise<void> => {
    const ending = begun;
    begun = null;
    await ending?.started;
    await ending?.threads?.close();
  };

  const fail = (error: unknown): void => {
    log.warn({ err: error }, 'the thread that reads texts has ended: they are read on the main thread');
    gaveUp = true;
    void close();
  };

  const start = async (own: Begun): Promise<void> => {
    try {
      const words = office.current();
      const claims = await listClaims(db);
      if (begun !== own || scorer.stamp !== own.stamp) return;
      own.threads = await startThreads(installation, {
        ...{ threads: 1, office: words, claims, before: [], isPatient: false },
      });
      for (const news of own.unlearned) own.threads.learn(news);
    } catch (error) {
      if (begun === own) fail(error);
    }
  };

  const begin = (): void => {
    const parts = { stamp: scorer.stamp, threads: null, unlearned: [] };
    const own: Begun = Object.assign(parts, { started: Promise.resolve().then(() => start(own)) });
    begun = own;
  };

  return {
    async prepare() {
      if (dialectOf(db) !== 'sqlite') return;
      const waiting = (await countQueued(db, fewest)) + itemsOfNew * (await countUnreadSources(db, fewest));
      if (waiting < Math.min(fewest, fewestKept)) gaveUp = false;
      const isOver = waiting < Math.min(fewest, fewestKept) || begun?.stamp !== scorer.stamp;
      if (begun !== null && isOver) await close();
      if (begun === null && waiting >= fewest && !gaveUp && hasRoom()) begin();
      // To compile the scorer here as well would cost more than the wait.
      await begun?.started;
    },
    scoreAs(stamp): ScoreBeside | null {
      const threads = begun?.stamp === stamp ? begun.threads : null;
      if (threads === null) return null;
      return async (docs) => {
        try {
          return await threads.score(docs);
        } catch (error) {
          if (threads.hasEnded() && begun?.threads === threads) fail(error);
          throw error;
        }
      };
    },
    learn(news) {
      if (begun === null) return;
      if (begun.threads === null) begun.unlearned.push(news);
      else begun.threads.learn(news);
    },
    close,
  };
}
