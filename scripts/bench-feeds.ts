/**
 * 233 feeds × 50 items on loopback, from the first request until everything is stored, searchable and scored; beside newsboat, a C++
 * feed reader, which fetches and stores the same feeds without scoring.
 *
 *   npx tsx scripts/bench-feeds.ts [feeds] [items]
 *
 * newsboat comes from Debian (`apt-get install newsboat`). Its timings and ours are taken in the same run, alternating, three rounds.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveFeedSet } from './feed-set.ts';

const feeds = Number(process.argv[2] ?? 233);
const items = Number(process.argv[3] ?? 50);
const rounds = 3;
const set = await serveFeedSet(feeds, items);
const work = mkdtempSync(join(tmpdir(), 'kentongan-bench-'));
console.log(`${feeds} feeds × ${items} items, ${(set.bytes / 1_048_576).toFixed(1)} MB, ${rounds} rounds`);

/** Runs newsboat in a child while this process goes on serving. */
async function runNewsboat(round: number): Promise<number | null> {
  if (spawnSync('newsboat', ['--version']).status !== 0) return null;
  const urls = join(work, `urls-${round}`);
  const config = join(work, 'config');
  writeFileSync(urls, Array.from({ length: feeds }, (_, feed) => `http://127.0.0.1:${set.port}/${feed}`).join('\n'));
  writeFileSync(config, 'reload-threads 8\nmax-items 0\n');
  const began = performance.now();
  const { promise, resolve } = withResolvers<number | null>();
  const child = spawn('newsboat', ['-u', urls, '-c', join(work, `cache-${round}.db`), '-C', config, '-x', 'reload'], {
    stdio: 'ignore',
  });
  child.on('exit', (code) => resolve(code === 0 ? (performance.now() - began) / 1000 : null));
  return promise;
}

interface OurRun {
  readonly total: number;
  readonly collected: number;
  readonly stored: number;
  readonly scored: number;
  readonly relevant: number;
  /** Sources that were not read, with the reason. */
  readonly failed: readonly string[];
  /** Size of the database afterwards. */
  readonly bytes: number;
  readonly parts: Record<string, number>;
}

/** The product in a process of its own, built, as an operator runs it. */
async function runOurs(round: number, withEvidence: boolean): Promise<OurRun> {
  const { promise, resolve, reject } = withResolvers<OurRun>();
  const database = join(work, `ours-${round}-${withEvidence ? 'with' : 'without'}.db`);
  const child = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'bench-feeds-run.mjs'),
      String(set.port),
      String(feeds),
      database,
      withEvidence ? '1' : '0',
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.on('exit', (code) => (code === 0 ? resolve(JSON.parse(out)) : reject(new Error(`the run ended with ${code}`))));
  return promise;
}

function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: Error) => void } {
  let resolve: (value: T) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'ignore' });
const ours: OurRun[] = [];
const bare: OurRun[] = [];
const theirs: number[] = [];
for (let round = 0; round < rounds; round++) {
  const run = await runOurs(round, true);
  ours.push(run);
  bare.push(await runOurs(round, false));
  for (const fault of run.failed) console.log(`  not read: ${fault}`);
  const seconds = await runNewsboat(round);
  if (seconds !== null) theirs.push(seconds);
  console.log(
    `round ${round + 1}: ours ${run.total.toFixed(2)} s (${run.stored} stored, ${run.scored} scored, ${run.relevant} about the regency), newsboat ${seconds === null ? 'not installed' : `${seconds.toFixed(2)} s`}`,
  );
}
await set.close();
rmSync(work, { recursive: true, force: true });

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const total = median(ours.map((run) => run.total));
const last = ours.at(-1);
console.log(
  `\nours     ${total.toFixed(2)} s median, ${Math.round((feeds * items) / total)} items/s fetched, parsed, deduplicated, stored, searchable and scored`,
);
const megabytes = (run: OurRun | undefined): string => ((run?.bytes ?? 0) / 1_048_576).toFixed(1);
console.log(
  `without the answers kept as evidence: ${median(bare.map((run) => run.total)).toFixed(2)} s median; database ${megabytes(last)} MB with them, ${megabytes(bare.at(-1))} MB without`,
);
if (theirs.length > 0) {
  console.log(`newsboat ${median(theirs).toFixed(2)} s median, fetched and stored`);
  console.log(`ratio    ${(total / median(theirs)).toFixed(2)}`);
}
console.log(
  `where the time goes (last round, busy seconds on the main thread unless said): ${JSON.stringify(last?.parts)}`,
);
