import type { HostTurns } from '../core/shared-hosts.ts';

/** A shorter pause is waited for in place. */
const waitedPauseMs = 15_000;

interface Host {
  nextAt: number;
  pausedUntil: number;
}

/**
 * Turns of hosts for one process. Several clients may share them.
 * @param now milliseconds, never backwards
 */
export function createOwnTurns(now: () => number = () => performance.now()): HostTurns {
  const hosts = new Map<string, Host>();

  function of(name: string): Host {
    const known = hosts.get(name);
    if (known !== undefined) return known;
    if (hosts.size > 5_000) forget();
    const host = { nextAt: 0, pausedUntil: 0 };
    hosts.set(name, host);
    return host;
  }

  /** Hosts whose turn and pause have passed need no memory. */
  function forget(): void {
    const time = now();
    for (const [name, { nextAt, pausedUntil }] of hosts) {
      if (nextAt <= time && pausedUntil <= time) hosts.delete(name);
    }
  }

  return {
    // Who asks within one process asks one after the other: the longest wait is a host's own spacing.
    patienceMs: Number.POSITIVE_INFINITY,
    async reserve(name, { spacingMs }) {
      const host = of(name);
      const time = now();
      const pausedMs = host.pausedUntil - time;
      if (pausedMs > waitedPauseMs) return { isGranted: false, inMs: pausedMs, isPaused: true };
      const at = Math.max(time, host.nextAt, host.pausedUntil);
      host.nextAt = at + spacingMs;
      return { isGranted: true, inMs: at - time };
    },
    async pause(name, forMs) {
      const host = of(name);
      host.pausedUntil = Math.max(host.pausedUntil, now() + forMs);
    },
  };
}
