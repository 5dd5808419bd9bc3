import { createHash } from 'node:crypto';
import type { Instant } from '../core/mention.ts';
import type { Notification } from '../core/notification.ts';

const firstDelayMs = 60_000;
const longestDelayMs = 3_600_000;
const giveUpAfterMs = 72 * 3_600_000;

/**
 * When to try a failed message again: 1 minute after the first attempt, twice as long after each further one, at most 1 hour,
 * spread by up to a fifth so that a recovering server is not met by all at once. Null once the message is 72 hours old.
 */
export function retryAt(notification: Pick<Notification, 'id' | 'attempts' | 'createdAt'>, now: Date): Instant | null {
  if (now.getTime() - Date.parse(notification.createdAt) >= giveUpAfterMs) return null;
  const doubled = firstDelayMs * 2 ** Math.min(Math.max(notification.attempts - 1, 0), 10);
  const delay = Math.min(doubled, longestDelayMs);
  return new Date(now.getTime() + Math.round(delay * (1 - 0.2 * spreadOf(notification)))).toISOString();
}

/** 0 … 1, the same for the same row and attempt. */
function spreadOf(notification: Pick<Notification, 'id' | 'attempts'>): number {
  const digest = createHash('sha256').update(`${notification.id}:${notification.attempts}`).digest();
  return digest.readUInt32BE(0) / 0xffff_ffff;
}
