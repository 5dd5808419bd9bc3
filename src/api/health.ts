import type { SourceRow, SourceStatus } from '../core/source.ts';
import { sourceStatus } from '../core/source.ts';
import { countGivenUp, oldestWaiting } from '../store/deliveries.ts';
import { countOutbox } from '../store/outbox.ts';
import { listSources } from '../store/sources.ts';
import type { ApiDeps } from './deps.ts';
import type { Body } from './schemas/common.ts';
import type { health } from './schemas/health.ts';

type Health = Body<typeof health>;
type Parts = Health['parts'];

/** Later than this and the clock, not the number of sources, is at fault: a round of 233 sources takes minutes. */
const maxLagMs = 15 * 60_000;
/** A mail goes out within minutes; longer means that delivery stands still. */
const maxPendingMs = 15 * 60_000;
/** A mail that was given up is an alarm for a day; afterwards it stays only in the counts. */
const givenUpMs = 24 * 3_600_000;
/** From this share on it is our network, not their sites. */
const maxFailingShare = 0.5;

/** Asks every part how it does. Never throws: an unreachable database is an answer. */
export async function checkHealth(deps: ApiDeps): Promise<Health> {
  const now = deps.now();
  const parts = await checkParts(deps, now);
  const failing = Object.entries(parts)
    .filter(([, part]) => !part.ok)
    .map(([name]) => name);
  return {
    status: failing.length === 0 ? 'ok' : 'failing',
    failing,
    checkedAt: now.toISOString(),
    version: deps.version,
    demo: deps.demo,
    parts,
  };
}

async function checkParts(deps: ApiDeps, now: Date): Promise<Parts> {
  try {
    const sources = await listSources(deps.db);
    return {
      database: { ok: true, problem: null },
      scheduler: checkScheduler(sources, deps.startedAt, now),
      sources: checkSources(sources, now),
      outbox: await checkOutbox(deps, now),
      mail: checkMail(deps),
    };
  } catch (error) {
    deps.log.error({ err: error }, 'health check cannot read the database');
    const unknown = { ok: true, problem: 'tidak diketahui: basis data tidak terbaca' };
    return {
      database: { ok: false, problem: 'basis data tidak dapat dibaca' },
      scheduler: { ...unknown, lagMs: null, lastRunAt: null },
      sources: { ...unknown, total: 0, byStatus: countByStatus([], now) },
      outbox: { ...unknown, pending: 0, dead: 0, oldestPendingAgeMs: null },
      mail: checkMail(deps),
    };
  }
}

/** How late the longest overdue source is, in milliseconds, not counting the time before this process began. */
export function schedulerLag(sources: readonly SourceRow[], startedAt: string, now: Date): number {
  const due = sources
    .filter((source) => source.enabled && source.stoppedReason === null)
    .map((source) => now.getTime() - Math.max(Date.parse(source.nextRunAt), Date.parse(startedAt)));
  return Math.max(0, ...due);
}

function checkScheduler(sources: readonly SourceRow[], startedAt: string, now: Date): Parts['scheduler'] {
  const lagMs = schedulerLag(sources, startedAt, now);
  const late = lagMs > maxLagMs;
  return {
    ok: !late,
    problem: late ? `pengambilan terlambat ${Math.round(lagMs / 60_000)} menit` : null,
    lagMs,
    lastRunAt: lastRunAt(sources),
  };
}

/** When any source was last asked. */
export function lastRunAt(sources: readonly SourceRow[]): string | null {
  return sources.reduce<string | null>(
    (latest, { lastRunAt: at }) => (at !== null && (latest === null || at > latest) ? at : latest),
    null,
  );
}

export function countByStatus(sources: readonly SourceRow[], now: Date): Record<SourceStatus, number> {
  const counts = { ok: 0, failing: 0, silent: 0, 'never-run': 0, stopped: 0 };
  for (const source of sources) counts[sourceStatus(source, now)] += 1;
  return counts;
}

function checkSources(sources: readonly SourceRow[], now: Date): Parts['sources'] {
  const byStatus = countByStatus(sources, now);
  const asked = byStatus.ok + byStatus.failing + byStatus.silent;
  const bad = byStatus.failing > 0 && byStatus.failing >= asked * maxFailingShare;
  const words = [
    byStatus.failing > 0 ? `${byStatus.failing} sumber gagal` : '',
    byStatus.silent > 0 ? `${byStatus.silent} sumber senyap` : '',
  ].filter((word) => word !== '');
  return { ok: !bad, problem: words.length === 0 ? null : words.join(', '), total: sources.length, byStatus };
}

async function checkOutbox({ db }: ApiDeps, now: Date): Promise<Parts['outbox']> {
  const counts = await countOutbox(db);
  const oldest = await oldestWaiting(db);
  const age = oldest === null ? null : Math.max(0, now.getTime() - Date.parse(oldest));
  const givenUp = await countGivenUp(db, new Date(now.getTime() - givenUpMs).toISOString());
  const words = [
    age !== null && age > maxPendingMs ? `surel tertua menunggu ${Math.round(age / 60_000)} menit` : '',
    givenUp > 0 ? `${givenUp} surel gagal terkirim dalam 24 jam terakhir` : '',
  ].filter((word) => word !== '');
  return {
    ok: words.length === 0,
    problem: words.length === 0 ? null : words.join('; '),
    pending: counts.pending + counts.sending,
    dead: counts.dead,
    oldestPendingAgeMs: age,
  };
}

/** Without mail settings nothing fails: alerts are still on the dashboard and in the API. */
function checkMail({ mailConfigured }: ApiDeps): Parts['mail'] {
  return {
    ok: true,
    problem: mailConfigured ? null : 'surel belum diatur: peringatan hanya tampil di dasbor',
    configured: mailConfigured,
  };
}
