import { sql } from 'kysely';
import type { Db } from '../schema.ts';
import { readParts, tableHash } from './parts.ts';
import { inSnapshot } from './read-rows.ts';
import { loadLastIds } from './sequences.ts';
import type { TableShape } from './shape.ts';

/** What a table holds, as it was read again. */
export interface TableSum {
  readonly name: string;
  readonly rows: number;
  readonly sha256: string;
}

/** Reads every row of a table and sums it up as an export does. */
export async function sumTable(db: Db, shape: TableShape): Promise<TableSum> {
  const parts: { sha256: string }[] = [];
  let rows = 0;
  await inSnapshot(db, async (snapshot) => {
    // What would have to be adjusted has another hash for it.
    for await (const part of readParts(snapshot, shape, () => {})) {
      rows += part.rows;
      parts.push({ sha256: part.sha256 });
    }
  });
  return { name: shape.name, rows, sha256: tableHash(parts) };
}

/** Whether every mention is in the search index, and nothing else. */
export async function isSearchWhole(db: Db): Promise<boolean> {
  const { rows } = await sql<{ mentions: number; indexed: number }>`
    select (select count(*) from mentions) as mentions, (select count(*) from mention_words) as indexed`.execute(db);
  return rows[0] !== undefined && rows[0].mentions === rows[0].indexed;
}

/** Tables whose next id would not be the one that the old database would have given. */
export async function listWrongIds(
  db: Db,
  shapes: readonly TableShape[],
  expected: Readonly<Record<string, number>>,
): Promise<readonly string[]> {
  const found = await loadLastIds(db, shapes);
  const names = new Set([...Object.keys(expected), ...Object.keys(found)]);
  return [...names].filter((name) => found[name] !== expected[name]).sort();
}
