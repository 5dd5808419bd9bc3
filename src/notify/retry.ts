import { createHash } from 'node:crypto';
import type { Instant } from '../core/mention.ts';
import type { Notification } from '../core/notification.ts';

const firstDelayMs = 60_000;
/** A server that has come back is asked within so long. */
const longestDelayMs = 15 * 60_000;
/** What another side may ask for: never so short that we would hammer, never so long that the message is forgotten. */
const shortestAskedMs = 5_000;
const longestAskedMs = 24 * 3_600_000;
const giveUpAfterMs = 72 * 3_600_000;
/** Even one that is older (it was sent again by hand, or the program stood still for days) gets so many tries. */
const leastAttempts = 8;

/**
 * When to try a failed message again: 1 minute after the first attempt, twice as long after each further one, at most 15 minutes,
 * spread by up to a fifth so that a recovering server is not met by all at once; or when the other side said. Null once the message
 * is 72 hours old and was tried 8 times.
 * @param askedMs how long the other side asked us to wait; null when it did not say
 */
export function retryAt(
  notification: Pick<Notification, 'id' | 'attempts' | 'createdAt'>,
  now: Date,
  askedMs: number | null,
): Instant | null {
  const age = now.getTime() - Date.parse(notification.createdAt);
  if (age >= giveUpAfterMs && notification.attempts >= leastAttempts) return null;
  const spread = 0.2 * spreadOf(notification);
  return new Date(now.getTime() + Math.round(delayOf(notification.attempts, askedMs, spread))).toISOString();
}

function delayOf(attempts: number, askedMs: number | null, spread: number): number {
  const doubled = Math.min(firstDelayMs * 2 ** Math.min(Math.max(attempts - 1, 0), 10), longestDelayMs);
  if (askedMs === null) return doubled * (1 - spread);
  const asked = Math.min(Math.max(askedMs, shortestAskedMs), longestAskedMs) * (1 + spread / 2);
  // One that asks for seconds again and again is met less often.
  return attempts > 10 ? Math.max(asked, doubled) : asked;
}

/** 0 … 1, the same for the same row and attempt. */
function spreadOf(notification: Pick<Notification, 'id' | 'attempts'>): number {
  const digest = createHash('sha256').update(`${notification.id}:${notification.attempts}`).digest();
  return digest.readUInt32BE(0) / 0xffff_ffff;
}
