import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isHigher, repeatIntervalMs } from '../../src/alerts/repeat.ts';
import { hoaxClaim } from '../../src/alerts/rules/hoax-claim.ts';
import { negativeIssue } from '../../src/alerts/rules/negative-issue.ts';
import { runRules } from '../../src/alerts/run-rules.ts';
import { type AlertLevel, alertLevels, type FactMention, type LastAlert } from '../../src/core/alert.ts';
import { makeFact, makeFacts, now } from './facts.ts';

const hour = 3_600_000;
const day = 24 * hour;
const start = now.getTime();

/** Whole minutes: doubles would crowd around zero. */
const hours = (min: number, max: number) => fc.integer({ min: min * 60, max: max * 60 }).map((minutes) => minutes / 60);

/** A history: mentions with the hours they were published and collected at, and the hours at which the rules ran. */
const histories = fc.record({
  mentions: fc.array(
    fc.record({
      // Half of them in one day, so that some come fast.
      publishedAt: fc.oneof(...[260, 20].map((max) => hours(-max / 5, max))),
      delay: hours(0, 20),
      negative: fc.boolean(),
      claim: fc.boolean(),
    }),
    { minLength: 1, maxLength: 14 },
  ),
  ticks: fc.array(fc.oneof(...[300, 30].map((max) => hours(0, max))), {
    minLength: 1,
    maxLength: 40,
  }),
  freshHours: fc.constantFrom(2, 24, 48, 240),
  repeatHours: fc.constantFrom(0.5, 6, 24, 48),
  /** Negative mentions in the last hour that make a crisis. */
  crisis: fc.constantFrom(2, 3, 1_000),
  reach: fc.constantFrom(2, 3, 5, 1_000),
});

type History = typeof histories extends fc.Arbitrary<infer T> ? T : never;

const iso = (hours: number) => new Date(start + Math.round(hours * hour)).toISOString();

interface Raised {
  readonly at: number;
  readonly level: AlertLevel;
  readonly occasion: string;
  readonly ids: readonly number[];
}

/** What the store tells of alerts that were raised. */
function lastOf(raised: readonly Raised[]): LastAlert | null {
  const newest = raised.at(-1);
  if (newest === undefined) return null;
  const recent = raised.filter(({ at }) => at > newest.at - day).map(({ level }) => alertLevels.indexOf(level));
  return { at: new Date(newest.at).toISOString(), level: alertLevels[Math.max(...recent)] ?? 'watch' };
}

/** Runs the real rules over the history, remembering alerts as the store does. */
function replay({ mentions, ticks, freshHours, repeatHours, crisis, reach }: History): readonly Raised[] {
  const off = { media: 100_000, accounts: 100_000, threeHours: 100_000, sixHours: 100_000 };
  const options = { freshHours, repeatHours, crisis: { ...off, hour: crisis, comments: 1, negative: reach } };
  const rules = [negativeIssue, hoaxClaim].map((type) => type.configure(options));
  const facts: FactMention[] = mentions.map(({ publishedAt, delay, negative, claim }, index) =>
    makeFact({
      id: index,
      publishedAt: iso(publishedAt),
      collectedAt: iso(publishedAt + delay),
      label: negative ? 'negative' : 'neutral',
      hoaxClass: claim ? 'claim' : 'none',
    }),
  );
  const raised: Raised[] = [];
  for (const tick of [...ticks].sort((a, b) => a - b)) {
    const at = new Date(iso(tick));
    const seen = facts.filter(({ collectedAt }) => collectedAt <= at.toISOString());
    if (seen.length === 0) continue;
    const updatedAt =
      seen
        .map(({ collectedAt }) => collectedAt)
        .sort()
        .at(-1) ?? '';
    const firstAt = seen.map(({ publishedAt }) => publishedAt).sort()[0] ?? '';
    const last = lastOf(raised);
    const entry = makeFacts(seen, { updatedAt, firstAt, commentCount: 1 }, last);
    const possible = rules.filter((rule) => rule.about === 'issue' && rule.couldFire(entry.issue, last, at));
    for (const { level, occasion, mentionIds } of runRules(rules, { issues: [entry], spikes: [], sources: [] }, at)) {
      expect(possible.length).toBeGreaterThan(0);
      raised.push({ at: at.getTime(), level, occasion, ids: mentionIds });
    }
  }
  return raised;
}

/** The promise in other words. */
function expected({ mentions, ticks, freshHours, repeatHours, crisis, reach }: History): readonly string[] {
  const told: { at: number; level: AlertLevel }[] = [];
  const lines: string[] = [];
  for (const tick of [...ticks].sort((a, b) => a - b)) {
    const at = Date.parse(iso(tick));
    const known = mentions
      .map((mention) => ({
        ...mention,
        published: Date.parse(iso(mention.publishedAt)),
        collected: Date.parse(iso(mention.publishedAt + mention.delay)),
      }))
      .filter(({ collected }) => collected <= at);
    const seen = known.filter(({ published }) => published >= at - freshHours * hour);
    const everNegative = known.filter(({ negative }) => negative).length;
    const isSevere = (bad: typeof seen) => {
      const inLast = bad.filter(({ published }) => at - published < hour).length;
      const before = bad.filter(({ published }) => at - published >= hour && at - published < 25 * hour).length / 24;
      return everNegative >= reach || (inLast >= crisis && inLast >= before * 3);
    };
    const previous = told.at(-1);
    const levelsTold = told.filter((alert) => previous !== undefined && alert.at > previous.at - day);
    const age = Math.floor((at - Math.min(...known.map(({ published }) => published))) / day);
    const doubled = repeatHours * 2 ** Math.max(0, age);
    const interval = Math.max(repeatHours, Math.min(24, doubled)) * hour;
    const negative = seen.filter((mention) => mention.negative);
    const enough = negative.length > 0 && negative.length >= seen.length * 0.25;
    const fired: { level: AlertLevel; occasion: string }[] = [];
    for (const bad of [enough ? negative : [], seen.filter(({ claim }) => claim)]) {
      if (bad.length === 0) continue;
      const level = isSevere(bad) ? 'crisis' : 'alert';
      if (previous === undefined) fired.push({ level, occasion: 'first' });
      else if (!known.some(({ collected }) => collected > previous.at)) continue;
      else if (levelsTold.every((alert) => isHigher(level, alert.level))) fired.push({ level, occasion: 'rise' });
      else if (at - previous.at >= interval && bad.some(({ collected }) => collected > previous.at))
        fired.push({ level, occasion: 'repeat' });
    }
    const [first] = fired;
    if (first === undefined) continue;
    const level = fired.some((alert) => alert.level === 'crisis') ? 'crisis' : 'alert';
    const occasion = fired.some((alert) => alert.occasion === 'rise') ? 'rise' : first.occasion;
    told.push({ at, level });
    lines.push(`${at} ${level} ${occasion}`);
  }
  return lines;
}

describe('alerts on one issue', () => {
  test('come exactly when the model says, over random histories', () => {
    const seen = { first: 0, repeat: 0, rise: 0 };
    fc.assert(
      fc.property(histories, (history) => {
        const raised = replay(history);
        for (const { occasion } of raised) seen[occasion as keyof typeof seen] += 1;
        expect(raised.map(({ at, level, occasion }) => `${at} ${level} ${occasion}`)).toEqual(expected(history));
      }),
      { numRuns: 10_000 },
    );
    // The histories reach every branch.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(100);
  });

  test('never come twice within the interval unless the level rises, nor without a mention to show', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const raised = replay(history);
        for (const [index, alert] of raised.entries()) {
          expect(alert.ids.length).toBeGreaterThan(0);
          const before = raised[index - 1];
          if (before === undefined) continue;
          if (alert.occasion === 'rise') expect(isHigher(alert.level, before.level)).toBe(true);
          else expect(alert.at - before.at).toBeGreaterThanOrEqual(history.repeatHours * hour);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('are not repeated, nor raised, while the clock stands before the last one', () => {
    const rules = [negativeIssue, hoaxClaim].map((type) => type.configure({}));
    const facts = makeFacts([makeFact()], { updatedAt: iso(40) }, { at: iso(30), level: 'watch' });
    expect(runRules(rules, { issues: [facts], spikes: [], sources: [] }, now)).toEqual([]);
  });
});

describe('the repeat interval', () => {
  const hoursAt = (age: number, repeatHours: number) =>
    repeatIntervalMs({ firstAt: iso(-age) }, now, repeatHours) / hour;

  test.each([
    [0, 6, 6],
    [23.9, 6, 6],
    [24, 6, 12],
    [48, 6, 24],
    [72, 6, 24],
    [24 * 400, 6, 24],
    [24 * 5_000, 0.25, 24],
    [240, 48, 48],
    [-5, 6, 6],
  ])('of an issue %d hours old, configured as %d hours, is %d', (age, repeatHours, expectedHours) => {
    expect(hoursAt(age, repeatHours)).toBe(expectedHours);
  });

  test('never shrinks with age, and stays between what was configured and a day', () => {
    const age = hours(0, 24 * 365);
    fc.assert(
      fc.property(age, age, hours(0.25, 720), (a, b, repeatHours) => {
        const [young, old] = [Math.min(a, b), Math.max(a, b)];
        expect(hoursAt(young, repeatHours)).toBeLessThanOrEqual(hoursAt(old, repeatHours));
        expect(hoursAt(old, repeatHours)).toBeGreaterThanOrEqual(repeatHours - 1e-9);
        expect(hoursAt(old, repeatHours)).toBeLessThanOrEqual(Math.max(24, repeatHours) + 1e-9);
      }),
    );
  });
});
