import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openCountingMail } from './counting-mail.ts';
import { until } from './demo-process.ts';
import { itemOf, papers, papersOf, papersPerEvent } from './events.ts';
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
  /** @param role as `--role` takes it @param port of the way to the database; the database's own if absent */
  start(role: string, port?: number): ChildProcess;
  ask<Row extends object>(text: string): Promise<readonly Row[]>;
  /** Waits until everything published is stored, judged, told and delivered. @throws Error with the counts after `seconds` */
  settled(seconds: number): Promise<void>;
  /** What is wrong after that, in words; empty when nothing is. */
  faults(): Promise<readonly string[]>;
  extraCopies(): number;
  close(): Promise<void>;
}

export interface ProvinceBenchOptions {
  /** Address of an empty database; its port is replaced for processes that go another way. */
  readonly database: string;
  readonly regencies: number;
  readonly recipients: number;
  readonly answerMs?: () => number;
}

/** Names by which texts speak of these regencies of Jawa Timur. */
const names: readonly (readonly [code: string, name: string])[] = [
  ['35.16', 'Kabupaten Mojokerto'],
  ['35.17', 'Kabupaten Jombang'],
  ['35.06', 'Kabupaten Kediri'],
  ['35.18', 'Kabupaten Nganjuk'],
  ['35.22', 'Kabupaten Bojonegoro'],
  ['35.23', 'Kabupaten Tuban'],
  ['35.24', 'Kabupaten Lamongan'],
  ['35.25', 'Kabupaten Gresik'],
];

export async function openProvinceBench(options: ProvinceBenchOptions): Promise<ProvinceBench> {
  const { recipients, answerMs = () => 0 } = options;
  const regencies = names.slice(0, options.regencies);
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
  });
  const mail = await openCountingMail(answerMs);
  const { received } = mail;
  mkdirSync(join(folder, 'kabupaten'));
  for (const [index, [code]] of regencies.entries()) {
    writeFileSync(
      join(folder, 'kabupaten', `${code}.yaml`),
      regencyConfig(code, index, { sites: sites.port, mail: mail.port, recipients }),
    );
  }
  writeFileSync(
    join(folder, 'kentongan.yaml'),
    provinceConfig(
      options.database,
      regencies.map(([code]) => code),
    ),
  );

  async function ask<Row extends object>(text: string): Promise<readonly Row[]> {
    const client = new pg.Client({ connectionString: options.database, connectionTimeoutMillis: 5_000 });
    client.on('error', () => {});
    await client.connect();
    try {
      return (await client.query<Row & pg.QueryResultRow>(text)).rows;
    } finally {
      await client.end().catch(() => {});
    }
  }

  const schemas = regencies.map(([code]) => `r${code.replace('.', '_')}`);
  const count = async (what: string): Promise<number> =>
    Number((await ask<{ n: string }>(`select count(*) n from ${what}`))[0]?.n ?? 0);

  async function stateOf(schema: string): Promise<Readonly<Record<string, number>>> {
    const [row] = await ask<Record<string, string>>(`select
      (select count(*) from ${schema}.mentions) as mentions,
      (select count(*) from ${schema}.score_queue) as unscored,
      (select count(*) from ${schema}.scores where clustered = 0) as ungrouped,
      (select count(*) from ${schema}.${untold(schema)}) as untold,
      (select count(*) from ${schema}.notices where state in ('waiting', 'held') and purpose = 'notify') as notices,
      (select count(*) from ${schema}.outbox where state in ('pending', 'sending')) as mails,
      (select count(*) from ${schema}.alerts) as alerts`);
    return Object.fromEntries(Object.entries(row ?? {}).map(([key, value]) => [key, Number(value)]));
  }

  async function makeDue(): Promise<void> {
    for (const schema of schemas) {
      await ask(`update ${schema}.sources set next_run_at = '${new Date(0).toISOString()}'`).catch(() => {});
    }
  }

  async function unsettled(): Promise<string | null> {
    const expected = events.length * papersPerEvent;
    for (const schema of schemas) {
      const state = await stateOf(schema);
      const { mentions, alerts, ...waiting } = state;
      const isDone = mentions === expected && (alerts ?? 0) > 0 && Object.values(waiting).every((one) => one === 0);
      if (!isDone) return `${schema} of ${expected}: ${JSON.stringify(state)}`;
    }
    return null;
  }

  return {
    codes: regencies.map(([code]) => code),
    received,
    asked,
    ask,
    log: () => log,
    async publish(more) {
      const at = new Date().toUTCString();
      for (let turn = 0; turn < more; turn += 1) events.push({ id: events.length, at });
      await makeDue();
    },
    start(role, port) {
      const address = new URL(options.database);
      if (port !== undefined) address.port = String(port);
      const child = spawn(
        process.execPath,
        ['dist/main.js', 'start', '--role', role, '--port', '0', '--config', join(folder, 'kentongan.yaml')],
        { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, KENTONGAN_DATABASE: address.href } },
      );
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
        state = await unsettled().catch((error: Error) => error.message);
        return state === null;
      };
      await until(look, seconds, () => `${state}\n${log.slice(-3_000)}`);
    },
    async faults() {
      const faults: string[] = [];
      const check = (isGood: boolean, fault: string): void => {
        if (!isGood) faults.push(fault);
      };
      for (const schema of schemas) {
        const say = (fault: string) => `${schema}: ${fault}`;
        const twice = await count(`(select url from ${schema}.mentions group by url having count(*) > 1) x`);
        check(twice === 0, say(`${twice} mentions stored twice`));
        const unscored = await count(
          `${schema}.mentions m where not exists (select 1 from ${schema}.scores s where s.mention_id = m.id)`,
        );
        check(unscored === 0, say(`${unscored} mentions without a score`));
        const alerted = await count(
          `(select subject from ${schema}.alerts where occasion = 'first' group by subject having count(*) > 1) x`,
        );
        check(alerted === 0, say(`${alerted} issues alerted twice`));
        const alerts = await count(`${schema}.alerts`);
        const told = await ask<{ message_id: string | null; address: string; state: string | null }>(
          `select o.message_id, n.address, o.state from ${schema}.notices n left join ${schema}.outbox o on o.id = n.outbox_id where n.purpose = 'notify'`,
        );
        check(told.length === alerts * recipients, say(`${told.length} notices of ${alerts * recipients}`));
        const lost = told.filter(
          ({ message_id, address, state }) => state !== 'sent' || !received.has(`${message_id} ${address}`),
        );
        check(lost.length === 0, say(`${lost.length} alerts lost`));
      }
      const known = new Set<string>();
      for (const schema of schemas) {
        for (const { key } of await ask<{ key: string }>(
          `select message_id || ' ' || address as key from ${schema}.outbox`,
        ))
          known.add(key);
      }
      const strange = [...received.keys()].filter((key) => !known.has(key)).length;
      check(strange === 0, `${strange} mails that nobody wrote down`);
      const dead = await ask<{ task: string; error: string }>(
        `select data::text as task, output::text as error from pgboss.job where name = 'dead'`,
      );
      for (const { task, error } of dead) faults.push(`given up: ${task}: ${error}`);
      return faults;
    },
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

/** Red issues that no alert was raised for. */
function untold(schema: string): string {
  return `issues i where i.attention = 'alert' and i.mention_count > 0 and not exists (select 1 from ${schema}.alerts a where a.issue_id = i.id)`;
}

function provinceConfig(database: string, codes: readonly string[]): string {
  return `database: ${database}
contact: mailto:uji@contoh.test
network: { allowLoopback: true }
http: { port: 0 }
province:
  code: "35"
  regencies: [${codes.map((code) => `kabupaten/${code}.yaml`).join(', ')}]
`;
}

interface Ports {
  readonly sites: number;
  readonly mail: number;
  readonly recipients: number;
}

function regencyConfig(code: string, index: number, ports: Ports): string {
  const people = Array.from(
    { length: ports.recipients },
    (_, person) => `  - { name: Humas ${person}, email: humas${person}@r${index}.test, receives: [alerts] }`,
  );
  const to = Array.from({ length: ports.recipients }, (_, person) => `humas-${person}`).join(', ');
  const sources = Array.from(
    { length: papers },
    (_, paper) =>
      `  - { id: s${paper}, title: Sumber ${paper}, collector: feed, class: online-media, every: 1h, options: { url: "http://s${paper}-${index}.localhost:${ports.sites}/feed" } }`,
  );
  return `region: { code: "${code}" }
partOf: ../kentongan.yaml
contact: mailto:uji@contoh.test
legal: { purpose: uji coba, basis: uji coba }
network: { allowLoopback: true }
mail: { host: 127.0.0.1, port: ${ports.mail}, security: when-offered, from: kentongan@r${index}.test }
# No crisis: it would hold back the others.
alerts: [{ rule: negative-issue, options: { crisis: { media: 900, accounts: 900, hour: 900, threeHours: 900, sixHours: 900 } } }]
alerting:
  limit: { messages: 1000, per: 1m }
  routes:
    - { id: semua, to: [${to}], groupBy: [issue], wait: 0s, interval: 10s }
recipients:
${people.join('\n')}
sources:
${sources.join('\n')}
`;
}
