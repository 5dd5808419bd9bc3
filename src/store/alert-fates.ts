import type { AlertFate, MessageFate, NoticeFate } from '../core/alert-fate.ts';
import { type Decision, type Notice, targetKey } from '../core/dispatch.ts';
import { listDecisions } from './decisions.ts';
import { isIn } from './dialect.ts';
import { listNotices } from './notices.ts';
import type { OutboxState } from './outbox.ts';
import type { Db } from './schema.ts';

/** What became of each of a page's alerts, for each target and line by line. */
export async function loadAlertFates(db: Db, alertIds: readonly number[]): Promise<Map<number, AlertFate>> {
  const notices = await listNotices(db, alertIds);
  const decisions = await listDecisions(db, alertIds);
  const messages = await loadMessages(db, notices);
  return new Map(
    alertIds.map((id) => {
      const own = decisions.filter(({ alertId }) => alertId === id);
      const fates = notices.filter(({ alertId }) => alertId === id).map((notice) => toFate(notice, own, messages));
      return [id, { alertId: id, notices: fates, decisions: own }];
    }),
  );
}

/** Messages that tell of each alert by state; one that is not in the outbox yet counts as pending. */
export async function countAlertMessages(
  db: Db,
  alertIds: readonly number[],
): Promise<Map<number, Record<OutboxState, number>>> {
  const rows = await db
    .selectFrom('notices')
    .leftJoin('outbox', 'outbox.id', 'notices.outboxId')
    .select(['notices.alertId', 'notices.state as notice', 'notices.purpose', 'outbox.state'])
    .where(isIn(db, 'notices.alertId', alertIds))
    .where('notices.state', '<>', 'dropped')
    .execute();
  const counts = new Map(alertIds.map((id) => [id, { pending: 0, sending: 0, sent: 0, dead: 0 }]));
  for (const { alertId, notice, purpose, state } of rows) {
    const own = counts.get(alertId);
    // An escalation that waits will most often not be needed; a row of the outbox is deleted long after it was sent.
    if (own === undefined || (notice === 'waiting' && purpose === 'escalate')) continue;
    own[notice === 'queued' ? ((state ?? 'sent') as OutboxState) : 'pending'] += 1;
  }
  return counts;
}

function toFate(notice: Notice, decisions: readonly Decision[], messages: Map<number, MessageFate>): NoticeFate {
  const key = targetKey(notice.target);
  return {
    notice,
    detail: decisions.findLast(({ target }) => target === key)?.detail ?? null,
    message: notice.outboxId === null ? null : (messages.get(notice.outboxId) ?? null),
  };
}

async function loadMessages(db: Db, notices: readonly Notice[]): Promise<Map<number, MessageFate>> {
  const ids = [...new Set(notices.flatMap(({ outboxId }) => outboxId ?? []))];
  const rows = await db
    .selectFrom('outbox')
    .select(['id', 'state', 'attempts', 'createdAt as queuedAt', 'nextAttemptAt', 'sentAt', 'lastError', 'address'])
    .where(isIn(db, 'outbox.id', ids))
    .execute();
  return new Map(
    rows.map(({ id, state, address, lastError, ...own }) => [
      id,
      // Servers like to repeat the address, which is nobody else's business.
      { ...own, state: state as OutboxState, lastError: lastError?.replaceAll(address, '…') ?? null },
    ]),
  );
}
