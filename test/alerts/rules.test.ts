import { describe, expect, test } from 'vitest';
import { hoaxClaim } from '../../src/alerts/rules/hoax-claim.ts';
import { alertRuleTypes } from '../../src/alerts/rules/index.ts';
import { negativeIssue } from '../../src/alerts/rules/negative-issue.ts';
import { runRules } from '../../src/alerts/run-rules.ts';
import type { FactMention, IssueFacts } from '../../src/core/alert.ts';
import { ConfigError } from '../../src/core/errors.ts';
import { hoursAgo, makeFact, makeFacts, now } from './facts.ts';

describe.each(alertRuleTypes.map((type) => [type.id, type] as const))('rule %s', (id, type) => {
  test('configures with its example and with nothing', () => {
    expect(type.configure(type.example).id).toBe(id);
    expect(type.configure(undefined).reachMs).toBe(48 * 3_600_000);
    expect(type.title).not.toBe('');
  });

  test('names every faulty option', () => {
    const wrong = { freshHours: 'dua hari', repeatHours: -1, tidakAda: true };
    const error = catchError(() => type.configure(wrong));
    expect(error).toBeInstanceOf(ConfigError);
    const { problems } = error as ConfigError;
    expect(problems.map(({ where }) => where)).toEqual(
      expect.arrayContaining([`alerts.${id}.freshHours`, `alerts.${id}.repeatHours`]),
    );
    expect(problems.some(({ message }) => message.includes('tidakAda'))).toBe(true);
  });

  test('says nothing about nothing', () => {
    expect(type.configure({}).evaluate([], now)).toEqual([]);
    expect(type.configure({}).evaluate([makeFacts([])], now)).toEqual([]);
  });
});

function catchError(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return null;
}

describe('negative-issue', () => {
  const evaluate = (facts: IssueFacts, options: object = {}) => negativeIssue.configure(options).evaluate([facts], now);
  const calm = (count: number): FactMention[] =>
    Array.from({ length: count }, () => makeFact({ label: 'positive', value: 0.5, attention: 'none' }));

  test.each<[string, IssueFacts, object, number]>([
    ['fires on one fresh complaint about the government', makeFacts([makeFact()]), {}, 1],
    ['not on a complaint about somebody else', makeFacts([makeFact({ target: 'other' })]), {}, 0],
    ['not on praise', makeFacts(calm(3)), {}, 0],
    ['not on what no lexicon could judge', makeFacts([makeFact({ label: 'unscored' })]), {}, 0],
    ['not on an issue that is only watched', makeFacts([makeFact()], { attention: 'watch' }), {}, 0],
    ['not on an issue judged to be none', makeFacts([makeFact()], { state: 'bukan-isu' }), {}, 0],
    ['on an issue that was closed and flares up', makeFacts([makeFact()], { state: 'selesai' }), {}, 1],
    [
      'not on old news collected only now',
      makeFacts([makeFact({ publishedAt: hoursAgo(49), collectedAt: hoursAgo(0) })]),
      {},
      0,
    ],
    ['on news just inside the window', makeFacts([makeFact({ publishedAt: hoursAgo(47.9) })]), {}, 1],
    [
      'within the window that was configured',
      makeFacts([makeFact({ publishedAt: hoursAgo(49) })]),
      { freshHours: 72 },
      1,
    ],
    ['not on one complaint among many praises', makeFacts([makeFact(), ...calm(4)]), {}, 0],
    ['on one complaint among three praises', makeFacts([makeFact(), ...calm(3)]), {}, 1],
    [
      'not on what an office says of itself',
      makeFacts([makeFact({ isOffice: true }), makeFact({ isOffice: true })]),
      {},
      0,
    ],
    ['not under the configured number', makeFacts([makeFact(), makeFact()]), { minMentions: 3 }, 0],
  ])('%s', (_, facts, options, drafts) => {
    expect(evaluate(facts, options)).toHaveLength(drafts);
  });

  test('says the numbers, and shows the strongest of each publisher first', () => {
    const mild = makeFact({ publisher: 'Kabar Raga', value: -0.2, publishedAt: hoursAgo(20) });
    const strong = makeFact({ publisher: 'Kabar Raga', value: -0.9 });
    const other = makeFact({ publisher: 'Suara Wulung', value: -0.5 });
    const more = [0.1, 0.3, 0.4, 0.6].map((value) => makeFact({ publisher: 'Radio Wulung', value: -value }));
    expect(evaluate(makeFacts([mild, strong, other, ...more]))).toEqual([
      {
        ruleId: 'negative-issue',
        issueId: 1,
        level: 'alert',
        reason:
          '7 sebutan negatif dari 3 sumber dalam 24 jam mengarah ke pemerintah daerah, pertama kali di Kabar Raga.',
        occasion: 'first',
        mentionIds: [strong.id, more[3]?.id, other.id, more[2]?.id, more[1]?.id],
      },
    ]);
  });
});

describe('hoax-claim', () => {
  const claim = (overrides: Partial<FactMention> = {}) =>
    makeFact({ hoaxClass: 'claim', label: 'neutral', target: 'none', attention: 'none', ...overrides });
  const evaluate = (facts: IssueFacts, options: object = {}) => hoaxClaim.configure(options).evaluate([facts], now);

  test.each<[string, IssueFacts, object, number]>([
    ['fires on a fresh claim, whatever the issue says else', makeFacts([claim()], { attention: 'none' }), {}, 1],
    ['not on a fact-check alone', makeFacts([claim({ hoaxClass: 'fact-check' })]), {}, 0],
    ['not on talk about hoaxes', makeFacts([claim({ hoaxClass: 'mention' })]), {}, 0],
    ['not on an old claim', makeFacts([claim({ publishedAt: hoursAgo(50) })]), {}, 0],
    ['not under the configured number', makeFacts([claim()]), { minClaims: 2 }, 0],
    ['not on an issue judged to be none', makeFacts([claim()], { state: 'bukan-isu' }), {}, 0],
  ])('%s', (_, facts, options, drafts) => {
    expect(evaluate(facts, options)).toHaveLength(drafts);
  });

  test('says whether a clarification is known, however old', () => {
    const check = claim({ hoaxClass: 'fact-check', publisher: 'Cek Klaim Sagara', publishedAt: hoursAgo(200) });
    const [known] = evaluate(makeFacts([claim(), claim({ publisher: 'Grup WA' }), check]));
    expect(known?.reason).toBe(
      '2 sebutan berisi klaim diduga hoaks dari 2 sumber dalam 1 jam; sudah ada klarifikasi di Cek Klaim Sagara.',
    );
    const [unknown] = evaluate(makeFacts([claim()]));
    expect(unknown?.reason).toContain('belum ada klarifikasi yang terpantau');
  });
});

describe('couldFire', () => {
  const facts = (overrides: Partial<IssueFacts['issue']>) => makeFacts([], overrides).issue;
  const negative = negativeIssue.configure({});
  const hoax = hoaxClaim.configure({});

  test.each<[string, boolean, boolean]>([
    ['a red issue without alert', negative.couldFire(facts({}), {}, now), true],
    ['a yellow issue', negative.couldFire(facts({ attention: 'watch' }), {}, now), false],
    ['an issue judged to be none', negative.couldFire(facts({ state: 'bukan-isu' }), {}, now), false],
    ['an issue without claims', hoax.couldFire(facts({}), {}, now), false],
    ['an issue with a claim', hoax.couldFire(facts({ hoaxCount: 1, attention: 'none' }), {}, now), true],
    ['an alert an hour ago', negative.couldFire(facts({ updatedAt: hoursAgo(0) }), { x: hoursAgo(1) }, now), false],
    ['nothing new since', negative.couldFire(facts({ updatedAt: hoursAgo(9) }), { x: hoursAgo(8) }, now), false],
    ['something new since', negative.couldFire(facts({ updatedAt: hoursAgo(7) }), { x: hoursAgo(8) }, now), true],
  ])('%s', (_, could, expected) => {
    expect(could).toBe(expected);
  });
});

describe('runRules', () => {
  const rules = alertRuleTypes.map((type) => type.configure({}));

  test('gives one draft per issue, with the reasons of all rules that fired', () => {
    const facts = makeFacts([makeFact(), makeFact({ hoaxClass: 'claim', target: 'other', publisher: 'Grup WA' })]);
    const drafts = runRules(rules, [facts], now);
    expect(drafts).toHaveLength(1);
    expect(drafts[0]).toMatchObject({ ruleId: 'negative-issue', mentionIds: facts.mentions.map(({ id }) => id) });
    expect(drafts[0]?.reason).toMatch(/^1 sebutan negatif .* Kabar Raga\. 1 sebutan berisi klaim .*\.$/);
  });

  test('counts the alerts of every rule for the interval', () => {
    const facts = makeFacts([makeFact({ hoaxClass: 'claim' })], {}, { 'hoax-claim': hoursAgo(2) });
    expect(runRules(rules, [facts], now)).toEqual([]);
    const later = makeFacts([makeFact({ hoaxClass: 'claim' })], {}, { 'hoax-claim': hoursAgo(6), lain: hoursAgo(80) });
    expect(runRules(rules, [later], now)).toMatchObject([{ occasion: 'repeat', ruleId: 'negative-issue' }]);
  });

  test('puts the issue with most negative mentions first', () => {
    const issues = [3, 9, 1].map((negativeCount, index) => makeFacts([makeFact()], { id: index + 1, negativeCount }));
    expect(runRules(rules, issues, now).map(({ issueId }) => issueId)).toEqual([2, 1, 3]);
  });
});
