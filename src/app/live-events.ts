import type { LiveEvent, Subscribe } from '../core/live.ts';

/** Passes what the jobs announce to everybody who listens now. */
export interface LiveEvents {
  announce(event: LiveEvent): void;
  readonly subscribe: Subscribe;
}

export function createLiveEvents(): LiveEvents {
  const listeners = new Set<(event: LiveEvent) => void>();
  return {
    announce: (event) => {
      for (const listener of listeners) listener(event);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
