import { sql } from 'kysely';
import { crashAt } from '../core/crash-point.ts';
import type { Digest, ReportPeriod } from '../core/digest.ts';
import type { Instant } from '../core/mention.ts';
import { parseReportKey, periodOf, type ReportKey, reportKeyOf } from '../core/report-period.ts';
import { writeAudit } from './audit.ts';
import { completeDigest } from './complete-digest.ts';
import { dialectOf, inWriteTransaction } from './dialect.ts';
import { findEdits } from './digest-edits.ts';
import { insertNotifications, type OutboxDraft } from './outbox.ts';
import type { Db } from './schema.ts';

export interface SendDigest {
  readonly digest: Digest;
  readonly messages: readonly OutboxDraft[];
  /** Who sends it by hand; null when it is due. */
  readonly who: string | null;
  /** When what the report was made with was edited and approved: if somebody was quicker, nothing is sent. */
  readonly edits: { readonly editedAt: Instant | null; readonly approvedAt: Instant | null } | null;
}

/**
 * Saves a report and the mails that carry it in one transaction, once per version of it. A report that waited for its approval is
 * replaced by what is sent.
 * @returns false when its mails were queued before, or its edits changed meanwhile: nothing is written
 */
export function saveDigestWithOutbox(db: Db, { digest, messages, who, edits }: SendDigest): Promise<boolean> {
  const key = reportKeyOf(digest.date, digest.editorial.correction);
  return inWriteTransaction(db, async (trx) => {
    const known = await trx.selectFrom('digests').select('queuedAt').where('date', '=', key).executeTakeFirst();
    if (known !== undefined && known.queuedAt !== null) return false;
    const current = await findEdits(trx, digest.date);
    if (current?.editedAt !== edits?.editedAt || current?.approvedAt !== edits?.approvedAt) return false;
    await saveDigest(trx, digest);
    await trx.updateTable('digests').set({ queuedAt: digest.madeAt }).where('date', '=', key).execute();
    await insertNotifications(trx, messages);
    if (who !== null) {
      const detail = { version: key, recipients: messages.length, approvedBy: digest.editorial.approvedBy };
      const at = digest.madeAt;
      await writeAudit(trx, { at, who, action: 'digest.send', object: `digest:${digest.date}`, detail });
    }
    crashAt('before-digest-commit');
    return true;
  });
}

/** Saves or replaces a report that waits for its approval; no mail. One whose mails are queued stays as it was sent. */
export async function saveDigest(db: Db, digest: Digest): Promise<void> {
  const content = { madeAt: digest.madeAt, data: JSON.stringify(digest) };
  await inWriteTransaction(db, (trx) =>
    trx
      .insertInto('digests')
      .values({ date: reportKeyOf(digest.date, digest.editorial.correction), queuedAt: null, ...content })
      .onConflict((conflict) => conflict.column('date').doUpdateSet(content).where('digests.queuedAt', 'is', null))
      .execute(),
  );
}

export interface StoredDigest {
  readonly digest: Digest;
  /** Null while it waits for its approval. */
  readonly queuedAt: Instant | null;
}

/** A version of a report; the newest one when no correction is named. Also one that an earlier version of the program stored. */
export async function findStoredDigest(db: Db, { date, correction }: ReportKey): Promise<StoredDigest | null> {
  const key = correction === null ? await findNewestKey(db, date) : reportKeyOf(date, correction);
  const row = await db.selectFrom('digests').select(['data', 'queuedAt']).where('date', '=', key).executeTakeFirst();
  if (row === undefined) return null;
  return { digest: completeDigest(JSON.parse(row.data) as Partial<Digest>), queuedAt: row.queuedAt };
}

async function findNewestKey(db: Db, date: string): Promise<string> {
  const rows = await db.selectFrom('digests').select('date').where('date', 'like', `${date}+%`).execute();
  const corrections = rows.map((row) => Number(row.date.slice(date.length + 1)));
  return reportKeyOf(date, Math.max(0, ...corrections));
}

/** A report as it was sent, the newest version of it unless one is named; null when none was. @param key `2026-11-21`, `2026-11-21+1` */
export async function findDigest(db: Db, key: string): Promise<Digest | null> {
  const wanted = parseReportKey(key);
  const stored = wanted === null ? null : await findStoredDigest(db, wanted);
  return stored === null || stored.queuedAt === null ? null : stored.digest;
}

/** Exactly the version that a mail is about. @param about `2026-11-21` as first sent, `2026-11-21+1` its first correction */
export async function findSentDigest(db: Db, about: string): Promise<Digest | null> {
  const wanted = parseReportKey(about);
  if (wanted === null) return null;
  const stored = await findStoredDigest(db, { date: wanted.date, correction: wanted.correction ?? 0 });
  return stored?.digest ?? null;
}

/** Days, weeks and months that have a stored report, or those of one kind; the last name first. */
export async function listDigestDates(db: Db, limit: number, period?: ReportPeriod): Promise<string[]> {
  let select = db
    .selectFrom('digests')
    .select('date')
    .where('date', 'not like', '%+%')
    .orderBy('date', 'desc')
    .limit(limit);
  if (period !== undefined) select = select.where('date', 'like', patterns[period]);
  return (await select.execute()).map((row) => row.date);
}

/** A report as lists show it. */
export interface ReportLine {
  readonly date: string;
  readonly period: ReportPeriod;
  readonly madeAt: Instant;
  /** When its mails were queued; null while it waits. */
  readonly queuedAt: Instant | null;
  /** Who approved it as it was sent, or as it stands now. */
  readonly approvedBy: string | null;
  /** How many corrections were sent after it. */
  readonly corrections: number;
}

/** Stored reports, those that were made last first. */
export async function listReports(
  db: Db,
  query: { readonly period?: ReportPeriod; readonly limit: number },
): Promise<ReportLine[]> {
  const approver =
    dialectOf(db) === 'postgres'
      ? sql<string | null>`digests.data::json #>> '{editorial,approvedBy}'`
      : sql<string | null>`json_extract(digests.data, '$.editorial.approvedBy')`;
  let select = db
    .selectFrom('digests')
    .leftJoin('digestEdits', 'digestEdits.date', 'digests.date')
    .select(['digests.date', 'digests.madeAt', 'digests.queuedAt', 'digestEdits.approvedBy as approvedNow'])
    .select(approver.as('approvedThen'))
    .select((eb) =>
      eb
        .selectFrom('digests as later')
        .select((own) => own.fn.countAll<number>().as('count'))
        .where('later.date', 'like', sql<string>`digests.date || '+%'`)
        .as('corrections'),
    )
    .where('digests.date', 'not like', '%+%')
    .orderBy('digests.madeAt', 'desc')
    .orderBy('digests.date', 'desc')
    .limit(query.limit);
  if (query.period !== undefined) select = select.where('digests.date', 'like', patterns[query.period]);
  return (await select.execute()).map(({ approvedNow, approvedThen, corrections, ...row }) => ({
    ...row,
    period: periodOf(row.date) ?? 'day',
    approvedBy: row.queuedAt === null ? approvedNow : approvedThen,
    corrections: corrections ?? 0,
  }));
}

const patterns: Readonly<Record<ReportPeriod, string>> = {
  day: '____-__-__',
  week: '____-W__',
  month: '____-__',
};

/** Whether anything was listened to before: a new installation has no last month. */
export async function hasListenedBefore(db: Db, at: Instant): Promise<boolean> {
  const source = await db
    .selectFrom('sources')
    .select('id')
    .where('firstSuccessAt', '<', at)
    .limit(1)
    .executeTakeFirst();
  if (source !== undefined) return true;
  const sent = await db.selectFrom('digests').select('date').where('queuedAt', '<', at).limit(1).executeTakeFirst();
  return sent !== undefined;
}

/** Reports that are made and wait for somebody's approval, the oldest first. */
export async function listHeldReports(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('digests')
    .select('date')
    .where('queuedAt', 'is', null)
    .orderBy('madeAt')
    .orderBy('date')
    .execute();
  return rows.map(({ date }) => date);
}

/** Whether the mails of a report were queued. */
export async function isDigestQueued(db: Db, date: string): Promise<boolean> {
  const row = await db.selectFrom('digests').select('queuedAt').where('date', '=', date).executeTakeFirst();
  return row !== undefined && row.queuedAt !== null;
}

/** Newest report of a kind whose mails were queued; null before the first. */
export async function findLastQueuedDate(db: Db, period: ReportPeriod): Promise<string | null> {
  const row = await db
    .selectFrom('digests')
    .select((eb) => eb.fn.max<string | null>('date').as('date'))
    .where('queuedAt', 'is not', null)
    .where('date', 'like', patterns[period])
    .executeTakeFirst();
  return row?.date ?? null;
}
