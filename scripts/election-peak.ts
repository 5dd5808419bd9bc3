import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { loadKnowledge } from '../src/app/knowledge.ts';
import { openCountingMail } from '../test/support/counting-mail.ts';
import { until } from '../test/support/demo-process.ts';
import { regencyNames } from '../test/support/province-config.ts';
import { openFeeds } from './election/feeds.ts';
import { sayTimes } from './election/figures.ts';
import { createElectionWriter } from './election/items.ts';
import { judgeSubject } from './election/judge.ts';
import { startSubject, type Usage, usageOf } from './election/subject.ts';

/**
 * `npm run build && npx tsx scripts/election-peak.ts [minutes] [times] [regencies] [workers] [every]`: the busiest hour of an election
 * season on real processes, beside an ordinary busy hour in the same run.
 *
 * - Ordinary: 2,000 items a day in a regency (docs/scale.md), a tenth of them in the busiest hour (assumed): 200 an hour. The peak is `times`
 *   (20) as many: 4,000 an hour. Items come at that rate in real time, for `minutes` (6) at each load; nothing is hurried but the length of
 *   the hour, and with 60 it is whole. A regency has 80 sources; a few bring most, as 1/(rank + 5).
 * - In both loads twelve events a minute appear that nobody else reports, and each of which is red at once.
 * - Sources are asked every `every` (5m, the shortest that a feed may have). No workers (default): one process, SQLite, one regency. Else
 *   PostgreSQL (fsync on), a scheduler, so many workers and the pages.
 * - Messages are neither grouped nor limited (`wait: 0s`): by default the first waits 30 s for others, and of more than two in five minutes
 *   the rest are told in one.
 *
 * Item to alert: for every issue that was alerted, from the moment when its first red item stood in a feed until the mail server had
 * accepted the mail to the last recipient. Three clocks: with the wait for the source's next turn; from when that turn was due (what the
 * product can be blamed for); and from when the site gave the item out. Exits 1 when something is lost or doubled.
 */
const minutes = Number(process.argv[2] ?? 6);
const times = Number(process.argv[3] ?? 20);
const regencies = Number(process.argv[4] ?? 1);
const workers = Number(process.argv[5] ?? 0);
const every = process.argv[6] ?? '5m';
const recipients = 2;
const sourcesEach = 80;
const ordinaryPerHour = 200;
const eventsPerMinute = 12;
const everyMs = Number.parseInt(every, 10) * 60_000;

const say = (line: string) => process.stdout.write(`${line}\n`);
const folder = mkdtempSync(join(tmpdir(), 'kentongan-pemilu-'));
const feeds = await openFeeds();
const mail = await openCountingMail(() => 20);
const subject = await startSubject({
  ...{ folder, regencies, workers, recipients },
  outskirts: {
    sites: { host: '127.0.0.1', port: feeds.port },
    mail: { host: '127.0.0.1', port: mail.port },
    domain: 'localhost',
  },
  sourcesOf: (index) =>
    Array.from(
      { length: sourcesEach },
      (_, source) =>
        `  - { id: s${source}, title: Sumber ${source}, collector: feed, class: online-media, every: ${every}, options: { url: "http://s${source}-${index}.localhost:${feeds.port}/feed" } }`,
    ),
});
const { gazetteer } = loadKnowledge();
const writers = regencyNames.slice(0, regencies).map(([code], index) => {
  const region = gazetteer.findRegion(code);
  if (region === null) throw new Error(`no regency ${code}`);
  return createElectionWriter(region, index + 1);
});
let links = 0;

function publish(index: number, phase: string, isEvent: boolean): void {
  links += 1;
  const source = `s${drawSource()}-${index}`;
  const host = `${source}.localhost:${feeds.port}`;
  const link = `http://${host}/${isEvent ? 'kejadian' : 'berita'}/${links}`;
  const xml = writers[index]?.write(link, new Date(), isEvent) ?? '';
  feeds.show(source, { xml, link }, phase);
}

const weights = Array.from({ length: sourcesEach }, (_, rank) => 1 / (rank + 5));
const weightSum = weights.reduce((sum, one) => sum + one, 0);

/** A few sources bring most. */
function drawSource(): number {
  let left = Math.random() * weightSum;
  const found = weights.findIndex((weight) => {
    left -= weight;
    return left <= 0;
  });
  return Math.max(found, 0);
}

/** What is due when, as the product has written it down. */
async function noteDue(): Promise<void> {
  for (const [index, schema] of subject.schemas.entries()) {
    const rows = await subject.ask<{ id: string; due: string }>(`select id, next_run_at as due from ${schema}sources`);
    for (const { id, due } of rows) feeds.expect(`${id}-${index}`, Date.parse(due));
  }
}

/** As many as are due at the rate, at moments that nobody has agreed upon. */
async function load(phase: string, perHour: number): Promise<void> {
  const began = Date.now();
  const endMs = began + minutes * 60_000;
  const gap = (perMs: number) => -Math.log(1 - Math.random()) / perMs;
  const next = writers.map(() => ({ item: began + gap(perHour / 3_600_000), event: began }));
  let noted = 0;
  while (Date.now() < endMs) {
    const now = Date.now();
    for (const [index, at] of next.entries()) {
      while (at.item <= now) {
        publish(index, phase, false);
        at.item += gap(perHour / 3_600_000);
      }
      while (at.event <= now) {
        publish(index, phase, true);
        at.event += 60_000 / eventsPerMinute;
      }
    }
    if (now - noted >= 1_000) {
      noted = now;
      await noteDue().catch(() => {});
    }
    await wait(50);
  }
}

function ungiven(): number {
  return [...feeds.items.values()].filter(({ givenMs, isMissed }) => givenMs === null && !isMissed).length;
}

async function settled(seconds: number): Promise<void> {
  let waiting: string | null = '';
  await until(
    async () => {
      await noteDue().catch(() => {});
      waiting = await judge.waiting().catch((error: Error) => error.message);
      await wait(900);
      return waiting === null;
    },
    seconds / 10,
    () => `${waiting}\n${subject.log().slice(-3_000)}`,
  );
}

const judge = judgeSubject(subject, feeds, mail, recipients);
/** Gives every source that is not due yet another turn. @param msOf milliseconds from now */
async function setTurns(msOf: () => number): Promise<void> {
  const now = Date.now();
  for (const schema of subject.schemas) {
    const rows = await subject.ask<{ id: string; due: string }>(`select id, next_run_at as due from ${schema}sources`);
    for (const { id, due } of rows.filter((row) => Date.parse(row.due) > now)) {
      const turn = new Date(now + msOf()).toISOString();
      await subject.ask(
        `update ${schema}sources set next_run_at = '${turn}' where id = '${id}' and next_run_at = '${due}'`,
      );
    }
  }
}

try {
  // A first round, in which everything is new; then the turns lie as they do in an installation that has run for long.
  for (let turn = 0; turn < 20; turn += 1) for (const index of writers.keys()) publish(index, 'first', false);
  await until(() => feeds.asked() >= sourcesEach * regencies, 180);
  await settled(300);
  await setTurns(() => Math.random() * everyMs);
  const before = new Map<string, Usage>();
  const cpu = process.cpuUsage();
  for (const [phase, factor] of [
    ['ordinary', 1],
    ['peak', times],
  ] as const) {
    const perHour = ordinaryPerHour * factor;
    say(
      `${phase}: ${perHour} items an hour and regency, ${eventsPerMinute} events a minute, for ${minutes} min, load ${loadavg()[0]?.toFixed(1)}`,
    );
    await load(phase, perHour);
    for (const [name, child] of subject.processes) if (phase === 'ordinary') before.set(name, usageOf(child));
  }
  // Sources that had been quiet have turns that are far away: what is on them is not waited for, but counted below.
  const untilMs = Date.now() + 1.1 * everyMs;
  while (Date.now() < untilMs && ungiven() > 0) {
    await noteDue().catch(() => {});
    await wait(1_000);
  }
  const hurried = ungiven();
  await setTurns(() => 0);
  await settled(240);
  say(
    `own processor time of this bench ${((process.cpuUsage(cpu).user + process.cpuUsage(cpu).system) / 1e6).toFixed(0)} s; load ${loadavg()[0]?.toFixed(1)}`,
  );
  const result = await judge.result();
  for (const phase of ['ordinary', 'peak']) {
    const told = result.alerts.filter((alert) => alert.phase === phase);
    const items = [...feeds.items.values()].filter((item) => item.phase === phase).length;
    say(
      `\n${phase}: ${items} items, ${told.length} alerts; seconds from … to the mail accepted for the last recipient`,
    );
    say(`  the item in the feed   ${sayTimes(told.map(({ visible }) => visible))}`);
    say(`  its source's turn due  ${sayTimes(told.map(({ due }) => due))}`);
    say(`  given out by the site  ${sayTimes(told.map(({ given }) => given))}`);
  }
  say('');
  for (const [name, child] of subject.processes) {
    const was = before.get(name);
    const { peakMb, cpu } = usageOf(child);
    say(
      `${name}: at most ${peakMb.toFixed(0)} MB (${was?.peakMb.toFixed(0)} before the peak), ${(cpu - (was?.cpu ?? 0)).toFixed(1)} s of processor time since the peak began`,
    );
  }
  say(`items whose source was asked earlier than it would have been, to end the run: ${hurried}`);
  say(`pushed off a feed before anybody asked: ${result.missed} of ${feeds.items.size}`);
  say(`faults: ${result.faults.length === 0 ? 'none: nothing lost, nothing doubled' : result.faults.join('; ')}`);
  process.exitCode = result.faults.length === 0 ? 0 : 1;
} catch (error) {
  say(String(error));
  process.exitCode = 1;
} finally {
  await subject.close();
  await feeds.close();
  await mail.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
