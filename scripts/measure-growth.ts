/**
 * How cost grows: with the mentions of a regency (SQLite), with the regencies of a province and with workers (PostgreSQL). Prints Markdown
 * for docs/performance.md; what is measured is said on stderr on the way.
 *
 *   npm run build && npx tsx scripts/measure-growth.ts [mentions=1000000] [regencies=100] [--only mentions,regencies,workers] [--charts docs/images]
 *
 * Figures are processor time, of PostgreSQL too where it is used, and in brackets time by the clock. Of every row the exponents between
 * sizes that follow each other are printed, and it is marked when the last step is worse than it may be (`growth/figure.ts`).
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startPostgres } from '../test/support/postgres-server.ts';
import { growthChart } from './growth/chart.ts';
import { type Measured, type Row, toRows } from './growth/figure.ts';
import { measureRest } from './growth/processes.ts';
import { measureRegencies } from './growth/regencies.ts';
import { sayCount, sayMarkdown, sayTable } from './growth/say.ts';
import { measureSqlite } from './growth/sqlite-steps.ts';
import { measureWorkers } from './growth/workers.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string', default: 'mentions,regencies,workers' }, charts: { type: 'string' } },
});
const [mostMentions, mostRegencies] = [Number(positionals[0] ?? 1_000_000), Number(positionals[1] ?? 100)];
const events = 240;
const parts = values.only.split(',');
const print = (text: string): void => void process.stdout.write(`${text}\n`);
const hint = (text: string): void => void process.stderr.write(`${text}\n`);
const load = () => loadavg()[0]?.toFixed(1) ?? '?';
const folder = mkdtempSync(join(tmpdir(), 'kentongan-growth-'));

function draw(name: string, rows: readonly Row[], title: string): void {
  if (values.charts !== undefined) writeFileSync(join(values.charts, name), growthChart(rows, title));
}

async function byMentions(): Promise<void> {
  const bySize = new Map<number, readonly Measured[]>();
  hint('warming up: the first run of anything is compiled on the way');
  await measureSqlite(1_000, folder, () => {});
  for (const size of [1_000, 10_000, 100_000, 1_000_000].filter((one) => one <= mostMentions)) {
    const began = performance.now();
    bySize.set(size, await measureSqlite(size, folder, (text) => hint(`${sayCount(size)} mentions, ${text}`)));
    hint(`${sayCount(size)} mentions: ${((performance.now() - began) / 1_000).toFixed(0)} s, load ${load()}`);
  }
  const rows = toRows(bySize);
  print(`### With mentions (SQLite, 90 days, load ${load()})\n\n${sayTable(rows, 'mentions')}\n`);
  draw('growth-mentions.svg', rows, 'Processor time of each step by mentions stored');
}

type EmptyDatabase = (name: string) => Promise<string>;

async function byRegencies(empty: EmptyDatabase): Promise<void> {
  const bySize = new Map<number, readonly Measured[]>();
  const facts: string[][] = [];
  const sizes = [1, 10, 38, 100].filter((one) => one <= mostRegencies);
  for (const size of [1, ...sizes]) {
    const isWarmUp = facts.length === 0;
    const address = await empty(`regencies_${size}_${facts.length}`);
    const { measured, facts: own } = await measureRegencies(address, size, (text) =>
      hint(`${size} regencies, ${text}`),
    );
    bySize.set(size, measured);
    const { relations, megabytes, longestPublishMs } = own;
    if (isWarmUp) facts.push(['regencies', 'tables, indexes, sequences', 'database, MB', 'longest publish, ms']);
    else facts.push([size, relations, Math.round(megabytes), Math.round(longestPublishMs)].map(sayCount));
  }
  const rows = toRows(bySize);
  print(`### With regencies (PostgreSQL, 400 issues and 80 sources each, load ${load()})\n`);
  print(`${sayTable(rows, 'regencies')}\n\n${sayMarkdown(facts)}\n`);
  draw('growth-regencies.svg', rows, 'Processor time of each step by regencies');

  const rest = [
    [
      'regencies',
      'first start, s',
      'connections',
      'MB: scheduler, worker, api',
      '% of a core at rest: scheduler, worker, api, PostgreSQL',
    ],
  ];
  for (const size of sizes.filter((one) => one <= 38)) {
    const { startSeconds, connections, memory, busy } = await measureRest(await empty(`rest_${size}`), size);
    rest.push([
      String(size),
      startSeconds.toFixed(0),
      String(connections),
      [memory.scheduler, memory.worker, memory.api].map((mb) => mb.toFixed(0)).join(', '),
      [busy.scheduler, busy.worker, busy.api, busy.postgres].map((share) => share.toFixed(1)).join(', '),
    ]);
    hint(rest.at(-1)?.join(' | ') ?? '');
  }
  print(
    `One scheduler, one worker and one API process, nothing to collect (load ${load()}):\n\n${sayMarkdown(rest)}\n`,
  );
}

async function byWorkers(empty: EmptyDatabase): Promise<void> {
  const table = [
    [
      'workers',
      'items',
      'seconds',
      'items a second',
      'processor time an item: workers, PostgreSQL, ms',
      'MB a worker',
      'connections',
    ],
  ];
  for (const count of [1, 2, 4]) {
    const own = await measureWorkers(await empty(`workers_${count}`), count, events);
    const each = (seconds: number) => ((seconds * 1_000) / own.items).toFixed(2);
    table.push([
      String(count),
      sayCount(own.items),
      own.seconds.toFixed(1),
      (own.items / own.seconds).toFixed(0),
      `${each(own.workerSeconds)}, ${each(own.serverSeconds)}`,
      own.workerMb.toFixed(0),
      String(own.connections),
    ]);
    hint(table.at(-1)?.join(' | ') ?? '');
  }
  print(
    `### With workers (PostgreSQL, ${availableParallelism()} cores for workers, PostgreSQL and feeds together, load ${load()})\n`,
  );
  print(`From published in 32 feeds of four regencies to stored, scored and grouped.\n\n${sayMarkdown(table)}\n`);
}

async function onPostgres(works: readonly ((empty: EmptyDatabase) => Promise<void>)[]): Promise<void> {
  if (works.length === 0) return;
  const server = await startPostgres();
  try {
    for (const work of works) {
      await work(async (name) => {
        const client = new pg.Client({ connectionString: server.address });
        await client.connect();
        await client.query(`create database ${name}`);
        await client.end();
        return server.address.replace(/\/postgres$/, `/${name}`);
      });
    }
  } finally {
    await server.stop();
  }
}

try {
  if (parts.includes('mentions')) await byMentions();
  await onPostgres([
    ...(parts.includes('regencies') ? [byRegencies] : []),
    ...(parts.includes('workers') ? [byWorkers] : []),
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
