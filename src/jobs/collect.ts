import type { CollectorType, ReadShared } from '../core/collector.ts';
import { crashAt } from '../core/crash-point.ts';
import { ConfigError, SourceError } from '../core/errors.ts';
import type { LiveEvent } from '../core/live.ts';
import type { Logger } from '../core/log.ts';
import type { MentionDraft, RawPost } from '../core/mention.ts';
import type { NetClient } from '../core/net.ts';
import type { Reader } from '../core/reader.ts';
import type { SourceRow } from '../core/source.ts';
import { untilAborted } from '../core/until-aborted.ts';
import type { RunTotals } from '../store/runs.ts';
import { type StepResult, saveStep } from '../store/save-step.ts';
import type { Db } from '../store/schema.ts';
import { countTraffic, type TrafficCount } from './count-traffic.ts';
import type { KeyHome, KeyRing } from './credentials.ts';
import { recordAnswers } from './evidence.ts';
import { type SavedRun, saveRun } from './save-run.ts';

export interface CollectDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly log: Logger;
  readonly net: NetClient;
  readonly reader: Reader;
  /** IANA zone for dates that name none. */
  readonly zone: string;
  readonly readFile: (path: string) => Promise<Uint8Array>;
  /** What the province has collected; absent where there is no province. */
  readonly readShared?: ReadShared;
  readonly findCollector: (id: string) => CollectorType | null;
  /** The keys that sources name. */
  readonly keyOf: KeyRing;
  /** Where a key is kept that several databases use; default is this one. */
  readonly keyHome?: KeyHome;
  /** Null when nothing readable is left of the post. */
  readonly toDraft: (post: RawPost) => MentionDraft | null;
  /** Aborted when the process stops: the run is left as it is, and begins again where its last saved step ended. */
  readonly signal: AbortSignal;
  readonly announce?: (event: LiveEvent) => void;
  readonly onProgress?: (event: CollectEvent) => void;
  /** Longest run of one source in milliseconds; default 90 s. */
  readonly maxRunMs?: number;
  /** Most steps in one run; default 20. */
  readonly maxSteps?: number;
  /** Items whose time to be kept is over are passed over: a list may show them for years after they were deleted. */
  readonly isExpired?: (draft: MentionDraft) => boolean;
  /** Whether answers are kept with what was made of them; default true. */
  readonly keepsEvidence?: boolean;
}

export type CollectEvent =
  | { readonly type: 'started'; readonly source: SourceRow }
  | { readonly type: 'step'; readonly source: SourceRow; readonly step: number; readonly totals: RunTotals }
  | { readonly type: 'ended'; readonly source: SourceRow; readonly outcome: CollectOutcome };

export interface CollectOutcome {
  readonly sourceId: string;
  /** `interrupted`: the process is stopping; nothing is recorded. */
  readonly status: SavedRun['status'] | 'interrupted';
  readonly steps: number;
  readonly totals: RunTotals;
  readonly error: string | null;
  readonly notice: string | null;
  readonly durationMs: number;
}

/**
 * One run of one source: bounded steps until it has no more, each saved with its cursor; then the result and the next due time.
 * Whatever the source or its collector does wrong is recorded on the source; only a failing database makes this throw.
 */
export async function collectSource(deps: CollectDeps, source: SourceRow): Promise<CollectOutcome> {
  const started = deps.now();
  const traffic = countTraffic(deps.net);
  const run: Run = { steps: 0, totals: noTotals, waitMs: 0, more: true, cursor: source.cursor, traffic };
  deps.onProgress?.({ type: 'started', source });
  let fault: unknown = null;
  try {
    const type = deps.findCollector(source.collector);
    if (type === null) {
      throw new ConfigError([
        { where: `sources.${source.id}.collector`, message: `unknown collector ${source.collector}` },
      ]);
    }
    await runSteps(deps, source, type, run, started);
  } catch (error) {
    // A database that refuses the step is no fault of the source.
    if (error instanceof StoreFault) throw error.cause;
    fault = error ?? new Error('thrown without a reason');
  }
  const ended = deps.now();
  const saved =
    fault !== null && deps.signal.aborted
      ? ({ status: 'interrupted', error: null, notice: null } as const)
      : await saveRun(deps, source, { ...run, started, ended }, fault);
  const outcome: CollectOutcome = {
    sourceId: source.id,
    ...saved,
    steps: run.steps,
    totals: run.totals,
    durationMs: ended.getTime() - started.getTime(),
  };
  deps.onProgress?.({ type: 'ended', source, outcome });
  return outcome;
}

interface Run {
  steps: number;
  totals: RunTotals;
  waitMs: number;
  more: boolean;
  cursor: string | null;
  readonly traffic: TrafficCount;
}

const noTotals: RunTotals = { stored: 0, repeats: 0, edits: 0, rejected: 0, setAside: 0 };

const nothingSaved: StepResult = { stored: [], repeats: 0, edits: [], setAside: 0 };

class StoreFault extends Error {}

async function runSteps(
  deps: CollectDeps,
  source: SourceRow,
  type: CollectorType,
  run: Run,
  started: Date,
): Promise<void> {
  const { maxRunMs = 90_000, maxSteps = 20, keepsEvidence = true } = deps;
  const collector = type.configure(source.options);
  const deadline = AbortSignal.timeout(maxRunMs);
  const signal = AbortSignal.any([deps.signal, deadline]);
  const credential = source.credential === null ? null : deps.keyOf(source.credential);
  const log = deps.log.child({ source: source.id });
  const watched = { ...deps, net: run.traffic.net };
  const recorder = keepsEvidence ? recordAnswers(watched, credential?.secret ?? null) : null;
  while (run.more && run.steps < maxSteps && deps.now().getTime() - started.getTime() < maxRunMs) {
    signal.throwIfAborted();
    const { reader, now, zone } = deps;
    const { net, readFile } = recorder ?? watched;
    const shared = deps.readShared === undefined ? {} : { readShared: deps.readShared };
    const step = await untilAborted(
      collector.collect({ cursor: run.cursor, net, reader, now, zone, log, signal, readFile, credential, ...shared }),
      signal,
    ).catch((error: unknown) => {
      if (deadline.aborted && !deps.signal.aborted) {
        throw new SourceError('network', `no end after ${Math.round(maxRunMs / 1000)} s`, { cause: error });
      }
      throw error;
    });
    crashAt('after-fetch');
    const { drafts, unreadable } = toDrafts(deps, step.posts, log);
    const rejected = step.rejected + unreadable;
    const evidence = (await recorder?.take(drafts.length > 0)) ?? [];
    const savedAt = deps.now();
    const { cursor, gone = [] } = step;
    // Most runs find nothing new: what is stored is as it is.
    const isIdle = drafts.length === 0 && rejected === 0 && gone.length === 0 && cursor === run.cursor;
    const saving = isIdle
      ? Promise.resolve(nothingSaved)
      : saveStep(deps.db, { sourceId: source.id, drafts, cursor, rejected, now: savedAt, evidence, gone });
    const result = await saving.catch((error: unknown) => {
      throw new StoreFault('a step could not be saved', { cause: error });
    });
    crashAt('after-step-commit');
    run.steps += 1;
    run.totals = {
      stored: run.totals.stored + result.stored.length,
      repeats: run.totals.repeats + result.repeats,
      edits: run.totals.edits + result.edits.length,
      rejected: run.totals.rejected + rejected,
      setAside: run.totals.setAside + result.setAside,
    };
    run.waitMs = Math.max(run.waitMs, step.waitMs);
    // A collector that asks for another step without having moved would ask forever.
    run.more = step.more && (step.posts.length > 0 || step.cursor !== run.cursor);
    run.cursor = step.cursor;
    if (result.stored.length > 0) {
      deps.announce?.({
        type: 'collected',
        at: savedAt.toISOString(),
        sourceId: source.id,
        stored: result.stored.length,
      });
    }
    deps.onProgress?.({ type: 'step', source, step: run.steps, totals: run.totals });
  }
}

/** A post that ingest cannot digest is dropped and counted; it must not hold up the others of its page. */
function toDrafts(deps: CollectDeps, posts: readonly RawPost[], log: Logger) {
  const drafts: MentionDraft[] = [];
  let unreadable = 0;
  for (const post of posts) {
    try {
      const draft = deps.toDraft(post);
      if (draft === null) unreadable += 1;
      else if (deps.isExpired?.(draft) !== true) drafts.push(draft);
    } catch (error) {
      unreadable += 1;
      log.error({ err: error, url: post.url }, 'post could not be ingested');
    }
  }
  return { drafts, unreadable };
}
