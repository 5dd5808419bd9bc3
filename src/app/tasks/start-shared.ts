import { createHostSwitch, type Site } from '../../api/host-switch.ts';
import type { Listening } from '../../api/listen.ts';
import { listen } from '../../api/listen.ts';
import { createProcessFigures, type ProcessFigures } from '../../api/metrics-process.ts';
import type { Config } from '../../config/load.ts';
import type { Logger } from '../../core/log.ts';
import { provinceCode } from '../../core/province.ts';
import { createJobRecord, type JobRecord } from '../../jobs/job-record.ts';
import { timezoneOf } from '../../regions/region-names.ts';
import { openSession, type PostgresSession } from '../../store/session.ts';
import { version } from '../files.ts';
import { findUnstaffed, type Unstaffed } from '../first-links.ts';
import { prepareDatabase } from '../installation.ts';
import type { Knowledge } from '../knowledge.ts';
import { openOperationsPort } from '../operations.ts';
import { prepareSharedTables } from '../province/prepare.ts';
import { createReportThread } from '../reporting/report-thread.ts';
import { listenOrExplain } from './listen-or-explain.ts';
import { createLiveChannel, type LiveChannel } from './live-channel.ts';
import { openOutside } from './outside.ts';
import { openTaskQueue, type TaskQueue } from './queue.ts';
import { startQueueClock } from './queue-clock.ts';
import { queueNames } from './queue-names.ts';
import { openRegencies, provinceRegion, type Regencies, type Regency, sharedCode } from './regencies.ts';
import { createRegencyEvents, openRegencySite, type RegencySiteOptions } from './regency-site.ts';
import { type ProcessRole, processRoles } from './roles.ts';
import { createTaskRunner } from './run-task.ts';
import { settleRegencies, startErasureMirror } from './settle-regencies.ts';
import { createTaskLocks, withSetupLock } from './task-locks.ts';
import { startWorker } from './worker.ts';

export interface SharedOptions {
  /** Of a regency or a province, on PostgreSQL. */
  readonly config: Config;
  readonly roles: ReadonlySet<ProcessRole>;
  readonly knowledge: Knowledge;
  readonly log: Logger;
  readonly now: () => Date;
}

/** One of the processes that work on the same PostgreSQL database. */
export interface SharedProcess {
  /** Of the pages; null for a process without. */
  readonly origin: string | null;
  stop(): Promise<void>;
}

interface Common {
  readonly options: SharedOptions;
  readonly regencies: Regencies;
  readonly session: PostgresSession;
  readonly queue: TaskQueue;
  readonly live: LiveChannel;
  readonly record: JobRecord;
  readonly figures: ProcessFigures;
}

interface Part {
  readonly origin?: string;
  close(): Promise<void>;
}

/** Starts what the roles ask for. @throws ConfigError when a configuration, the database or the port cannot be used */
export async function startShared(options: SharedOptions): Promise<SharedProcess> {
  const { config, roles, log } = options;
  /** In the order in which they were opened; closed the other way round. */
  const parts: Part[] = [];
  const stop = async (): Promise<void> => {
    for (const part of parts.splice(0).reverse()) {
      await part.close().catch((error: unknown) => log.warn({ err: error }, 'a part could not be closed'));
    }
  };
  const keep = <T extends Part>(part: T): T => {
    parts.push(part);
    return part;
  };
  try {
    const session = keep(await openSession(config.database, log));
    const { regencies, queue } = await withSetupLock(session, async () => {
      const regencies = keep(await openRegencies(options));
      if (regencies.shared !== null) await prepareSharedTables(regencies.shared, regencies.all, options.now);
      for (const { db, config: own } of regencies.all) {
        await prepareDatabase(db, { kind: 'live', config: own, now: options.now });
      }
      await settleRegencies(everybodyOf(regencies), options);
      const supervises = roles.has('scheduler');
      return { regencies, queue: keep(await openTaskQueue(config.database, { log, supervises })) };
    });
    session.onLost(() => {
      regencies.drop();
      queue.drop();
    });
    keep(startErasureMirror(regencies, log));
    const record = createJobRecord(options.now, queue.desk.queues);
    const role = roles.size === processRoles.length ? 'all' : [...roles].join('-');
    const figures = createProcessFigures({ version, role, jobs: record });
    const live = createLiveChannel(session, log);
    const common: Common = { options, regencies, session, queue, live, record, figures };
    const site = roles.has('api') ? keep(await openSites(common)) : null;
    if (roles.has('worker')) keep(openWorker(common));
    if (roles.has('scheduler')) keep(openClock(common));
    const operations = await openOperations(common, role);
    if (operations !== null) keep(operations);
    return { origin: site?.origin ?? null, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What all share first: its people are those of the province. */
function everybodyOf({ all, shared }: Regencies): readonly Regency[] {
  return shared === null ? all : [shared, ...all];
}

/** `/health` and `/metrics` of this process, whatever it does. A worker's own figures are enough; the regencies' are the others' to tell. */
function openOperations({ options, regencies, session, queue, figures }: Common, role: string) {
  const { config, roles, log, now } = options;
  const measured = everybodyOf(regencies).map(({ db, code, config: own }) => ({
    ...{ db, now, log },
    credentials: own.credentials,
    region: { code, timezone: timezoneOf(own.region.code) },
  }));
  return openOperationsPort({
    ...{ http: config.http, env: process.env, now, log, role, figures },
    installations: () => (roles.has('api') || roles.has('scheduler') ? measured : []),
    parts: { database: () => session.query('select 1'), jobs: () => queue.desk.queues() },
  });
}

function openClock({ options, regencies, queue }: Common): Part {
  const { log, now } = options;
  const { all, shared } = regencies;
  return startQueueClock({ regencies: all, shared, queue, log, now });
}

function openWorker({ options, regencies, session, queue, live, record }: Common): Part {
  const { config, log, now } = options;
  const stop = new AbortController();
  const outside = openOutside(config, regencies.hosts, now);
  const runner = createTaskRunner({ regencies, queue, live, outside, log, now, signal: stop.signal });
  const worker = startWorker(
    {
      queue,
      locks: createTaskLocks(session),
      log,
      record,
      run: runner.run,
      onLost: session.onLost,
    },
    queueNames,
  );
  return {
    async close() {
      stop.abort();
      await worker.close();
      await runner.close();
      await outside.close();
    },
  };
}

async function openSites({ options, regencies, queue, live, figures }: Common): Promise<Listening> {
  const { config, log } = options;
  const { host, port } = config.http;
  const reports = createReportThread();
  const events = createRegencyEvents();
  await live.hear((code, event) => events.of(code).announce(event));
  let bound = port;
  const urlOf = (regency: Regency) => regency.config.http.publicUrl ?? `http://${regency.host}:${bound}`;
  const openOne = (regency: Regency): Promise<Site> =>
    openRegencySite({
      regencies,
      regency,
      reports,
      jobDesk: queue.desk,
      figures,
      publicUrl: urlOf(regency),
      province: regencies.shared === null ? null : circleOf(regency, regencies, options, urlOf),
      trustProxy: config.http.trustProxy,
      events: events.of(regency.code),
    });
  const everybody = everybodyOf(regencies);
  const only = config.regencies === null ? regencies.all[0] : undefined;
  const sites =
    only === undefined
      ? createHostSwitch((name) => {
          const regency = everybody.find((one) => one.host === name);
          return regency === undefined ? null : openOne(regency);
        })
      : await openOne(only);
  const listening = await listenOrExplain(() => listen(sites.handler, { host, port }), port);
  bound = listening.port;
  if (only === undefined) log.info({ hosts: everybody.map((one) => one.host) }, 'pages by host name');
  sayUnstaffed(config, await findUnstaffed(regencies, { ...options, urlOf }));
  return {
    ...listening,
    async close() {
      await listening.close();
      await sites.close();
      await reports.close();
    },
  };
}

/** The province as the pages of one of its regencies, or its own, know it. */
function circleOf(
  regency: Regency,
  { all }: Regencies,
  { config, knowledge }: SharedOptions,
  urlOf: (regency: Regency) => string,
): RegencySiteOptions['province'] {
  const named = all
    .map((one) => ({ one, found: knowledge.gazetteer.findRegion(one.code) }))
    .sort((a, b) => (a.one.code < b.one.code ? -1 : 1));
  return {
    self: regency.code === sharedCode ? provinceCode : regency.code,
    name: provinceRegion(config.region.code, knowledge).name,
    members: named.map(({ one, found }) => ({ code: one.code, name: found?.name ?? one.code, publicUrl: urlOf(one) })),
    shortNames: new Map(named.map(({ one, found }) => [one.code, found?.shortName ?? one.code])),
  };
}

function sayUnstaffed({ regencies, path }: Config, { first, others }: Unstaffed): void {
  if (first !== null) {
    const whose = regencies === null ? '' : ` di ${first.name}`;
    process.stderr.write(
      `Belum ada akun${whose}. Tautan sekali pakai untuk membuat admin pertama (berlaku 24 jam):\n  ${first.link}\n`,
    );
  }
  if (others.length > 0) {
    process.stderr.write(
      `Belum ada akun di ${others.length} kabupaten/kota. Tautannya: kentongan people link --all --config ${path}, ` +
        `atau satu daerah: kentongan people link --config ${others[0]}\n`,
    );
  }
}
