import type { Digest } from '../core/digest.ts';
import type { Logger } from '../core/log.ts';
import type { MessageRenderer, Recipient } from '../core/notification.ts';
import type { Region } from '../core/region.ts';
import { sourceStatus } from '../core/source.ts';
import { dayWindow, defaultReportMinute, lastReportDate } from '../core/time.ts';
import { findLastQueuedDate, isDigestQueued, saveDigestWithOutbox } from '../store/digests.ts';
import { listUnclustered } from '../store/issues.ts';
import type { MentionView } from '../store/mention-rows.ts';
import type { Db } from '../store/schema.ts';
import { listUnscored } from '../store/scores.ts';
import { listSources } from '../store/sources.ts';
import { countCoverage, listRelevantMentions, type Period } from '../store/stats.ts';
import { countedMentions } from './counted-mentions.ts';
import { toClippings, topWords, toSentimentTable } from './digest-counts.ts';
import { loadDigestIssues } from './digest-issues.ts';
import { type MessageIdOf, toOutboxDrafts } from './outbox-drafts.ts';

export interface DigestDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly region: Region;
  readonly demo: boolean;
  /** Versions of lexicon and scorers, printed in the report. */
  readonly lexicon: string;
  /** Minute of the day at which reporting days begin and reports are sent; default 06.00. */
  readonly reportMinute?: number;
}

/** Mentions read for one period; a regency in a crisis has a tenth of it. */
const maxMentions = 50_000;
const maxClippings = 300;
const dayMs = 86_400_000;

/**
 * The report for a date from what is stored now: the 24 hours that begin on the date (06.00 in the regency's zone), compared with
 * the 24 hours before. Of a period that has not ended it says so.
 */
export async function makeDigest(deps: DigestDeps, date: string): Promise<Digest> {
  const { db, region } = deps;
  const now = deps.now();
  const period = dayWindow(date, region.timezone, deps.reportMinute ?? defaultReportMinute);
  const before: Period = { from: new Date(Date.parse(period.from) - dayMs).toISOString(), to: period.from };
  const mentions = countedMentions(await load(db, region, period));
  const mentionsBefore = countedMentions(await load(db, region, before));
  const sources = await listSources(db);
  const coverage = await countCoverage(db, period);
  return {
    date,
    regionName: region.name,
    timezone: region.timezone,
    from: period.from,
    to: period.to,
    madeAt: now.toISOString(),
    complete: now.toISOString() >= period.to,
    demo: deps.demo,
    lexicon: deps.lexicon,
    sentiment: toSentimentTable(mentions),
    sentimentBefore: toSentimentTable(mentionsBefore),
    topWords: topWords(mentions, mentionsBefore, region),
    ...(await loadDigestIssues(db, period, mentions, mentionsBefore)),
    clippings: toClippings(mentions).slice(0, maxClippings),
    coverage: {
      sources: sources
        .filter((source) => source.enabled)
        .map((source) => ({
          id: source.id,
          title: source.title,
          status: sourceStatus(source, now),
          lastError: source.lastError,
          lastNewItemAt: source.lastNewItemAt,
        })),
      ...coverage,
    },
  };
}

function load(db: Db, region: Region, period: Period): Promise<MentionView[]> {
  return listRelevantMentions(db, { ...period, about: region.code, limit: maxMentions });
}

export interface SendDigestDeps extends DigestDeps {
  readonly log: Logger;
  readonly recipients: readonly Recipient[];
  readonly renderer: MessageRenderer;
  readonly messageIdOf: MessageIdOf;
  /** Stamp of the present scorer: a report waits a little for texts that have no verdict of it yet. */
  readonly scorerStamp: string;
  /** When this process began. */
  readonly startedAt: Date;
}

/** Longest wait, after the due time or the start of the process, for sources and scores that are not up to date. */
const graceMs = 10 * 60_000;

/**
 * Queues the report of the last ended day once: digest and mails are saved in one transaction, so neither a crash nor a second
 * call sends it twice. After downtime the last report is still sent, older ones are not. Waits up to ten minutes while sources
 * have not been read since the downtime or texts have no verdict, so that a report made at a start is not an empty one.
 * @returns the digest when it was queued by this call, else null
 */
export async function sendDueDigest(deps: SendDigestDeps, now: Date): Promise<Digest | null> {
  const { db, region } = deps;
  const minute = deps.reportMinute ?? defaultReportMinute;
  const date = lastReportDate(now, region.timezone, minute);
  if (await isDigestQueued(db, date)) return null;
  // The clock was set back: a report from before the last one that was sent is no news.
  const last = await findLastQueuedDate(db);
  if (last !== null && date < last) return null;
  const due = Date.parse(dayWindow(date, region.timezone, minute).to);
  const patience = Math.max(due, deps.startedAt.getTime()) + graceMs;
  if (now.getTime() < patience && !(await isUpToDate(deps, due))) return null;
  const digest = await makeDigest(deps, date);
  const messages = toOutboxDrafts({
    kind: 'digest',
    about: date,
    message: deps.renderer.digest(digest),
    recipients: deps.recipients.filter(({ receives }) => receives.includes('digest')),
    messageIdOf: deps.messageIdOf,
    createdAt: digest.madeAt,
  });
  if (!(await saveDigestWithOutbox(db, digest, messages))) return null;
  deps.log.info({ date, recipients: messages.length, complete: digest.complete }, 'digest queued');
  return digest;
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
