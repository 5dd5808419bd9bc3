import assert from 'node:assert/strict';
import fc from 'fast-check';
import { occasionOf } from '../../src/alerts/repeat.ts';
import { type AlertLevel, alertLevels, type FactMention, type LastAlert } from '../../src/core/alert.ts';
import type { QuietHours, Route } from '../../src/core/dispatch.ts';
import type { Issue } from '../../src/core/issue.ts';
import { dispatchDue } from '../../src/jobs/dispatch.ts';
import { acknowledgeAlert, withdrawAcknowledgement } from '../../src/store/acknowledgements.ts';
import { nextNoticeAt } from '../../src/store/notices.ts';
import type { Db } from '../../src/store/schema.ts';
import { endSilence, insertSilence } from '../../src/store/silences.ts';
import { makeIssue } from '../support/make.ts';
import { type RefAlert, Reference, type RefSettings, type RefTarget } from './dispatch-reference.ts';
import {
  addAlert,
  addIssue,
  addMention,
  anything,
  hour,
  listSent,
  makeClock,
  makeDispatchDeps,
  makeLimits,
  makeRoute,
  makeTarget,
  minute,
  renderIds,
  second,
  start,
} from './dispatch-seed.ts';

/** What may happen; numbers are reduced to what there is. */
export type Step =
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'fire'; readonly issue: number; readonly level: AlertLevel }
  | { readonly kind: 'silence'; readonly agency: number; readonly delay: number; readonly ms: number }
  | { readonly kind: 'end-silence' | 'withdraw'; readonly index: number }
  | { readonly kind: 'acknowledge'; readonly index: number; readonly ms: number }
  | { readonly kind: 'state'; readonly issue: number; readonly state: Issue['state'] }
  | { readonly kind: 'mention'; readonly issue: number }
  /** The process dies: at rest, or while it renders a message. */
  | { readonly kind: 'kill'; readonly rendering: boolean };

const agencies = ['PDAM', 'PUPR', 'DLH'] as const;
const issueCount = 5;
export const repeatHours = 4;

const span = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 90 }).map((n) => n * second) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 90 }).map((n) => n * minute) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 12 }).map((n) => n * hour) },
);
const index = fc.nat(20);
const issue = fc.nat(issueCount - 1);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: span }) },
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('fire' as const), issue, level: fc.constantFrom(...alertLevels) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('silence' as const),
      agency: fc.nat(2),
      delay: fc.constantFrom(0, 0, 10 * minute),
      ms: span,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('end-silence' as const), index }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('acknowledge' as const), index, ms: span }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), index }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('state' as const),
      issue,
      state: fc.constantFrom('baru' as const, 'diteruskan' as const, 'selesai' as const, 'bukan-isu' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('mention' as const), issue }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('kill' as const), rendering: fc.boolean() }) },
);

export const history: fc.Arbitrary<readonly Step[]> = fc.array(step, { minLength: 4, maxLength: 30 });

export interface Counts {
  alerts: number;
  messages: number;
  kills: number;
  held: number;
  dropped: number;
}

const settings: Omit<RefSettings, 'notify' | 'escalate'> = {
  wait: 30 * second,
  interval: 5 * minute,
  max: 2,
  per: 5 * minute,
  inhibitFor: 3 * hour,
  escalateAfter: hour,
};
/** 21.00 to 05.00 WIB. */
const night: QuietHours = { from: 21 * 60, to: 5 * 60, except: ['crisis'] };
const nightUtc = { from: 14 * 60, to: 22 * 60 };

/**
 * Plays a history on a database and on the reference, and compares after every step what was sent and what became of every notice.
 * @param reopen closes the database and opens it again, as a process that was killed and started again does
 */
export async function playHistory(opened: Db, steps: readonly Step[], reopen: () => Promise<Db>): Promise<Counts> {
  let db = opened;
  const clock = makeClock(new Date(start));
  const counts: Counts = { alerts: 0, messages: 0, kills: 0, held: 0, dropped: 0 };
  const humas: RefTarget = { name: 'humas', quiet: null };
  const camat: RefTarget = { name: 'camat', quiet: nightUtc };
  const sekda: RefTarget = { name: 'sekda', quiet: nightUtc };
  const reference = new Reference({ ...settings, notify: [humas, camat], escalate: [sekda, humas] });
  const route: Route = makeRoute({
    groupBy: ['agency'],
    targets: [makeTarget('humas'), makeTarget('camat')],
    escalations: [{ afterMs: settings.escalateAfter, targets: [makeTarget('sekda'), makeTarget('humas')] }],
  });
  const limits = new Map([
    ['humas', makeLimits()],
    ['camat', makeLimits({ quiet: night })],
    ['sekda', makeLimits({ quiet: night })],
  ]);
  let dies = false;
  const renderer: ReturnType<typeof makeDispatchDeps>['renderer'] = {
    alerts: (...given) => {
      if (dies) throw new Error('killed');
      return renderIds(...given);
    },
  };
  const deps = () => makeDispatchDeps(db, clock, { routes: [route], limits, renderer });
  const issueIds: number[] = [];
  for (let number = 0; number < issueCount; number += 1)
    issueIds.push(await addIssue(db, { firstAt: start.toISOString() }));
  const alertIds: number[] = [];
  const silenceIds: number[] = [];

  const tick = async () => {
    await dispatchDue(deps());
    reference.tick(clock.at.getTime());
  };
  /** Ticks every time something is due, as ticks every second would. */
  const pass = async (ms: number) => {
    const end = clock.at.getTime() + ms;
    for (;;) {
      const next = await nextNoticeAt(db);
      if (next === null || Date.parse(next) > end) break;
      clock.at = new Date(Math.max(clock.at.getTime(), Date.parse(next)));
      await tick();
    }
    clock.at = new Date(end);
    await tick();
  };
  const play = async (one: Step): Promise<void> => {
    const now = clock.at.getTime();
    const at = clock.at.toISOString();
    switch (one.kind) {
      case 'pass':
        return pass(one.ms);
      case 'fire': {
        const last = reference.alerts.findLast((alert) => alert.issue === one.issue);
        const known: LastAlert | null =
          last === undefined ? null : { level: last.level, at: new Date(last.firedAt).toISOString() };
        const firstAt = start.toISOString();
        const facts = { issue: { ...makeIssue({ firstAt, updatedAt: at }), id: 1 }, last: known };
        const answer = occasionOf(facts, one.level, [newsAt(at)], clock.at, repeatHours);
        if ('why' in answer) return;
        const agency = agencies[one.issue % agencies.length] ?? '';
        const { occasion } = answer;
        const alert = await addAlert(db, deps(), {
          issueId: issueIds[one.issue] ?? 0,
          agency,
          level: one.level,
          occasion,
        });
        alertIds.push(alert.id);
        const number = alertIds.length;
        reference.fire({ id: number, issue: one.issue, agency, level: one.level, occasion, firedAt: now, ack: null });
        // No two at the same time: which comes first would be left to chance.
        return pass(second);
      }
      case 'silence': {
        const [from, to] = [now + one.delay, now + one.delay + one.ms];
        const agency = agencies[one.agency] ?? '';
        const times = { startsAt: new Date(from).toISOString(), endsAt: new Date(to).toISOString() };
        const draft = { match: { ...anything, agencies: [agency] }, reason: 'uji', author: 'Rina', ...times };
        silenceIds.push((await insertSilence(db, draft, clock.at)).id);
        reference.silences.push({ agency, from, to, ended: false });
        return;
      }
      case 'end-silence': {
        if (silenceIds.length === 0) return;
        const which = one.index % silenceIds.length;
        await endSilence(db, silenceIds[which] ?? 0, 'Budi', clock.at);
        reference.endSilence(which, now);
        return;
      }
      case 'acknowledge': {
        if (alertIds.length === 0) return;
        const which = one.index % alertIds.length;
        const until = now + one.ms;
        const given = { by: 'Rina', at, note: null, until: new Date(until).toISOString() };
        await acknowledgeAlert(db, alertIds[which] ?? 0, given);
        reference.acknowledge(reference.alerts[which] as RefAlert, now, until);
        return;
      }
      case 'withdraw': {
        const which = one.index % Math.max(1, alertIds.length);
        const alert = reference.alerts[which];
        if (alert === undefined || alert.ack === null) return;
        await withdrawAcknowledgement(db, alertIds[which] ?? 0, 'Budi', clock.at);
        reference.withdraw(alert, now);
        return;
      }
      case 'state': {
        const id = issueIds[one.issue] ?? 0;
        await db.updateTable('issues').set({ state: one.state, stateAt: at }).where('id', '=', id).execute();
        const { newest } = reference.issues.get(one.issue) ?? { newest: 0 };
        reference.issues.set(one.issue, { state: one.state, stateAt: now, newest });
        return;
      }
      case 'mention': {
        await addMention(db, issueIds[one.issue] ?? 0, clock.at);
        const before = reference.issues.get(one.issue) ?? { state: 'baru', stateAt: 0 };
        reference.issues.set(one.issue, { ...before, newest: now });
        return;
      }
      case 'kill': {
        counts.kills += 1;
        if (one.rendering) {
          // Far enough that something is due; all that it had begun must be as if it never had.
          clock.pass(second);
          dies = true;
          await dispatchDue(deps()).catch(() => {});
          dies = false;
        }
        db = await reopen();
        return tick();
      }
    }
  };

  for (const one of steps) {
    await play(one);
    await compare(db, reference, alertIds);
  }
  await pass(12 * 24 * hour);
  await compare(db, reference, alertIds);
  const open = reference.notices.filter(({ state }) => state === 'waiting' || state === 'held');
  assert.deepEqual(open, [], 'nothing waits for ever');
  checkRepeats(reference);
  counts.alerts = alertIds.length;
  counts.messages = reference.sent.length;
  counts.dropped = reference.notices.filter(({ state }) => state === 'dropped').length;
  counts.held = (await db.selectFrom('decisions').select('id').where('outcome', '=', 'held').execute()).length;
  return counts;
}

/** Also compares with what the database itself says, read anew. */
async function compare(db: Db, reference: Reference, alertIds: readonly number[]): Promise<void> {
  const numberOf = new Map(alertIds.map((id, place) => [id, place + 1]));
  const sent = (await listSent(db)).map(({ to, at, occasion, alerts }) => ({
    to,
    at: Date.parse(at),
    occasion,
    alerts: alerts.map((id) => numberOf.get(id) ?? 0).sort((a, b) => a - b),
  }));
  assert.deepEqual(inOrder(sent), inOrder(reference.sent.map(({ groups: _, ...own }) => own)));
  const rows = await db.selectFrom('notices').select(['alertId', 'recipient', 'purpose', 'state', 'reason']).execute();
  const real = rows.map(
    (row) => `${numberOf.get(row.alertId)} ${row.recipient} ${row.purpose} ${row.state} ${row.reason}`,
  );
  const meant = reference.notices.map(
    ({ alert, target, purpose, state, reason }) => `${alert.id} ${target.name} ${purpose} ${state} ${reason}`,
  );
  assert.deepEqual(real.sort(), meant.sort());
}

function inOrder<T extends { readonly at: number; readonly to: string; readonly alerts: readonly number[] }>(
  sent: readonly T[],
): readonly T[] {
  return sent.toSorted((a, b) => a.at - b.at || a.to.localeCompare(b.to) || (a.alerts[0] ?? 0) - (b.alerts[0] ?? 0));
}

/** Nobody is told of an alert twice, nor of an issue again within the repeat interval unless its level rose. */
function checkRepeats({ notices, sent, settings: { per, max } }: Reference): void {
  for (const to of new Set(sent.map((one) => one.to))) {
    const own = sent.filter((one) => one.to === to);
    const told = own.filter(({ occasion }) => occasion === 'group').flatMap((one) => one.alerts);
    assert.equal(new Set(told).size, told.length, 'an alert twice');
    for (const [place, { at }] of own.entries()) {
      const inSpan = own.slice(place).filter((other) => other.at < at + per).length;
      assert.ok(inSpan <= max, 'messages in a span');
    }
    const notified = notices
      .filter(({ target, purpose, state }) => target.name === to && purpose === 'notify' && state === 'queued')
      .map(({ alert }) => alert)
      .sort((a, b) => a.firedAt - b.firedAt);
    for (const [place, alert] of notified.entries()) {
      const before = notified.slice(0, place).findLast((other) => other.issue === alert.issue);
      if (before === undefined || alertLevels.indexOf(alert.level) > alertLevels.indexOf(before.level)) continue;
      assert.ok(alert.firedAt - before.firedAt >= repeatHours * hour, 'a repeat');
    }
  }
}

function newsAt(at: string): FactMention {
  return {
    id: 1,
    title: null,
    text: 'Air masih mati',
    url: null,
    publisher: 'Kabar Uji',
    isOffice: false,
    isReport: false,
    platform: 'web',
    publishedAt: at,
    collectedAt: at,
    label: 'negative',
    value: -0.8,
    target: 'government',
    attention: 'alert',
    hoaxClass: 'none',
    agency: null,
    evidence: [],
  };
}
