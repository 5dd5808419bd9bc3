/**
 * Ten thousand issues that fire at once: how long until every alert and who is to be told of it is stored, how long nothing else could
 * run meanwhile, and what a look costs afterwards. `npx tsx scripts/alert-storm.ts [issues] [database]`
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { alertRuleTypes } from '../src/alerts/rules/index.ts';
import type { RuleSetting } from '../src/core/alert.ts';
import { silentLog } from '../src/core/log.ts';
import { createAlerter } from '../src/jobs/alert.ts';
import { configureAll } from '../src/jobs/load-rules.ts';
import { replayRules } from '../src/jobs/replay.ts';
import { closeDatabase, openDatabase } from '../src/store/database.ts';
import { markKind } from '../src/store/meta.ts';
import { migrate } from '../src/store/migrate.ts';
import { saveClustering } from '../src/store/save-clustering.ts';
import { saveStep } from '../src/store/save-step.ts';
import { saveScores } from '../src/store/scores.ts';
import { syncSources } from '../src/store/sources.ts';
import { makeDraft, makeIssue, makeScored, makeSource, testNow } from '../test/support/make.ts';

const total = Number(process.argv[2] ?? 10_000);
const folder = mkdtempSync(join(tmpdir(), 'kentongan-storm-'));
const db = await openDatabase(process.argv[3] ?? join(folder, 'storm.db'));
await migrate(db);
await markKind(db, 'live', '35.16');
await syncSources(db, [makeSource()], testNow);

const batch = 500;
for (let start = 0; start < total; start += batch) {
  const drafts = Array.from({ length: batch * 2 }, (_, index) => {
    const text = `Jalan berlubang nomor ${start + Math.floor(index / 2)}, laporan ${index % 2}.`;
    return makeDraft({ keys: [`storm:${start * 2 + index}`], text, publishedAt: '2026-11-22T07:30:00.000Z' });
  });
  const { stored } = await saveStep(db, { sourceId: 'kabar-uji', drafts, cursor: null, rejected: 0, now: testNow });
  const rows = stored.map((mentionId, index) => ({
    mentionId,
    contentHash: drafts[index]?.contentHash ?? '',
    scored: makeScored(),
    stamp: 'uji',
  }));
  await saveScores(db, rows, testNow);
  const create = Array.from({ length: batch }, (_, index) => ({
    issue: makeIssue({ title: `Isu ${start + index}` }),
    mentionIds: stored.slice(index * 2, index * 2 + 2),
  }));
  await saveClustering(db, { assign: [], create, refresh: [], clusteredMentionIds: stored, now: testNow });
}

const types = new Map(alertRuleTypes.map((type) => [type.id, type]));
const settings: readonly RuleSetting[] = [
  'negative-issue',
  'recurring-theme',
  'hoax-repeat',
  'hoax-claim',
  'keyword-watch',
].map((id) => ({ id, rule: id, options: {} }));
const rules = configureAll(settings, types, silentLog);
const match = { levels: [], rules: [], agencies: [], topics: [], places: [], issues: [] };
const targets = ['a', 'b', 'c', 'd', 'e'].map((recipient) => {
  return { recipient, name: recipient, channel: 'email' as const, address: `${recipient}@uji.test` };
});
const route = {
  id: 'semua',
  match,
  targets,
  groupBy: [],
  waitMs: 30_000,
  intervalMs: 300_000,
  goOn: false,
  escalations: [],
};
let now = new Date(testNow.getTime() + 1_000);
const alerter = createAlerter({ db, now: () => now, log: silentLog, rules: async () => rules, routes: [route] });

const delay = monitorEventLoopDelay({ resolution: 5 });
async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  delay.reset();
  delay.enable();
  const began = performance.now();
  const result = await work();
  const ms = performance.now() - began;
  delay.disable();
  console.log(`${what}: ${Math.round(ms)} ms, longest pause ${Math.round(delay.max / 1e6)} ms`);
  return result;
}

const { alerts } = await timed(`${total} issues fire`, () => alerter.raise());
const { notices } = await db
  .selectFrom('notices')
  .select((eb) => eb.fn.countAll<number>().as('notices'))
  .executeTakeFirstOrThrow();
console.log(`${alerts.length} alerts, ${notices} notices stored`);
now = new Date(now.getTime() + 1_000);
await timed('a look a second later', () => alerter.raise());
const replayDeps = {
  db,
  now: () => now,
  log: silentLog,
  types,
  routes: [route],
  limits: new Map(),
  zone: 'Asia/Jakarta',
};
await timed('replay of 7 days', () => replayRules(replayDeps, { days: 7, settings }));
await closeDatabase(db);
rmSync(folder, { recursive: true });
