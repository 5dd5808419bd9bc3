import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { until } from '../test/support/demo-process.ts';
import { papers } from '../test/support/events.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { openProvinceBench } from '../test/support/province-bench.ts';
import { type Host, layNetwork, openNetwork, removeNetwork, whyNoNetwork } from './hosts/network.ts';
import { type Deed, end, runRounds } from './hosts/rounds.ts';

/**
 * `npm run build && sudo npx tsx scripts/four-hosts.ts [rounds] [regencies] [deed]`: a province on four hosts, which are network namespaces
 * with cables of their own: `base` with PostgreSQL (fsync on), the mail server and the sites; `one` with a scheduler and a worker; `two` with
 * a worker; `three` with a scheduler and the pages. The processes are those that an operator starts, with nothing allowed that he has not
 * allowed: the sites have public addresses, the mail server one of an office. In every round events are published, and cables, lines or
 * hosts fail; what is told in spite of it is timed, then all is mended. At the end everything must be there once, with at most one mail copy
 * more for each round. Exits 1 otherwise, and 0 where such a network cannot be made, saying so.
 */
const rounds = Number(process.argv[2] ?? 13);
const regencies = Number(process.argv[3] ?? 2);
const only = process.argv[4] ?? null;

const database = '10.77.0.1';
const mail = '10.77.0.2';
/** Public, so that the product asks it; in this closed network it is ours. */
const sites = '30.77.0.1';
const addressOf = { one: '10.77.0.11', two: '10.77.0.12', three: '10.77.0.13' } as const;
type Name = keyof typeof addressOf;
const domain = 'koran.test';
const onHost = 'KENTONGAN_FOUR_HOSTS';

if (process.env[onHost] === undefined) await outside();
else await inside();

/** Lays the network, and runs this script again on its first host. */
async function outside(): Promise<void> {
  const reason = whyNoNetwork();
  if (reason !== null) {
    process.stdout.write(`skipped: ${reason}\n`);
    return;
  }
  const hosts: readonly Host[] = [
    { name: 'base', addresses: [`${database}/24`, `${mail}/24`, `${sites}/32`] },
    ...Object.entries(addressOf).map(([name, address]) => ({ name, addresses: [`${address}/24`] })),
  ];
  const names = Array.from({ length: papers * regencies }, (_, index): [string, string] => [
    `s${index % papers}-${Math.floor(index / papers)}.${domain}`,
    sites,
  ]);
  layNetwork(hosts, new Map(names));
  process.once('exit', removeNetwork);
  const [command = '', ...behind] = openNetwork().within('base');
  const script = [process.execPath, ...process.execArgv, fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  const child = spawn(command, [...behind, ...script], { stdio: 'inherit', env: { ...process.env, [onHost]: '1' } });
  // It ends its own processes; the network goes when it has.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

async function inside(): Promise<void> {
  const network = openNetwork();
  const postgres = await startPostgres({ isDurable: true, alsoAt: [database] });
  const overCable = new URL(postgres.address);
  overCable.hostname = database;
  const bench = await openProvinceBench({
    database: postgres.address,
    regencies,
    recipients: 2,
    answerMs: () => randomInt(300),
    outskirts: { sites: { host: sites, port: 80 }, mail: { host: mail, port: 25 }, domain },
  });
  const rolesOf: Readonly<Record<Name, readonly string[]>> = {
    one: ['scheduler', 'worker'],
    two: ['worker'],
    three: ['scheduler', 'api'],
  };
  const running = new Map<Name, readonly ChildProcess[]>();
  const boot = (host: Name) => {
    const way = { database: overCable.href, behind: network.within(host) };
    running.set(
      host,
      rolesOf[host].map((role) => bench.start(role, way)),
    );
  };

  /** Until a connection of the host is in the middle of writing: what it had begun then stays begun. */
  async function midTransaction(host: Name): Promise<void> {
    const look = async () => {
      const busy = await bench.ask(
        `select 1 from pg_stat_activity where client_addr = '${addressOf[host]}' and backend_xid is not null`,
      );
      return busy.length > 0;
    };
    await until(look, 20).catch(() => process.stdout.write(`  ${host} was writing nothing\n`));
  }

  /** Breaks something, and publishes more while it is broken. */
  const broken =
    (breakIt: () => void): Deed =>
    async () => {
      breakIt();
      await wait(1_000);
      await bench.publish(1);
      return async () => network.mend();
    };
  const powerCut =
    (host: Name): Deed =>
    async () => {
      await bench.publish(1);
      await midTransaction(host);
      network.powerOff(host);
      return async () => {
        network.mend();
        boot(host);
      };
    };

  /** As a machine does that is being moved: its kernel still answers for its connections. */
  const standStill =
    (host: Name): Deed =>
    async () => {
      await bench.publish(1);
      await midTransaction(host);
      const signalAll = (signal: NodeJS.Signals) => {
        for (const child of running.get(host) ?? []) child.kill(signal);
      };
      signalAll('SIGSTOP');
      return async () => signalAll('SIGCONT');
    };

  const deeds: Readonly<Record<string, Deed>> = {
    'worker unplugged': broken(() => network.unplug('two')),
    'worker deaf': broken(() => network.deafen('two')),
    'scheduler and worker mute': broken(() => network.mute('one')),
    'power cut, worker': powerCut('two'),
    'power cut, scheduler and worker': powerCut('one'),
    'worker stands still': standStill('two'),
    'database unplugged for 30 s': async () => {
      network.unplug('base');
      await wait(30_000);
      network.mend();
    },
    'poor lines': broken(() => {
      network.slow('one');
      network.slow('two');
    }),
    'schedulers lose each other': broken(() => {
      network.forget('one', addressOf.three);
      network.forget('three', addressOf.one);
    }),
    'second scheduler deaf': broken(() => network.deafen('three')),
    'worker does not find the database': broken(() => network.forget('two', database)),
    'answers of the mail server lost for 20 s': async () => {
      const before = bench.received.size;
      await until(() => bench.received.size > before, 30).catch(() => {});
      for (const host of ['one', 'two'] as const) network.drop('base', mail, addressOf[host]);
      await wait(20_000);
      network.mend();
    },
    'everybody off at once': async () => {
      await bench.publish(1);
      await midTransaction('one');
      for (const host of ['one', 'two', 'three'] as const) network.powerOff(host);
      await wait(5_000);
      network.mend();
      for (const host of ['one', 'two', 'three'] as const) boot(host);
    },
  };

  let stopping: Promise<void> | null = null;
  function stop(): Promise<void> {
    stopping ??= (async () => {
      network.mend();
      await bench.close();
      await postgres.stop();
    })();
    return stopping;
  }
  // They come twice: from the shell, and from the process that laid the network.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void stop().finally(() => process.exit(1)));
  }

  for (const host of ['one', 'two', 'three'] as const) boot(host);
  try {
    const isGood = await runRounds({ bench, rounds, deeds, order: only === null ? Object.keys(deeds) : [only] });
    process.exitCode = isGood ? 0 : 1;
  } catch (error) {
    process.stdout.write(`${error}\n`);
    process.exitCode = 1;
  }
  if (process.exitCode !== 0) process.stdout.write(bench.log().slice(-6_000));
  for (const children of running.values()) for (const child of children) await end(child, 'SIGTERM');
  await stop();
  process.exit();
}
