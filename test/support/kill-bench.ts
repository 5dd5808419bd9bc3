import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openCountingMail } from './counting-mail.ts';
import { until } from './demo-process.ts';
import { itemOf, papers, papersOf, papersPerEvent } from './events.ts';
import { alertingOf } from './province-config.ts';
import { serve } from './web-server.ts';

/** The product as an operator runs it, with sites that publish on demand and a mail server that counts what it took. */
export interface KillBench {
  /** How often each message (Message-ID and recipient) has come. */
  readonly received: ReadonlyMap<string, number>;
  /** Publishes events, each told by four papers, and makes their sources due. Only while the product does not run. */
  publish(events: number): void;
  /** Starts the product. @param crashAt a point of core/crash-point.ts, where it ends itself */
  start(crashAt?: string): ChildProcess;
  /** Ends a product that runs, as a power cut would, or waits until it has ended itself. */
  kill(product: ChildProcess): Promise<void>;
  /** Runs another command of the product on the same files. @returns how it ended */
  run(args: readonly string[], crashAt?: string): Promise<NodeJS.Signals | number | null>;
  /** As if a minute had passed since the kill: what was under way may be taken up again. Only while the product does not run. */
  endLeases(): void;
  ask<T>(sql: string): T[];
  /** Lets the product run until everything published is stored and told, and ends it properly. */
  settle(seconds: number): Promise<void>;
  /** What is wrong after `settle`, in words; empty when nothing is. */
  faults(): readonly string[];
  /** Copies beyond the first of each message. */
  extraCopies(): number;
  /** Where files can be put that go with the bench. */
  readonly folder: string;
  close(): Promise<void>;
}

export interface KillBenchOptions {
  readonly recipients: number;
  /** How long the mail server takes to answer the end of a message. */
  readonly answerMs: () => number;
}

export async function openKillBench({ recipients, answerMs }: KillBenchOptions): Promise<KillBench> {
  const folder = mkdtempSync(join(tmpdir(), 'kentongan-kill-'));
  const database = join(folder, 'kentongan.db');
  const config = join(folder, 'kentongan.yaml');
  const events: { readonly id: number; readonly at: string }[] = [];

  const sites = await serve((request, response) => {
    const paper = Number(/^s(\d+)\./.exec(request.headers.host ?? '')?.[1]);
    if (request.url === '/robots.txt') return void response.writeHead(404).end();
    const items = events.filter(({ id }) => papersOf(id).includes(paper)).map(({ id, at }) => itemOf(id, paper, at));
    const body = `<rss version="2.0"><channel><title>s${paper}</title>${items.join('')}</channel></rss>`;
    response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(body);
  });
  const mail = await openCountingMail(answerMs);
  const { received } = mail;
  writeFileSync(config, configOf(database, sites.port, mail.port, recipients));

  function spawnProduct(args: readonly string[], crashAt?: string): ChildProcess {
    return spawn(process.execPath, ['dist/main.js', ...args, '--config', config], {
      stdio: 'ignore',
      env: { ...process.env, ...(crashAt === undefined ? {} : { KENTONGAN_CRASH_AT: crashAt }) },
    });
  }

  function change(sql: string): void {
    const db = new Database(database, { timeout: 10_000 });
    try {
      db.exec(sql);
    } finally {
      db.close();
    }
  }

  const bench: KillBench = {
    received,
    folder,
    publish(count) {
      const at = new Date().toUTCString();
      for (let turn = 0; turn < count; turn++) events.push({ id: events.length, at });
      if (tableExists(bench)) change(`update sources set next_run_at = '${new Date(0).toISOString()}'`);
    },
    start: (crashAt) => spawnProduct(['start', '--port', '0'], crashAt),
    async kill(product) {
      product.kill('SIGKILL');
      await ended(product);
    },
    async run(args, crashAt) {
      const child = spawnProduct(args, crashAt);
      await ended(child);
      return child.signalCode ?? child.exitCode;
    },
    endLeases() {
      if (tableExists(bench))
        change(`update outbox set lease_until = '${new Date(0).toISOString()}' where lease_until is not null`);
    },
    ask<T>(sql: string): T[] {
      const db = new Database(database, { readonly: true, timeout: 10_000 });
      try {
        return db.prepare(sql).all() as T[];
      } finally {
        db.close();
      }
    },
    async settle(seconds) {
      bench.endLeases();
      const product = bench.start();
      const expected = events.length * papersPerEvent;
      try {
        await until(
          () => tableExists(bench) && count(bench, 'mentions') === expected,
          seconds,
          () => state(bench),
        );
        await until(
          () => isQuiet(bench),
          seconds,
          () => state(bench),
        );
      } finally {
        product.kill('SIGTERM');
        await ended(product);
      }
    },
    faults: () => faultsOf(bench, recipients, events.length * papersPerEvent),
    extraCopies: mail.extraCopies,
    async close() {
      await sites.close();
      await mail.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return bench;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

function configOf(database: string, sitePort: number, mailPort: number, recipients: number): string {
  const people = Array.from(
    { length: recipients },
    (_, index) => `  - { name: Humas ${index}, email: humas${index}@contoh.test, receives: [alerts] }`,
  );
  const sources = Array.from(
    { length: papers },
    (_, index) =>
      `  - { id: s${index}, title: Sumber ${index}, collector: feed, class: online-media, every: 1h, options: { url: "http://s${index}.localhost:${sitePort}/feed" } }`,
  );
  return `region: { code: "35.16" }
contact: mailto:uji@contoh.test
legal: { purpose: uji coba, basis: uji coba }
database: ${database}
http: { port: 0 }
network: { allowLoopback: true }
mail: { host: 127.0.0.1, port: ${mailPort}, security: when-offered, from: kentongan@contoh.test }
${alertingOf(Array.from({ length: recipients }, (_, index) => `humas-${index}`))}
recipients:
${people.join('\n')}
  - { name: Bupati, email: bupati@contoh.test, receives: [digest] }
sources:
${sources.join('\n')}
`;
}

function tableExists(bench: KillBench): boolean {
  try {
    return count(bench, 'notices') >= 0;
  } catch {
    return false;
  }
}

function count(bench: KillBench, what: string): number {
  return bench.ask<{ n: number }>(`select count(*) n from ${what}`)[0]?.n ?? 0;
}

const waitingMails = "outbox where state in ('pending', 'sending')";
const waitingNotices = "notices where state in ('waiting', 'held') and purpose = 'notify'";
const reports = "outbox where kind = 'digest'";
const untold =
  "issues i where i.attention = 'alert' and i.mention_count > 0 and not exists (select 1 from alerts a where a.issue_id = i.id)";

function isQuiet(bench: KillBench): boolean {
  return (
    count(bench, 'score_queue') === 0 &&
    count(bench, 'scores where clustered = 0') === 0 &&
    count(bench, untold) === 0 &&
    count(bench, waitingNotices) === 0 &&
    count(bench, waitingMails) === 0 &&
    count(bench, reports) > 0
  );
}

function state(bench: KillBench): string {
  if (!tableExists(bench)) return 'no database';
  const counts = [
    'mentions',
    'score_queue',
    'issues',
    'alerts',
    'notices',
    'outbox',
    waitingNotices,
    waitingMails,
    untold,
    reports,
  ];
  return counts.map((what) => `${what}: ${count(bench, what)}`).join('; ');
}

function faultsOf(bench: KillBench, recipients: number, mentions: number): readonly string[] {
  const faults: string[] = [];
  const check = (isGood: boolean, fault: string): void => {
    if (!isGood) faults.push(fault);
  };
  check(count(bench, 'mentions') === mentions, `${count(bench, 'mentions')} mentions of ${mentions}`);
  const doubled = bench.ask('select url from mentions group by url having count(*) > 1').length;
  check(doubled === 0, `${doubled} mentions stored twice`);
  const [integrity] = bench.ask<{ integrity_check: string }>('select integrity_check from pragma_integrity_check');
  check(integrity?.integrity_check === 'ok', 'the database is damaged');
  check(count(bench, 'alerts') > 0, 'no alert at all');
  check(count(bench, untold) === 0, `${count(bench, untold)} red issues without an alert`);
  const twice = bench.ask(
    "select subject from alerts where occasion = 'first' group by subject having count(*) > 1",
  ).length;
  check(twice === 0, `${twice} issues alerted twice`);
  // Every alert to every recipient: a notice, its message, and the mail that came.
  const told = bench.ask<{ message_id: string | null; address: string; state: string | null }>(
    "select o.message_id, n.address, o.state from notices n left join outbox o on o.id = n.outbox_id where n.purpose = 'notify'",
  );
  const expected = count(bench, 'alerts') * recipients;
  check(told.length === expected, `${told.length} notices of ${expected}`);
  const lost = told.filter(
    ({ message_id, address, state: sent }) => sent !== 'sent' || !bench.received.has(`${message_id} ${address}`),
  );
  check(lost.length === 0, `${lost.length} alerts lost`);
  const reportsTwice = bench.ask(
    "select about from outbox where kind = 'digest' group by about having count(*) > 1",
  ).length;
  check(count(bench, reports) > 0 && reportsTwice === 0, `${count(bench, reports)} reports, ${reportsTwice} twice`);
  const unsent = bench
    .ask<{ key: string; state: string }>("select message_id || ' ' || address as key, state from outbox")
    .filter(({ key, state: sent }) => sent !== 'sent' || !bench.received.has(key));
  check(unsent.length === 0, `${unsent.length} messages did not come`);
  const known = new Set(
    bench.ask<{ key: string }>("select message_id || ' ' || address as key from outbox").map(({ key }) => key),
  );
  const strangers = [...bench.received.keys()].filter((key) => !known.has(key));
  check(strangers.length === 0, `${strangers.length} mails under an id that is not in the outbox`);
  return faults;
}
