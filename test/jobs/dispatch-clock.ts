import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dispatchDue } from '../../src/jobs/dispatch.ts';
import { acknowledgeAlert } from '../../src/store/acknowledgements.ts';
import { mendDueTimes } from '../../src/store/clock-step.ts';
import type { Db } from '../../src/store/schema.ts';
import { insertSilence } from '../../src/store/silences.ts';
import {
  addAlert,
  anything,
  day,
  hour,
  listSent,
  makeClock,
  makeDispatchDeps,
  makeLimits,
  makeRoute,
  makeTarget,
  minute,
  night,
  second,
} from './dispatch-seed.ts';

export type ClockStep =
  | { readonly kind: 'fire'; readonly agency: string }
  | { readonly kind: 'pass' | 'jump' | 'silence' | 'acknowledge'; readonly ms: number };

const step: fc.Arbitrary<ClockStep> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('fire' as const), agency: fc.constantFrom('PDAM', 'PUPR', 'DLH') }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      ms: fc.constantFrom(second, 20 * second, minute, 4 * minute, 40 * minute, 5 * hour),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('jump' as const), ms: fc.constantFrom(hour, day, -hour, -30 * day) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('silence' as const), ms: fc.constantFrom(minute, 2 * hour) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('acknowledge' as const), ms: fc.constantFrom(hour, day) }) },
);

export const clockHistory: fc.Arbitrary<readonly ClockStep[]> = fc.array(step, { minLength: 5, maxLength: 25 });

/** The scheduler calls mending at its first tick, and when the clock shows an earlier time than at the last. */
export async function playClock(db: Db, steps: readonly ClockStep[]): Promise<{ alerts: number; jumps: number }> {
  // Far from the beginning: 30 days back must still be a time.
  const clock = makeClock(new Date('2027-06-01T03:00:00.000Z'));
  const escalations = [{ afterMs: hour, targets: [makeTarget('sekda')] }];
  const targets = [makeTarget('humas'), makeTarget('camat')];
  const deps = makeDispatchDeps(db, clock, {
    routes: [makeRoute({ groupBy: ['agency'], targets, escalations })],
    limits: new Map([
      ['humas', makeLimits({ maxMessages: 1_000 })],
      ['camat', makeLimits({ quiet: night })],
      ['sekda', makeLimits({ quiet: night })],
    ]),
  });
  let jumps = 0;
  let fired = 0;
  let last = clock.at.getTime();
  const tick = async () => {
    if (clock.at.getTime() < last - minute) await mendDueTimes(db, clock.at);
    last = clock.at.getTime();
    await dispatchDue(deps);
  };
  const run = async (ms: number) => {
    const pace = Math.max(second, Math.ceil(ms / 20));
    for (let passed = 0; passed < ms; passed += pace) {
      clock.pass(Math.min(pace, ms - passed));
      await tick();
    }
  };
  const fire = async (level: 'alert' | 'crisis', agency: string) => {
    fired += 1;
    return addAlert(db, deps, { subject: `issue:x${fired}`, level, agency });
  };
  for (const one of steps) {
    switch (one.kind) {
      case 'fire':
        await fire('alert', one.agency);
        break;
      case 'pass':
        await run(one.ms);
        break;
      case 'silence': {
        const times = { startsAt: clock.at.toISOString(), endsAt: new Date(clock.at.getTime() + one.ms).toISOString() };
        await insertSilence(
          db,
          { match: { ...anything, agencies: ['DLH'] }, reason: 'uji', author: 'Rina', ...times },
          clock.at,
        );
        break;
      }
      case 'acknowledge': {
        const row = await db.selectFrom('alerts').select('id').orderBy('id', 'desc').executeTakeFirst();
        const until = new Date(clock.at.getTime() + one.ms).toISOString();
        if (row !== undefined)
          await acknowledgeAlert(db, row.id, { by: 'Rina', at: clock.at.toISOString(), note: null, until });
        break;
      }
      case 'jump': {
        jumps += 1;
        clock.pass(one.ms);
        await tick();
        // It goes on: what fires now is told within a minute, whatever the clock said before.
        const alert = await fire('crisis', `krisis-${jumps}`);
        await run(minute);
        const told = (await listSent(db)).some(({ to, alerts }) => to === 'humas' && alerts.includes(alert.id));
        assert.ok(told, 'a crisis right after the jump');
        break;
      }
    }
  }
  // Whatever was held by a silence, a crisis or the night has been let go by then.
  for (let days = 0; days < 3; days += 1) await run(day);
  await checkEnd(db);
  return { alerts: fired, jumps };
}

async function checkEnd(db: Db): Promise<void> {
  const notices = await db
    .selectFrom('notices')
    .select(['alertId', 'recipient', 'purpose', 'state', 'reason'])
    .execute();
  const rows = await db
    .selectFrom('alerts')
    .select('id')
    .where('id', 'not in', (eb) => eb.selectFrom('notices').select('alertId'))
    .execute();
  assert.deepEqual(rows, [], 'an alert without notices');
  const open = notices.filter(({ state }) => state === 'waiting' || state === 'held');
  assert.deepEqual(open, [], 'what still waits');
  const reasons = new Set(notices.filter(({ state }) => state === 'dropped').map(({ reason }) => reason));
  for (const reason of reasons) assert.ok(['settled', 'not-escalated', 'acknowledged'].includes(reason ?? ''));
  const sent = await listSent(db);
  for (const recipient of new Set(notices.map((one) => one.recipient))) {
    const told = sent.filter(({ to }) => to === recipient).flatMap(({ alerts }) => alerts);
    const queued = notices
      .filter((one) => one.recipient === recipient && one.state === 'queued')
      .map((one) => one.alertId);
    const ascending = (ids: readonly number[]) => ids.toSorted((a, b) => a - b);
    assert.deepEqual(ascending(told), ascending(queued), recipient);
  }
}
