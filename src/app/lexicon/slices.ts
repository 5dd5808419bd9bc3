/** How long the event loop is held at a time. */
const sliceMs = 8;

/**
 * Does a piece of work for each item and lets others be served in between.
 * @param mostMs no item is begun after so long; none if absent
 * @returns how many were done
 */
export async function inSlices<T>(
  items: Iterable<T>,
  work: (item: T) => void,
  mostMs: number = Number.POSITIVE_INFINITY,
): Promise<number> {
  const end = performance.now() + mostMs;
  let sliceEnd = performance.now() + sliceMs;
  let done = 0;
  for (const item of items) {
    const now = performance.now();
    if (now >= end) break;
    if (now >= sliceEnd) {
      await new Promise((resolve) => setImmediate(resolve));
      sliceEnd = performance.now() + sliceMs;
    }
    work(item);
    done += 1;
  }
  return done;
}
