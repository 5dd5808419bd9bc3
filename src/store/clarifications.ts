import type { Selectable } from 'kysely';
import { RequestError } from '../core/errors.ts';
import type { Clarification, IssueState } from '../core/issue.ts';
import { isOpen } from '../core/issue-life.ts';
import type { Instant } from '../core/mention.ts';
import { isOfficeVoice } from '../core/reach.ts';
import { writeAudit } from './audit.ts';
import { inWriteTransaction, isIn } from './dialect.ts';
import { changeState, loadForChange, record } from './issue-life.ts';
import { type Page, parseCursor, toPage } from './paging.ts';
import type { Db, Tables } from './schema.ts';

export interface ClarificationDraft extends Omit<Clarification, 'id'> {
  /** Why, for the history of the issue. */
  readonly why: string | null;
  /** Lets the issue become `ditanggapi`, if it is open and not that already. */
  readonly answers: boolean;
  readonly now: Date;
}

/** Stores an office's answer. @returns its id @throws RequestError 404 · 409 for an issue that was joined to another · 400 for a future date */
export function addClarification(db: Db, draft: ClarificationDraft): Promise<number> {
  return inWriteTransaction(db, async (trx) => {
    const { why, answers, now, ...clarification } = draft;
    const at = now.toISOString();
    const { issueId, who } = clarification;
    if (clarification.publishedAt > at) {
      const problems = [{ where: 'publishedAt', message: 'tidak boleh di masa depan' }];
      throw new RequestError(400, 'future-answer', 'Klarifikasi belum terbit.', problems);
    }
    const issue = issueId === null ? null : await loadForChange(trx, issueId);
    const { id } = await trx
      .insertInto('clarifications')
      .values({ ...clarification, at })
      .returning('id')
      .executeTakeFirstOrThrow();
    if (issue === null || issueId === null) {
      const { title, url } = clarification;
      await writeAudit(trx, {
        at,
        who,
        action: 'clarification.create',
        object: `clarification:${id}`,
        detail: { title, url },
      });
      return id;
    }
    await record(trx, { issueId, who, why, now }, 'clarification', null, String(id));
    if (answers && isOpen(issue.state as IssueState) && issue.state !== 'ditanggapi') {
      await changeState(trx, { issueId, to: 'ditanggapi', who, why: why ?? clarification.title, now });
    }
    return id;
  });
}

export interface AnswerMark {
  readonly issueId: number;
  /** An office's own post or article in the issue. */
  readonly mentionId: number;
  readonly agency: string | null;
  readonly who: string;
  readonly why: string | null;
  readonly now: Date;
}

/**
 * Calls what an office has published the answer to the issue that it is in: it becomes a clarification, and the issue `ditanggapi`.
 * @returns id of the clarification
 * @throws RequestError 404 · 409 when it is not an office's, not in this issue, or the answer already
 */
export function markAnswer(db: Db, mark: AnswerMark): Promise<number> {
  return inWriteTransaction(db, async (trx) => {
    const { issueId, mentionId, agency, who, why, now } = mark;
    const issue = await loadForChange(trx, issueId);
    const mention = await trx
      .selectFrom('mentions')
      .innerJoin('sources', 'sources.id', 'mentions.sourceId')
      .select(['mentions.issueId', 'mentions.kind', 'mentions.voiceClass', 'mentions.title', 'mentions.text'])
      .select(['mentions.url', 'mentions.publishedAt'])
      .select((eb) => eb.fn.coalesce('mentions.voiceClass', 'sources.class').as('sourceClass'))
      .where('mentions.id', '=', mentionId)
      .executeTakeFirst();
    if (mention === undefined || mention.issueId !== issueId) {
      throw new RequestError(409, 'not-members', `Sebutan ${mentionId} bukan bagian isu ${issueId}.`);
    }
    if (mention.kind === 'comment' || !isOfficeVoice(mention)) {
      const detail = 'Hanya berita atau unggahan resmi pemerintah atau desa yang dapat menjadi jawaban.';
      throw new RequestError(409, 'not-official', detail);
    }
    const from = `mention:${mentionId}`;
    const marked = await trx
      .selectFrom('issueEvents')
      .select('id')
      .where('issueId', '=', issueId)
      .where('kind', '=', 'clarification')
      .where('fromValue', '=', from)
      .executeTakeFirst();
    if (marked !== undefined) throw new RequestError(409, 'answered', 'Sebutan ini sudah ditandai sebagai jawaban.');
    const { title, text, url, publishedAt } = mention;
    const { id } = await trx
      .insertInto('clarifications')
      .values({
        ...{ issueId, title: title ?? text.slice(0, 120), claimed: null, text, url, publishedAt, who },
        agency: agency ?? issue.agency,
        at: now.toISOString(),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await record(trx, { issueId, who, why, now }, 'clarification', from, String(id));
    if (isOpen(issue.state as IssueState) && issue.state !== 'ditanggapi') {
      await changeState(trx, { issueId, to: 'ditanggapi', who, why, now });
    }
    return id;
  });
}

export interface ClarificationQuery {
  readonly issueId?: number;
  readonly agency?: string;
  readonly limit: number;
  readonly cursor?: string;
}

/** Latest published first. @throws RequestError 400 for a cursor that is not ours */
export async function pageClarifications(db: Db, query: ClarificationQuery): Promise<Page<Clarification>> {
  const { issueId, agency, cursor } = query;
  let select = db
    .selectFrom('clarifications')
    .selectAll()
    .orderBy('publishedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  if (issueId !== undefined) select = select.where('issueId', '=', issueId);
  if (agency !== undefined) select = select.where('agency', '=', agency);
  if (cursor !== undefined) {
    const after = parseCursor(cursor);
    select = select.where((eb) => eb(eb.refTuple('publishedAt', 'id'), '<', eb.tuple(after.at, after.id)));
  }
  return toPage(await select.execute(), query.limit, (row) => ({ at: row.publishedAt, id: row.id }), toClarification);
}

/** Oldest first. @param query `since`: only those stored at or after; `issueIds`: only those of these issues */
export async function listClarifications(
  db: Db,
  { since, issueIds }: { readonly since?: Instant; readonly issueIds?: readonly number[] } = {},
): Promise<Clarification[]> {
  if (issueIds?.length === 0) return [];
  let select = db.selectFrom('clarifications').selectAll().orderBy('publishedAt').orderBy('id');
  if (since !== undefined) select = select.where('at', '>=', since);
  if (issueIds !== undefined) select = select.where(isIn(db, 'clarifications.issueId', issueIds));
  return (await select.execute()).map(toClarification);
}

export async function findClarification(db: Db, id: number): Promise<Clarification | null> {
  const row = await db.selectFrom('clarifications').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toClarification(row);
}

function toClarification({ at: _at, ...row }: Selectable<Tables['clarifications']>): Clarification {
  return row;
}
