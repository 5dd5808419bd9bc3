import type { Selectable } from 'kysely';
import { type DigestEdits, noEdits, type StoredEdits } from '../core/digest-edits.ts';
import { writeAudit } from './audit.ts';
import { inWriteTransaction } from './dialect.ts';
import type { Db, Tables } from './schema.ts';

/** Who changes a report, and when. @param date of the report, without a number of correction */
export interface EditByHand {
  readonly date: string;
  readonly who: string;
  readonly now: Date;
}

export async function findEdits(db: Db, date: string): Promise<StoredEdits | null> {
  const row = await db.selectFrom('digestEdits').selectAll().where('date', '=', date).executeTakeFirst();
  return row === undefined ? null : toStored(row);
}

/** Replaces what was changed in a report. What was approved was another text: the approval is gone. */
export async function saveEdits(db: Db, { date, who, now }: EditByHand, edits: DigestEdits): Promise<StoredEdits> {
  const at = now.toISOString();
  const content = { data: JSON.stringify(edits), editedBy: who, editedAt: at, approvedBy: null, approvedAt: null };
  return inWriteTransaction(db, async (trx) => {
    const before = await findEdits(trx, date);
    await trx
      .insertInto('digestEdits')
      .values({ date, ...content })
      .onConflict((conflict) => conflict.column('date').doUpdateSet(content))
      .execute();
    const withdrawn = before?.approvedBy ?? null;
    await writeAudit(trx, { at, who, action: 'digest.edit', object: `digest:${date}`, detail: { edits, withdrawn } });
    return { edits, editedBy: who, editedAt: at, approvedBy: null, approvedAt: null };
  });
}

/** Stands for an editor where a report was only approved. */
const nobody = '';

/** Says that the report is right as it stands, with what was changed so far. */
export async function approveDigest(db: Db, { date, who, now }: EditByHand): Promise<StoredEdits> {
  const at = now.toISOString();
  return inWriteTransaction(db, async (trx) => {
    const approval = { approvedBy: who, approvedAt: at };
    await trx
      .insertInto('digestEdits')
      .values({ date, data: JSON.stringify(noEdits), editedBy: nobody, editedAt: at, ...approval })
      .onConflict((conflict) => conflict.column('date').doUpdateSet(approval))
      .execute();
    await writeAudit(trx, { at, who, action: 'digest.approve', object: `digest:${date}`, detail: null });
    return { ...((await findEdits(trx, date)) ?? { edits: noEdits, editedBy: null, editedAt: null }), ...approval };
  });
}

function toStored({ date: _, data, editedBy, editedAt, ...approval }: Selectable<Tables['digestEdits']>): StoredEdits {
  const edits: DigestEdits = { ...noEdits, ...(JSON.parse(data) as Partial<DigestEdits>) };
  const editor = editedBy === nobody ? { editedBy: null, editedAt: null } : { editedBy, editedAt };
  return { edits, ...editor, ...approval };
}
