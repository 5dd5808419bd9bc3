import type { Alert, AlertLevel } from '../core/alert.ts';
import type { AlertFate } from '../core/alert-fate.ts';
import type { Silence } from '../core/dispatch.ts';
import { loadAlertFates } from '../store/alert-fates.ts';
import { listAlerts } from '../store/alerts.ts';
import { listSilences } from '../store/silences.ts';
import type { WebDeps } from './deps.ts';

/** An alert and what became of it. */
export interface FatedAlert {
  readonly alert: Alert;
  readonly fate: AlertFate;
}

export interface AlertsPage {
  readonly now: Date;
  readonly alerts: readonly FatedAlert[];
  readonly next: string | null;
  /** In force, and those still to begin. */
  readonly silences: readonly Silence[];
}

export interface AlertFilter {
  readonly level: AlertLevel | null;
  /** Only those of one agency. */
  readonly agency: string | null;
  /** Whether somebody sees to it. */
  readonly acknowledged: boolean | null;
  readonly cursor: string | null;
}

const perPage = 25;

export async function loadAlerts(
  { db, now }: WebDeps,
  { level, agency, acknowledged, cursor }: AlertFilter,
): Promise<AlertsPage> {
  const at = now();
  const { items, next } = await listAlerts(db, {
    limit: perPage,
    ...(level === null ? {} : { level }),
    ...(agency === null ? {} : { agency }),
    ...(acknowledged === null ? {} : { acknowledged }),
    ...(cursor === null ? {} : { cursor }),
  });
  return { now: at, alerts: await withFates(db, items), next, silences: await listSilences(db, at) };
}

export async function withFates(db: WebDeps['db'], alerts: readonly Alert[]): Promise<readonly FatedAlert[]> {
  const fates = await loadAlertFates(
    db,
    alerts.map(({ id }) => id),
  );
  return alerts.flatMap((alert) => {
    const fate = fates.get(alert.id);
    return fate === undefined ? [] : [{ alert, fate }];
  });
}
