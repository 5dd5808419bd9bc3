import type { Selectable } from 'kysely';
import { RequestError } from '../core/errors.ts';
import type { IssueEvent, IssueEventKind, IssueState } from '../core/issue.ts';
import { findTransition, transitionsFrom } from '../core/issue-life.ts';
import type { Instant } from '../core/mention.ts';
import { writeAudit } from './audit.ts';
import { inWriteTransaction, isIn } from './dialect.ts';
import { wakeHeld } from './notices.ts';
import type { Db, Tables } from './schema.ts';

/** Who changes an issue, why and when; the reason may be missing where none is asked for. */
export interface ByHand {
  readonly issueId: number;
  readonly who: string;
  readonly why: string | null;
  readonly now: Date;
}

export interface StateChange extends ByHand {
  readonly to: IssueState;
  /** For `diteruskan`: whom it is passed on to; the issue's own agency when absent. */
  readonly agency?: string;
  /** For `diteruskan`, and needed there: until when the agency should answer. */
  readonly dueAt?: Instant;
}

/**
 * Moves an issue on, with a line in its history.
 * @throws RequestError 404 · 409 when the state may not follow, the reason is missing, or the issue was joined to another · 400 for a due
 * time that has passed
 */
export function changeState(db: Db, change: StateChange): Promise<void> {
  return inWriteTransaction(db, async (trx) => {
    const { issueId, to, why, now } = change;
    const issue = await loadForChange(trx, issueId);
    const from = issue.state as IssueState;
    const transition = findTransition(from, to);
    if (transition === null) throw noTransition(from, to);
    if (transition.needsReason && why === null) {
      throw new RequestError(409, 'reason-needed', `Beri alasan (why) untuk mengubah ${from} menjadi ${to}.`);
    }
    const at = now.toISOString();
    const passedOn = to === 'diteruskan' ? passOn(issue, change) : null;
    // Until somebody is asked anew, nothing is due.
    const dueAt = passedOn?.dueAt ?? (to === 'diverifikasi' ? null : issue.dueAt);
    await trx
      .updateTable('issues')
      .set({
        ...{ state: to, stateAt: at, dueAt, updatedAt: at },
        // Whom it was passed on to stays, whatever later mentions name.
        ...(passedOn === null ? {} : { agencyByHand: 1 }),
      })
      .where('id', '=', issueId)
      .execute();
    await record(trx, change, 'state', from, to);
    // A crisis that is over mutes nothing any more.
    if (to === 'selesai' || to === 'bukan-isu') await wakeHeld(trx, 'inhibited', now);
    if (passedOn === null) return;
    if (passedOn.agency !== issue.agency) await saveAgency(trx, change, issue.agency, passedOn.agency);
    if (passedOn.dueAt !== issue.dueAt) await record(trx, change, 'due', issue.dueAt, passedOn.dueAt);
  });
}

function passOn(issue: IssueRow, { agency, dueAt, now }: StateChange): { agency: string; dueAt: Instant } {
  const asked = agency ?? issue.agency;
  if (asked === null) {
    throw new RequestError(409, 'agency-needed', 'OPD isu ini belum dikenali: sebut OPD yang dituju (agency).');
  }
  if (dueAt === undefined) throw new RequestError(400, 'due-needed', 'Sebut batas waktunya (dueAt).');
  requireFuture(dueAt, now);
  return { agency: asked, dueAt };
}

/** Names an issue by hand: the program leaves its title alone from then on. @throws RequestError 404, 409 */
export function renameIssue(db: Db, change: ByHand & { readonly title: string }): Promise<void> {
  return inWriteTransaction(db, async (trx) => {
    const issue = await loadForChange(trx, change.issueId);
    const at = change.now.toISOString();
    await trx
      .updateTable('issues')
      .set({ title: change.title, titleByHand: 1, updatedAt: at })
      .where('id', '=', change.issueId)
      .execute();
    await record(trx, change, 'title', issue.title, change.title);
  });
}

/** Says by hand which agency is to be asked, or that none is (null). @throws RequestError 404, 409 */
export function setAgency(db: Db, change: ByHand & { readonly agency: string | null }): Promise<void> {
  return inWriteTransaction(db, async (trx) => {
    const issue = await loadForChange(trx, change.issueId);
    await saveAgency(trx, change, issue.agency, change.agency);
  });
}

async function saveAgency(trx: Db, change: ByHand, from: string | null, to: string | null): Promise<void> {
  await trx
    .updateTable('issues')
    .set({ agency: to, agencyByHand: 1, updatedAt: change.now.toISOString() })
    .where('id', '=', change.issueId)
    .execute();
  await record(trx, change, 'agency', from, to);
}

/** Gives the agency another due time. @throws RequestError 404 · 409 for an issue that is not passed on · 400 for a time that has passed */
export function setDue(db: Db, change: ByHand & { readonly dueAt: Instant }): Promise<void> {
  return inWriteTransaction(db, async (trx) => {
    const issue = await loadForChange(trx, change.issueId);
    if (issue.state !== 'diteruskan') {
      const detail = `Batas waktu hanya ada selama isu diteruskan ke OPD; isu ini ${issue.state}.`;
      throw new RequestError(409, 'not-passed-on', detail);
    }
    requireFuture(change.dueAt, change.now);
    await trx
      .updateTable('issues')
      .set({ dueAt: change.dueAt, updatedAt: change.now.toISOString() })
      .where('id', '=', change.issueId)
      .execute();
    await record(trx, change, 'due', issue.dueAt, change.dueAt);
  });
}

/** A remark in the history; nothing else changes. @throws RequestError 404, 409 */
export function addNote(db: Db, change: Omit<ByHand, 'why'> & { readonly note: string }): Promise<void> {
  return inWriteTransaction(db, async (trx) => {
    await loadForChange(trx, change.issueId);
    await record(trx, { ...change, why: change.note }, 'note', null, null);
  });
}

/** Everything that was done to an issue, oldest first. */
export async function listHistory(db: Db, issueId: number): Promise<IssueEvent[]> {
  const rows = await db.selectFrom('issueEvents').selectAll().where('issueId', '=', issueId).orderBy('id').execute();
  return rows.map(toEvent);
}

/** The same of many issues at once, by issue. */
export async function loadHistories(
  db: Db,
  issueIds: readonly number[],
): Promise<ReadonlyMap<number, readonly IssueEvent[]>> {
  const rows = await db
    .selectFrom('issueEvents')
    .selectAll()
    .where(isIn(db, 'issueEvents.issueId', issueIds))
    .orderBy('id')
    .execute();
  const histories = new Map<number, IssueEvent[]>();
  for (const row of rows) {
    const own = histories.get(row.issueId);
    if (own === undefined) histories.set(row.issueId, [toEvent(row)]);
    else own.push(toEvent(row));
  }
  return histories;
}

function toEvent({ fromValue, toValue, kind, ...row }: Selectable<Tables['issueEvents']>): IssueEvent {
  return { ...row, kind: kind as IssueEventKind, from: fromValue, to: toValue };
}

type IssueRow = Selectable<Tables['issues']>;

/**
 * An issue that may be changed. Inside a write transaction.
 * @throws RequestError 404 when there is none · 409 when it was joined to another
 */
export async function loadForChange(trx: Db, issueId: number): Promise<IssueRow> {
  const row = await trx.selectFrom('issues').selectAll().where('id', '=', issueId).executeTakeFirst();
  if (row === undefined) throw new RequestError(404, 'not-found', `Isu ${issueId} tidak ada.`);
  if (row.mergedInto === null) return row;
  const detail = `Isu ${issueId} sudah digabung ke isu ${row.mergedInto}; ubah isu itu.`;
  throw new RequestError(409, 'merged', detail);
}

/** A line of the history, and of the audit trail. Inside a write transaction. */
export async function record(
  trx: Db,
  { issueId, who, why, now }: ByHand,
  kind: IssueEventKind,
  from: string | null,
  to: string | null,
): Promise<void> {
  const at = now.toISOString();
  await trx.insertInto('issueEvents').values({ issueId, kind, fromValue: from, toValue: to, who, why, at }).execute();
  await writeAudit(trx, { at, who, action: `issue.${kind}`, object: `issue:${issueId}`, detail: { from, to, why } });
}

function requireFuture(dueAt: Instant, now: Date): void {
  if (dueAt > now.toISOString()) return;
  throw new RequestError(400, 'due-passed', 'Batas waktu harus di masa depan.', [
    { where: 'dueAt', message: 'harus di masa depan' },
  ]);
}

function noTransition(from: IssueState, to: IssueState): RequestError {
  const possible = transitionsFrom(from)
    .map((transition) => transition.to)
    .join(', ');
  const detail =
    from === to
      ? `Isu ini sudah berstatus ${from}.`
      : `Isu berstatus ${from} tidak dapat langsung menjadi ${to}; yang bisa: ${possible}.`;
  return new RequestError(409, 'wrong-state', detail);
}
