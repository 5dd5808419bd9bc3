/** Asks the database something that others wait for. @throws Error when it does not answer, or did not just now */
export type AskSoon = <T>(work: () => Promise<T>) => Promise<T>;

/** After a failure the database is left alone for a while: many wait, and each would wait for its own time-out. */
const restMs = 5_000;

/** @param timeoutMs how long an answer may take */
export function createAskSoon(timeoutMs = 5_000): AskSoon {
  let restUntil = 0;
  return async (work) => {
    if (performance.now() < restUntil) throw new Error('the database does not answer');
    try {
      return await withinTime(work(), timeoutMs);
    } catch (error) {
      restUntil = performance.now() + restMs;
      throw error;
    }
  };
}

async function withinTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the database did not answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
