import type { KeywordPack } from '../core/keyword-pack.ts';
import type { Instant } from '../core/mention.ts';
import { addDays, instantAt, localDate } from '../core/time.ts';
import { writeAudit } from './audit.ts';
import { inWriteTransaction } from './dialect.ts';
import type { Db, Tables } from './schema.ts';
import { watchPacksSince } from './watch-queue.ts';

/** A pack with who changed it last. */
export interface StoredPack {
  readonly pack: KeywordPack;
  readonly updatedAt: Instant;
  readonly updatedBy: string;
}

/** How far back a changed pack is held against what is stored; hits from before stay as they were found. */
const againDays = 92;

/** By id. */
export async function listPacks(db: Db): Promise<readonly StoredPack[]> {
  return (await db.selectFrom('keywordPacks').selectAll().orderBy('id').execute()).map(toPack);
}

export async function findPack(db: Db, id: string): Promise<StoredPack | null> {
  const row = await db.selectFrom('keywordPacks').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toPack(row);
}

/** Changes whenever a pack was added, changed or removed. */
export async function packsState(db: Db): Promise<string> {
  const rows = await db.selectFrom('keywordPacks').select(['id', 'updatedAt', 'data']).orderBy('id').execute();
  return JSON.stringify(rows);
}

/** Whether a day of the regency is one of the pack's. */
export function isInForce({ from, to }: KeywordPack, now: Date, zone: string): boolean {
  const today = localDate(now, zone);
  return (from === null || from <= today) && (to === null || today <= to);
}

export type SavedPack = 'added' | 'changed' | 'unchanged';

/**
 * Stores a pack, in place of the one of its id, with a line on the audit trail that holds the pack as it was decided. What was published
 * within its days and the last 92 is held against it again. The same pack again changes nothing.
 * @param zone of the regency
 */
export function savePack(db: Db, pack: KeywordPack, who: string, now: Date, zone: string): Promise<SavedPack> {
  return inWriteTransaction(db, async (trx) => {
    const before = await findPack(trx, pack.id);
    const data = JSON.stringify(pack);
    if (before !== null && JSON.stringify(before.pack) === data) return 'unchanged';
    const at = now.toISOString();
    const { id, title, stage, from, to } = pack;
    const row = { title, stage, fromDate: from, toDate: to, data, updatedAt: at, updatedBy: who };
    await trx
      .insertInto('keywordPacks')
      .values({ id, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
    // Found on days that are no longer the pack's.
    await trx
      .deleteFrom('keywordHits')
      .where('packId', '=', id)
      .where((eb) =>
        eb.or([
          eb('publishedAt', '<', from === null ? '' : instantAt(from, 0, zone)),
          eb('publishedAt', '>=', to === null ? '9999' : instantAt(addDays(to, 1), 0, zone)),
        ]),
      )
      .execute();
    await writeAudit(trx, { at, who, action: 'pack.save', object: `pack:${id}`, detail: { pack } });
    await watchPacksSince(trx, new Date(now.getTime() - againDays * 86_400_000).toISOString());
    return before === null ? 'added' : 'changed';
  });
}

/** Removes a pack and what it has found; the audit trail keeps what it was. @returns whether there was one */
export function removePack(db: Db, id: string, who: string, now: Date): Promise<boolean> {
  return inWriteTransaction(db, async (trx) => {
    const before = await findPack(trx, id);
    if (before === null) return false;
    await trx.deleteFrom('keywordPacks').where('id', '=', id).execute();
    const entry = { at: now.toISOString(), who, action: 'pack.remove', object: `pack:${id}` };
    await writeAudit(trx, { ...entry, detail: { pack: before.pack } });
    return true;
  });
}

function toPack({ data, updatedAt, updatedBy }: Tables['keywordPacks']): StoredPack {
  return { pack: JSON.parse(data) as KeywordPack, updatedAt, updatedBy };
}
