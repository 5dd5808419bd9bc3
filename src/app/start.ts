import { schedule } from 'node-cron';
import type { Listening } from '../api/listen.ts';
import { type Config, loadConfig } from '../config/load.ts';
import { ConfigError } from '../core/errors.ts';
import type { Logger } from '../core/log.ts';
import type { Mailbox } from '../demo/mailbox.ts';
import type { People } from '../people/people.ts';
import { listSources } from '../store/sources.ts';
import { createConfiguredPeople } from './configured-people.ts';
import { openDemo } from './demo.ts';
import { type Installation, openInstallation } from './installation.ts';
import { loadKnowledge } from './knowledge.ts';
import { createLiveEvents } from './live-events.ts';
import { lockDatabase } from './lock.ts';
import { createLogger } from './logger.ts';
import { applyKeptErasures } from './privacy.ts';
import { createProgressLines } from './progress-lines.ts';
import { createReportThread } from './reporting/report-thread.ts';
import { createRuntime } from './runtime.ts';
import { serve } from './server.ts';
import { createStaff } from './staff.ts';
import { units } from './units.ts';

export interface Product {
  /** `http://127.0.0.1:3000` */
  readonly origin: string;
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
}

/** Longest wait of alerts for the first round of collecting. */
const maxSettlingMs = 120_000;

/** Everything in one process: scheduler, scoring, delivery, API and dashboard. @throws ConfigError */
export async function startProduct({ configPath, port }: StartOptions): Promise<Product> {
  const log = createLogger(process.stderr.isTTY ? 'warn' : 'info');
  const now = (): Date => new Date();
  const opened = configPath === null ? await openForDemo(port, log, now) : await openLive(configPath, port, log, now);
  const { installation, mailbox } = opened;
  const http = installation.config.http;
  const events = createLiveEvents();
  const progress = await watchProgress(installation);
  let origin = http.publicUrl;
  const reports = createReportThread();
  const { staff, listening } = await comeUp().catch(async (error: unknown) => {
    await opened.close();
    throw error;
  });

  /** The port first: when it is taken nothing has been collected or sent yet. */
  async function comeUp() {
    const staff = createStaff({
      installation,
      publicUrl: () => origin ?? `http://127.0.0.1:${http.port}`,
      configured: createConfiguredPeople(installation, process.env),
    });
    const { host, port, publicUrl } = http;
    const shown = { installation, staff, reports, mailbox, live: events, progress: progress.read };
    return { staff, listening: await listenOrExplain(() => serve({ ...shown, host, port, publicUrl }), port) };
  }

  origin ??= listening.origin;
  await applyKeptErasures(installation);
  const startedMs = now().getTime();
  const printLine = createProgressLines(process.stderr);
  const runtime = createRuntime({
    installation,
    staff,
    reports,
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
  sayWelcome(installation, listening);
  await sayFirstLink(installation, staff);

  let finish = (): void => {};
  const stopped = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return {
    origin: listening.origin,
    stopped,
    async stop() {
      await clock.stop();
      await listening.close();
      await runtime.close();
      await reports.close();
      await opened.close();
      finish();
    },
  };
}

interface Opened {
  readonly installation: Installation;
  readonly mailbox: Mailbox | null;
  close(): Promise<void>;
}

async function openLive(path: string, port: number | null, log: Logger, now: () => Date): Promise<Opened> {
  const config = withPort(loadConfig(path, units, process.env), port);
  const unlock = isFile(config.database) ? lockDatabase(config.database) : () => {};
  try {
    const installation = await openInstallation({ kind: 'live', config, knowledge: loadKnowledge(), log, now });
    return { installation, mailbox: null, close: () => installation.close().finally(unlock) };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** On PostgreSQL two processes disturb each other no more than they waste work: grouping and alerts check who was first. */
function isFile(database: string): boolean {
  return !database.includes('://') && database !== ':memory:';
}

function openForDemo(port: number | null, log: Logger, now: () => Date): Promise<Opened> {
  return openDemo({ http: { host: '127.0.0.1', port: port ?? 3000, publicUrl: null }, log, now });
}

function withPort(config: Config, port: number | null): Config {
  return port === null ? config : { ...config, http: { ...config.http, port } };
}

async function listenOrExplain(open: () => Promise<Listening>, port: number): Promise<Listening> {
  try {
    return await open();
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE')
      throw new ConfigError([{ where: '--port', message: `porta ${port} sedang dipakai; pilih yang lain` }], { cause });
    if (code === 'EACCES')
      throw new ConfigError([{ where: '--port', message: `porta ${port} tidak boleh dipakai` }], { cause });
    throw cause;
  }
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
