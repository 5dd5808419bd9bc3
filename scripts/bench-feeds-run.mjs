/**
 * One measured run of bench-feeds.ts in a process of its own, as JSON: a first pass over all feeds, and one three hours later in which
 * nothing has changed. The jobs are those of the service and ticked as there: texts are scored while others are being collected.
 * Arguments: port, feeds, database file, `0` for no evidence.
 */
import { statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { openInstallation } from '../dist/app/installation.js';
import { loadKnowledge } from '../dist/app/knowledge.js';
import { createRuntime } from '../dist/app/runtime.js';
import { units } from '../dist/app/units.js';
import { parseConfig } from '../dist/config/load.js';
import { silentLog } from '../dist/core/log.js';
import { countQueued } from '../dist/store/scores.js';

const [port, feeds, database, evidence] = process.argv.slice(2);
const sources = Array.from({ length: Number(feeds) }, (_, feed) =>
  JSON.stringify({
    id: `f${feed}`,
    title: `Umpan ${feed}`,
    collector: 'feed',
    class: 'online-media',
    options: { url: `http://f${feed}.localhost:${port}/feed` },
  }),
);
const config = parseConfig(
  `region: { code: "35.16" }
contact: mailto:uji@contoh.test
database: ${JSON.stringify(database)}
network: { allowLoopback: true }
legal: { purpose: mengukur, basis: mengukur }
retention: { evidenceDays: ${evidence === '0' ? 0 : 14} }
sources: [${sources.join(', ')}]
`,
  'bench.yaml',
  units,
  {},
);
let aheadMs = 0;
const now = () => new Date(Date.now() + aheadMs);
const opened = await openInstallation({ kind: 'live', knowledge: loadKnowledge(), log: silentLog, now, config });
const { db } = opened;
let drafting = 0;
const installation = {
  ...opened,
  toDraft: (post) => {
    const start = performance.now();
    const draft = opened.toDraft(post);
    drafting += performance.now() - start;
    return draft;
  },
};
let outcomes = [];
const unread = new Set(config.sources.map(({ id }) => id));
const runtime = createRuntime({
  installation,
  reports: { attachments: async () => [] },
  staff: null,
  publicUrl: null,
  announce: () => {},
  isSettling: () => unread.size > 0,
  onProgress: (event) => {
    if (event.type !== 'ended') return;
    unread.delete(event.source.id);
    outcomes.push(event.outcome);
  },
});

async function pass() {
  drafting = 0;
  outcomes = [];
  const began = performance.now();
  const cpu = process.cpuUsage();
  void runtime.scheduler.tick(now());
  const clock = setInterval(() => void runtime.scheduler.tick(now()), 1_000);
  while (outcomes.length < Number(feeds)) await pause(10);
  const collected = performance.now();
  while ((await countQueued(db, 1)) > 0) await pause(10);
  const ended = performance.now();
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(clock);
  await runtime.scheduler.idle();
  const scored = await db
    .selectFrom('scores')
    .select((eb) => eb.fn.countAll().as('all'))
    .select((eb) => eb.fn.count('about').as('about'))
    .executeTakeFirstOrThrow();
  const seconds = (ms) => Math.round(ms) / 1000;
  return {
    total: seconds(ended - began),
    collect: seconds(collected - began),
    drafts: seconds(drafting),
    scoringAfter: seconds(ended - collected),
    cpu: seconds((user + system) / 1000),
    asked: outcomes.length,
    stored: outcomes.reduce((sum, { totals }) => sum + totals.stored, 0),
    repeats: outcomes.reduce((sum, { totals }) => sum + totals.repeats, 0),
    scored: Number(scored.all),
    placed: Number(scored.about),
    failed: outcomes.filter(({ status }) => status !== 'ok').map(({ sourceId, error }) => `${sourceId}: ${error}`),
  };
}

const first = await pass();
aheadMs = 3 * 3_600_000;
const second = await pass();
await runtime.close();
await opened.close();
process.stdout.write(JSON.stringify({ first, second, bytes: statSync(database).size }));
