import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alertRuleTypes } from '../../src/alerts/rules/index.ts';
import { runRules } from '../../src/alerts/run-rules.ts';
import type { FactMention } from '../../src/core/alert.ts';
import { makeFact, makeFacts, now } from './facts.ts';

const hour = 3_600_000;
const start = now.getTime();

/** A history: mentions with the hours they were published and collected at, and the hours at which the rules ran. */
const histories = fc.record({
  mentions: fc.array(
    fc.record({
      publishedAt: fc.double({ min: -60, max: 60, noNaN: true }),
      delay: fc.double({ min: 0, max: 20, noNaN: true }),
      negative: fc.boolean(),
      claim: fc.boolean(),
    }),
    { maxLength: 12 },
  ),
  ticks: fc.array(fc.double({ min: 0, max: 80, noNaN: true }), { minLength: 1, maxLength: 40 }),
  freshHours: fc.constantFrom(2, 24, 48),
  repeatHours: fc.constantFrom(0.5, 6, 24),
});

type History = typeof histories extends fc.Arbitrary<infer T> ? T : never;

const iso = (hours: number) => new Date(start + Math.round(hours * hour)).toISOString();

/** Runs the real rules over the history, remembering alerts as the store does. */
function replay({ mentions, ticks, freshHours, repeatHours }: History): { at: number; ids: readonly number[] }[] {
  const rules = alertRuleTypes.map((type) => type.configure({ freshHours, repeatHours }));
  const facts: FactMention[] = mentions.map(({ publishedAt, delay, negative, claim }, index) =>
    makeFact({
      id: index,
      publishedAt: iso(publishedAt),
      collectedAt: iso(publishedAt + delay),
      label: negative ? 'negative' : 'neutral',
      hoaxClass: claim ? 'claim' : 'none',
    }),
  );
  const last: Record<string, string> = {};
  const alerts: { at: number; ids: readonly number[] }[] = [];
  for (const tick of [...ticks].sort((a, b) => a - b)) {
    const at = new Date(iso(tick));
    const seen = facts.filter(({ collectedAt }) => collectedAt <= at.toISOString());
    const updatedAt =
      seen
        .map(({ collectedAt }) => collectedAt)
        .sort()
        .at(-1) ?? '';
    const hoaxCount = seen.filter(({ hoaxClass }) => hoaxClass === 'claim').length;
    const entry = makeFacts(seen, { updatedAt, hoaxCount }, last);
    const possible = rules.filter((rule) => rule.couldFire(entry.issue, last, at));
    for (const draft of runRules(rules, [entry], at)) {
      expect(possible.length).toBeGreaterThan(0);
      last[draft.ruleId] = at.toISOString();
      alerts.push({ at: at.getTime(), ids: draft.mentionIds });
    }
  }
  return alerts;
}

/** The promise in other words: at each tick, alert when something fresh is there that came after the last alert, if any, and the interval is over. */
function expectedTimes({ mentions, ticks, freshHours, repeatHours }: History): number[] {
  const times: number[] = [];
  for (const tick of [...ticks].sort((a, b) => a - b)) {
    const at = Date.parse(iso(tick));
    const last = times.at(-1);
    if (last !== undefined && at - last < repeatHours * hour) continue;
    const seen = mentions
      .map((mention) => ({
        ...mention,
        published: Date.parse(iso(mention.publishedAt)),
        collected: Date.parse(iso(mention.publishedAt + mention.delay)),
      }))
      .filter(({ collected, published }) => collected <= at && published >= at - freshHours * hour);
    const isNew = ({ collected }: { collected: number }) => last === undefined || collected > last;
    const negative = seen.filter((mention) => mention.negative);
    const enough = negative.length >= seen.length * 0.25;
    if ((enough && negative.some(isNew)) || seen.filter(({ claim }) => claim).some(isNew)) times.push(at);
  }
  return times;
}

describe('alerts on one issue', () => {
  test('come exactly when the model says, over random histories', () => {
    fc.assert(
      fc.property(histories, (history) => {
        expect(replay(history).map(({ at }) => at)).toEqual(expectedTimes(history));
      }),
      { numRuns: 10_000 },
    );
  });

  test('never come twice within the interval, nor without a mention to show', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const alerts = replay(history);
        for (const [index, alert] of alerts.entries()) {
          expect(alert.ids.length).toBeGreaterThan(0);
          const before = alerts[index - 1];
          if (before !== undefined) expect(alert.at - before.at).toBeGreaterThanOrEqual(history.repeatHours * hour);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('are not repeated while the clock stands before the last one', () => {
    const rules = alertRuleTypes.map((type) => type.configure({}));
    const facts = makeFacts([makeFact()], {}, { 'negative-issue': iso(30) });
    expect(runRules(rules, [facts], now)).toEqual([]);
  });
});
