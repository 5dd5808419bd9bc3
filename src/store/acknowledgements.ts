import type { Acknowledgement, AlertLevel } from '../core/alert.ts';
import type { AcknowledgedLevel } from '../core/dispatch-state.ts';
import { RequestError } from '../core/errors.ts';
import type { Instant } from '../core/mention.ts';
import { writeAudit } from './audit.ts';
import { inWriteTransaction, isIn } from './dialect.ts';
import type { Db } from './schema.ts';

/** Alerts on the same subject that fired no longer ago count as open, and are acknowledged with it. */
const openForMs = 7 * 86_400_000;

/**
 * Somebody sees to an alert, and so to its subject: all alerts on it that are open are acknowledged too. Acknowledging again replaces
 * what was said of this one.
 * @returns ids of the alerts that are acknowledged now
 * @throws RequestError 404
 */
export function acknowledgeAlert(db: Db, alertId: number, given: Acknowledgement): Promise<readonly number[]> {
  const { by, at, note, until } = given;
  return inWriteTransaction(db, async (trx) => {
    const { subject, firedAt } = await subjectOf(trx, alertId);
    const since = new Date(Date.parse(firedAt) - openForMs).toISOString();
    const rows = await trx
      .updateTable('alerts')
      .set({ acknowledgedAt: at, acknowledgedBy: by, acknowledgedNote: note, acknowledgedUntil: until })
      .where('subject', '=', subject)
      .where((eb) =>
        eb.or([eb('id', '=', alertId), eb.and([eb('acknowledgedAt', 'is', null), eb('firedAt', '>=', since)])]),
      )
      .returning('id')
      .execute();
    const ids = rows.map(({ id }) => id).sort((a, b) => a - b);
    const entry = { at, who: by, action: 'alert.acknowledge', object: `alert:${alertId}` };
    await writeAudit(trx, { ...entry, detail: { note, until, alerts: ids } });
    return ids;
  });
}

/**
 * Takes it back, with all that was acknowledged together with it. Who was not told because somebody saw to it is told now, if the time
 * for that has come.
 * @returns ids of the alerts that nobody sees to now
 * @throws RequestError 404 for no such alert, 409 when it is not acknowledged
 */
export function withdrawAcknowledgement(db: Db, alertId: number, who: string, now: Date): Promise<readonly number[]> {
  const at = now.toISOString();
  return inWriteTransaction(db, async (trx) => {
    const { subject, acknowledgedAt, acknowledgedBy } = await subjectOf(trx, alertId);
    if (acknowledgedAt === null)
      throw new RequestError(409, 'not-acknowledged', 'Belum ada yang menyatakan menangani peringatan ini.');
    const rows = await trx
      .updateTable('alerts')
      .set({ acknowledgedAt: null, acknowledgedBy: null, acknowledgedNote: null, acknowledgedUntil: null })
      .where('subject', '=', subject)
      .where('acknowledgedAt', '=', acknowledgedAt)
      .where('acknowledgedBy', '=', acknowledgedBy)
      .returning('id')
      .execute();
    const ids = rows.map(({ id }) => id).sort((a, b) => a - b);
    await trx
      .updateTable('notices')
      .set({ state: 'waiting', reason: null, dueAt: at })
      .where(isIn(trx, 'notices.alertId', ids))
      .where('purpose', '=', 'escalate')
      .where('state', '=', 'dropped')
      .where('reason', '=', 'not-escalated')
      .execute();
    await writeAudit(trx, {
      at,
      who,
      action: 'alert.withdraw-acknowledgement',
      object: `alert:${alertId}`,
      detail: { alerts: ids },
    });
    return ids;
  });
}

/** What was acknowledged on each subject, and until when it holds; those that have ended by `now` are left out. */
export async function loadAcknowledgements(
  db: Db,
  subjects: readonly string[],
  now: Date,
): Promise<Map<string, AcknowledgedLevel[]>> {
  const rows = await db
    .selectFrom('alerts')
    .select(['subject', 'level'])
    .select(['acknowledgedBy as by', 'acknowledgedAt as at', 'acknowledgedNote as note', 'acknowledgedUntil as until'])
    .where(isIn(db, 'alerts.subject', subjects))
    .where('acknowledgedUntil', '>', now.toISOString())
    .execute();
  const bySubject = new Map<string, AcknowledgedLevel[]>();
  for (const { subject, level, by, at, note, until } of rows) {
    if (by === null || at === null || until === null) continue;
    const one = { by, at, note, until, level: level as AlertLevel };
    bySubject.set(subject, [...(bySubject.get(subject) ?? []), one]);
  }
  return bySubject;
}

/** After the clock was set back: one given "in the future" holds as long as it was meant to, from now. */
export async function mendAcknowledgements(trx: Db, now: Date): Promise<void> {
  const at = now.toISOString();
  const early = await trx
    .selectFrom('alerts')
    .select(['acknowledgedAt', 'acknowledgedUntil'])
    .distinct()
    .where('acknowledgedAt', '>', at)
    .execute();
  for (const { acknowledgedAt, acknowledgedUntil } of early) {
    const heldMs = Date.parse(acknowledgedUntil ?? at) - Date.parse(acknowledgedAt ?? at);
    await trx
      .updateTable('alerts')
      .set({ acknowledgedAt: at, acknowledgedUntil: new Date(now.getTime() + heldMs).toISOString() })
      .where('acknowledgedAt', '=', acknowledgedAt)
      .where('acknowledgedUntil', '=', acknowledgedUntil)
      .execute();
  }
}

interface SubjectRow {
  readonly subject: string;
  readonly firedAt: Instant;
  readonly acknowledgedAt: Instant | null;
  readonly acknowledgedBy: string | null;
}

async function subjectOf(trx: Db, alertId: number): Promise<SubjectRow> {
  const row = await trx
    .selectFrom('alerts')
    .select(['subject', 'firedAt', 'acknowledgedAt', 'acknowledgedBy'])
    .where('id', '=', alertId)
    .executeTakeFirst();
  if (row === undefined) throw new RequestError(404, 'not-found', 'Peringatan ini tidak ada.');
  return row;
}
