/**
 * A year of a regency in minutes: ordinary days, troubles, crises, an election season, sources added on the way, mail server outages and
 * restarts, driven through the product's own parts (ingest, store, scoring, issues, rules, stages, outbox, SMTP) on a clock of its own,
 * and compared with what was planted. Only fetching is left out: a poll hands over what was published since the last one.
 *
 *   npm run build && npx tsx scripts/simulate-year.ts [days] [seed]
 *
 * Latency runs from the moment an event became visible (first report of the media, or second post of citizens) to the SMTP server's 250;
 * polls are 10 to 15 minutes apart, so on time is at most 16 minutes.
 * A false alert is one that shows evidence of nothing that was planted; several lone complaints of one kind in one district count as false too.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadWorldRegion, openPipeline } from './simulate/pipeline.ts';
import { say } from './simulate/say.ts';
import { makeWorld, type SimItem } from './simulate/world.ts';

const days = Number(process.argv[2] ?? 365);
const seed = Number(process.argv[3] ?? 20_261_122);
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const startMs = Date.parse('2026-01-01T00:00:00.000Z');

const known = loadWorldRegion();
const world = makeWorld(known.region, startMs, days, seed);
const folder = mkdtempSync(join(tmpdir(), 'kentongan-simulasi-'));
const pipeline = await openPipeline(known, world.sources, join(folder, 'tahun.db'), startMs);
const began = Date.now();

const waiting = new Map<string, SimItem[]>(world.sources.map(({ id }) => [id, []]));
const outages: { fromMs: number; toMs: number }[] = [];
let next = 0;
let outageUntil = 0;

/** Runs dispatch and delivery whenever something is due before the given time. */
async function drainUntil(ms: number): Promise<void> {
  for (let guard = 0; guard < 1_000; guard += 1) {
    const due = await pipeline.nextDueMs();
    if (due === null || due > ms) return;
    pipeline.setClock(Math.max(due, clock));
    clock = Math.max(due, clock);
    pipeline.setMailServerUp(clock >= outageUntil);
    await pipeline.dispatchAndDeliver();
  }
}

let clock = startMs;
for (let at = startMs; at < startMs + (days + 1) * dayMs; at += 5 * minuteMs) {
  await drainUntil(at);
  clock = at;
  pipeline.setClock(at);
  while (next < world.items.length && (world.items[next]?.publishedMs ?? 0) <= at) {
    const item = world.items[next] as SimItem;
    waiting.get(item.source.id)?.push(item);
    next += 1;
  }
  let collected = 0;
  for (const [index, source] of world.sources.entries()) {
    const isDue = ((at - startMs) / minuteMs + index * 5) % source.pollMinutes === 0;
    const items = waiting.get(source.id) ?? [];
    if (!isDue || items.length === 0 || at < startMs + source.sinceDay * dayMs) continue;
    waiting.set(source.id, []);
    await pipeline.collect(source, items);
    collected += items.length;
  }
  const day = Math.floor((at - startMs) / dayMs);
  const minute = ((at - startMs) / minuteMs) % (24 * 60);
  // The mail server is away for six hours every fortnight, and the process is restarted every week.
  if (day % 14 === 6 && minute === 300) {
    outageUntil = at + 6 * 60 * minuteMs;
    outages.push({ fromMs: at, toMs: outageUntil });
  }
  if (day % 7 === 3 && minute === 600) pipeline.restart();
  pipeline.setMailServerUp(at >= outageUntil);
  if (collected > 0 || minute % 60 === 0) await pipeline.process();
  if (minute === 0 && day % 30 === 0)
    process.stderr.write(`day ${day}: ${pipeline.alerts.length} alerts, ${pipeline.mails.length} mails\n`);
}
await drainUntil(clock + dayMs);
await say({ world, pipeline, days, outages, seconds: (Date.now() - began) / 1000 });
await pipeline.close();
rmSync(folder, { recursive: true });
