/** One measured run of bench-feeds.ts in a process of its own: prints its figures as JSON. Arguments: port, feeds, database file, `0` for no evidence. */
import { statSync } from 'node:fs';
import { readInputFile } from '../dist/app/input-file.js';
import { openInstallation } from '../dist/app/installation.js';
import { loadKnowledge } from '../dist/app/knowledge.js';
import { scoreAndGroup } from '../dist/app/processing.js';
import { units } from '../dist/app/units.js';
import { silentLog } from '../dist/core/log.js';
import { collectDue } from '../dist/jobs/collect-due.js';
import { createNet } from '../dist/net/client.js';
import { createReader } from '../dist/reading/reader.js';

const [port, feeds, database, evidence] = process.argv.slice(2);
const knowledge = loadKnowledge();
const installation = await openInstallation({
  kind: 'live',
  knowledge,
  log: silentLog,
  now: () => new Date(),
  config: {
    path: null,
    region: { code: '35.16', aliases: [], officials: [], landmarks: [], namesakes: [] },
    agencies: [],
    allowLoopback: true,
    contact: 'mailto:uji@contoh.test',
    database: database ?? ':memory:',
    http: { host: '127.0.0.1', port: 0, publicUrl: null },
    credentials: [],
    evidenceDays: 30,
    sources: Array.from({ length: Number(feeds) }, (_, feed) => ({
      id: `f${feed}`,
      title: `Umpan ${feed}`,
      collector: 'feed',
      class: 'online-media',
      platform: 'web',
      enabled: true,
      intervalMs: 900_000,
      silentAfterMs: 86_400_000,
      options: { url: `http://f${feed}.localhost:${port}/feed` },
      credential: null,
      legal: { purpose: 'ukur', basis: 'ukur', terms: 'public', reference: null },
    })),
    mail: null,
    recipients: [],
    alerts: [],
    digestMinute: 360,
  },
});
const parts = { toDraft: 0 };
const net = createNet({ userAgent: 'Kentongan (ukur)', allowLoopback: true });
const reader = createReader();
// Loads threads and compiles nothing else: the first document of a process must not be charged to the first source.
const began = performance.now();
const outcomes = await collectDue(
  {
    db: installation.db,
    now: installation.now,
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
      parts.toDraft = parts.toDraft + (performance.now() - start) / 1000;
      return draft;
    },
    signal: new AbortController().signal,
    keepsEvidence: evidence !== '0',
  },
  { slots: 256 },
);
const collected = (performance.now() - began) / 1000;
const { scored, clustered } = await scoreAndGroup(installation);
const total = (performance.now() - began) / 1000;
const stored = outcomes.reduce((sum, { totals }) => sum + totals.stored, 0);
const failed = outcomes.filter(({ status }) => status !== 'ok').map(({ sourceId, error }) => `${sourceId}: ${error}`);
parts.collect = collected;
parts.scoreAndGroup = total - collected;
for (const key of Object.keys(parts)) parts[key] = Math.round(parts[key] * 100) / 100;
await Promise.all([net.close(), reader.close()]);
await installation.close();
const bytes = database === undefined ? 0 : statSync(database).size;
process.stdout.write(JSON.stringify({ total, collected, stored, scored, relevant: clustered, failed, bytes, parts }));
