/**
 * How long grouping takes: a stream of invented mentions (10,000 a day) through the matcher in batches of 1,000, as the job has them,
 * beside MinHash with LSH over the same mentions, which finds copies only.
 *
 *   npx tsx scripts/bench-issues.ts [--counts 10000,100000,1000000] [--per-day 10000] [--no-baseline] [--store 100000]
 *
 * Processor time of the one thread and its garbage collector. Making the mentions is not counted. The figures of memory are of the whole process, the generator included.
 * `--store N` measures the job on an SQLite file instead: N mentions that wait, then one day more with what is known in memory and
 * with what a restart must read first.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createMatcher } from '../src/issues/matcher.ts';
import { type Clusterer, createClusterer } from '../src/jobs/cluster.ts';
import { closeDatabase } from '../src/store/database.ts';
import { byMinHash } from './issues/baselines.ts';
import { openSeeded } from './issues/seed-store.ts';
import { dailyMentions } from './issues/stream.ts';

const { values } = parseArgs({
  options: {
    counts: { type: 'string', default: '10000,100000,1000000' },
    'per-day': { type: 'string', default: '10000' },
    'no-baseline': { type: 'boolean', default: false },
    store: { type: 'string' },
  },
});
const perDay = Number(values['per-day']);
if (values.store !== undefined) {
  await benchStore(Number(values.store));
  process.exit(0);
}
for (const count of values.counts.split(',').map(Number)) {
  say('Kentongan', count, groupStream(count));
  // All mentions at once, as it forgets nothing: a million do not fit in the memory of a small machine.
  if (!values['no-baseline'] && count <= 100_000) say('MinHash with LSH', count, minHashStream(count));
}

interface Run {
  readonly ms: number;
  readonly issues: number;
  readonly merges: number;
  readonly slowestDayMs: number;
}

function groupStream(count: number): Run {
  const matcher = createMatcher();
  let [ms, issues, merges, slowestDayMs] = [0, 0, 0, 0];
  for (const mentions of dailyMentions(Math.ceil(count / perDay), perDay)) {
    const started = cpuMs();
    for (let from = 0; from < mentions.length; from += 1_000) {
      const placement = matcher.place(mentions.slice(from, from + 1_000));
      merges += placement.merges.length;
      for (const issue of new Set(placement.issueOf.values())) {
        if (issue > 0) continue;
        issues += 1;
        matcher.rename(issue, issues);
      }
    }
    const taken = cpuMs() - started;
    ms += taken;
    slowestDayMs = Math.max(slowestDayMs, taken);
  }
  return { ms, issues, merges, slowestDayMs };
}

function minHashStream(count: number): Run {
  const mentions = [...dailyMentions(Math.ceil(count / perDay), perDay)].flat();
  const started = cpuMs();
  const issues = new Set(byMinHash(mentions).values()).size;
  return { ms: cpuMs() - started, issues, merges: 0, slowestDayMs: 0 };
}

/** Of this process, so that other work on the machine does not count; all of it is one thread and its garbage collector. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function say(system: string, count: number, { ms, issues, merges, slowestDayMs }: Run): void {
  const megabytes = Math.round(process.memoryUsage().rss / 2 ** 20);
  console.log(
    `${system.padEnd(18)} ${count.toLocaleString('en').padStart(9)} mentions in ${(ms / 1000).toFixed(1).padStart(6)} s of processor time ` +
      `(${Math.round(count / (ms / 1000)).toLocaleString('en')}/s), ${issues.toLocaleString('en')} issues, ${merges} joined, ` +
      `slowest day ${Math.round(slowestDayMs)} ms, ${megabytes} MB`,
  );
}

/** All of the job: reading what waits, placing it, saving it and recounting the issues. */
async function benchStore(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-issues-'));
  const days = [...dailyMentions(count / perDay + 2, perDay)];
  const now = new Date(Date.parse(days.at(-1)?.at(-1)?.publishedAt ?? ''));
  const db = await openSeeded(join(folder, 'bench.db'), days);
  const waiting = (from: number, to: number, state: 0 | 1) =>
    db
      .updateTable('scores')
      .set({ clustered: state })
      .where('mentionId', '>', from)
      .where('mentionId', '<=', to)
      .execute();
  const total = days.length * perDay;
  await waiting(total - 2 * perDay, total, 1);
  const deps = { db, now: () => now, signal: new AbortController().signal };
  const clusterer = createClusterer(deps);
  const measure = async (what: string, run: Clusterer) => {
    const started = cpuMs();
    const { clustered, newIssues, merged } = await run.clusterPending();
    const ms = cpuMs() - started;
    console.log(
      `${what.padEnd(34)} ${clustered.toLocaleString('en')} mentions in ${(ms / 1000).toFixed(1)} s of processor time ` +
        `(${Math.round(clustered / (ms / 1000))}/s), ${newIssues} new issues, ${merged} joined, ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`,
    );
  };
  await measure('a backlog on SQLite', clusterer);
  await waiting(total - 2 * perDay, total - perDay, 0);
  await measure('a day more, remembered', clusterer);
  await waiting(total - perDay, total, 0);
  await measure('a day more, after a restart', createClusterer(deps));
  await closeDatabase(db);
  rmSync(folder, { recursive: true });
}
