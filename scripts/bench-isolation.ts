/**
 * 200 sources, half of them hostile (they hang, drip, never end, unpack without end, send what stalls a parser): how long the healthy
 * ones take beside their time alone, in the first round, when nothing is known of the hostile ones, and in the second.
 *
 *   npm run build && npx tsx scripts/bench-isolation.ts
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { units } from '../src/app/units.ts';
import { silentLog } from '../src/core/log.ts';
import type { SourceConfig } from '../src/core/source.ts';
import { toDraft } from '../src/ingest/draft.ts';
import type { CollectDeps } from '../src/jobs/collect.ts';
import { createCollectRound } from '../src/jobs/collect-due.ts';
import { createKeyRing } from '../src/jobs/credentials.ts';
import { createNet } from '../src/net/client.ts';
import { closeDatabase, openDatabase } from '../src/store/database.ts';
import { markKind } from '../src/store/meta.ts';
import { migrate } from '../src/store/migrate.ts';
import { syncSources } from '../src/store/sources.ts';
import { createReader } from './feed-peers.ts';

const healthyCount = 100;
const repeats = 3;
/** As app/runtime.ts has it. */
const slots = 128;

const child = spawn(process.execPath, [join(import.meta.dirname, 'bench-isolation-server.mjs')], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const port = await new Promise<number>((resolve) =>
  child.stdout.once('data', (line: Buffer) => resolve(Number(line.toString()))),
);

function toSource(id: string): SourceConfig {
  return {
    id,
    title: id,
    collector: 'feed',
    class: 'online-media',
    platform: 'web',
    enabled: true,
    intervalMs: 900_000,
    silentAfterMs: 86_400_000,
    credential: null,
    legal: { purpose: 'ukur', basis: 'ukur', terms: 'own', reference: null },
    options: { url: `http://${id}.localhost:${port}/feed` },
  };
}

interface Round {
  /** Milliseconds from the start of the round until each healthy source was done, in order. */
  readonly done: readonly number[];
  readonly failed: number;
  readonly loopDelayMs: number;
}

async function run(withHostile: boolean): Promise<readonly Round[]> {
  const folder = mkdtempSync(join(tmpdir(), 'kentongan-isolation-'));
  const db = await openDatabase(join(folder, 'k.db'));
  await migrate(db);
  await markKind(db, 'live', '35.16');
  let ahead = 0;
  const now = (): Date => new Date(Date.now() + ahead);
  const healthy = Array.from({ length: healthyCount }, (_, n) => `h${n}`);
  const hostile = withHostile ? healthy.map((id) => id.replace('h', 'x')) : [];
  // A hostile one before each healthy one.
  const ids = healthy.flatMap((id, n) => [hostile[n] ?? [], id].flat());
  await syncSources(db, ids.map(toSource), now());
  const net = createNet({ userAgent: 'Kentongan (ukur)', allowLoopback: true, now });
  const reader = createReader();
  const doubtfulReader = createReader();
  const rounds: Round[] = [];
  for (const pass of [0, 1]) {
    ahead = pass * 12 * 3_600_000;
    const stop = new AbortController();
    const done: number[] = [];
    let failed = 0;
    let finish = (): void => {};
    const allDone = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const began = performance.now();
    const deps: CollectDeps = {
      db,
      now,
      log: silentLog,
      net,
      reader,
      zone: 'Asia/Jakarta',
      readFile: () => Promise.reject(new Error('no files here')),
      findCollector: (id) => units.collectors.get(id) ?? null,
      keyOf: createKeyRing(db, [], now),
      toDraft: (post) =>
        toDraft(post, {
          now: now(),
          stemsOf: (text) => text.split(' '),
          detectLanguage: () => 'id',
          isGambling: () => false,
          personOf: () => null,
        }),
      signal: stop.signal,
      onProgress: (event) => {
        if (event.type !== 'ended' || !event.source.id.startsWith('h')) return;
        done.push(performance.now() - began);
        if (event.outcome.error !== null) failed += 1;
        if (done.length === healthyCount) finish();
      },
    };
    const all = createCollectRound(deps, { slots, doubtfulReader }).collectDue();
    await allDone;
    delay.disable();
    rounds.push({ done, failed, loopDelayMs: delay.max / 1e6 });
    if (pass === 0) await all;
    stop.abort();
    await all;
  }
  await Promise.all([net.close(), reader.close(), doubtfulReader.close()]);
  await closeDatabase(db);
  rmSync(folder, { recursive: true, force: true });
  return rounds;
}

const at = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))] ?? Number.NaN;

// Loading and compiling code is no part of it.
await run(false);
for (const pass of [0, 1]) console.log(`round ${pass + 1}: healthy sources alone → with as many hostile ones`);
const ratios: number[][] = [[], []];
for (let repeat = 0; repeat < repeats; repeat++) {
  const alone = await run(false);
  const beside = await run(true);
  for (const pass of [0, 1]) {
    const [a, b] = [alone[pass], beside[pass]];
    if (a === undefined || b === undefined) continue;
    ratios[pass]?.push(at(b.done, 0.95) / at(a.done, 0.95));
    console.log(
      `run ${repeat + 1}, round ${pass + 1}: 95 % done after ${at(a.done, 0.95).toFixed(0)} → ${at(b.done, 0.95).toFixed(0)} ms, ` +
        `all ${at(a.done, 1).toFixed(0)} → ${at(b.done, 1).toFixed(0)} ms; failed ${a.failed} → ${b.failed}; ` +
        `longest delay of the main loop ${a.loopDelayMs.toFixed(0)} → ${b.loopDelayMs.toFixed(0)} ms`,
    );
  }
}
for (const pass of [0, 1]) {
  console.log(
    `round ${pass + 1}: 95 % of the healthy ones done in x${at(ratios[pass] ?? [], 0.5).toFixed(2)} of their time alone (median of ${repeats})`,
  );
}
child.kill();
process.exit(0);
