/**
 * How well the limits hold that all workers share, and what they cost: four real processes on a real PostgreSQL, and a server that counts.
 *
 *   npx tsx scripts/measure-limits.ts [seconds of each part, default 15] [spacing in ms, default 250]
 *
 * Exits 1 when two turns of a host were given closer than the spacing, when more turns were lost than workers killed, or when anything was
 * asked without a database.
 */
import { loadavg } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { closeDatabase, openDatabase } from '../src/store/database.ts';
import { createSharedTurns } from '../src/store/host-turns.ts';
import { migrate } from '../src/store/migrate.ts';
import type { Db } from '../src/store/schema.ts';
import {
  type Arrival,
  type CollectingWorker,
  startCollectingWorker,
  startCountingServer,
} from '../test/support/collecting-workers.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { startProxy } from '../test/support/proxy.ts';

const seconds = Number(process.argv[2] ?? 15);
const spacingMs = Number(process.argv[3] ?? 250);
const workerCount = 4;
/** Requests that each worker has under way. */
const underWay = 3;

const faults: string[] = [];
const say = (line: string) => process.stdout.write(`${line}\n`);
const load = () => `load ${loadavg()[0]?.toFixed(1)}`;

const postgres = await startPostgres();
const db = await openDatabase(postgres.address);
await migrate(db);
await sql`create table given_turns (host text, at timestamptz)`.execute(db);
await sql`create function note_turn() returns trigger language plpgsql as
  'begin insert into given_turns values (new.host, new.turn_at); return null; end'`.execute(db);
const server = await startCountingServer();

await measureCost();
await sql`create trigger note_turn after insert or update on host_turns
  for each row when (new.turn_at is not null) execute function note_turn()`.execute(db);
const proxy = await startProxy(postgres.address);
const start = () => startCollectingWorker(proxy.address);
let workers = await Promise.all(Array.from({ length: workerCount }, start));

await measureOneHost();
await measureManyHosts();
await measureKills();
await measureOutage();

await Promise.all(workers.map((worker) => worker.stop()));
proxy.cutOff();
await server.close();
await closeDatabase(db);
await postgres.stop();
for (const fault of faults) say(`FAULT: ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;

async function measureCost(): Promise<void> {
  const turns = createSharedTurns(db, { patienceMs: 3_600_000_000 });
  const time = async (times: number, atATime: number, work: (n: number) => Promise<unknown>) => {
    const took: number[] = [];
    let next = 0;
    const began = performance.now();
    await Promise.all(
      Array.from({ length: atATime }, async () => {
        for (let n = next++; n < times; n = next++) {
          const from = performance.now();
          await work(n);
          took.push(performance.now() - from);
        }
      }),
    );
    const all = performance.now() - began;
    took.sort((a, b) => a - b);
    const at = (part: number) => (took[Math.floor(part * (took.length - 1))] ?? 0).toFixed(2);
    return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, ${Math.round((1000 * times) / all)} a second`;
  };
  const asked = { spacingMs: 1000, tookMs: 0 };
  const nothing = () => sql`select 1`.execute(db.withoutPlugins() as Kysely<unknown>);
  await time(500, 1, nothing);
  say(`what a reservation costs (one connection unless said, ${load()})`);
  say(`  select 1, the least any statement costs        ${await time(3_000, 1, nothing)}`);
  say(
    `  a turn at a host that nobody asked yet          ${await time(3_000, 1, (n) => turns.reserve(`h${n}`, asked))}`,
  );
  say(
    `  a turn at a known host                          ${await time(3_000, 1, (n) => turns.reserve(`h${n}`, asked))}`,
  );
  say(`  a turn at one host, eight at a time             ${await time(3_000, 8, () => turns.reserve('satu', asked))}`);
  await sql`truncate host_turns`.execute(db);
}

/** Keeps all workers busy until the time is over; those that are replaced meanwhile are asked no more. */
async function keepAsking(hostOf: (n: number) => string, forMs: number): Promise<ReadonlyMap<string, number>> {
  const ends = new Map<string, number>();
  const until = performance.now() + forMs;
  let n = 0;
  await Promise.all(
    Array.from({ length: workerCount * underWay }, async (_, lane) => {
      while (performance.now() < until) {
        const worker = workers[lane % workerCount] as CollectingWorker;
        const url = server.url(hostOf(n++), `/artikel-${n}`);
        const [told] = await worker.tell({ do: 'get', urls: [url], spacingMs }).catch(() => []);
        const end = told?.end ?? 'killed';
        ends.set(end, (ends.get(end) ?? 0) + 1);
        // A run that was told to come back later comes back later.
        if (end !== 'ok') await wait(250);
      }
    }),
  );
  return ends;
}

async function leastApart(prefix: string): Promise<{ readonly given: number; readonly apartMs: number }> {
  const { rows } = await sql<{ given: number; apart: number | null }>`
    select count(*)::int as given, (extract(epoch from min(apart)) * 1000)::float8 as apart from (
      select at - lag(at) over (partition by host order by at) as apart from given_turns where host like ${`${prefix}%`}
    ) as pairs`.execute(db as Db);
  const apartMs = rows[0]?.apart ?? Number.POSITIVE_INFINITY;
  // Times are kept in microseconds.
  if (apartMs < spacingMs - 0.002) faults.push(`two turns at ${prefix} were given ${apartMs} ms apart`);
  return { given: rows[0]?.given ?? 0, apartMs };
}

function arrivalsAt(prefix: string): readonly Arrival[] {
  return server.arrivals.filter(({ host }) => host.startsWith(prefix));
}

function apartAsSeen(arrivals: readonly Arrival[]): string {
  const last = new Map<string, number>();
  const apart: number[] = [];
  for (const { host, at } of arrivals) {
    const before = last.get(host);
    if (before !== undefined) apart.push(at - before);
    last.set(host, at);
  }
  apart.sort((a, b) => a - b);
  const at = (part: number) => Math.round(apart[Math.floor(part * (apart.length - 1))] ?? 0);
  return `as the server saw it least ${at(0)} ms, p1 ${at(0.01)} ms, p50 ${at(0.5)} ms`;
}

async function measureOneHost(): Promise<void> {
  const began = performance.now();
  await keepAsking(() => 'satu', seconds * 1000);
  const tookMs = performance.now() - began;
  const arrivals = arrivalsAt('satu.');
  const { given, apartMs } = await leastApart('satu.');
  const ideal = 1000 / spacingMs;
  const rate = (1000 * (arrivals.length - 1)) / ((arrivals.at(-1)?.at ?? 0) - (arrivals[0]?.at ?? 0));
  say(`one host, ${workerCount} workers, ${spacingMs} ms, ${Math.round(tookMs / 1000)} s (${load()})`);
  say(`  ${rate.toFixed(2)} requests a second of ${ideal.toFixed(2)} (${Math.round((100 * rate) / ideal)}%)`);
  say(`  turns given least ${apartMs.toFixed(2)} ms apart; ${apartAsSeen(arrivals)}`);
  say(`  ${given} turns for ${arrivals.length} requests; robots.txt asked for ${robotsOf(arrivals)} time(s)`);
}

async function measureManyHosts(): Promise<void> {
  const hosts = 12;
  await keepAsking((n) => `banyak-${n % hosts}`, seconds * 1000);
  const arrivals = arrivalsAt('banyak-');
  const { apartMs } = await leastApart('banyak-');
  const spanMs = (arrivals.at(-1)?.at ?? 0) - (arrivals[0]?.at ?? 0);
  // Only so many are under way at a time, one to a host.
  const ideal = (Math.min(hosts, workerCount * underWay) * 1000) / spacingMs;
  const rate = (1000 * arrivals.length) / spanMs;
  say(`${hosts} hosts, ${workerCount * underWay} requests under way, ${spacingMs} ms, ${seconds} s (${load()})`);
  say(`  ${rate.toFixed(1)} requests a second over all of ${ideal.toFixed(1)} (${Math.round((100 * rate) / ideal)}%)`);
  say(`  turns given least ${apartMs.toFixed(2)} ms apart; ${apartAsSeen(arrivals)}`);
  say(`  robots.txt asked for ${robotsOf(arrivals)} times`);
}

function robotsOf(arrivals: readonly Arrival[]): number {
  return arrivals.filter(({ path }) => path === '/robots.txt').length;
}

async function measureKills(): Promise<void> {
  let kills = 0;
  const asking = keepAsking(() => 'bunuh', seconds * 1000);
  const until = performance.now() + (seconds - 3) * 1000;
  while (performance.now() < until) {
    await wait(700);
    const victim = kills % workerCount;
    workers[victim]?.process.kill('SIGKILL');
    kills += 1;
    workers = workers.with(victim, await start());
  }
  const ends = await asking;
  const arrivals = arrivalsAt('bunuh.');
  const { given, apartMs } = await leastApart('bunuh.');
  const lost = given - arrivals.length;
  if (lost > kills + workerCount) faults.push(`${lost} turns were lost by ${kills} kills`);
  const longest = Math.max(...arrivals.slice(1).map(({ at }, n) => at - (arrivals[n]?.at ?? at)));
  say(`one host, a worker killed (SIGKILL) and replaced ${kills} times in ${seconds} s (${load()})`);
  say(`  turns given least ${apartMs.toFixed(2)} ms apart; ${given} turns, ${arrivals.length} requests: ${lost} lost`);
  say(`  longest silence ${Math.round(longest)} ms; ${[...ends].map(([end, times]) => `${end} ${times}`).join(', ')}`);
}

async function measureOutage(): Promise<void> {
  const asking = keepAsking(() => 'putus', (seconds + 10) * 1000);
  await wait(3_000);
  proxy.pause();
  const cutAt = performance.now();
  await wait((seconds - 5) * 1000);
  const attempts = proxy.refused();
  proxy.resume();
  const backAt = performance.now();
  const ends = await asking;
  // What had its turn when the way was cut may still ask; one turn of each worker.
  const graceMs = workerCount * spacingMs + 500;
  const arrivals = arrivalsAt('putus.');
  const unlicensed = arrivals.filter(({ at }) => at > cutAt + graceMs && at < backAt);
  if (unlicensed.length > 0) faults.push(`${unlicensed.length} requests without a database`);
  const first = arrivals.find(({ at }) => at >= backAt);
  say(`the database away for ${Math.round((backAt - cutAt) / 1000)} s (${load()})`);
  say(`  ${unlicensed.length} requests meanwhile; ${attempts} tries to reach it by ${workerCount} workers`);
  say(`  asked again ${first === undefined ? 'never' : `${Math.round(first.at - backAt)} ms after it was back`}`);
  say(`  ${[...ends].map(([end, times]) => `${end} ${times}`).join(', ')}`);
  if (first === undefined) faults.push('nothing was asked after the database was back');
}
