/**
 * How long `kentongan start` takes to its first page on an existing database, and the memory it holds at rest.
 *
 *   npm run build && npx tsx scripts/bench-start.ts [mentions] [rounds] [seconds at rest]
 *
 * The database is filled through the product's own `saveStep` and scored before it is measured; its sources are switched off, so that nothing
 * is collected meanwhile. Memory is what the system counts as resident (Linux), after so many seconds without a request.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openConfigured } from '../src/app/open-configured.ts';
import { scoreAndGroup } from '../src/app/processing.ts';
import { silentLog } from '../src/core/log.ts';
import { blankPost } from '../src/core/mention.ts';
import { loadArchive } from '../src/demo/archive.ts';
import { saveStep } from '../src/store/save-step.ts';

const mentions = Number(process.argv[2] ?? 2_000);
const rounds = Number(process.argv[3] ?? 3);
const restSeconds = Number(process.argv[4] ?? 30);
const root = fileURLToPath(new URL('..', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'kentongan-start-'));
const configPath = join(work, 'kentongan.yaml');
writeFileSync(
  configPath,
  `region: { code: "35.16" }
contact: mailto:uji@contoh.test
database: ${join(work, 'kentongan.db')}
legal: { purpose: mengukur, basis: mengukur }
sources:
  - { id: warta, title: Warta, collector: feed, class: online-media, enabled: false, options: { url: "https://warta.test/feed" } }
`,
);

async function fill(): Promise<void> {
  const installation = await openConfigured(configPath, silentLog);
  const now = new Date();
  const items = loadArchive(join(root, 'data/demo'), now, 'Asia/Jakarta').flatMap((source) => source.items);
  for (let start = 0; start < mentions; start += 50) {
    const drafts = Array.from({ length: Math.min(50, mentions - start) }, (_, index) => {
      const item = items[(start + index) % items.length];
      return installation.toDraft({
        ...blankPost,
        kind: 'article',
        platform: 'web',
        url: `https://warta.test/berita/${start + index}`,
        title: `${item?.title ?? 'Kabar warga'} (${start + index})`,
        text: `Mojokerto. ${item?.paragraphs.join('\n\n') ?? ''}`,
        publishedAt: new Date(now.getTime() - (start + index) * 60_000).toISOString(),
        precision: 'exact',
      });
    }).flatMap((draft) => draft ?? []);
    await saveStep(installation.db, { sourceId: 'warta', drafts, cursor: `${start}`, rejected: 0, now });
  }
  await scoreAndGroup(installation);
  await installation.close();
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function firstPage(port: number, hasEnded: () => boolean): Promise<number> {
  for (;;) {
    if (hasEnded()) throw new Error('kentongan ended before its first page');
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => null);
    if (answer !== null) {
      await answer.text();
      return answer.status;
    }
    await setTimeout(5);
  }
}

/** Resident megabytes of a process; NaN where the system does not say. */
function residentOf(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

/** Seconds of all threads since a process began, at a hundred ticks a second. */
function cpuOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}

async function measure(round: number): Promise<{ seconds: number; atOnce: number; atRest: number }> {
  const port = await freePort();
  const began = performance.now();
  const args = [join(root, 'bin/kentongan.js'), 'start', '--config', configPath, '--port', String(port)];
  const child = spawn(process.execPath, args, { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] });
  const status = await firstPage(port, () => child.exitCode !== null);
  const seconds = (performance.now() - began) / 1000;
  const cpu = cpuOf(child.pid ?? 0);
  const atOnce = residentOf(child.pid ?? 0);
  await setTimeout(restSeconds * 1000);
  const atRest = residentOf(child.pid ?? 0);
  child.kill('SIGTERM');
  await new Promise((resolve) => child.on('exit', resolve));
  console.log(
    `round ${round}: first page (${status}) after ${seconds.toFixed(2)} s (${cpu.toFixed(2)} s of processor); ${atOnce.toFixed(0)} MB then, ${atRest.toFixed(0)} MB after ${restSeconds} s at rest; load ${loadavg()[0]?.toFixed(1)}`,
  );
  return { seconds, atOnce, atRest };
}

await fill();
const measured: Awaited<ReturnType<typeof measure>>[] = [];
for (let round = 1; round <= rounds; round++) measured.push(await measure(round));
rmSync(work, { recursive: true, force: true });
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
console.log(
  `\n${mentions} mentions: first page after ${median(measured.map((one) => one.seconds)).toFixed(2)} s (aim 1 s)`,
);
console.log(`memory at rest ${median(measured.map((one) => one.atRest)).toFixed(0)} MB (aim 150 MB)`);
