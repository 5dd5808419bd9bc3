import type { Selectable } from 'kysely';
import type { Instant } from '../core/mention.ts';
import type { ImportCounts, ImportJob, ImportPreview, ImportSettings, RejectedLine } from '../core/source-desk.ts';
import { type AuditEntry, writeAudit } from './audit.ts';
import { inWriteTransaction } from './dialect.ts';
import { type Page, parseCursor, toPage } from './paging.ts';
import type { Db, Tables } from './schema.ts';

export type ImportDraft = Pick<ImportJob, 'settings' | 'size' | 'sha256' | 'who' | 'at' | 'preview'>;

/** Most rejected lines that are kept; a file of the wrong form may have 100,000 of them. */
export const maxKeptRejections = 10_000;

/** A file was received and looked at. */
export function insertImport(db: Db, { settings, preview, ...draft }: ImportDraft): Promise<ImportJob> {
  return inWriteTransaction(db, async (trx) => {
    const { name, basis, ...rest } = settings;
    const row = await trx
      .insertInto('imports')
      .values({
        ...draft,
        name,
        basis,
        settings: JSON.stringify(rest),
        preview: JSON.stringify(preview),
        state: 'ready',
        result: null,
        rejected: null,
        fault: null,
        endedAt: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    const { who, at, size, sha256 } = draft;
    await note(trx, row.id, { at, who, action: 'import.upload', detail: { name, size, sha256, basis } });
    return toJob(row);
  });
}

/** Somebody says that a received file is to be imported. `false` when it is not waiting for that. */
export function beginImport(db: Db, id: number, who: string, at: Instant): Promise<boolean> {
  return inWriteTransaction(db, async (trx) => {
    if (!(await move(trx, id, 'ready', { state: 'running' }))) return false;
    await note(trx, id, { at, who, action: 'import.run', detail: null });
    return true;
  });
}

/** `false` when there is nothing to discard. */
export function discardImport(db: Db, id: number, who: string, at: Instant): Promise<boolean> {
  return inWriteTransaction(db, async (trx) => {
    if (!(await move(trx, id, 'ready', { state: 'discarded', endedAt: at }))) return false;
    await note(trx, id, { at, who, action: 'import.discard', detail: null });
    return true;
  });
}

export function endImport(
  db: Db,
  id: number,
  who: string,
  at: Instant,
  end: { readonly counts: ImportCounts; readonly rejected: readonly RejectedLine[] } | { readonly fault: string },
): Promise<void> {
  return inWriteTransaction(db, async (trx) => {
    const values =
      'fault' in end
        ? { state: 'failed', fault: end.fault }
        : {
            state: 'done',
            result: JSON.stringify(end.counts),
            rejected: JSON.stringify(end.rejected.slice(0, maxKeptRejections)),
          };
    await move(trx, id, 'running', { ...values, endedAt: at });
    const detail = 'fault' in end ? { fault: end.fault } : end.counts;
    await note(trx, id, { at, who, action: 'import.end', detail });
  });
}

/** What the process that held the files had not finished when it stopped: the files are gone with it. */
export async function abandonImports(db: Db, at: Instant, fault: string): Promise<void> {
  await db
    .updateTable('imports')
    .set({ state: 'failed', fault, endedAt: at })
    .where('state', 'in', ['ready', 'running'])
    .execute();
}

export async function findImport(db: Db, id: number): Promise<ImportJob | null> {
  const row = await db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toJob(row);
}

/** Lines that were rejected, by number; null when there is no such import. */
export async function listRejections(db: Db, id: number): Promise<readonly RejectedLine[] | null> {
  const row = await db.selectFrom('imports').select('rejected').where('id', '=', id).executeTakeFirst();
  if (row === undefined) return null;
  return row.rejected === null ? [] : (JSON.parse(row.rejected) as RejectedLine[]);
}

/** Newest first. @throws RequestError 400 for a cursor that is not ours */
export async function listImports(
  db: Db,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string },
): Promise<Page<ImportJob>> {
  let select = db
    .selectFrom('imports')
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (cursor !== undefined) {
    const after = parseCursor(cursor);
    select = select.where((eb) => eb(eb.refTuple('at', 'id'), '<', eb.tuple(after.at, after.id)));
  }
  return toPage(await select.execute(), limit, (row) => row, toJob);
}

async function move(
  trx: Db,
  id: number,
  from: ImportJob['state'],
  values: Partial<Selectable<Tables['imports']>>,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('imports')
    .set(values)
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

function note(trx: Db, id: number, entry: Omit<AuditEntry, 'object'>): Promise<void> {
  return writeAudit(trx, { ...entry, object: `import:${id}` });
}

function toJob(row: Selectable<Tables['imports']>): ImportJob {
  const { name, basis, settings, preview, result, rejected: _rejected, state, ...rest } = row;
  return {
    ...rest,
    state: state as ImportJob['state'],
    settings: { name, basis, ...(JSON.parse(settings) as Omit<ImportSettings, 'name' | 'basis'>) },
    preview: JSON.parse(preview) as ImportPreview,
    result: result === null ? null : (JSON.parse(result) as ImportCounts),
  };
}
