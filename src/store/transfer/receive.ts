import { sql } from 'kysely';
import { crashAt } from '../../core/crash-point.ts';
import { dialectOf, inWriteTransaction } from '../dialect.ts';
import { findMeta, setMeta } from '../meta.ts';
import { layOutPartitions } from '../partitions.ts';
import type { Db } from '../schema.ts';
import { linkForward, loadLines } from './load-lines.ts';
import { type LastIds, setLastIds } from './sequences.ts';
import { movingRows, type TableShape } from './shape.ts';
import { forwardReference, seededTables } from './tables.ts';
import { dropWordsIndex } from './words-index.ts';

/** How far the filling of a database has come; kept in its `meta`, written with what it tells of. */
export interface Receiving {
  /** Which folder it is filled from: hash of its manifest. */
  readonly manifest: string;
  /** Parts that are in, in the order of the manifest. */
  readonly loaded: number;
  /** Parts of mentions whose references to later ones are in. */
  readonly linked: number;
  /** All rows are in, and last ids are set. */
  readonly prepared: boolean;
}

const stateKey = 'transfer';
const doneKey = 'transfer-done';

/** Null when nothing is under way. */
export async function findReceiving(db: Db): Promise<Receiving | null> {
  const text = await findMeta(db, stateKey);
  return text === null ? null : (JSON.parse(text) as Receiving);
}

/** Hash of the manifest that the database was filled from, to the end; null for none. */
export function findReceived(db: Db): Promise<string | null> {
  return findMeta(db, doneKey);
}

/** Tables that hold something which is not there from the start, with how many rows. */
export async function listFilled(
  db: Db,
  shapes: readonly TableShape[],
): Promise<readonly { readonly table: string; readonly rows: number }[]> {
  const filled = [];
  for (const shape of shapes.filter(({ name }) => !seededTables.includes(name))) {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from ${sql.raw(shape.name)} where ${sql.raw(movingRows(shape))}`.execute(db);
    const count = rows[0]?.count ?? 0;
    if (count > 0) filled.push({ table: shape.name, rows: count });
  }
  return filled;
}

/** What a database is laid out for before it is filled. */
export interface Layout {
  readonly manifest: string;
  readonly region: string;
  readonly months: readonly { readonly month: string; readonly firstId: number }[];
  readonly lastMentionId: number;
}

/** Marks an empty database as one that is being filled: the product does not start on it. */
export async function beginReceiving(db: Db, { manifest, region, months, lastMentionId }: Layout): Promise<Receiving> {
  const state = { manifest, loaded: 0, linked: 0, prepared: false };
  await inWriteTransaction(db, async (trx) => {
    for (const table of seededTables) await sql`delete from ${sql.table(table)}`.execute(trx);
    await layOutPartitions(trx, months, lastMentionId);
    await dropWordsIndex(trx);
    await setMeta(trx, 'kind', 'importing');
    await setMeta(trx, 'region', region);
    await setMeta(trx, stateKey, JSON.stringify(state));
  });
  return state;
}

/** Puts one part in and says so, both or neither. */
export async function receivePart(
  db: Db,
  state: Receiving,
  shape: TableShape,
  lines: readonly string[],
): Promise<Receiving> {
  const next = { ...state, loaded: state.loaded + 1 };
  await inWriteTransaction(db, async (trx) => {
    await loadLines(db, trx, shape, lines);
    await setMeta(trx, stateKey, JSON.stringify(next));
    crashAt('before-import-commit');
  });
  return next;
}

/** References of one part of mentions to later ones. */
export async function receiveLinks(db: Db, state: Receiving, lines: readonly string[]): Promise<Receiving> {
  const next = { ...state, linked: state.linked + 1 };
  await inWriteTransaction(db, async (trx) => {
    await linkForward(trx, lines);
    await setMeta(trx, stateKey, JSON.stringify(next));
  });
  return next;
}

/** Last ids, and the search index marked as one to be made of the texts. Once all rows are in. */
export async function prepareReceived(
  db: Db,
  state: Receiving,
  shapes: readonly TableShape[],
  lastIds: LastIds,
): Promise<Receiving> {
  const next = { ...state, prepared: true };
  await inWriteTransaction(db, async (trx) => {
    await setLastIds(trx, lastIds);
    await sql`insert into meta (key, value)
      select 'search-reindex', cast(max(id) as text) from ${sql.table(forwardReference.table)} having max(id) is not null`.execute(
      trx,
    );
    await setMeta(trx, stateKey, JSON.stringify(next));
  });
  if (dialectOf(db) === 'postgres') {
    await sql`analyze ${sql.join(shapes.map(({ name }) => sql.table(name)))}`.execute(db);
  }
  return next;
}

/** Makes the filled database one that the product starts on. @param lines the rows of `meta` */
export async function endReceiving(
  db: Db,
  state: Receiving,
  shape: TableShape,
  lines: readonly string[],
): Promise<void> {
  await inWriteTransaction(db, async (trx) => {
    await trx.deleteFrom('meta').where('key', 'in', ['kind', 'region', stateKey]).execute();
    await loadLines(db, trx, shape, lines);
    await setMeta(trx, doneKey, state.manifest);
  });
}
