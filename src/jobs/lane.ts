/** Runs at most `slots` tasks at a time; the others wait in order. */
export interface Lane {
  run<T>(task: () => Promise<T>): Promise<T>;
}

export function createLane(slots: number): Lane {
  const waiting: (() => void)[] = [];
  let free = slots;
  return {
    async run(task) {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await task();
      } finally {
        // The slot is handed on without becoming free, so that a late comer cannot overtake.
        const next = waiting.shift();
        if (next === undefined) free += 1;
        else next();
      }
    },
  };
}
