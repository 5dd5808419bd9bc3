/**
 * 233 feeds × 50 items on loopback, from the first request until everything is stored, searchable and scored; and a second pass in which
 * nothing has changed, once with ETags and once without. Beside newsboat, a C++ feed reader, which fetches and stores the same feeds
 * without scoring.
 *
 *   npm run build && npx tsx scripts/bench-feeds.ts [feeds] [items] [rounds]
 *
 * newsboat comes from Debian (`apt-get install newsboat`). Its timings and ours are taken in the same run, alternating.
 * Ours is one process that goes on between the passes, as the service does; newsboat is started for each.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveFeedSet } from './feed-set.ts';

const feeds = Number(process.argv[2] ?? 233);
const items = Number(process.argv[3] ?? 50);
const rounds = Number(process.argv[4] ?? 3);
const set = await serveFeedSet(feeds, items);
const work = mkdtempSync(join(tmpdir(), 'kentongan-bench-'));
const hasNewsboat = spawnSync('newsboat', ['--version']).status === 0;
console.log(`${feeds} feeds × ${items} items, ${(set.bytes / 1_048_576).toFixed(1)} MB, ${rounds} rounds`);
if (!hasNewsboat) console.log('newsboat is not installed: ours only');

interface Pass {
  readonly total: number;
  readonly collect: number;
  readonly drafts: number;
  /** From the last source that was read to the last text that was scored. */
  readonly scoringAfter: number;
  /** Of all threads. */
  readonly cpu: number;
  readonly asked: number;
  readonly stored: number;
  readonly repeats: number;
  readonly scored: number;
  /** Scored as about some regency. */
  readonly placed: number;
  /** Sources that were not read, with the reason. */
  readonly failed: readonly string[];
}

interface OurRun {
  readonly first: Pass;
  readonly second: Pass;
  /** Size of the database afterwards. */
  readonly bytes: number;
}

/** Runs a child while this process goes on serving. @returns what it printed, and its seconds */
function run(command: string, args: readonly string[]): Promise<{ out: string; seconds: number }> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0
        ? resolve({ out, seconds: (performance.now() - began) / 1000 })
        : reject(new Error(`${command} ended with ${code}`)),
    );
  });
}

/** Both passes of newsboat, in seconds. */
async function runNewsboat(name: string): Promise<{ first: number; second: number }> {
  const urls = join(work, `urls-${name}`);
  const config = join(work, 'config');
  writeFileSync(urls, Array.from({ length: feeds }, (_, feed) => `http://127.0.0.1:${set.port}/${feed}`).join('\n'));
  writeFileSync(config, 'reload-threads 8\nmax-items 0\n');
  const args = ['-u', urls, '-c', join(work, `cache-${name}.db`), '-C', config, '-x', 'reload'];
  const { seconds: first } = await run('newsboat', args);
  const { seconds: second } = await run('newsboat', args);
  return { first, second };
}

/** The product in a process of its own, built, as an operator runs it. */
async function runOurs(name: string, withEvidence = true): Promise<OurRun> {
  const script = join(import.meta.dirname, 'bench-feeds-run.mjs');
  const args = [script, String(set.port), String(feeds), join(work, `${name}.db`), withEvidence ? '1' : '0'];
  const { out } = await run(process.execPath, args);
  return JSON.parse(out) as OurRun;
}

const ours: Record<'tagged' | 'untagged' | 'bare', OurRun[]> = { tagged: [], untagged: [], bare: [] };
const theirs: Record<'tagged' | 'untagged', { first: number; second: number }[]> = { tagged: [], untagged: [] };
for (let round = 1; round <= rounds; round++) {
  for (const kind of ['tagged', 'untagged'] as const) {
    set.tagged = kind === 'tagged';
    const own = await runOurs(`${kind}-${round}`);
    ours[kind].push(own);
    const other = hasNewsboat ? await runNewsboat(`${kind}-${round}`) : null;
    if (other !== null) theirs[kind].push(other);
    for (const fault of [...own.first.failed, ...own.second.failed]) console.log(`  not read: ${fault}`);
    const say = (first: number, second: number) => `${first.toFixed(2)} s, then ${second.toFixed(2)} s`;
    console.log(
      `round ${round}, ${kind}: ours ${say(own.first.total, own.second.total)} (${own.first.stored} stored, ${own.first.scored} scored, ${own.first.placed} about a regency; then ${own.second.stored} new, ${own.second.repeats} repeats); newsboat ${other === null ? '–' : say(other.first, other.second)}; load ${loadavg()[0]?.toFixed(1)}`,
    );
  }
  set.tagged = false;
  ours.bare.push(await runOurs(`bare-${round}`, false));
}
await set.close();
rmSync(work, { recursive: true, force: true });

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

function sayRow(name: string, own: readonly number[], other: readonly number[], aim: number): void {
  const [mine, its] = [median(own), median(other)];
  const ratio =
    other.length === 0 ? '' : `newsboat ${its.toFixed(2)} s   ratio ${(mine / its).toFixed(2)} (aim ${aim})`;
  console.log(`${name.padEnd(34)} ours ${mine.toFixed(2)} s   ${ratio}`);
}
const bothFirst = [...ours.tagged, ...ours.untagged].map((own) => own.first);
console.log('\nmedians');
sayRow(
  'first pass',
  bothFirst.map((pass) => pass.total),
  [...theirs.tagged, ...theirs.untagged].map((pass) => pass.first),
  1.5,
);
sayRow(
  'second pass, ETag',
  ours.tagged.map((own) => own.second.total),
  theirs.tagged.map((pass) => pass.second),
  0.5,
);
sayRow(
  'second pass, no validators',
  ours.untagged.map((own) => own.second.total),
  theirs.untagged.map((pass) => pass.second),
  1,
);
const total = median(bothFirst.map((pass) => pass.total));
console.log(
  `${Math.round((feeds * items) / total)} items/s fetched, parsed, deduplicated, stored, searchable and scored in the first pass`,
);
const megabytes = (own: OurRun | undefined): string => ((own?.bytes ?? 0) / 1_048_576).toFixed(1);
console.log(
  `without the answers kept as evidence: ${median(ours.bare.map((own) => own.first.total)).toFixed(2)} s; database ${megabytes(ours.untagged.at(-1))} MB with them, ${megabytes(ours.bare.at(-1))} MB without`,
);
const { failed: _, ...parts } = bothFirst.at(-1) as Pass;
console.log(`where the time goes (last first pass, seconds; cpu of all threads): ${JSON.stringify(parts)}`);
