/**
 * Scoring stored mentions again after a lexicon change, beside the floor: lower-case and cut into words, which no analysis can do without.
 *
 *   npm run build && npx tsx scripts/bench-rescore.ts [mentions] [file] [--all] [--proof] [--word mangkrak]
 *
 * The file (SQLite; a temporary one unless named) is filled with our own texts (`data/train`, `data/gold`), numbered so that no two are
 * equal, and judged once. Then the office gives a word a weight, and `kentongan rescore` is timed as a user runs it: from the start of the
 * process to its end. Then the word gets another weight while the product runs, and pages are asked for one after the other until every
 * score is the present one's. `--all` has everything scored, as after a change of rules. `--proof` scores everything once more in the end
 * and compares each row with what the quick way left.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { createLogger } from '../src/app/logger.ts';
import { openConfigured } from '../src/app/open-configured.ts';
import { scoreDepsOf } from '../src/app/processing.ts';
import { createRescoring } from '../src/app/rescoring/rescoring.ts';
import { rescoreStale } from '../src/jobs/rescore.ts';
import { changeEntry } from '../src/store/lexicon-changes.ts';
import { seedMentions } from './bench-digest-seed.ts';
import { timeOneByOne } from './pages/measure.ts';
import { productFile, start, stop } from './pages/product.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: 'boolean', default: false },
    proof: { type: 'boolean', default: false },
    word: { type: 'string', default: 'mangkrak' },
  },
});
const count = Number(positionals[0] ?? 100_000);
const folder = mkdtempSync(join(tmpdir(), 'kentongan-rescore-'));
const file = positionals[1] ?? join(folder, 'ukur.db');
const token = 'token-untuk-mengukur-penilaian';
const config = join(folder, 'kentongan.yaml');
writeFileSync(
  config,
  JSON.stringify({
    region: { code: '35.16' },
    contact: 'mailto:uji@contoh.test',
    database: file,
    http: { port: 0 },
    legal: { purpose: 'mengukur penilaian', basis: 'hanya untuk uji' },
  }),
);
const print = (text: string): void => void process.stdout.write(`${text}\n`);
const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
const rate = (ms: number): string => `${Math.round(count / (ms / 1_000)).toLocaleString('en')}/s`;

const isFresh = !existsSync(file);
if (isFresh) {
  process.stderr.write(`filling ${file} with ${count} mentions\n`);
  await seedMentions(file, count);
}
const handle = new Database(file);
if (isFresh) fill();
const floor = timeFloor();
print(`${count.toLocaleString('en')} mentions; load ${loadavg()[0]?.toFixed(1)}`);
print(`floor, one core                    ${seconds(floor).padStart(8)}  ${rate(floor)}`);
if (isFresh) await judgeFirst();

await change(-3);
if (values.all) forget();
run(values.all ? 'rescore, everything' : 'rescore after a word');
const product = await start([productFile, 'start', '--config', config], { folder, token });
const pages = { origin: product.origin, token };
await timeOneByOne(pages, ['/'], 3);
print(pagesLine('pages before', await timeOneByOne(pages, ['/', '/isu', '/sebutan', '/isu/7'], 40)));
if (values.all) forget();
const began = performance.now();
await change(3);
const times: number[] = [];
let worst = 0;
while (!isDone()) {
  const { p95, max, count: asked } = await timeOneByOne(pages, ['/', '/isu', '/sebutan', '/isu/7'], 8);
  times.push(...Array.from({ length: asked }, () => p95));
  worst = Math.max(worst, max);
}
const running = performance.now() - began;
print(`the running product                ${seconds(running).padStart(8)}  ${rate(running)}`);
print(
  `pages meanwhile                    p95 ${quantile(times, 0.95).toFixed(0)} ms  max ${worst.toFixed(0)} ms  (${times.length} asked)`,
);
await stop(product.child);
if (values.proof) {
  const quick = fingerprint();
  forget();
  run('everything once more');
  print(fingerprint() === quick ? 'proof: every row is the same' : 'PROOF FAILED: rows differ');
}
handle.close();
rmSync(folder, { recursive: true, force: true });

function pagesLine(name: string, { p50, p95, max }: { p50: number; p95: number; max: number }): string {
  return `${name.padEnd(34)} p50 ${p50.toFixed(0)} ms  p95 ${p95.toFixed(0)} ms  max ${max.toFixed(0)} ms`;
}

function quantile(numbers: readonly number[], share: number): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * share)] ?? 0;
}

/** Our own texts, without fact checks: thousands of copies of each would be thousands of equal claims. */
function fill(): void {
  const texts = ['train', 'gold'].flatMap((name) => {
    const path = join(import.meta.dirname, '..', 'data', name);
    return readdirSync(path)
      .filter((each) => each.endsWith('.tsv'))
      .flatMap((each) => lastColumnOf(join(path, each)));
  });
  const usable = texts.filter((text) => !/hoa(?:ks|x)|cek fakta|disinformasi|salah|tidak benar/i.test(text));
  const update = handle.prepare('update mentions set text = ?, title = null, content_hash = ? where id = ?');
  handle.transaction(() => {
    for (let id = 1; id <= count; id += 1) {
      update.run(`${usable[(id * 7919) % usable.length]} (${id})`, `h${id}`, id);
    }
    handle.exec("update scores set hoax_class = 'none'");
  })();
}

function lastColumnOf(path: string): readonly string[] {
  const [header = '', ...rows] = readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'));
  return header.split('\t').at(-1) === 'text' ? rows.map((row) => row.split('\t').at(-1) ?? '') : [];
}

function timeFloor(): number {
  const texts = handle.prepare('select text from mentions limit 100000').pluck().all() as string[];
  const began = performance.now();
  let words = 0;
  for (const text of texts) words += (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).length;
  if (words === 0) throw new Error('there are no words');
  return ((performance.now() - began) / texts.length) * count;
}

async function change(weight: number): Promise<void> {
  const { db, close } = await openConfigured(config, createLogger('error'));
  await changeEntry(db, { who: 'ukur', why: 'mengukur', now: new Date(), term: values.word, weight });
  await close();
}

/** As an installation is that has run for a while; issues stay as they were filled in. */
async function judgeFirst(): Promise<void> {
  const from = performance.now();
  const installation = await openConfigured(config, createLogger('error'));
  const rescoring = createRescoring(installation);
  await rescoreStale(scoreDepsOf(installation, rescoring), { since: null, write: true, mostExamples: 0 });
  await installation.close();
  handle.exec('update scores set clustered = 1 where clustered = 0');
  const taken = performance.now() - from;
  print(`${'first scores: all, all written'.padEnd(34)} ${seconds(taken).padStart(8)}  ${rate(taken)}`);
}

/** What scores were made with is not known any more: all are made again. */
function forget(): void {
  handle.exec("delete from score_stamps; delete from meta where key = 'rescore-pass'");
  handle.exec("update scores set stamp = 'tidak dikenal'");
}

function run(name: string): void {
  const from = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [productFile, 'rescore', '--config', config], {
    cwd: folder,
    encoding: 'utf8',
  });
  const taken = performance.now() - from;
  if (status !== 0) throw new Error(stderr);
  print(`${name.padEnd(34)} ${seconds(taken).padStart(8)}  ${rate(taken)}  ${(taken / floor).toFixed(2)} × floor`);
  const flips = stdout.split('\n').filter((line) => line.startsWith('nada'));
  print(`  ${[stderr.trim(), ...flips].join('; ')}`);
}

/** Whether the newest stamp is known to agree with all scores that bear others. */
function isDone(): boolean {
  const newest = handle.prepare('select max(version) from lexicon_versions').pluck().get();
  const stamp = handle
    .prepare("select stamp from score_stamps where same_as is null and lexicon like '%+k' || cast(? as integer)")
    .pluck();
  const present = stamp.get(newest);
  const pass = handle.prepare("select 1 from meta where key = 'rescore-pass'").pluck().get();
  const carried = handle
    .prepare('select 1 from score_stamps where same_as = ?')
    .pluck()
    .get(present ?? '');
  return present !== undefined && pass === undefined && carried !== undefined;
}

function fingerprint(): string {
  const hash = createHash('sha256');
  const rows = handle
    .prepare(
      `select mention_id, language, about, level, label, value, confidence, target, attention, hoax_class, topic, agency, place_code,
         json_remove(detail, '$.versions') from scores order by mention_id`,
    )
    .raw();
  for (const row of rows.iterate()) hash.update(JSON.stringify(row));
  return hash.digest('hex');
}
