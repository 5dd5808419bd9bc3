import { setTimeout } from 'node:timers/promises';
import { NotAskedError } from '../core/errors.ts';
import type { HostTurns, Turn } from '../core/shared-hosts.ts';
import { untilAborted } from '../core/until-aborted.ts';

export interface Pacer {
  /**
   * Resolves when the host may be asked. One request at a time: what it resolves with must be called once the answer has been read,
   * also after a failure.
   * @throws NotAskedError when it would have to wait for too long; the signal's reason: the place in the host's queue is then given up
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

interface Slot {
  readonly at: number;
  readonly spacingMs: number;
}

interface Host {
  /** Resolves when everybody who asked before is done. */
  last: Promise<void>;
  waiting: number;
  nextFree: number;
  /** Reserved among all, and not yet used: by one who gave up, or who waits for it. */
  slot: Slot | null;
  /** On its way. */
  reserving: Promise<Turn> | null;
  /** How long the last answer took. */
  tookMs: number;
}

/** How long nobody asks when turns cannot be had. */
const unknownPauseMs = 60_000;
/** A process that wakes later than this part of the spacing has missed its turn: the next belongs to another. */
const latePart = 0.25;
const leastLateMs = 50;

/**
 * One request at a time to one host from this process, in the order they asked, and at least `spacingMs` between the starts of two. Only
 * the first in the queue reserves a turn among all who share `turns`: waiting in the queue costs nobody anything.
 */
export function createPacer(turns: HostTurns, clock: PacerClock = realClock): Pacer {
  const hosts = new Map<string, Host>();

  function of(name: string): Host {
    const known = hosts.get(name);
    if (known !== undefined) return known;
    if (hosts.size > 5_000) forget();
    const host: Host = {
      last: Promise.resolve(),
      waiting: 0,
      nextFree: 0,
      slot: null,
      reserving: null,
      tookMs: 0,
    };
    hosts.set(name, host);
    return host;
  }

  /** Hosts whose turn has passed need no memory. */
  function forget(): void {
    const time = clock.now();
    for (const [name, { waiting, nextFree }] of hosts) if (waiting === 0 && nextFree <= time) hosts.delete(name);
  }

  const isLate = ({ at, spacingMs }: Slot): boolean => clock.now() - at > Math.max(leastLateMs, latePart * spacingMs);

  /** What one who was aborted had asked for serves the next. */
  function reserve(name: string, host: Host, spacingMs: number): Promise<Turn> {
    host.reserving ??= turns
      .reserve(name, { spacingMs, tookMs: host.tookMs })
      .then((turn) => {
        if (turn.isGranted) host.slot = { at: clock.now() + turn.inMs, spacingMs };
        return turn;
      })
      .finally(() => {
        host.reserving = null;
      });
    return host.reserving;
  }

  async function untilTurn(name: string, host: Host, spacingMs: number, signal: AbortSignal | undefined) {
    for (;;) {
      const { slot } = host;
      if (slot === null || slot.spacingMs < spacingMs || isLate(slot)) {
        host.slot = null;
        const reserved = reserve(name, host, spacingMs).catch((cause: unknown) => {
          throw unknownTurn(name, cause);
        });
        const turn = await (signal === undefined ? reserved : untilAborted(reserved, signal));
        if (!turn.isGranted) throw refused(name, turn);
        continue;
      }
      const wait = Math.max(slot.at, host.nextFree) - clock.now();
      if (wait > 0) await clock.sleep(Math.ceil(wait), signal);
      if (isLate(slot)) continue;
      host.slot = null;
      host.nextFree = clock.now() + spacingMs;
      return;
    }
  }

  return {
    async turn(name, spacingMs, signal) {
      const host = of(name);
      const queueMs = host.waiting * spacingMs;
      if (queueMs > turns.patienceMs) throw refused(name, { isGranted: false, inMs: queueMs, isPaused: false });
      const before = host.last;
      let leave = (): void => {};
      host.last = new Promise((resolve) => {
        leave = resolve;
      });
      host.waiting += 1;
      let isDone = false;
      const done = (): void => {
        if (isDone) return;
        isDone = true;
        host.waiting -= 1;
        leave();
      };
      try {
        await (signal === undefined ? before : untilAborted(before, signal));
        await untilTurn(name, host, spacingMs, signal);
      } catch (error) {
        // Those behind still wait for those before.
        void before.then(done);
        throw error;
      }
      const began = clock.now();
      return () => {
        if (!isDone) host.tookMs = clock.now() - began;
        done();
      };
    },
  };
}

function refused(host: string, { inMs, isPaused }: Turn & { isGranted: false }): NotAskedError {
  const seconds = Math.ceil(inMs / 1000);
  const retryAfterMs = Math.ceil(inMs);
  return isPaused
    ? new NotAskedError('host-paused', `${host} asked to be left alone for another ${seconds} s`, { retryAfterMs })
    : new NotAskedError('host-busy', `${host} has no turn free for ${seconds} s`, { retryAfterMs });
}

function unknownTurn(host: string, cause: unknown): NotAskedError {
  const said = cause instanceof Error ? cause.message : String(cause);
  return new NotAskedError('turn-unknown', `no turn at ${host} could be reserved: ${said}`, {
    cause,
    retryAfterMs: unknownPauseMs,
  });
}
