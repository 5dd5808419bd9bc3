/** Keeps answers for a short time, so that a page opened by twenty people is reckoned once. */
export interface ShortMemory<T> {
  /** What was found for this key less than the time ago, or what `make` finds now. A failure is not kept. */
  get(key: string, now: Date, make: () => Promise<T>): Promise<T>;
}

/** @param forMs how long an answer is kept @param size how many are kept; the oldest go first */
export function createShortMemory<T>(forMs: number, size: number): ShortMemory<T> {
  const held = new Map<string, { readonly until: number; readonly answer: Promise<T> }>();
  return {
    get(key, now, make) {
      const known = held.get(key);
      const at = now.getTime();
      // A clock that was set back must not keep it longer.
      if (known !== undefined && at < known.until && at >= known.until - forMs) return known.answer;
      held.delete(key);
      const answer = make();
      held.set(key, { until: at + forMs, answer });
      answer.catch(() => held.delete(key));
      for (const oldest of held.keys()) {
        if (held.size <= size) break;
        held.delete(oldest);
      }
      return answer;
    },
  };
}
