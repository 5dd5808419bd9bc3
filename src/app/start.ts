import { setTimeout as pause } from 'node:timers/promises';
import type { Listening } from '../api/listen.ts';
import { createProcessFigures, type ProcessFigures } from '../api/metrics-process.ts';
import { type Config, loadAnyConfig } from '../config/load.ts';
import { readSecret } from '../config/secret.ts';
import { thisMachine } from '../config/trust-proxy.ts';
import { ConfigError } from '../core/errors.ts';
import type { Logger } from '../core/log.ts';
import type { Mailbox } from '../demo/mailbox.ts';
import { createJobRecord } from '../jobs/job-record.ts';
import type { People } from '../people/people.ts';
import { findMeta } from '../store/meta.ts';
import { listSources } from '../store/sources.ts';
import { createConfiguredPeople } from './configured-people.ts';
import { version } from './files.ts';
import { giveBackMemory } from './give-back-memory.ts';
import { type Installation, openInstallation } from './installation.ts';
import { loadKnowledge } from './knowledge.ts';
import { createLiveEvents } from './live-events.ts';
import { lockDatabase } from './lock.ts';
import { createLogger } from './logger.ts';
import { createProgressLines } from './progress-lines.ts';
import { createReportThread } from './reporting/report-thread.ts';
import { serve } from './server.ts';
import { createStaff } from './staff.ts';
import { listenOrExplain } from './tasks/listen-or-explain.ts';
import { type ProcessRole, processRoles } from './tasks/roles.ts';
import { units } from './units.ts';

export interface Product {
  /** `http://127.0.0.1:3000`; null for a process without pages. */
  readonly origin: string | null;
  /** Lets running work end, then closes everything. */
  stop(): Promise<void>;
  /** Resolves when the product has stopped. */
  readonly stopped: Promise<void>;
}

export interface StartOptions {
  /** Null starts the demo. */
  readonly configPath: string | null;
  /** Overrides the configured port; 0 takes any free one. */
  readonly port: number | null;
  /** What this process does; anything but all needs PostgreSQL. */
  readonly roles: ReadonlySet<ProcessRole>;
}

/** Between the open port and the first work: who waits for a page gets it before all the rest is loaded. */
const pagesFirstMs = 500;

/** Until the first round of all jobs is through. */
const settledMs = 10_000;

/** Longest wait of alerts for the first round of collecting. */
const maxSettlingMs = 120_000;

/** On SQLite everything in one process; on PostgreSQL what the roles say, beside any number of other processes. @throws ConfigError */
export async function startProduct({ configPath, port, roles }: StartOptions): Promise<Product> {
  const log = createLogger(process.stderr.isTTY ? 'warn' : 'info');
  const now = (): Date => new Date();
  const config = configPath === null ? null : withPort(loadAnyConfig(configPath, units, process.env), port);
  if (config?.database.includes('://') === true) {
    const { startShared } = await import('./tasks/start-shared.ts');
    const { origin, stop } = await startShared({ config, roles, knowledge: loadKnowledge(), log, now });
    sayRoles(config, roles, origin);
    return { origin, ...withStopped(stop) };
  }
  if (roles.size < processRoles.length) {
    throw new ConfigError([
      { where: '--role', message: 'peran terpisah memerlukan PostgreSQL: database: postgres://…' },
    ]);
  }
  return startAlone(config, port, log, now);
}

/** Everything of one regency, or of the demo, in this process. */
async function startAlone(config: Config | null, port: number | null, log: Logger, now: () => Date): Promise<Product> {
  const opened = config === null ? await openForDemo(port, log, now) : await openLive(config, log, now);
  const { installation, mailbox } = opened;
  const http = installation.config.http;
  const events = createLiveEvents();
  const progress = await watchProgress(installation);
  let origin = http.publicUrl;
  const reports = createReportThread();
  const record = createJobRecord(now);
  const figures = createProcessFigures({ version, role: 'all', jobs: record });
  const { staff, listening } = await comeUp().catch(async (error: unknown) => {
    await opened.close();
    throw error;
  });

  /** The port first: when it is taken nothing has been collected or sent yet. */
  async function comeUp() {
    const staff = await createStaff({
      installation,
      publicUrl: () => origin ?? `http://127.0.0.1:${http.port}`,
      configured: createConfiguredPeople(installation, process.env),
    });
    const { host, port, publicUrl } = http;
    const shown = { installation, staff, figures, reports, mailbox, live: events, progress: progress.read };
    return { staff, listening: await listenOrExplain(() => serve({ ...shown, host, port, publicUrl }), port) };
  }

  origin ??= listening.origin;
  sayWelcome(installation, listening);
  await sayFirstLink(installation, staff);
  await pause(pagesFirstMs);
  const [{ createRuntime }, { schedule }] = await Promise.all([import('./runtime.ts'), import('node-cron')]);
  const startedMs = now().getTime();
  const printLine = createProgressLines(process.stderr);
  const runtime = createRuntime({
    installation,
    staff,
    reports,
    record,
    // Without a public address, mails read on this machine (the demo's) can still lead here.
    publicUrl: http.publicUrl ?? (installation.kind === 'demo' ? listening.origin : null),
    announce: events.announce,
    isSettling: () => progress.read().running && now().getTime() - startedMs < maxSettlingMs,
    onProgress: (event) => {
      printLine(event);
      if (event.type === 'ended') progress.ended(event.source.id);
    },
  });
  const clock = schedule('* * * * * *', () => void runtime.scheduler.tick(now()), { noOverlap: false });
  void runtime.scheduler.tick(now());
  const operations = await openOperations(installation, figures);
  const tidying = setTimeout(giveBackMemory, settledMs).unref();

  return {
    origin: listening.origin,
    ...withStopped(async () => {
      clearTimeout(tidying);
      await operations?.close();
      await clock.stop();
      await listening.close();
      await runtime.close();
      await reports.close();
      await opened.close();
    }),
  };
}

/** Apart from the pages' port, for monitoring that should not pass through the proxy. */
async function openOperations(installation: Installation, figures: ProcessFigures): Promise<Listening | null> {
  const { config, db, now, log } = installation;
  const { openOperationsPort } = await import('./operations.ts');
  return openOperationsPort({
    ...{ http: config.http, env: process.env, now, log, role: 'all', figures },
    installations: () => [{ ...{ db, now, log, region: installation.region }, credentials: config.credentials }],
    parts: { database: () => findMeta(db, 'kind') },
  });
}

function withStopped(stop: () => Promise<void>): Pick<Product, 'stop' | 'stopped'> {
  let finish = (): void => {};
  const stopped = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return { stopped, stop: () => stop().then(finish) };
}

function sayRoles(config: Config, roles: ReadonlySet<ProcessRole>, origin: string | null): void {
  const what = config.regencies === null ? config.region.code : `${config.regencies.length} kabupaten/kota`;
  const where = origin === null ? '' : ` Dasbor: ${origin}/`;
  process.stderr.write(`Kentongan (${[...roles].join(', ')}) bekerja untuk ${what}.${where}\n`);
}

interface Opened {
  readonly installation: Installation;
  readonly mailbox: Mailbox | null;
  close(): Promise<void>;
}

async function openLive(config: Config, log: Logger, now: () => Date): Promise<Opened> {
  const unlock = config.database === ':memory:' ? () => {} : lockDatabase(config.database);
  try {
    const installation = await openInstallation({ kind: 'live', config, knowledge: loadKnowledge(), log, now });
    return { installation, mailbox: null, close: () => installation.close().finally(unlock) };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function openForDemo(port: number | null, log: Logger, now: () => Date): Promise<Opened> {
  const { openDemo } = await import('./demo.ts');
  return openDemo({
    http: { host: '127.0.0.1', port: port ?? 3000, publicUrl: null, trustProxy: thisMachine, operationsPort: null },
    postgres: readSecret('KENTONGAN_DEMO_DATABASE', process.env)?.reveal() ?? null,
    log,
    now,
  });
}

function withPort(config: Config, port: number | null): Config {
  return port === null ? config : { ...config, http: { ...config.http, port } };
}

/** How far the first round of collecting is, for the dashboard's notice. */
async function watchProgress({ db }: Installation) {
  const waiting = new Set(
    (await listSources(db)).filter((source) => source.enabled && source.lastRunAt === null).map(({ id }) => id),
  );
  const total = waiting.size;
  return {
    ended: (id: string): void => void waiting.delete(id),
    read: () => ({ running: waiting.size > 0, done: total - waiting.size, total }),
  };
}

/** Who has the link becomes the first admin: only the console shows it. */
async function sayFirstLink({ kind }: Installation, staff: People): Promise<void> {
  const link = kind === 'demo' ? null : await staff.openFirstLink();
  if (link === null) return;
  process.stderr.write(
    `Belum ada akun. Tautan sekali pakai untuk membuat admin pertama (berlaku 24 jam):\n  ${link}\n`,
  );
}

function sayWelcome({ kind, region, config }: Installation, { origin }: Listening): void {
  const what = kind === 'demo' ? `DEMO ${region.name} (rekaan)` : region.name;
  process.stderr.write(`Kentongan memantau ${what}: ${config.sources.length} sumber. Dasbor: ${origin}/\n`);
}
