import { setTimeout } from 'node:timers/promises';

export interface Pacer {
  /** Resolves when the host may be asked again; each call takes one place in the host's queue. */
  turn(host: string, spacingMs: number, signal?: AbortSignal): Promise<void>;
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

/** Keeps at least `spacingMs` between the starts of two requests to one host, in the order they asked. */
export function createPacer(clock: PacerClock = realClock): Pacer {
  const nextFree = new Map<string, number>();
  return {
    async turn(host, spacingMs, signal) {
      const time = clock.now();
      const mine = Math.max(time, nextFree.get(host) ?? 0);
      nextFree.set(host, mine + spacingMs);
      // Hosts whose turn has passed need no memory.
      if (nextFree.size > 5_000) for (const [name, free] of nextFree) if (free < time) nextFree.delete(name);
      if (mine > time) await clock.sleep(mine - time, signal);
    },
  };
}
