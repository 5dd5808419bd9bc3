import type { Selectable } from 'kysely';
import { RequestError } from '../core/errors.ts';
import type { Instant, Platform } from '../core/mention.ts';
import { answerWithinMs, type SubjectRequest, type SubjectRequestKind } from '../core/subject.ts';
import { writeAudit } from './audit.ts';
import { inWriteTransaction, isIn } from './dialect.ts';
import { blot } from './erasure-copies.ts';
import { type Page, parseCursor, toPage } from './paging.ts';
import type { Db, Tables } from './schema.ts';

export interface SubjectRequestDraft {
  readonly kind: SubjectRequestKind;
  readonly requester: string;
  readonly contact: string | null;
  readonly pseudonym: string | null;
  readonly platform: Platform | null;
  readonly mentionIds: readonly number[];
  readonly note: string | null;
  readonly receivedAt: Instant;
  readonly who: string;
  readonly now: Date;
}

/** @returns its id */
export function addSubjectRequest(db: Db, draft: SubjectRequestDraft): Promise<number> {
  const { mentionIds, who, now, ...rest } = draft;
  const dueAt = new Date(Date.parse(draft.receivedAt) + answerWithinMs).toISOString();
  const open = { endedAt: null, outcome: null, legalGround: null, answer: null, result: null, endedBy: null };
  return inWriteTransaction(db, async (trx) => {
    const { id } = await trx
      .insertInto('subjectRequests')
      .values({ ...rest, ...open, mentionIds: JSON.stringify(mentionIds), dueAt, createdBy: who })
      .returning('id')
      .executeTakeFirstOrThrow();
    const detail = { kind: draft.kind, dueAt };
    const object = `subject-request:${id}`;
    await writeAudit(trx, { at: now.toISOString(), who, action: 'subject.request', object, detail });
    return id;
  });
}

function toRequest(row: Selectable<Tables['subjectRequests']>): SubjectRequest {
  return {
    ...row,
    kind: row.kind as SubjectRequestKind,
    platform: row.platform as Platform | null,
    mentionIds: JSON.parse(row.mentionIds) as readonly number[],
    outcome: row.outcome as SubjectRequest['outcome'],
    result: row.result === null ? null : (JSON.parse(row.result) as Readonly<Record<string, number>>),
  };
}

export async function findSubjectRequest(db: Db, id: number): Promise<SubjectRequest | null> {
  const row = await db.selectFrom('subjectRequests').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toRequest(row);
}

/** Those that wait, the one due first in front; so what is overdue leads. */
export async function listOpenRequests(db: Db, limit: number): Promise<SubjectRequest[]> {
  const rows = await db
    .selectFrom('subjectRequests')
    .selectAll()
    .where('endedAt', 'is', null)
    .orderBy('dueAt')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(toRequest);
}

/** All of them, last received first. @throws RequestError 400 for a cursor that is not ours */
export async function listSubjectRequests(
  db: Db,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string },
): Promise<Page<SubjectRequest>> {
  let select = db
    .selectFrom('subjectRequests')
    .selectAll()
    .orderBy('receivedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (cursor !== undefined) {
    const after = parseCursor(cursor);
    select = select.where((eb) => eb(eb.refTuple('receivedAt', 'id'), '<', eb.tuple(after.at, after.id)));
  }
  return toPage(await select.execute(), limit, (row) => ({ at: row.receivedAt, id: row.id }), toRequest);
}

export interface RequestEnd {
  readonly id: number;
  readonly outcome: 'done' | 'refused';
  readonly legalGround: string | null;
  readonly answer: string | null;
  readonly result: Readonly<Record<string, number>> | null;
  readonly who: string;
  readonly now: Date;
}

/**
 * Ends a request. After an erasure who asked for it is forgotten as well: only the pseudonym and the counts stay.
 * @throws RequestError 404 · 409 when it has ended already
 */
export function endRequest(db: Db, end: RequestEnd): Promise<void> {
  const { id, outcome, legalGround, answer, result, who, now } = end;
  return inWriteTransaction(db, async (trx) => {
    const request = await requireOpen(trx, id);
    const at = now.toISOString();
    const isErased = request.kind === 'erase' && outcome === 'done';
    await trx
      .updateTable('subjectRequests')
      .set({
        ...{ outcome, legalGround, endedAt: at, endedBy: who, answer: isErased ? null : answer },
        result: result === null ? null : JSON.stringify(result),
        ...(isErased ? { requester: '[dihapus]', contact: null, note: null, mentionIds: '[]' } : {}),
      })
      .where('id', '=', id)
      .execute();
    const detail = { kind: request.kind, outcome, legalGround, late: at > request.dueAt, ...result };
    await writeAudit(trx, { at, who, action: 'subject.answer', object: `subject-request:${id}`, detail });
  });
}

/** @throws RequestError 404 · 409 when it has ended */
export async function requireOpen(db: Db, id: number): Promise<SubjectRequest> {
  const request = await requireRequest(db, id);
  if (request.endedAt !== null) throw new RequestError(409, 'ended', 'Permintaan ini sudah selesai.');
  return request;
}

/** @throws RequestError 404 */
export async function requireRequest(db: Db, id: number): Promise<SubjectRequest> {
  const request = await findSubjectRequest(db, id);
  if (request === null) throw new RequestError(404, 'not-found', `Permintaan ${id} tidak ada.`);
  return request;
}

/** Ids of what a request is about: all that the account wrote, and what was named, ascending. */
export async function findSubjectMentions(
  db: Db,
  { pseudonym, platform, mentionIds }: Pick<SubjectRequest, 'pseudonym' | 'platform' | 'mentionIds'>,
): Promise<number[]> {
  const written =
    pseudonym === null || platform === null
      ? []
      : await db
          .selectFrom('mentions')
          .select('id')
          .where('platform', '=', platform)
          .where('authorHandle', '=', pseudonym)
          .execute();
  const named = await db
    .selectFrom('mentions')
    .select('id')
    .where(isIn(db, 'mentions.id', mentionIds))
    .execute();
  return [...new Set([...written, ...named].map(({ id }) => id))].sort((a, b) => a - b);
}

/** Who asked, of requests that ended before: the request itself stays, as the record of what was done. @returns how many */
export async function blotOldRequests(db: Db, before: Instant): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('subjectRequests')
    .set({ requester: blot, contact: null, note: null, answer: null })
    .where('endedAt', '<', before)
    .where('requester', '<>', blot)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
