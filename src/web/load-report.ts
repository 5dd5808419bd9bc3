import type { Digest } from '../core/digest.ts';
import type { StoredEdits } from '../core/digest-edits.ts';
import type { Instant } from '../core/mention.ts';
import { hasBegun, parseReportKey, reportKeyOf } from '../core/report-period.ts';
import { type Delivery, listDeliveries } from '../store/deliveries.ts';
import { findEdits } from '../store/digest-edits.ts';
import { findStoredDigest } from '../store/digests.ts';
import type { WebDeps } from './deps.ts';
import { notFound } from './page.ts';

/** As it was sent, as it waits, else made now. @throws RequestError 404 for what is no report or has not begun */
export async function loadDigest(key: string | undefined, deps: WebDeps): Promise<Digest> {
  const { now, region, reportMinute } = deps;
  const date = key === undefined ? undefined : parseReportKey(key)?.date;
  if (key === undefined || date === undefined || !hasBegun(date, now(), region.timezone, reportMinute)) {
    throw notFound();
  }
  const digest = await deps.digestOf(key);
  if (digest === null) throw notFound();
  return digest;
}

/** What was done with a report, and what can be done next. */
export interface ReportDesk {
  readonly edits: StoredEdits | null;
  /** When its newest version was queued; null while none was. */
  readonly queuedAt: Instant | null;
  /** Edited or approved after it was sent: what was sent says something else. */
  readonly isChanged: boolean;
  /** Of all its versions, in the order in which they were queued. */
  readonly deliveries: readonly Delivery[];
}

/** Far more than an office has recipients. */
const maxDeliveries = 300;

export async function loadDesk({ date, editorial }: Digest, { db }: WebDeps): Promise<ReportDesk> {
  const edits = await findEdits(db, date);
  const newest = await findStoredDigest(db, { date, correction: null });
  const queuedAt = newest?.queuedAt ?? null;
  const corrections = Math.max(editorial.correction, newest?.digest.editorial.correction ?? 0);
  const versions = Array.from({ length: corrections + 1 }, (_, correction) => reportKeyOf(date, correction));
  const changes = [edits?.editedAt, edits?.approvedAt].filter((at) => at !== null && at !== undefined);
  return {
    edits,
    queuedAt,
    isChanged: queuedAt !== null && changes.some((at) => at > queuedAt),
    deliveries: await listDeliveries(db, 'digest', versions, maxDeliveries),
  };
}
