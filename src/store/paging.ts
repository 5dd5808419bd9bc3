import { RequestError } from '../core/errors.ts';
import type { Instant } from '../core/mention.ts';

/** One page of a list; `next` is the cursor of the following page, null on the last. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** Where a page ended. Lists are ordered by time and then id, so equal times neither lose nor repeat a row. */
export interface Position {
  readonly at: Instant;
  readonly id: number;
}

export function toCursor(position: Position): string {
  return Buffer.from(JSON.stringify([position.at, position.id])).toString('base64url');
}

/** @throws RequestError 400 when it was not made by `toCursor` */
export function parseCursor(cursor: string): Position {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch (error) {
    throw invalidCursor(error);
  }
  if (!Array.isArray(parts) || parts.length !== 2) throw invalidCursor();
  const [at, id] = parts as unknown[];
  if (typeof at !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at)) throw invalidCursor();
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 1) throw invalidCursor();
  return { at, id };
}

/** Cursor of a list by name. */
export function toNameCursor(name: string): string {
  return Buffer.from(JSON.stringify([name])).toString('base64url');
}

/** @throws RequestError 400 when it was not made by `toNameCursor` */
export function parseNameCursor(cursor: string): string {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch (error) {
    throw invalidCursor(error);
  }
  if (!Array.isArray(parts) || parts.length !== 1 || typeof parts[0] !== 'string') throw invalidCursor();
  return parts[0];
}

function invalidCursor(cause?: unknown): RequestError {
  const error = new RequestError(400, 'invalid-cursor', 'kursor halaman tidak dikenal', [
    { where: 'cursor', message: 'pakai nilai `next` dari halaman sebelumnya, atau kosongkan' },
  ]);
  if (cause !== undefined) error.cause = cause;
  return error;
}

/** Cuts a page out of `limit + 1` rows. */
export function toPage<Row, T>(
  rows: readonly Row[],
  limit: number,
  positionOf: (row: Row) => Position,
  toItem: (row: Row) => T,
): Page<T> {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map(toItem), next: last === undefined ? null : toCursor(positionOf(last)) };
}
