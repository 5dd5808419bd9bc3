import { type Digest, type ReportPeriod, reportPeriods } from '../core/digest.ts';
import { RequestError } from '../core/errors.ts';
import type { Logger } from '../core/log.ts';
import type { MessageRenderer, Recipient } from '../core/notification.ts';
import { lastReport, reportKeyOf, reportWindow } from '../core/report-period.ts';
import { defaultReportMinute } from '../core/time.ts';
import { findEdits } from '../store/digest-edits.ts';
import {
  findLastQueuedDate,
  findStoredDigest,
  hasListenedBefore,
  isDigestQueued,
  saveDigest,
  saveDigestWithOutbox,
} from '../store/digests.ts';
import { listUnclustered } from '../store/issues.ts';
import { listUnscored } from '../store/scores.ts';
import { listSources } from '../store/sources.ts';
import { type DigestDeps, makeDigest } from './digest.ts';
import { withEdits } from './digest-edits.ts';
import { type MessageIdOf, toOutboxDrafts } from './outbox-drafts.ts';

export interface SendDigestDeps extends DigestDeps {
  readonly log: Logger;
  readonly recipients: readonly Recipient[];
  readonly renderer: Pick<MessageRenderer, 'digest'>;
  readonly messageIdOf: MessageIdOf;
  /** Stamp of the present scorer: a report waits a little for texts that have no verdict of it yet. */
  readonly scorerStamp: string;
  /** When this process began. */
  readonly startedAt: Date;
  /** Kinds of reports that are sent; days always are. */
  readonly weekly: boolean;
  readonly monthly: boolean;
  /** What becomes of a report that nobody has approved when it is due: sent, and marked as such, or held until somebody does. */
  readonly unapproved: 'send' | 'hold';
}

/** Longest wait, after the due time or the start of the process, for sources and scores that are not up to date. */
export const graceMs = 10 * 60_000;

/**
 * Queues the reports of the last day, week and month that have ended, each once: report and mails are saved in one transaction, so
 * neither a crash nor a second call sends one twice. After downtime the last of each is still sent, older ones are not. Waits up to ten
 * minutes while sources have not been read since the downtime or texts have no verdict, so that a report made at a start is not an
 * empty one.
 * @returns the reports that were queued by this call
 */
export async function sendDueDigests(deps: SendDigestDeps, now: Date): Promise<readonly Digest[]> {
  const sent: Digest[] = [];
  for (const period of reportPeriods) {
    if ((period === 'week' && !deps.weekly) || (period === 'month' && !deps.monthly)) continue;
    const digest = await sendDue(deps, period, now);
    if (digest !== null) sent.push(digest);
  }
  return sent;
}

async function sendDue(deps: SendDigestDeps, period: ReportPeriod, now: Date): Promise<Digest | null> {
  const { db, region, log } = deps;
  const minute = deps.reportMinute ?? defaultReportMinute;
  const date = lastReport(period, now, region.timezone, minute);
  if (await isDigestQueued(db, date)) return null;
  // The clock was set back: a report from before the last one that was sent is no news.
  const last = await findLastQueuedDate(db, period);
  if (last !== null && date < last) return null;
  const { to } = reportWindow(date, region.timezone, minute);
  if (period !== 'day' && !(await hasListenedBefore(db, to))) return null;
  const stored = await findStoredDigest(db, { date, correction: 0 });
  const edits = await findEdits(db, date);
  const isHeld = deps.unapproved === 'hold' && (edits?.approvedBy ?? null) === null;
  if (stored?.digest.complete === true) {
    return isHeld ? null : queue(deps, stored.digest, 0, null);
  }
  const patience = Math.max(Date.parse(to), deps.startedAt.getTime()) + graceMs;
  if (now.getTime() < patience && !(await isUpToDate(deps, Date.parse(to)))) return null;
  const digest = await makeDigest(deps, date);
  if (!isHeld) return queue(deps, digest, 0, null);
  await saveDigest(db, digest);
  log.warn({ date }, 'report waits for approval');
  return null;
}

/** @param who sends it by hand; null when it is due @returns null when somebody was quicker */
async function queue(
  deps: SendDigestDeps,
  made: Digest,
  correction: number,
  who: string | null,
): Promise<Digest | null> {
  const { db, log } = deps;
  const edits = await findEdits(db, made.date);
  const base = { ...made, editorial: { ...made.editorial, correction } };
  // What waited goes out now; the moment of sending is its own.
  const digest = { ...withEdits(base, edits), madeAt: deps.now().toISOString() };
  const about = reportKeyOf(digest.date, correction);
  const messages = toOutboxDrafts({
    kind: 'digest',
    about,
    message: deps.renderer.digest(digest),
    recipients: deps.recipients.filter(({ receives }) => receives.includes('digest')),
    messageIdOf: deps.messageIdOf,
    createdAt: digest.madeAt,
  });
  if (!(await saveDigestWithOutbox(db, { digest, messages, who, edits }))) return null;
  log.info(
    { report: about, recipients: messages.length, approved: digest.editorial.approvedBy !== null },
    'report queued',
  );
  return digest;
}

export interface SentReport {
  /** `2026-11-21`, or `2026-11-21+1` for its first correction. */
  readonly version: string;
  readonly recipients: number;
  /** False for one that nobody has approved: it says so. */
  readonly approved: boolean;
}

/**
 * Sends a report now: one that waits, one that was never sent, or a correction of one that was edited or approved since.
 * @throws RequestError 409 before the period has ended, when nothing changed since it was sent, or when somebody was quicker
 */
export async function sendDigestNow(deps: SendDigestDeps, date: string, who: string): Promise<SentReport> {
  const { db, region } = deps;
  const { to } = reportWindow(date, region.timezone, deps.reportMinute ?? defaultReportMinute);
  if (deps.now().toISOString() < to) {
    throw new RequestError(409, 'not-ended', `Periode ${date} belum selesai; laporannya belum dapat dikirim.`);
  }
  const stored = await findStoredDigest(db, { date, correction: null });
  const edits = await findEdits(db, date);
  const sentAt = stored?.queuedAt ?? null;
  const changedAt = [edits?.editedAt, edits?.approvedAt].reduce<string>((a, b) => (b && b > a ? b : a), '');
  if (sentAt !== null && changedAt <= sentAt) {
    const detail = `Laporan ${date} sudah dikirim dan belum disunting lagi; sunting dahulu bila perlu koreksi.`;
    throw new RequestError(409, 'already-sent', detail);
  }
  const correction = sentAt === null ? 0 : (stored?.digest.editorial.correction ?? 0) + 1;
  const waiting = sentAt === null && stored?.digest.complete === true ? stored.digest : null;
  const digest = await queue(deps, waiting ?? (await makeDigest(deps, date)), correction, who);
  if (digest === null) throw new RequestError(409, 'changed', 'Laporan ini baru saja diubah atau dikirim; coba lagi.');
  const recipients = deps.recipients.filter(({ receives }) => receives.includes('digest')).length;
  return {
    version: reportKeyOf(date, correction),
    recipients,
    approved: digest.editorial.approvedBy !== null,
  };
}

/** Every working source was read recently enough for this report, and everything read has a verdict and an issue. */
async function isUpToDate({ db, scorerStamp }: SendDigestDeps, due: number): Promise<boolean> {
  const sources = await listSources(db);
  const stale = sources.some(
    ({ enabled, stoppedReason, errorCount, notice, lastRunAt, intervalMs, pace }) =>
      enabled &&
      stoppedReason === null &&
      errorCount === 0 &&
      notice === null &&
      (lastRunAt === null || Date.parse(lastRunAt) < due - 2 * intervalMs * Math.max(1, pace)),
  );
  if (stale) return false;
  if ((await listUnscored(db, scorerStamp, 1)).length > 0) return false;
  return (await listUnclustered(db, 1)).length === 0;
}
