/**
 * What signing in costs and gives away: one hash, how much longer a known address takes than an unknown one (alternating, so that load
 * hits both alike), a thousand at once, and how fast the audit trail is checked.
 *
 *   npx tsx scripts/bench-sign-in.ts
 */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { silentLog } from '../src/core/log.ts';
import { createPasswords } from '../src/people/passwords.ts';
import { createPeople } from '../src/people/people.ts';
import { writeAudit } from '../src/store/audit.ts';
import { verifyAudit } from '../src/store/audit-chain.ts';
import { closeDatabase, openDatabase } from '../src/store/database.ts';
import { migrate } from '../src/store/migrate.ts';
import { insertUser } from '../src/store/users.ts';

const rounds = 40;
const auditRows = 200_000;
const clock = { at: new Date('2026-11-22T08:00:00.000Z') };
const passwords = createPasswords();
const db = await openDatabase(':memory:');
await migrate(db);
const staff = createPeople({
  ...{ db, now: () => clock.at, log: silentLog, publicUrl: () => 'http://127.0.0.1:3000', regionName: 'Wanasari' },
  ...{
    ownWords: [],
    agencies: [],
    secondFactor: 'admins',
    secretKey: Buffer.alloc(32, 1),
    configured: async () => null,
  },
  ...{ configuredNames: [], sendMail: null, openId: null, demo: false, passwords },
});
const at = clock.at.toISOString();
const rina = { name: 'Rina', email: 'rina@wanasari.test', role: 'analis', agency: null, election: false } as const;
await insertUser(db, { ...rina, password: await passwords.hash('gerobak ungu menari'), createdAt: at, createdBy: 'x' });

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

async function refused(email: string, ip: string): Promise<number> {
  const begun = performance.now();
  await staff.signIn({ email, password: 'bukan ini', from: { ip, agent: null } }).catch(() => {});
  return performance.now() - begun;
}

const known: number[] = [];
const unknown: number[] = [];
await refused('pemanasan@wanasari.test', '198.51.100.1');
for (let round = 0; round < rounds; round += 1) {
  clock.at = new Date(clock.at.getTime() + 16 * 60_000);
  const ip = '198.51.100.7';
  const first = round % 2 === 0;
  if (first) known.push(await refused('rina@wanasari.test', ip));
  unknown.push(await refused(`siapa${round}@wanasari.test`, ip));
  if (!first) known.push(await refused('rina@wanasari.test', ip));
}
const gaps = known.map((ms, index) => ms - (unknown[index] ?? 0));

clock.at = new Date(clock.at.getTime() + 16 * 60_000);
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const before = process.memoryUsage().rss;
let peak = before;
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss);
}, 20);
const begun = performance.now();
const codes = await Promise.all(
  Array.from({ length: 1_000 }, (_, n) =>
    staff
      .signIn({ email: `o${n}@wanasari.test`, password: 'x', from: { ip: `203.0.${n >> 8}.${n & 255}`, agent: null } })
      .then(
        () => 'ok',
        (error) => String(error.code),
      ),
  ),
);
const floodMs = performance.now() - begun;
clearInterval(watch);
delay.disable();
const counts = Object.fromEntries(
  [...new Set(codes)].map((code) => [code, codes.filter((each) => each === code).length]),
);

const entries = Array.from({ length: auditRows }, (_, n) => ({
  ...{ at, who: 'Rina', action: 'issue.state', object: `issue:${n}`, detail: { to: 'selesai', n } },
}));
for (let start = 0; start < auditRows; start += 5_000) await writeAudit(db, ...entries.slice(start, start + 5_000));
const checkBegun = performance.now();
const verdict = await verifyAudit(db);
const checkMs = performance.now() - checkBegun;

console.log({
  oneSignInMs: { known: median(known), unknown: median(unknown) },
  knownMinusUnknownMs: { median: median(gaps), mean: mean(gaps) },
  thousandAtOnce: {
    counts,
    ms: floodMs,
    rssGrowthMb: (peak - before) / 1_048_576,
    loopDelayMs: { p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 },
  },
  auditCheck: { rows: verdict.rows, fault: verdict.fault, rowsPerSecond: Math.round((verdict.rows / checkMs) * 1_000) },
});
await closeDatabase(db);
