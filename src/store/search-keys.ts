import { sql } from 'kysely';
import type { Instant } from '../core/mention.ts';

/**
 * Row ids of the index on SQLite: minute of publication and id of the mention in one number, so that matches come out newest first.
 * The same sum stands in migration 0006, whose triggers delete by it.
 */

const firstMinute = Date.UTC(2000, 0, 1) / 60_000;
const maxMinute = 2 ** 25 - 1;
const idsPerMinute = 2 ** 28;

/** Of a row of `mentions`. */
export const keySql = sql<number>`(min(max(unixepoch(substr(mentions.published_at, 1, 16)) / 60 - ${sql.lit(firstMinute)}, 0),
  ${sql.lit(maxMinute)}) * ${sql.lit(idsPerMinute)} + mentions.id)`;

export function minuteOf(at: Instant): number {
  return Math.min(maxMinute, Math.max(0, Math.floor(Date.parse(at) / 60_000) - firstMinute));
}

export function minuteOfKey(key: number): number {
  return Math.floor(key / idsPerMinute);
}

export function idOfKey(key: number): number {
  return key % idsPerMinute;
}

export function firstKeyOf(minute: number): number {
  return minute * idsPerMinute;
}

/** Start of a minute. */
export function instantOf(minute: number): Instant {
  return new Date((minute + firstMinute) * 60_000).toISOString();
}
