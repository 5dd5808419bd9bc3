/**
 * One measured run of bench-feeds.ts in a process of its own, as JSON: a first pass over all feeds, and one three hours later in which
 * nothing has changed. Arguments: port, feeds, database file, `0` for no evidence; then sources read at a time and the milliseconds
 * between two requests to one host, where they shall differ from the product's.
 */
import { statSync } from 'node:fs';
import { readInputFile } from '../dist/app/input-file.js';
import { openInstallation } from '../dist/app/installation.js';
import { loadKnowledge } from '../dist/app/knowledge.js';
import { scoreAndGroup } from '../dist/app/processing.js';
import { units } from '../dist/app/units.js';
import { parseConfig } from '../dist/config/load.js';
import { silentLog } from '../dist/core/log.js';
import { collectDue } from '../dist/jobs/collect-due.js';
import { createNet } from '../dist/net/client.js';
import { createReader } from '../dist/reading/reader.js';

const [port, feeds, database, evidence, slots = 128, spacingMs = 1_000] = process.argv.slice(2);
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
const installation = await openInstallation({ kind: 'live', knowledge: loadKnowledge(), log: silentLog, now, config });
const net = createNet({ userAgent: 'Kentongan (ukur)', allowLoopback: true, spacingMs: Number(spacingMs), now });
const reader = createReader();
// A running service has long compiled it.
const { stamp } = installation.scorer;

async function pass() {
  let drafting = 0;
  const began = performance.now();
  const cpu = process.cpuUsage();
  const outcomes = await collectDue(
    {
      db: installation.db,
      now,
      log: silentLog,
      net,
      reader,
      zone: 'Asia/Jakarta',
      readFile: readInputFile,
      findCollector: (id) => units.collectors.get(id) ?? null,
      keyOf: () => null,
      toDraft: (post) => {
        const start = performance.now();
        const draft = installation.toDraft(post);
        drafting += performance.now() - start;
        return draft;
      },
      signal: new AbortController().signal,
      keepsEvidence: config.evidenceDays > 0,
    },
    { slots: Number(slots) },
  );
  const collected = performance.now();
  const { scored, clustered } = await scoreAndGroup(installation);
  const ended = performance.now();
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (ms) => Math.round(ms) / 1000;
  return {
    total: seconds(ended - began),
    collect: seconds(collected - began),
    drafts: seconds(drafting),
    scoreAndGroup: seconds(ended - collected),
    cpu: seconds((user + system) / 1000),
    asked: outcomes.length,
    stored: outcomes.reduce((sum, { totals }) => sum + totals.stored, 0),
    repeats: outcomes.reduce((sum, { totals }) => sum + totals.repeats, 0),
    scored,
    relevant: clustered,
    failed: outcomes.filter(({ status }) => status !== 'ok').map(({ sourceId, error }) => `${sourceId}: ${error}`),
  };
}

const first = await pass();
aheadMs = 3 * 3_600_000;
const second = await pass();
await Promise.all([net.close(), reader.close()]);
await installation.close();
process.stdout.write(JSON.stringify({ stamp, first, second, bytes: statSync(database).size }));
