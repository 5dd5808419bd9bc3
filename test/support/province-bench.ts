import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openCountingMail } from './counting-mail.ts';
import { until } from './demo-process.ts';
import { itemOf, papersOf, papersPerEvent } from './events.ts';
import { checkProvince } from './province-check.ts';
import { type Outskirts, regencyNames, writeProvince } from './province-config.ts';
import { serve } from './web-server.ts';

/** A province as an operator runs it: processes by role on one PostgreSQL, sites that publish on demand, a mail server that counts. */
export interface ProvinceBench {
  readonly codes: readonly string[];
  /** Copies of each message by Message-ID and recipient. */
  readonly received: ReadonlyMap<string, number>;
  /** How often each feed was asked, by host. */
  readonly asked: ReadonlyMap<string, number>;
  /** What processes wrote to stderr. */
  log(): string;
  /** Publishes events in every regency, each told by four papers, and makes their sources due. */
  publish(events: number): Promise<void>;
  /** @param role as `--role` takes it */
  start(role: string, way?: WayOfStarting): ChildProcess;
  ask<Row extends object>(text: string): Promise<readonly Row[]>;
  /** Waits until everything published is stored, judged, told and delivered. @throws Error with the counts after `seconds` */
  settled(seconds: number): Promise<void>;
  /** What is wrong after that, in words; empty when nothing is. */
  faults(): Promise<readonly string[]>;
  extraCopies(): number;
  close(): Promise<void>;
}

export interface WayOfStarting {
  /** Of the database, where a process goes another way than the bench. */
  readonly database?: string;
  /** Command that the process is put behind: `['ip', 'netns', 'exec', 'one']`. */
  readonly behind?: readonly string[];
}

export interface ProvinceBenchOptions {
  /** Address of an empty database. */
  readonly database: string;
  readonly regencies: number;
  readonly recipients: number;
  readonly answerMs?: () => number;
  /** Where sites and mail server listen, and how they are called; free ports of loopback if absent. */
  readonly outskirts?: Outskirts;
}

const loopback: Outskirts = {
  sites: { host: '127.0.0.1', port: 0 },
  mail: { host: '127.0.0.1', port: 0 },
  domain: 'localhost',
};

export async function openProvinceBench(options: ProvinceBenchOptions): Promise<ProvinceBench> {
  const { database, recipients, answerMs = () => 0, outskirts = loopback } = options;
  const regencies = regencyNames.slice(0, options.regencies);
  const codes = regencies.map(([code]) => code);
  const schemas = codes.map((code) => `r${code.replace('.', '_')}`);
  const folder = mkdtempSync(join(tmpdir(), 'kentongan-provinsi-'));
  const asked = new Map<string, number>();
  const events: { readonly id: number; readonly at: string }[] = [];
  const children = new Set<ChildProcess>();
  let log = '';

  const sites = await serve((request, response) => {
    const host = request.headers.host ?? '';
    const [, paper, index] = /^s(\d+)-(\d+)\./.exec(host) ?? [];
    if (request.url === '/robots.txt') return void response.writeHead(404).end();
    asked.set(host, (asked.get(host) ?? 0) + 1);
    const name = regencies[Number(index)]?.[1] ?? '';
    const items = events
      .filter(({ id }) => papersOf(id).includes(Number(paper)))
      .map(({ id, at }) => itemOf(id, Number(paper), at, name));
    const body = `<rss version="2.0"><channel><title>${host}</title>${items.join('')}</channel></rss>`;
    response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(body);
  }, outskirts.sites);
  const mail = await openCountingMail(answerMs, outskirts.mail);
  const { received } = mail;
  const config = writeProvince(folder, {
    ...{ database, codes, recipients },
    outskirts: {
      ...outskirts,
      sites: { ...outskirts.sites, port: sites.port },
      mail: { ...outskirts.mail, port: mail.port },
    },
  });

  async function ask<Row extends object>(text: string): Promise<readonly Row[]> {
    const client = new pg.Client({ connectionString: database, connectionTimeoutMillis: 5_000 });
    client.on('error', () => {});
    await client.connect();
    try {
      return (await client.query<Row & pg.QueryResultRow>(text)).rows;
    } finally {
      await client.end().catch(() => {});
    }
  }
  const { unsettled, faults } = checkProvince(
    ask,
    schemas.map((schema) => `${schema}.`),
    { recipients, received, hasQueue: true },
  );

  async function makeDue(): Promise<void> {
    for (const schema of schemas) {
      await ask(`update ${schema}.sources set next_run_at = '${new Date(0).toISOString()}'`).catch(() => {});
    }
  }

  return {
    codes,
    received,
    asked,
    ask,
    log: () => log,
    async publish(more) {
      const at = new Date().toUTCString();
      for (let turn = 0; turn < more; turn += 1) events.push({ id: events.length, at });
      await makeDue();
    },
    start(role, way = {}) {
      const program = ['dist/main.js', 'start', '--role', role, '--port', '0', '--config', config];
      const [command = process.execPath, ...args] = [...(way.behind ?? []), process.execPath, ...program];
      const child = spawn(command, args, {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { ...process.env, KENTONGAN_DATABASE: way.database ?? database },
      });
      child.stderr?.on('data', (chunk: Buffer) => {
        log += chunk.toString();
      });
      children.add(child);
      child.once('exit', () => children.delete(child));
      return child;
    },
    async settled(seconds) {
      let state: string | null = 'not asked yet';
      let looks = 0;
      const look = async (): Promise<boolean> => {
        looks += 1;
        // A run that had read its feed just before something was published has moved the source's next one an hour away.
        if (looks % 100 === 0) await makeDue();
        state = await unsettled(() => events.length * papersPerEvent).catch((error: Error) => error.message);
        return state === null;
      };
      await until(look, seconds, () => `${state}\n${log.slice(-3_000)}`);
    },
    faults,
    extraCopies: mail.extraCopies,
    async close() {
      for (const child of children) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      await sites.close();
      await mail.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
