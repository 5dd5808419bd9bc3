import { ConfigError, NotAskedError, type NotAskedReason, SourceError, type SourceFault } from '../core/errors.ts';
import type { SourceRow } from '../core/source.ts';
import { formatDateTime, formatTime, localDate } from '../core/time.ts';
import { clearCredentialFault, pauseCredential } from '../store/credentials.ts';
import type { RunTotals } from '../store/runs.ts';
import { recordFailure, recordSuccess, recordWait } from '../store/sources.ts';
import type { CollectDeps } from './collect.ts';
import { BudgetSpent } from './credentials.ts';
import { nextPace, pauseAfterFailure, pauseAfterSuccess, probeMs, resumeAt } from './run-times.ts';

/** What a run came to before it ended. */
export interface EndedRun {
  readonly steps: number;
  readonly totals: RunTotals;
  readonly waitMs: number;
  readonly more: boolean;
  readonly started: Date;
  readonly ended: Date;
  readonly traffic: { readonly requests: number; readonly bytes: number };
}

export interface SavedRun {
  /** `waiting`: stopped although nothing is wrong. */
  readonly status: 'ok' | 'failed' | 'waiting';
  /** `network: connect ECONNREFUSED`; null unless it failed. */
  readonly error: string | null;
  /** Why it waits, Indonesian; null unless it does. */
  readonly notice: string | null;
}

/** Wait for a budget of which nobody says when it is free. */
const unknownWaitMs = 3_600_000;
/** A limit that is too small for one request is an operator's decision: looked at again daily, and at every start. */
const neverWaitMs = 24 * 3_600_000;

/**
 * Records how a run ended on its source, and on its key.
 * @param fault what was thrown; null when the run went well
 */
export function saveRun(deps: CollectDeps, source: SourceRow, run: EndedRun, fault: unknown): Promise<SavedRun> {
  if (fault === null) return saveSuccess(deps, source, run);
  if (fault instanceof SourceError && (fault.reason === 'budget' || fault instanceof NotAskedError)) {
    return saveWait(deps, source, run, fault);
  }
  return saveFailure(deps, source, run, fault);
}

async function saveSuccess(deps: CollectDeps, source: SourceRow, run: EndedRun): Promise<SavedRun> {
  const floorMs = deps.findCollector(source.collector)?.minIntervalMs ?? 0;
  const pace = nextPace(source, run.totals, floorMs);
  const pause = pauseAfterSuccess({ ...source, pace }, { floorMs, waitMs: run.waitMs, more: run.more });
  const traffic = trafficOf(run, deps.zone);
  await recordSuccess(deps.db, source.id, { ...timesOf(run, pause), totals: run.totals, pace, traffic });
  if (source.credential !== null) {
    await clearCredentialFault(deps.db, source.credential, run.ended, deps.keyHome?.(source.credential));
  }
  return { status: 'ok', error: null, notice: null };
}

async function saveWait(deps: CollectDeps, source: SourceRow, run: EndedRun, fault: SourceError): Promise<SavedRun> {
  const isTooSmall = fault instanceof BudgetSpent && fault.freeAt === null;
  const freeAt = new Date(run.ended.getTime() + (isTooSmall ? neverWaitMs : (fault.retryAfterMs ?? unknownWaitMs)));
  const notice = isTooSmall
    ? `${whatIsSpent(fault)} terlalu kecil untuk satu permintaan; naikkan di bagian credentials`
    : `${whyItWaits(fault)}; dilanjutkan ${sayWhen(freeAt, run.ended, deps.zone)}`;
  const nextRunAt = resumeAt(source.id, freeAt, run.ended).toISOString();
  const totals = run.steps === 0 ? null : run.totals;
  const traffic = trafficOf(run, deps.zone);
  await recordWait(deps.db, source.id, { ...timesOf(run, 0), nextRunAt, notice, totals, traffic });
  if (fault.credentialWide && source.credential !== null) {
    const pause = { at: run.ended.toISOString(), until: freeAt.toISOString(), sourceId: source.id };
    const home = deps.keyHome?.(source.credential);
    await pauseCredential(deps.db, source.credential, { ...pause, fault: null, notice }, home);
  }
  return { status: 'waiting', error: null, notice };
}

const notAsked: Readonly<Record<NotAskedReason, string>> = {
  'host-paused': 'situsnya meminta jeda',
  'host-busy': 'menunggu giliran di situsnya, yang juga dibaca sumber lain',
  'turn-unknown': 'giliran di situsnya belum dapat dipastikan',
  'key-paused': 'kuncinya sedang dijeda',
};

function whyItWaits(fault: SourceError): string {
  return fault instanceof NotAskedError ? notAsked[fault.why] : `${whatIsSpent(fault)} habis`;
}

function whatIsSpent(fault: SourceError): string {
  return fault instanceof BudgetSpent ? `jatah ${fault.title}` : 'jatah dari platform';
}

async function saveFailure(deps: CollectDeps, source: SourceRow, run: EndedRun, fault: unknown): Promise<SavedRun> {
  const { db, log, zone } = deps;
  const reason = reasonOf(fault);
  const error = sayFault(fault, (text) => withoutSecret(deps, source, text));
  const expected = fault instanceof SourceError || fault instanceof ConfigError;
  if (expected) log.warn({ source: source.id, error }, 'source failed');
  else log.error({ source: source.id, err: fault }, 'source failed unexpectedly');
  const backOff = pauseAfterFailure(source, fault instanceof SourceError ? fault.retryAfterMs : null);
  const pause = reason === 'credential' ? Math.max(backOff, probeMs) : backOff;
  const times = timesOf(run, pause);
  await recordFailure(db, source.id, {
    ...times,
    fault: reason,
    error,
    stoppedReason: reason === 'gone' ? error : null,
    totals: run.totals,
    traffic: trafficOf(run, zone),
  });
  if (fault instanceof SourceError && fault.credentialWide && source.credential !== null) {
    const until = new Date(times.nextRunAt);
    const isWait = fault.reason === 'rate-limited' || fault.reason === 'network';
    const pause = {
      at: times.endedAt,
      until: times.nextRunAt,
      sourceId: source.id,
      fault: isWait ? null : { reason: fault.reason, error },
      notice: `platform meminta jeda bagi kunci ini; dilanjutkan ${sayWhen(until, run.ended, zone)}`,
    };
    await pauseCredential(db, source.credential, pause, deps.keyHome?.(source.credential));
  }
  return { status: 'failed', error, notice: null };
}

function timesOf({ started, ended }: EndedRun, pauseMs: number) {
  return {
    startedAt: started.toISOString(),
    endedAt: ended.toISOString(),
    nextRunAt: new Date(ended.getTime() + pauseMs).toISOString(),
  };
}

function trafficOf({ traffic, ended }: EndedRun, zone: string) {
  return { day: localDate(ended, zone), requests: traffic.requests, bytes: traffic.bytes };
}

/** `14.00 WIB`, with the date unless it is today. */
function sayWhen(at: Date, now: Date, zone: string): string {
  return localDate(at, zone) === localDate(now, zone) ? formatTime(at, zone) : formatDateTime(at, zone);
}

/** Options that the collector refuses are a question that is wrong. */
function reasonOf(fault: unknown): SourceFault | 'internal' {
  if (fault instanceof SourceError) return fault.reason;
  return fault instanceof ConfigError ? 'query' : 'internal';
}

/** A platform may repeat the key that it refuses; this text is stored and shown. */
function withoutSecret({ keyOf }: CollectDeps, { credential }: SourceRow, text: string): string {
  if (credential === null) return text;
  try {
    return text.replaceAll(keyOf(credential).secret, '***');
  } catch {
    return text;
  }
}

/** `network: connect ECONNREFUSED`, one line. What comes before the colon is the reason that reports translate. */
function sayFault(fault: unknown, clean: (text: string) => string): string {
  const reason = fault instanceof SourceError ? fault.reason : fault instanceof ConfigError ? 'config' : 'internal';
  const message = fault instanceof Error ? fault.message : String(fault);
  // Cleaned before it is cut: half a key is not found any more.
  return `${reason}: ${clean(message)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .slice(0, 300)}`;
}
