import { sql } from 'kysely';
import { RequestError } from '../core/errors.ts';
import type { Instant } from '../core/mention.ts';
import { dialectOf } from './dialect.ts';
import { type Position, toCursor } from './paging.ts';
import type { Db } from './schema.ts';
import { firstKeyOf, idOfKey, minuteOf } from './search-keys.ts';
import type { MentionQuery } from './search-mentions.ts';
import { rankByBm25 } from './search-mentions-bm25.ts';
import { type Found, type FoundRow, findIdsToRank } from './search-mentions-find.ts';
import { rankedBy, rankedParts } from './search-mentions-question.ts';

/** Hits among which the best are chosen: the newest. */
const rankedHits = 1_000;

/**
 * The best of the newest hits, by BM25; of equals the newer.
 * @returns null when there are no words to rank by
 * @throws RequestError 400 for a cursor that is not ours
 */
export async function findMostRelevant(db: Db, query: MentionQuery): Promise<Found | null> {
  const lead = rankedBy(db, query.node);
  if (lead === null) return null;
  const { cursor, ...rest } = query;
  const { newest, offset } = cursor === undefined ? { newest: null, offset: 0 } : parseRankCursor(cursor);
  // Later pages are of the same hits, whatever has come since.
  const before = newest === null ? rest : { ...rest, cursor: toCursor({ at: newest.at, id: newest.id + 1 }) };
  const { rows, lookedAt } = await findIdsToRank(db, before, lead, rankedHits);
  const first = rows[0];
  if (first === undefined) return { rows, next: null, lookedAt };
  const ranks =
    dialectOf(db) === 'postgres'
      ? await rankByBm25(
          db,
          rankedParts(query.node),
          rows.map(({ id }) => id),
        )
      : await rankOnSqlite(db, lead, rows);
  const order = new Map(rows.map(({ id }, index) => [id, index]));
  const sorted = [...rows].sort(
    (a, b) => (ranks.get(b.id) ?? 0) - (ranks.get(a.id) ?? 0) || (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0),
  );
  const end = offset + query.limit;
  const next = sorted.length > end ? toRankCursor(newest ?? { at: first.publishedAt, id: first.id }, end) : null;
  return { rows: sorted.slice(offset, end), next, lookedAt };
}

async function rankOnSqlite(db: Db, lead: string, rows: readonly FoundRow[]): Promise<ReadonlyMap<number, number>> {
  const minutes = rows.map(({ publishedAt }) => minuteOf(publishedAt));
  const top = firstKeyOf(Math.max(...minutes) + 1);
  const bottom = firstKeyOf(Math.min(...minutes));
  const ranked = await sql<{
    key: number;
    rank: number;
  }>`select rowid as key, bm25(mention_words) as rank from mention_words
    where mention_words match ${lead} and rowid < cast(${top} as integer) and rowid >= cast(${bottom} as integer)`.execute(
    db,
  );
  // FTS5's is the better the lower.
  return new Map(ranked.rows.map(({ key, rank }) => [idOfKey(key), -rank]));
}

function toRankCursor({ at, id }: Position, offset: number): string {
  return Buffer.from(JSON.stringify(['r', at, id, offset])).toString('base64url');
}

function parseRankCursor(cursor: string): { newest: Position; offset: number } {
  let parts: unknown = null;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    // Refused below.
  }
  const [kind, at, id, offset] = Array.isArray(parts) && parts.length === 4 ? (parts as unknown[]) : [];
  if (kind === 'r' && isInstant(at) && isCount(id) && isCount(offset)) {
    return { newest: { at, id }, offset };
  }
  throw new RequestError(400, 'invalid-cursor', 'kursor halaman tidak dikenal', [
    { where: 'cursor', message: 'pakai nilai `next` dari halaman sebelumnya, atau kosongkan' },
  ]);
}

function isInstant(value: unknown): value is Instant {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 && value <= 2 ** 52;
}
