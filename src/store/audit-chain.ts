import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Selectable } from 'kysely';
import type { AuditHead } from '../core/audit-head.ts';
import type { Instant } from '../core/mention.ts';
import { chunksOf, inWriteTransaction } from './dialect.ts';
import { storable } from './parameters.ts';
import type { Db } from './schema.ts';
import type { AuditTable } from './tables/people.ts';

/**
 * Every row of the audit trail carries a hash of itself and of the row before. Whoever edits, removes, inserts or moves one has to
 * write all later ones anew; the last hash is mailed every day, so that even this shows.
 */

type Content = Omit<Selectable<AuditTable>, 'hash'>;
type NewRow = Omit<Content, 'id'>;

/** @param previous hash of the row before */
export function linkOf(previous: string, { id, at, who, action, object, detail }: Content): string {
  const row = JSON.stringify([id, at, who, action, object, detail]);
  return createHash('sha256').update(`${previous}\n${row}`).digest('hex');
}

/** Adds rows at the end. One writer at a time, also beside transactions that do not take the writer's lock. */
export async function appendToChain(trx: Db, rows: readonly NewRow[]): Promise<void> {
  const head = await lockHead(trx);
  let { lastId: id, lastHash: hash } = head;
  const linked = rows.map((row) => {
    // As the database will hold it: what is hashed must be what is read.
    const kept = { ...row, who: storable(row.who), action: storable(row.action), object: storable(row.object) };
    const content = { ...kept, detail: row.detail === null ? null : storable(row.detail), id: id + 1 };
    id = content.id;
    hash = linkOf(hash, content);
    return { ...content, hash };
  });
  for (const chunk of chunksOf(linked, 7)) await trx.insertInto('audit').values(chunk).execute();
  await trx.updateTable('auditChain').set({ lastId: id, lastHash: hash }).where('id', '=', 1).execute();
}

/** SQLite has one writer anyway; on PostgreSQL the row is locked until the transaction ends. */
function lockHead(trx: Db) {
  return trx
    .updateTable('auditChain')
    .set((eb) => ({ lastId: eb.ref('lastId') }))
    .where('id', '=', 1)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function auditHead(db: Db): Promise<AuditHead> {
  const { lastId, lastHash } = await db
    .selectFrom('auditChain')
    .selectAll()
    .where('id', '=', 1)
    .executeTakeFirstOrThrow();
  return { id: lastId, hash: lastHash };
}

/**
 * `changed` a row does not fit the one before: it was edited, moved, or rows beside it were removed or put in · `cut` rows are missing
 * at the end · `beyond` rows stand outside what was written here · `other-head` the row that a mail named is not the same now.
 */
export type AuditFault = 'changed' | 'cut' | 'beyond' | 'other-head';

export interface AuditVerdict {
  /** Rows that were read. */
  readonly rows: number;
  readonly head: AuditHead;
  /** The first thing that is wrong; null when the trail is whole. */
  readonly fault: { readonly kind: AuditFault; readonly id: number } | null;
}

const batch = 2_000;

/**
 * Reads the whole trail without holding up others.
 * @param expected a head that was written down earlier, from the daily mail: its row must still be there, unchanged
 */
export async function verifyAudit(db: Db, expected: AuditHead | null = null): Promise<AuditVerdict> {
  const base = await baseOf(db);
  const walk = createWalk(base, expected);
  while (walk.take(await readAfter(db, walk.last().id))) await setImmediate();
  // What was added meanwhile, and the end of the trail, are looked at while nobody writes.
  return inWriteTransaction(db, async (trx) => {
    // Old rows were removed after their time while this read them.
    if ((await baseOf(trx)).id !== base.id) return verifyAudit(trx, expected);
    while (walk.take(await readAfter(trx, walk.last().id)));
    const head = await auditHead(trx);
    return { rows: walk.rows(), head, fault: walk.fault() ?? (await faultOfEnds(trx, base, walk.last(), head)) };
  });
}

async function baseOf(db: Db): Promise<AuditHead> {
  const chain = await db.selectFrom('auditChain').selectAll().where('id', '=', 1).executeTakeFirstOrThrow();
  return { id: chain.baseId, hash: chain.baseHash };
}

function readAfter(db: Db, id: number): Promise<Selectable<AuditTable>[]> {
  return db.selectFrom('audit').selectAll().where('id', '>', id).orderBy('id').limit(batch).execute();
}

function createWalk(base: AuditHead, expected: AuditHead | null) {
  let last = base;
  let count = 0;
  let fault: AuditVerdict['fault'] = null;
  let seen = expected === null || (expected.id === base.id && expected.hash === base.hash);
  return {
    last: () => last,
    rows: () => count,
    fault: () => fault ?? (seen || expected === null ? null : { kind: 'other-head' as const, id: expected.id }),
    /** @returns whether there is more to read */
    take(rows: readonly Selectable<AuditTable>[]): boolean {
      for (const { hash, ...content } of rows) {
        if (fault !== null) return false;
        count += 1;
        if (linkOf(last.hash, content) !== hash) fault = { kind: 'changed', id: content.id };
        last = { id: content.id, hash };
        seen ||= expected?.id === last.id && expected.hash === hash;
      }
      return fault === null && rows.length === batch;
    },
  };
}

async function faultOfEnds(trx: Db, base: AuditHead, last: AuditHead, head: AuditHead): Promise<AuditVerdict['fault']> {
  const before = await trx.selectFrom('audit').select('id').where('id', '<=', base.id).limit(1).executeTakeFirst();
  if (before !== undefined) return { kind: 'beyond', id: before.id };
  if (last.id < head.id) return { kind: 'cut', id: last.id + 1 };
  if (last.id > head.id) return { kind: 'beyond', id: head.id + 1 };
  return last.hash === head.hash ? null : { kind: 'changed', id: last.id };
}

/**
 * Removes rows whose time to be kept is over. The chain then begins after them, so that its check goes on to hold.
 * @param before rows older than this
 * @returns how many were removed
 */
export function pruneAudit(db: Db, before: Instant): Promise<number> {
  return inWriteTransaction(db, async (trx) => {
    const chain = await lockHead(trx);
    const kept = await trx
      .selectFrom('audit')
      .select((eb) => eb.fn.min<number | null>('id').as('id'))
      .where('at', '>=', before)
      .executeTakeFirst();
    const last = await trx
      .selectFrom('audit')
      .select(['id', 'hash'])
      .where('id', '<', kept?.id ?? chain.lastId + 1)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (last === undefined) return 0;
    await trx.updateTable('auditChain').set({ baseId: last.id, baseHash: last.hash }).where('id', '=', 1).execute();
    const { numDeletedRows } = await trx.deleteFrom('audit').where('id', '<=', last.id).executeTakeFirst();
    return Number(numDeletedRows);
  });
}
