import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { loadKnowledge } from '../../src/app/knowledge.ts';
import { closeDatabase, openDatabase } from '../../src/store/database.ts';
import type { Db } from '../../src/store/schema.ts';
import { openServerTime, processMs, residentMb } from './postgres-time.ts';

/** A province at rest: one scheduler, one worker and one API process, nothing to collect. */
export interface RestFigure {
  readonly regencies: number;
  /** From the start of the processes on an empty database until every regency has published, seconds. */
  readonly startSeconds: number;
  readonly connections: number;
  /** Resident MB. */
  readonly memory: Readonly<Record<Role, number>>;
  /** Processor time of a second at rest, of one core, percent. */
  readonly busy: Readonly<Record<Role | 'postgres', number>>;
}

const roles = ['scheduler', 'worker', 'api'] as const;
type Role = (typeof roles)[number];
const restSeconds = 15;
const mostSeconds = 600;

/** Needs `npm run build`. @param address of an empty database @param count at most 38, those of Jawa Timur */
export async function measureRest(address: string, count: number): Promise<RestFigure> {
  const folder = mkdtempSync(join(tmpdir(), 'kentongan-rest-'));
  const login = await openDatabase(address);
  const children = new Map<Role, ChildProcess>();
  let log = '';
  try {
    writeConfigs(folder, address, count);
    const server = await openServerTime(login);
    const began = performance.now();
    for (const role of roles) {
      const child = spawn(
        process.execPath,
        ['dist/main.js', 'start', '--role', role, '--port', '0', '--config', join(folder, 'kentongan.yaml')],
        { stdio: ['ignore', 'ignore', 'pipe'] },
      );
      child.stderr?.on('data', (chunk: Buffer) => {
        log = (log + chunk.toString()).slice(-3_000);
      });
      children.set(role, child);
    }
    while ((await countPublished(login)) < count) {
      if (performance.now() - began > mostSeconds * 1_000) throw new Error(`not all have published\n${log}`);
      await wait(500);
    }
    const startSeconds = (performance.now() - began) / 1_000;
    const pidOf = (role: Role) => children.get(role)?.pid ?? 0;
    const before = { ...each((role) => processMs(pidOf(role))), postgres: server.read() };
    await wait(restSeconds * 1_000);
    const percent = (ms: number) => ms / (restSeconds * 10);
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from pg_stat_activity where datname = current_database()`.execute(login);
    return {
      ...{ regencies: count, startSeconds, connections: Number(rows[0]?.count ?? 0) },
      memory: each((role) => residentMb(pidOf(role))),
      busy: {
        ...each((role) => percent(processMs(pidOf(role)) - before[role])),
        postgres: percent(server.read() - before.postgres),
      },
    };
  } finally {
    for (const child of children.values()) {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
    await closeDatabase(login);
    rmSync(folder, { recursive: true, force: true });
  }
}

function each(measure: (role: Role) => number): Record<Role, number> {
  return { scheduler: measure('scheduler'), worker: measure('worker'), api: measure('api') };
}

async function countPublished(login: Db): Promise<number> {
  const { rows } = await sql<{
    made: boolean;
  }>`select to_regclass('shared.regency_states') is not null as made`.execute(login);
  if (rows[0]?.made !== true) return 0;
  const { rows: states } = await sql<{ count: number }>`select count(*) as count from shared.regency_states`.execute(
    login,
  );
  return Number(states[0]?.count ?? 0);
}

function writeConfigs(folder: string, address: string, count: number): void {
  const codes = loadKnowledge()
    .gazetteer.regencies.filter(({ code }) => code.startsWith('35.'))
    .slice(0, count)
    .map(({ code }) => code);
  mkdirSync(join(folder, 'kabupaten'));
  const common = {
    contact: 'mailto:uji@contoh.test',
    legal: { purpose: 'mengukur', basis: 'hanya untuk uji' },
    sources: [],
  };
  for (const code of codes) {
    const own = { ...common, region: { code }, partOf: '../kentongan.yaml' };
    writeFileSync(join(folder, 'kabupaten', `${code}.yaml`), JSON.stringify(own));
  }
  const province = { code: '35', regencies: codes.map((code) => `kabupaten/${code}.yaml`) };
  writeFileSync(
    join(folder, 'kentongan.yaml'),
    JSON.stringify({ ...common, database: address, http: { port: 0 }, province }),
  );
}
