import type { Config } from '../../config/load.ts';
import type { LiveEvent } from '../../core/live.ts';
import type { CollectDeps, CollectEvent } from '../../jobs/collect.ts';
import { createKeyRing, syncKeys } from '../../jobs/credentials.ts';
import { isExpired } from '../../jobs/expired.ts';
import { publishRegency } from '../../jobs/province/publish.ts';
import { takeOver } from '../../jobs/province/take-over.ts';
import type { Job } from '../../jobs/scheduler.ts';
import { sendDueDigests } from '../../jobs/send-digest.ts';
import type { People } from '../../people/people.ts';
import { leaveUnscored } from '../../store/province/unscored.ts';
import type { Db } from '../../store/schema.ts';
import { createAlerting } from '../alerting.ts';
import { readInputFile } from '../input-file.ts';
import type { Installation } from '../installation.ts';
import { createProcessing } from '../processing.ts';
import { createSharedReader } from '../province/shared-items.ts';
import { sendDigestDepsOf } from '../report-sending.ts';
import type { ReportThread } from '../reporting/report-thread.ts';
import { units } from '../units.ts';
import { upkeepJobs } from '../upkeep.ts';
import type { Outside } from './outside.ts';
import { isOfProvince } from './plan.ts';

export interface RegencyWorkOptions {
  readonly installation: Installation;
  readonly outside: Outside;
  readonly reports: Pick<ReportThread, 'attachments'>;
  /** Null where nobody signs in (workers, commands). */
  readonly staff: People | null;
  /** Address of the dashboard that mails print; null when recipients cannot open it. */
  readonly publicUrl: string | null;
  readonly announce: (event: LiveEvent) => void;
  /** True while the first round of collecting runs: grouping and alerts wait, so that they see the whole. */
  readonly isSettling: () => boolean | Promise<boolean>;
  readonly onProgress?: (event: CollectEvent) => void;
  /** Keys that all regencies of the province may use; none if absent. */
  readonly provinceKeys?: ProvinceKeys;
  /** Aborted when the process stops. */
  readonly signal: AbortSignal;
}

/** Keys of the province's file; what they may be used for is counted in one place, whoever uses them. */
export interface ProvinceKeys {
  readonly credentials: Config['credentials'];
  /** Of what regencies share. */
  readonly db: Db;
}

/** All that is done for one regency, whoever starts it: the clock of one process, or a queue that many workers share. */
export interface RegencyWork {
  /** Everything but collecting, which goes source by source. */
  readonly jobs: readonly Job[];
  readonly collectDeps: CollectDeps;
  close(): Promise<void>;
}

/** Rules run when something was grouped, and once in this time for what depends on the clock (repeats). */
const alertEveryMs = 60_000;

/** Batches of 200 texts scored in one go: after a new lexicon, alerts must not wait until a million texts are scored again. */
const scoreBatchesPerRun = 20;

export function createRegencyWork(options: RegencyWorkOptions): RegencyWork {
  const { installation, outside, announce, signal } = options;
  const { config, region, db, log, now } = installation;
  const startedAt = now();
  const alerting = createAlerting({
    installation,
    reports: options.reports,
    publicUrl: options.publicUrl,
    announce,
    call: (url, request) => outside.outward.call(url, request),
    signal,
    startedAt,
  });
  return {
    collectDeps: {
      db,
      now,
      log,
      net: outside.net,
      reader: outside.reader,
      zone: region.timezone,
      readFile: readInputFile,
      ...(isOfProvince(config) ? { readShared: createSharedReader(db, region) } : {}),
      ...keysOf(options),
      findCollector: (id) => units.collectors.get(id) ?? null,
      toDraft: installation.toDraft,
      keepsEvidence: config.evidenceDays > 0,
      isExpired: (draft) => isExpired(draft, config.retention, now()),
      signal,
      announce,
      ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
    },
    jobs: [
      ...(config.credentials.length === 0
        ? []
        : // A token in a file is renewed by another program: what waited for it goes on.
          [
            {
              name: 'keys',
              lane: 'upkeep' as const,
              everyMs: 60_000,
              run: (tick: Date) => syncKeys(db, config.credentials, tick),
            },
          ]),
      createProcessJob(options, alerting.alerter.raise),
      {
        name: 'digest',
        lane: 'report',
        everyMs: 15_000,
        run: (tick) => sendDueDigests(sendDigestDepsOf(installation, startedAt), tick),
      },
      ...alerting.jobs,
      ...upkeepJobs(installation, options.staff),
      ...(isOfProvince(config) ? [createPublishJob(installation)] : []),
      ...(config.regencies === null ? [] : [createLeaveJob(installation)]),
    ],
    close: () => alerting.close(),
  };
}

/** The regency's own keys, and those of its province under names that it does not use itself. */
function keysOf({ installation, provinceKeys }: RegencyWorkOptions): Pick<CollectDeps, 'keyOf' | 'keyHome'> {
  const { config, db, now } = installation;
  if (provinceKeys === undefined) return { keyOf: createKeyRing(db, config.credentials, now) };
  const own = new Set(config.credentials.map(({ id }) => id));
  const others = provinceKeys.credentials.filter(({ id }) => !own.has(id));
  const keyHome = (id: string): Db => (own.has(id) ? db : provinceKeys.db);
  return { keyOf: createKeyRing(keyHome, [...config.credentials, ...others], now), keyHome };
}

/** What is collected for all regencies each of them judges for itself: nothing waits for a verdict here. */
function createLeaveJob({ db }: Installation): Job {
  return { name: 'leave-unscored', lane: 'upkeep', everyMs: 30_000, run: () => leaveUnscored(db) };
}

function createPublishJob({ db, region }: Installation): Job {
  const province = `Provinsi ${region.province}`;
  return {
    name: 'publish',
    lane: 'upkeep',
    everyMs: 60_000,
    async run(tick) {
      await takeOver({ db, zone: region.timezone, province }, tick);
      return publishRegency({ db, regency: region.code, zone: region.timezone }, tick);
    },
  };
}

/** One after the other: an alert is raised from what was just scored and grouped. */
function createProcessJob(options: RegencyWorkOptions, raise: () => Promise<unknown>): Job {
  const { announce, signal } = options;
  const processing = createProcessing(options.installation, { signal, announce });
  let alertsDue = true;
  let lastAlertsMs = 0;
  return {
    name: 'process',
    lane: 'process',
    everyMs: 1_000,
    async run(tick, limit) {
      const { remains } = await processing.score(scoreBatchesPerRun);
      // A first collection arrives in no order: events are recognised better once all of it is there.
      for (let goesOn = remains; await options.isSettling(); ) {
        if (!goesOn || signal.aborted || limit.aborted) return;
        goesOn = (await processing.score(scoreBatchesPerRun)).remains;
      }
      try {
        const { clustered } = await processing.group(limit);
        const { hits, repeats } = await processing.watch();
        alertsDue ||= clustered + hits + repeats > 0;
      } finally {
        // Also when one text cannot be grouped: all others must still be told of.
        const elapsed = tick.getTime() - lastAlertsMs;
        if (alertsDue || elapsed < 0 || elapsed >= alertEveryMs) {
          alertsDue = false;
          lastAlertsMs = tick.getTime();
          await raise();
        }
      }
    },
  };
}
