import { setImmediate } from 'node:timers/promises';
import type { Logger } from '../core/log.ts';
import type { Purge, PurgeCounts, Retention } from '../core/retention.ts';
import { pruneAudit } from '../store/audit-chain.ts';
import { deleteOldSeals } from '../store/authors-sealed.ts';
import { prepareNextPartition } from '../store/partitions.ts';
import { purgeAlerts, purgeMentions, savePurge } from '../store/purge.ts';
import { deleteOldBackups } from '../store/purge-backups.ts';
import { hasUnclean, scrubFiles } from '../store/purge-files.ts';
import { purgePartitions } from '../store/purge-partitions.ts';
import { emptyAlerts, emptyImport, emptyMessages, emptyReport } from '../store/retention-words.ts';
import type { Db } from '../store/schema.ts';
import { blotOldRequests } from '../store/subjects.ts';
import { prune } from './prune.ts';

export interface PurgeDeps {
  readonly db: Db;
  readonly log: Logger;
  readonly now: () => Date;
  readonly retention: Retention;
  /** Aborted when the process stops: the rest is done the next time. */
  readonly signal: AbortSignal;
}

const dayMs = 86_400_000;

/**
 * Deletes what was kept for long enough, class by class, in short steps between which others write; then makes it unreadable in the
 * files. What it did is kept and logged. Safe to be cut off anywhere, and to be run again at once.
 */
export async function purge(deps: PurgeDeps): Promise<Purge> {
  const { db, now, retention, signal, log } = deps;
  const started = now();
  const at = started.toISOString();
  const before = (days: number) => new Date(started.getTime() - days * dayMs).toISOString();
  const steps = async <T extends { readonly more: boolean }>(step: () => Promise<T>, count: (done: T) => number) => {
    for (let total = 0; ; await setImmediate()) {
      if (signal.aborted) return total;
      const done = await step();
      total += count(done);
      if (!done.more) return total;
    }
  };
  const emptied = ({ emptied: own }: { readonly emptied: number }) => own;
  const deleted = ({ deleted: own }: { readonly deleted: number }) => own;
  let issues = 0;
  const mentions = (citizen: boolean, days: number) =>
    steps(
      () => purgeMentions(db, citizen, before(days), at),
      (done) => {
        issues += done.issues;
        return done.deleted;
      },
    );

  // Copies first: they are found by their age alone.
  const alertTexts = await steps(() => emptyAlerts(db, before(retention.citizenDays)), emptied);
  const messages = await steps(() => emptyMessages(db, before(retention.citizenDays)), emptied);
  const reports = await steps(() => emptyReport(db, before(retention.citizenDays)), emptied);
  const imports = await steps(() => emptyImport(db, before(retention.authorDays)), emptied);
  const dropped = { citizens: 0, news: 0 };
  const limits = { citizens: before(retention.citizenDays), news: before(retention.newsDays) };
  await steps(
    () => purgePartitions(db, limits, at),
    (done) => {
      dropped.citizens += done.citizens;
      dropped.news += done.news;
      issues += done.issues;
      return 1;
    },
  );
  const citizens = dropped.citizens + (await mentions(true, retention.citizenDays));
  const news = dropped.news + (await mentions(false, retention.newsDays));
  const seals = await steps(() => deleteOldSeals(db, before(retention.authorDays)), deleted);
  const alerts = await steps(() => purgeAlerts(db, before(retention.alertDays)), deleted);
  const { evidence, runs } = await prune(db, retention.evidenceDays, started);
  const requests = await blotOldRequests(db, before(retention.auditDays));
  const audit = await pruneAudit(db, before(retention.auditDays));
  const backups = (await deleteOldBackups(db, before(retention.backupDays))).length;
  if (
    !signal.aborted &&
    (citizens + news + seals + alerts + alertTexts + messages + reports + imports + requests + evidence > 0 ||
      (await hasUnclean(db)))
  ) {
    await scrubFiles(db, { now: started, patient: true, signal });
  }
  await prepareNextPartition(db);
  const counts: PurgeCounts = {
    ...{ citizens, news, seals, issues, alertTexts, messages, reports, imports },
    ...{ alerts, evidence, runs, requests, audit, backups },
  };
  const done: Purge = { at, tookMs: now().getTime() - started.getTime(), counts };
  await savePurge(db, done);
  log.info(done, 'purged');
  return done;
}
