import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { startPostgres } from '../../test/support/postgres-server.ts';
import { alertingOf, type Outskirts, regencyNames, writeProvince } from '../../test/support/province-config.ts';
import { end } from '../hosts/rounds.ts';

/** The product as an operator runs it, and a look into its database. */
export interface Subject {
  readonly processes: ReadonlyMap<string, ChildProcess>;
  /** What stands before a table's name, for each regency: `r35_16.`, or nothing. */
  readonly schemas: readonly string[];
  ask<Row extends object>(text: string): Promise<readonly Row[]>;
  log(): string;
  close(): Promise<void>;
}

export interface SubjectOptions {
  readonly folder: string;
  readonly regencies: number;
  readonly workers: number;
  readonly recipients: number;
  readonly outskirts: Outskirts;
  readonly sourcesOf: (index: number) => readonly string[];
}

/** One process and SQLite for one regency without workers; else PostgreSQL, a scheduler, workers and the pages. */
export function startSubject(options: SubjectOptions): Promise<Subject> {
  return options.workers === 0 ? startOne(options) : startProvince(options);
}

async function startOne({ folder, recipients, outskirts, sourcesOf }: SubjectOptions): Promise<Subject> {
  const file = join(folder, 'kentongan.db');
  const people = Array.from(
    { length: recipients },
    (_, person) => `  - { name: Humas ${person}, email: humas${person}@contoh.test, receives: [alerts] }`,
  );
  const config = join(folder, 'kentongan.yaml');
  writeFileSync(
    config,
    `region: { code: "${regencyNames[0]?.[0]}" }
contact: mailto:uji@contoh.test
legal: { purpose: uji coba, basis: uji coba }
database: ${file}
http: { port: 0 }
network: { allowLoopback: true }
mail: { host: ${outskirts.mail.host}, port: ${outskirts.mail.port}, security: when-offered, from: kentongan@contoh.test }
${alertingOf(Array.from({ length: recipients }, (_, person) => `humas-${person}`))}
recipients:
${people.join('\n')}
sources:
${sourcesOf(0).join('\n')}
`,
  );
  const program = startProgram(config, [['kentongan', []]]);
  return {
    ...program,
    schemas: [''],
    async ask<Row extends object>(text: string) {
      const db = new Database(file, { timeout: 10_000, fileMustExist: true });
      try {
        const statement = db.prepare(text);
        if (statement.reader) return statement.all() as Row[];
        statement.run();
        return [];
      } finally {
        db.close();
      }
    },
  };
}

async function startProvince(options: SubjectOptions): Promise<Subject> {
  const { folder, regencies, workers } = options;
  const codes = regencyNames.slice(0, regencies).map(([code]) => code);
  const postgres = await startPostgres({ isDurable: true });
  const config = writeProvince(folder, { ...options, database: postgres.address, codes });
  const program = startProgram(config, [
    ['scheduler', ['--role', 'scheduler']],
    ...Array.from({ length: workers }, (_, index): [string, string[]] => [`worker ${index + 1}`, ['--role', 'worker']]),
    ['api', ['--role', 'api']],
  ]);
  const client = new pg.Client({ connectionString: postgres.address });
  await client.connect();
  return {
    ...program,
    schemas: codes.map((code) => `r${code.replace('.', '_')}.`),
    ask: async <Row extends object>(text: string) => (await client.query<Row & pg.QueryResultRow>(text)).rows,
    async close() {
      await program.close();
      await client.end();
      await postgres.stop();
    },
  };
}

function startProgram(config: string, parts: readonly (readonly [name: string, args: readonly string[]])[]) {
  const processes = new Map<string, ChildProcess>();
  let log = '';
  for (const [name, args] of parts) {
    const command = ['dist/main.js', 'start', ...args, '--port', '0', '--config', config];
    const child = spawn(process.execPath, command, { stdio: ['ignore', 'ignore', 'pipe'] });
    child.stderr?.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-200_000);
    });
    processes.set(name, child);
  }
  return {
    processes,
    log: () => log,
    async close() {
      for (const child of processes.values()) await end(child, 'SIGTERM');
    },
  };
}

/** What a process has taken so far, as Linux counts it. */
export interface Usage {
  /** Highest resident memory, MB. */
  readonly peakMb: number;
  /** Processor time of all its threads, seconds. */
  readonly cpu: number;
}

export function usageOf({ pid }: ChildProcess): Usage {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  // After the name in brackets, which may hold spaces; in hundredths (proc(5), fields 14 and 15).
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return {
    peakMb: Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024,
    cpu: (Number(fields[11]) + Number(fields[12])) / 100,
  };
}
