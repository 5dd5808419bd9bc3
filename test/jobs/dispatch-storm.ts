import type { GroupKey } from '../../src/core/dispatch.ts';
import { dispatchDue } from '../../src/jobs/dispatch.ts';
import { renderAlerts } from '../../src/notify/render-alerts.ts';
import { insertAlerts } from '../../src/store/alerts.ts';
import type { Db } from '../../src/store/schema.ts';
import { context, makeAlert } from '../notify/alerts.ts';
import { makeClock, makeDispatchDeps, makeNewAlert, makeRoute, makeTarget, minute, second } from './dispatch-seed.ts';

export interface StormResult {
  /** Per recipient: when its messages were queued. */
  readonly times: ReadonlyMap<string, readonly number[]>;
  /** Per recipient: ids of alerts in its messages, one entry each time. */
  readonly told: ReadonlyMap<string, readonly number[]>;
  readonly alertIds: readonly number[];
  readonly largestBodyBytes: number;
  /** Longest call, and longest time in which nothing else could run. */
  readonly longestTickMs: number;
  readonly longestBlockMs: number;
}

const recipients = ['humas', 'camat', 'sekda'];

/** So many matches of one rule in a minute, and the ten minutes after it, ticked every second; messages are the real ones. */
export async function playStorm(db: Db, matches: number, groupBy: readonly GroupKey[]): Promise<StormResult> {
  const clock = makeClock();
  const messages: { to: string; at: number; alerts: readonly number[]; bytes: number }[] = [];
  const deps = makeDispatchDeps(db, clock, {
    routes: [makeRoute({ groupBy, targets: recipients.map((name) => makeTarget(name)) })],
    renderer: {
      alerts: (alerts, target, occasion) => {
        const message = renderAlerts(alerts, target, occasion, context);
        const bytes = Buffer.byteLength(message.html) + Buffer.byteLength(message.text);
        messages.push({ to: target.recipient, at: clock.at.getTime(), alerts: alerts.map(({ id }) => id), bytes });
        return message;
      },
    },
  });
  const { snapshot } = makeAlert();
  const alertIds: number[] = [];
  let longestTickMs = 0;
  let longestBlockMs = 0;
  let lastBeat = performance.now();
  const heart = setInterval(() => {
    longestBlockMs = Math.max(longestBlockMs, performance.now() - lastBeat);
    lastBeat = performance.now();
  }, 5);
  for (let passed = 0; passed < 11 * minute; passed += second) {
    if (alertIds.length < matches) {
      const count = Math.min(matches - alertIds.length, Math.ceil(matches / 60));
      const drafts = Array.from({ length: count }, (_, at) => {
        const subject = `issue:storm-${alertIds.length + at}`;
        const title = `Air mati di RT ${alertIds.length + at}`;
        const draft = makeNewAlert({ subject, title }, deps.routes, clock.at);
        return { ...draft, alert: { ...draft.alert, snapshot } };
      });
      alertIds.push(...(await insertAlerts(db, drafts)).map(({ id }) => id));
    }
    clock.pass(second);
    await new Promise(setImmediate);
    lastBeat = performance.now();
    const began = performance.now();
    await dispatchDue(deps);
    longestTickMs = Math.max(longestTickMs, performance.now() - began);
    longestBlockMs = Math.max(longestBlockMs, performance.now() - lastBeat);
  }
  clearInterval(heart);
  const of = <T>(pick: (message: (typeof messages)[number]) => readonly T[]) =>
    new Map(recipients.map((name) => [name, messages.filter(({ to }) => to === name).flatMap(pick)]));
  return {
    times: of(({ at }) => [at]),
    told: of(({ alerts }) => alerts),
    alertIds,
    largestBodyBytes: Math.max(...messages.map(({ bytes }) => bytes)),
    longestTickMs,
    longestBlockMs,
  };
}

/** Most messages in any span of five minutes. */
export function mostInFiveMinutes(times: readonly number[]): number {
  return Math.max(...times.map((at) => times.filter((other) => other >= at && other < at + 5 * minute).length));
}
