import { setTimeout } from 'node:timers/promises';
import { untilAborted } from '../core/until-aborted.ts';

export interface Pacer {
  /**
   * Resolves when the host may be asked. One request at a time: what it resolves with must be called once the answer has been read,
   * also after a failure.
   * @throws the signal's reason; the place in the host's queue is then given up
   */
  turn(host: string, spacingMs: number, signal?: AbortSignal): Promise<() => void>;
}

export interface PacerClock {
  /** Milliseconds, never backwards. */
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

const realClock: PacerClock = {
  now: () => performance.now(),
  sleep: (ms, signal) => setTimeout(ms, undefined, signal === undefined ? {} : { signal }),
};

interface Host {
  /** Resolves when everybody who asked before is done. */
  last: Promise<void>;
  waiting: number;
  nextFree: number;
}

/**
 * One request at a time to one host, and at least `spacingMs` between the starts of two, in the order they asked: a slow host is never
 * asked by several at once.
 */
export function createPacer(clock: PacerClock = realClock): Pacer {
  const hosts = new Map<string, Host>();

  /** Hosts whose turn has passed need no memory. */
  function forget(): void {
    const time = clock.now();
    for (const [name, { waiting, nextFree }] of hosts) if (waiting === 0 && nextFree <= time) hosts.delete(name);
  }

  return {
    async turn(host, spacingMs, signal) {
      if (hosts.size > 5_000) forget();
      const state = hosts.get(host) ?? { last: Promise.resolve(), waiting: 0, nextFree: 0 };
      hosts.set(host, state);
      const before = state.last;
      let leave = (): void => {};
      state.last = new Promise((resolve) => {
        leave = resolve;
      });
      state.waiting += 1;
      let isDone = false;
      const done = (): void => {
        if (isDone) return;
        isDone = true;
        state.waiting -= 1;
        leave();
      };
      try {
        await (signal === undefined ? before : untilAborted(before, signal));
        const wait = state.nextFree - clock.now();
        if (wait > 0) await clock.sleep(wait, signal);
      } catch (error) {
        // Those behind still wait for those before.
        void before.then(done);
        throw error;
      }
      state.nextFree = clock.now() + spacingMs;
      return done;
    },
  };
}
