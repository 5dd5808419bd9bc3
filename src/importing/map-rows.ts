import type { RawPost } from '../core/mention.ts';
import type { MapRow } from './format.ts';
import type { ImportRow } from './rows.ts';
import { RowFault } from './values.ts';

export interface Rejection {
  readonly line: number;
  /** Indonesian. */
  readonly reason: string;
}

export interface MappedRows {
  readonly posts: readonly { readonly line: number; readonly post: RawPost }[];
  readonly rejected: readonly Rejection[];
}

/** Maps rows one by one; what is wrong with one row stays with it. */
export function mapRows(map: MapRow, rows: readonly ImportRow[]): MappedRows {
  const posts: { line: number; post: RawPost }[] = [];
  const rejected: Rejection[] = [];
  for (const row of rows) {
    const mapped = mapOne(map, row);
    if (typeof mapped === 'string') rejected.push({ line: row.line, reason: mapped });
    else if (mapped !== null) posts.push({ line: row.line, post: mapped });
  }
  return { posts, rejected };
}

function mapOne(map: MapRow, row: ImportRow): RawPost | string | null {
  if (row.isEmpty) return null;
  try {
    return map(row);
  } catch (error) {
    if (error instanceof RowFault) return error.message;
    throw error;
  }
}
