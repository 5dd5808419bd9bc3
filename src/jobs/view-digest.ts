import type { Digest } from '../core/digest.ts';
import { hasBegun, lastReport, parseReportKey, periodOf, reportWindow } from '../core/report-period.ts';
import { defaultReportMinute } from '../core/time.ts';
import { findEdits } from '../store/digest-edits.ts';
import { findStoredDigest } from '../store/digests.ts';
import { type DigestDeps, makeDigest } from './digest.ts';
import { withEdits } from './digest-edits.ts';
import { graceMs } from './send-digest.ts';

/**
 * A report as it can be seen now: as it was sent; as it waits, with what was edited; else made from what is stored now, and marked when
 * the period is long over.
 * @param key `2026-11-21`, `2026-W47`, `2026-11`, or a version of one: `2026-11-21+1`
 * @returns null for what is no report, has not begun, or is a version that was never sent
 */
export async function viewDigest(deps: DigestDeps, key: string): Promise<Digest | null> {
  const { db, region } = deps;
  const minute = deps.reportMinute ?? defaultReportMinute;
  const wanted = parseReportKey(key);
  if (wanted === null) return null;
  const stored = await findStoredDigest(db, wanted);
  if (stored !== null && stored.queuedAt !== null) return stored.digest;
  if ((wanted.correction ?? 0) > 0) return null;
  const { date } = wanted;
  const edits = await findEdits(db, date);
  if (stored?.digest.complete === true) return withEdits(stored.digest, edits);
  const now = deps.now();
  if (!hasBegun(date, now, region.timezone, minute)) return null;
  const digest = await makeDigest(deps, date);
  const isDue =
    lastReport(periodOf(date) ?? 'day', now, region.timezone, minute) === date &&
    now.getTime() < Date.parse(reportWindow(date, region.timezone, minute).to) + graceMs;
  return withEdits({ ...digest, afterwards: digest.complete && !isDue }, edits);
}
