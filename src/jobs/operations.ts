import { createHash } from 'node:crypto';
import { formatAuditHead } from '../core/audit-head.ts';
import type { ChannelId, Target } from '../core/dispatch.ts';
import type { Logger } from '../core/log.ts';
import type { Message } from '../core/notification.ts';
import { countStatuses, isTroubled, sourceStatus } from '../core/source.ts';
import { formatDateTime, formatNumber, instantAt, localDate } from '../core/time.ts';
import { auditHead } from '../store/audit-chain.ts';
import { countAlertFates } from '../store/decisions.ts';
import { inWriteTransaction } from '../store/dialect.ts';
import { countOutbox, insertNotifications } from '../store/outbox.ts';
import { isTold } from '../store/pipeline-state.ts';
import type { Db } from '../store/schema.ts';
import { listSilences } from '../store/silences.ts';
import { listSources } from '../store/sources.ts';
import { type MessageIdOf, toOutboxDraft } from './outbox-drafts.ts';
import { findProblems, type PipelineProblem } from './pipeline-problems.ts';

export interface OperationsDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly log: Logger;
  /** All ways to those who receive `operations`. */
  readonly targets: readonly Target[];
  readonly messageIdOf: MessageIdOf;
  readonly regionName: string;
  /** IANA zone of the regency. */
  readonly zone: string;
  /** When this process began. */
  readonly startedAt: Date;
  /** Minute of the day of the daily word that all is well; 360 for 06.00. */
  readonly dailyMinute: number;
  readonly publicUrl: string | null;
}

const dayMs = 24 * 3_600_000;

/**
 * Tells the operator when collecting, scoring or sending has stopped: once, again after each day that it lasts, and not by the way that
 * is broken if there is another. And once a day that all is well, with the counts that show it: a program that has died cannot say so,
 * so the missing mail does. What was told is known from the outbox: a restart tells nothing twice.
 * @returns what is wrong now
 */
export async function watchOperations(deps: OperationsDeps): Promise<readonly PipelineProblem[]> {
  const { db, log } = deps;
  const now = deps.now();
  const problems = await findProblems(db, deps.startedAt, now);
  for (const problem of problems) {
    const days = Math.max(0, Math.floor((now.getTime() - Date.parse(problem.since)) / dayMs));
    const about = `masalah:${keyOf(problem)}:${problem.since}:${days}`;
    if (await queue(deps, about, () => problemMessage(deps, problem), problem.channel, now))
      log.error({ problem: problem.id, since: problem.since }, 'the operator is told that something has stopped');
  }
  const date = localDate(now, deps.zone);
  const due = instantAt(date, deps.dailyMinute, deps.zone);
  if (now.toISOString() >= due) await queue(deps, `harian:${date}`, () => dailyMessage(deps, problems, now), null, now);
  return problems;
}

/** Ids may hold an address. */
function keyOf({ id }: PipelineProblem): string {
  return id.startsWith('gone:') ? `gone:${createHash('sha256').update(id).digest('hex').slice(0, 12)}` : id;
}

/** @returns false when it was told before */
async function queue(
  deps: OperationsDeps,
  about: string,
  write: () => Promise<Message> | Message,
  broken: ChannelId | null,
  now: Date,
): Promise<boolean> {
  const { db, messageIdOf, targets } = deps;
  const open = targets.filter(({ channel }) => channel !== broken);
  const told = open.length === 0 ? targets : open;
  if (told.length === 0 || (await isTold(db, about))) return false;
  const mail = {
    kind: 'operations' as const,
    about,
    message: await write(),
    messageIdOf,
    createdAt: now.toISOString(),
  };
  await inWriteTransaction(db, (trx) =>
    insertNotifications(
      trx,
      told.map((target) => toOutboxDraft(mail, target)),
    ),
  );
  return true;
}

function problemMessage({ regionName, zone, publicUrl }: OperationsDeps, problem: PipelineProblem): Message {
  const lines = [
    `⚠️ *${problem.title}* (${regionName})`,
    '',
    `Sejak ${formatDateTime(problem.since, zone)}.`,
    problem.advice,
    '',
    'Selama ini tidak diperbaiki, tidak adanya peringatan BUKAN berarti tidak ada isu.',
  ];
  if (publicUrl !== null) lines.push('', `Keadaan: ${publicUrl}/health`);
  return plain(`[Kentongan] PERHATIAN: ${problem.title}`, lines);
}

async function dailyMessage(deps: OperationsDeps, problems: readonly PipelineProblem[], now: Date): Promise<Message> {
  const { db, regionName, zone } = deps;
  const sources = await listSources(db);
  const byStatus = countStatuses(sources.map((source) => sourceStatus(source, now)));
  const troubled = Object.entries(byStatus).reduce(
    (sum, [status, count]) => sum + (isTroubled(status as keyof typeof byStatus) ? count : 0),
    0,
  );
  const from = new Date(now.getTime() - dayMs).toISOString();
  const fates = await countAlertFates(db, { from, to: now.toISOString() });
  const outbox = await countOutbox(db);
  const silences = (await listSilences(db, now)).filter(({ startsAt }) => startsAt <= now.toISOString());
  const kept = fates.keptBack.reduce((sum, { count }) => sum + count, 0);
  const { watch, alert, crisis } = fates.raised;
  const well = problems.length === 0;
  const lines = [
    `${well ? '✅ *Semua berjalan*' : `⚠️ *${problems.length} hal perlu diperbaiki*`} (${regionName})`,
    formatDateTime(now, zone),
    '',
    ...problems.flatMap(({ title, since, advice }) => [`• ${title} sejak ${formatDateTime(since, zone)}. ${advice}`]),
    ...(well ? [] : ['']),
    'Dalam 24 jam terakhir:',
    `• Sumber: ${formatNumber(byStatus.ok)} baik, ${formatNumber(troubled)} bermasalah, ${formatNumber(byStatus['never-run'])} belum pernah dibaca, ${formatNumber(byStatus.disabled)} dimatikan`,
    `• Peringatan: ${formatNumber(crisis)} krisis, ${formatNumber(alert)} merah, ${formatNumber(watch)} kuning; ${formatNumber(fates.acknowledged)} dinyatakan ditangani`,
    `• Pemberitahuan: ${formatNumber(fates.sent)} terkirim, ${formatNumber(fates.waiting)} menunggu, ${formatNumber(kept)} ditahan atau tidak dikirim, ${formatNumber(fates.failed)} gagal`,
    `• Kotak keluar: ${formatNumber(outbox.pending + outbox.sending)} menunggu, ${formatNumber(outbox.dead)} menyerah${outbox.dead === 0 ? '' : ' (kirim lagi: kentongan outbox --retry)'}`,
    ...(silences.length === 0
      ? ['• Tidak ada peredaman yang berlaku']
      : [`• Peredaman yang berlaku: ${silences.length}`]),
    ...silences.map(
      ({ id, reason, author, endsAt }) =>
        `   #${id} oleh ${author} sampai ${formatDateTime(endsAt, zone)}: ${reason.replace(/\s+/g, ' ').slice(0, 200)}`,
    ),
    // Written down where nobody who changes the database reaches: the audit page checks against it.
    `• Sidik jejak audit (simpan surat ini): ${formatAuditHead(await auditHead(db))}`,
    '',
    'Bila surat ini tidak datang besok, Kentongan mati: periksa mesinnya.',
  ];
  const what = well ? 'Semua berjalan' : `${problems.length} hal perlu diperbaiki`;
  return plain(
    `[Kentongan] ${what}: ${formatNumber(byStatus.ok)} sumber baik, ${formatNumber(alert + crisis)} peringatan merah`,
    lines,
  );
}

function plain(subject: string, lines: readonly string[]): Message {
  return { subject, text: `${lines.join('\n')}\n`, html: '', payload: null };
}
