/**
 * Moves an installation from SQLite to PostgreSQL and back with the built product, each step a process of its own, and prints seconds,
 * rows a second and the most memory beside what the databases do by themselves with the same rows and indexes:
 * `npm run build && npx tsx scripts/measure-transfer.ts [mentions]`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import type { Manifest } from '../src/app/transfer/manifest.ts';
import { closeDatabase, openDatabase, sqliteHandleOf } from '../src/store/database.ts';
import { inWriteTransaction } from '../src/store/dialect.ts';
import { migrate } from '../src/store/migrate.ts';
import { layOutPartitions } from '../src/store/partitions.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { seedInstallation } from './transfer/seed-installation.ts';

const count = Number(process.argv[2] ?? 20_000);
const folder = mkdtempSync(join(tmpdir(), 'kentongan-pindah-'));
// PostgreSQL's own user writes here too.
chmodSync(folder, 0o777);
const main = new URL('../dist/main.js', import.meta.url).pathname;

function configFor(name: string, database: string): string {
  const path = join(folder, `${name}.yaml`);
  writeFileSync(
    path,
    `region: { code: "35.16" }\ncontact: mailto:uji@contoh.test\ndatabase: ${JSON.stringify(database)}\nsources: []\n`,
  );
  return path;
}

interface Run {
  readonly seconds: number;
  /** MiB. */
  readonly memory: number;
  /** Seconds of one core that the process took, without the database server's. */
  readonly cpu: number;
  /** The same of the database server. */
  readonly serverCpu: number;
  /** Until each stage was through, by its name. */
  readonly stages: ReadonlyMap<string, Stage>;
}

interface Stage {
  readonly seconds: number;
  /** Seconds of one core, of the process and of the database server. */
  readonly cpu: number;
}

async function kentongan(...args: readonly string[]): Promise<Run> {
  const began = performance.now();
  const serverBefore = serverSeconds();
  const stages = new Map<string, Stage>();
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let memory = 0;
  let cpu = 0;
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk;
    for (const [, stage = ''] of String(chunk).matchAll(/^([a-z ]+): \d+%/gm)) {
      stages.set(stage, { seconds: (performance.now() - began) / 1000, cpu: cpu + serverSeconds() - serverBefore });
    }
  });
  const ended = once(child, 'close');
  let running = true;
  void ended.then(() => {
    running = false;
  });
  while (running) {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      memory = Math.max(memory, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
      cpu = secondsOf(Number(child.pid));
    } catch {
      // It has just ended.
    }
    await Promise.race([wait(100), ended]);
  }
  if (child.exitCode !== 0) throw new Error(`${args.join(' ')}: ${errors}`);
  const serverCpu = serverSeconds() - serverBefore;
  return { seconds: (performance.now() - began) / 1000, memory, cpu, serverCpu, stages };
}

/** Behind the name, which may hold blanks: among others the parent, and user and system time in hundredths. */
function statOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  } catch {
    // It has just ended.
    return [];
  }
}

/** @param withEnded also of its children that have ended */
function secondsOf(pid: number, withEnded = false): number {
  const times = statOf(pid).slice(11, withEnded ? 15 : 13);
  return times.reduce((sum, time) => sum + Number(time), 0) / 100;
}

/** Seconds of one core that the database server took until now. */
function serverSeconds(): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const children = pids.filter((pid) => Number(statOf(Number(pid))[1]) === postmaster);
  return children.reduce((sum, pid) => sum + secondsOf(Number(pid)), secondsOf(postmaster, true));
}

async function timed(work: () => Promise<void> | void): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

function say(what: string, seconds: number, note = ''): void {
  console.log(`${what.padEnd(58)}${seconds.toFixed(1).padStart(8)} s  ${note}`);
}

function sayRun(what: string, run: Run, rows: number): void {
  say(
    what,
    run.seconds,
    `${Math.round(rows / run.seconds)} rows/s, ${run.cpu.toFixed(1)} s of a core and ${run.serverCpu.toFixed(1)} s of the server's, at most ${run.memory.toFixed(0)} MiB`,
  );
  let before: Stage = { seconds: 0, cpu: 0 };
  for (const [stage, at] of run.stages) {
    say(`    ${stage}`, at.seconds - before.seconds, `${(at.cpu - before.cpu).toFixed(1)} s of a core, both`);
    before = at;
  }
}

const manifestOf = (name: string): Manifest => JSON.parse(readFileSync(join(folder, name, 'manifest.json'), 'utf8'));
const sizeOf = (name: string): number =>
  readdirSync(join(folder, name)).reduce((sum, file) => sum + statSync(join(folder, name, file)).size, 0);

const server = await startPostgres();
const admin = new pg.Client({ connectionString: server.address });
await admin.connect();
const { rows: own } = await admin.query<{ pid: number }>('select pg_backend_pid() as pid');
const postmaster = Number(statOf(own[0]?.pid ?? 0)[1]);
async function newDatabase(name: string): Promise<string> {
  await admin.query(`create database ${name} template template0`);
  const url = new URL(server.address);
  url.pathname = `/${name}`;
  return url.href;
}

/** As `.dump` of SQLite does: every row read and written out, in one thread. */
async function rawDump(tables: readonly string[]): Promise<void> {
  const db = await openDatabase(join(folder, 'lama.db'));
  const handle = sqliteHandleOf(db);
  const file = join(folder, 'dump.ndjson');
  const out = openSync(file, 'w');
  for (const table of tables) {
    let text = '';
    for (const row of handle?.prepare(`select * from ${table}`).raw(true).iterate() ?? []) {
      text += `${JSON.stringify(row)}\n`;
      if (text.length > 1_048_576) {
        writeSync(out, text);
        text = '';
      }
    }
    writeSync(out, text);
  }
  closeSync(out);
  rmSync(file);
  await closeDatabase(db);
}

async function copyOut(address: string, tables: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  for (const table of tables) await client.query(`copy (select * from ${table}) to '${join(folder, `${table}.copy`)}'`);
  await client.end();
}

async function copyIn(address: string, tables: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  for (const table of tables) {
    await client.query(`delete from ${table}; alter table ${table} disable trigger user;
      copy ${table} from '${join(folder, `${table}.copy`)}'; alter table ${table} enable trigger user`);
  }
  await client.end();
}

async function attachAndInsert(tables: readonly string[]): Promise<void> {
  const db = await openDatabase(join(folder, 'dasar.db'));
  await migrate(db);
  const handle = sqliteHandleOf(db);
  handle?.exec(`drop trigger scores_counted_insert; attach '${join(folder, 'lama.db')}' as old`);
  for (const table of tables) {
    handle?.exec(`begin; delete from ${table}; insert into ${table} select * from old.${table}; commit`);
  }
  await closeDatabase(db);
}

try {
  const seeded = await openDatabase(join(folder, 'lama.db'));
  const seedSeconds = await timed(() => seedInstallation(seeded, count));
  await closeDatabase(seeded);
  const bytes = statSync(join(folder, 'lama.db')).size;
  console.log(
    `${count} mentions, ${(bytes / 1_048_576).toFixed(0)} MiB on SQLite (made in ${seedSeconds.toFixed(0)} s); load ${loadavg()[0]?.toFixed(1)}`,
  );

  const old = configFor('lama', join(folder, 'lama.db'));
  const onPostgres = configFor('postgres', await newDatabase('baru'));
  const back = configFor('kembali', join(folder, 'kembali.db'));
  const out = await kentongan('export', '-o', join(folder, 'a'), '-c', old);
  const { tables } = manifestOf('a');
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const names = tables.map(({ name }) => name);
  console.log(`${rows} rows in ${tables.length} tables, ${(sizeOf('a') / 1_048_576).toFixed(0)} MiB packed\n`);

  sayRun('export from SQLite', out, rows);
  say('  SQLite alone: every row read and written, one thread', await timed(() => rawDump(names)));
  sayRun('export again, nothing changed', await kentongan('export', '-o', join(folder, 'a'), '-c', old), rows);
  sayRun('import into PostgreSQL', await kentongan('import', '--from', join(folder, 'a'), '-c', onPostgres), rows);
  const address = new URL(server.address);
  address.pathname = '/baru';
  sayRun('export from PostgreSQL', await kentongan('export', '-o', join(folder, 'b'), '-c', onPostgres), rows);
  say('  PostgreSQL alone: COPY to files', await timed(() => copyOut(address.href, names)));
  const floor = await openDatabase(await newDatabase('dasar'));
  await migrate(floor);
  const { months, lastIds } = manifestOf('a');
  await inWriteTransaction(floor, (trx) => layOutPartitions(trx, months, lastIds.mentions ?? 0));
  await sql`truncate mention_words`.execute(floor);
  await closeDatabase(floor);
  address.pathname = '/dasar';
  say('  PostgreSQL alone: COPY from files, same indexes, no search', await timed(() => copyIn(address.href, names)));
  sayRun('import into SQLite', await kentongan('import', '--from', join(folder, 'b'), '-c', back), rows);
  say('  SQLite alone: insert … select, same indexes, no search', await timed(() => attachAndInsert(names)));
  await kentongan('export', '-o', join(folder, 'c'), '-c', back);

  const sums = ['a', 'b', 'c'].map((name) => JSON.stringify(manifestOf(name).tables.map((table) => table.sha256)));
  const equal = new Set(sums).size === 1;
  console.log(
    `\nSQLite → PostgreSQL → SQLite: all hashes ${equal ? 'equal' : 'DIFFERENT'}; load ${loadavg()[0]?.toFixed(1)}`,
  );
  process.exitCode = equal ? 0 : 1;
} finally {
  await admin.end();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
