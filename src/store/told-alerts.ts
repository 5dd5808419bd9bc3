import type { Alert } from '../core/alert.ts';
import { toAlert } from './alerts.ts';
import { isIn } from './dialect.ts';
import type { Db } from './schema.ts';

/** A message lists so many alerts at most; of the others it needs what counts them. */
const shownWhole = 100;

const emptySnapshot = JSON.stringify({ issue: null, mentions: [], answers: [] });

/**
 * Alerts for a message, in the order given. Of those beyond the first hundred the snapshot is left out: ten thousand of them are as
 * much text as a message of this kind must not carry.
 */
export async function loadToldAlerts(db: Db, ids: readonly number[]): Promise<readonly Alert[]> {
  const whole = await db
    .selectFrom('alerts')
    .selectAll()
    .where(isIn(db, 'alerts.id', ids.slice(0, shownWhole)))
    .execute();
  const others = await db
    .selectFrom('alerts')
    .select(['id', 'ruleId', 'subject', 'issueId', 'level', 'title', 'reason', 'occasion', 'topic', 'agency'])
    .select(['placeCode', 'placeName', 'mentionIds', 'firedAt'])
    .select(['acknowledgedAt', 'acknowledgedBy', 'acknowledgedNote', 'acknowledgedUntil'])
    .where(isIn(db, 'alerts.id', ids.slice(shownWhole)))
    .execute();
  const byId = new Map(
    [...whole, ...others.map((row) => ({ ...row, snapshot: emptySnapshot }))].map((row) => [row.id, toAlert(row)]),
  );
  return ids.flatMap((id) => byId.get(id) ?? []);
}
