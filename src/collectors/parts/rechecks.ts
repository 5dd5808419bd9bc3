import { z } from 'zod';
import type { Instant } from '../../core/mention.ts';

/**
 * A post that is read again as it ages: its counts grow and people answer it, and no platform tells. A collector keeps a list of these
 * in its cursor, hands what is due on as the same post with new counts, and saves the list that `takeDue` leaves in the same step: when
 * the step fails, the old cursor stands and the post is due again. A collector that must remember more of a post extends the entry.
 */
export const Recheck = z.object({
  /** What the collector asks for it by: the platform's id. */
  id: z.string(),
  publishedAt: z.string(),
  nextAt: z.string(),
});
export type Recheck = z.infer<typeof Recheck>;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** After 1, 6 and 24 hours, then daily until the 14th day: ages in milliseconds, rising. */
export const byAge: readonly number[] = [
  hourMs,
  6 * hourMs,
  ...Array.from({ length: 14 }, (_, day) => (day + 1) * dayMs),
];

/** Daily until this day: for platforms where every look costs. */
export function dailyFor(days: number): readonly number[] {
  return Array.from({ length: days }, (_, day) => (day + 1) * dayMs);
}

/**
 * When a post is looked at next: at the first age of the schedule that it has not reached yet.
 * @returns null when it is past the last age, or when its time cannot be read
 */
export function planRecheck(
  id: string,
  publishedAt: Instant,
  now: Date,
  ages: readonly number[] = byAge,
): Recheck | null {
  const born = Date.parse(publishedAt);
  if (Number.isNaN(born)) return null;
  const age = ages.find((candidate) => born + candidate > now.getTime());
  return age === undefined ? null : { id, publishedAt, nextAt: new Date(born + age).toISOString() };
}

/**
 * Takes what is due, the longest overdue first.
 * @returns `rest` is the list to save: without what was taken and is past its last age, the others put off to their next age
 */
export function takeDue<T extends Recheck>(
  list: readonly T[],
  now: Date,
  limit: number,
  ages: readonly number[] = byAge,
): { readonly due: T[]; readonly rest: T[] } {
  const at = now.toISOString();
  const due = list
    .filter(({ nextAt }) => nextAt <= at)
    .sort((a, b) => (a.nextAt < b.nextAt ? -1 : a.nextAt > b.nextAt ? 1 : 0))
    .slice(0, Math.max(0, limit));
  const taken = new Set(due);
  const rest = list.flatMap((entry) => {
    if (!taken.has(entry)) return entry;
    const planned = planRecheck(entry.id, entry.publishedAt, now, ages);
    return planned === null ? [] : { ...entry, nextAt: planned.nextAt };
  });
  return { due, rest };
}

/**
 * Adds what `planRecheck` gave to a list that never grows over `max`: the oldest posts leave it first, because least still happens there.
 * A post that is listed already keeps its place.
 */
export function addRechecks<T extends Recheck>(list: readonly T[], planned: readonly (T | null)[], max: number): T[] {
  const known = new Set(list.map(({ id }) => id));
  const added = planned.filter((entry) => {
    if (entry === null || known.has(entry.id)) return false;
    known.add(entry.id);
    return true;
  }) as T[];
  const all = [...list, ...added];
  if (all.length <= max) return all;
  return all.sort((a, b) => (a.publishedAt > b.publishedAt ? -1 : a.publishedAt < b.publishedAt ? 1 : 0)).slice(0, max);
}

/** Drops a post that is gone, or that must not be asked for again. */
export function dropRecheck<T extends Recheck>(list: readonly T[], id: string): T[] {
  return list.filter((entry) => entry.id !== id);
}
