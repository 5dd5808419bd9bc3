import { describe, expect, test } from 'vitest';
import { hoaxClaim } from '../../src/alerts/rules/hoax-claim.ts';
import { alertRuleTypes } from '../../src/alerts/rules/index.ts';
import { negativeIssue } from '../../src/alerts/rules/negative-issue.ts';
import { runRules } from '../../src/alerts/run-rules.ts';
import type { AlertRuleType, FactMention, IssueFacts, IssueRule, Judgement } from '../../src/core/alert.ts';
import { ConfigError } from '../../src/core/errors.ts';
import { hoursAgo, makeAnswer, makeFact, makeFacts, now } from './facts.ts';

function ruleOf(type: AlertRuleType, options: object = {}): IssueRule {
  const rule = type.configure(options);
  if (rule.about !== 'issue') throw new Error('not about issues');
  return rule;
}

const whyOf = (judgement: Judgement) => (judgement.fires ? 'fires' : judgement.why);

describe.each(alertRuleTypes.map((type) => [type.id, type] as const))('rule %s', (id, type) => {
  test('configures with its example', () => {
    const rule = type.configure(type.example);
    expect(rule).toMatchObject({ id, about: type.about });
    expect(type.title).not.toBe('');
  });

  test('names every faulty option by its path, and those that it does not know', () => {
    const wrong = { ...(type.example as object), repeatHours: -1, tidakAda: true };
    const error = catchError(() => type.configure(wrong));
    expect(error).toBeInstanceOf(ConfigError);
    const places = (error as ConfigError).problems.map(({ where }) => where);
    expect(places.sort()).toEqual(['repeatHours', 'tidakAda']);
    if (type.about === 'issue') {
      const nested = catchError(() => type.configure({ ...(type.example as object), freshHours: 'dua hari' }));
      expect((nested as ConfigError).problems.map(({ where }) => where)).toEqual(['freshHours']);
    }
  });

  test('answers every stop with a sentence', () => {
    const rule = type.configure(type.example);
    if (rule.about !== 'issue') return;
    for (const facts of [
      makeFacts([]),
      makeFacts([makeFact()], { state: 'bukan-isu' }),
      makeFacts([makeFact()], { state: 'selesai' }),
      makeFacts([makeFact()], { mergedInto: 7 }),
      makeFacts([makeFact({ publishedAt: hoursAgo(100) })]),
    ]) {
      expect(whyOf(rule.judge(facts, now))).toMatch(/^[A-Z].*\.$/);
      if (facts.issue.state !== 'baru' || facts.issue.mergedInto !== null)
        expect(rule.couldFire(facts.issue, null, now)).toBe(false);
    }
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
  const judge = (facts: IssueFacts, options: object = {}) => ruleOf(negativeIssue, options).judge(facts, now);
  const calm = (count: number): FactMention[] =>
    Array.from({ length: count }, () => makeFact({ label: 'positive', value: 0.5, attention: 'none' }));

  test.each<[string, IssueFacts, object, string]>([
    ['fires on one fresh complaint about the government', makeFacts([makeFact()]), {}, 'fires'],
    [
      'not on a complaint about somebody else',
      makeFacts([makeFact({ target: 'other' })]),
      {},
      'Hanya 0 sebutan negatif baru yang mengarah ke pemerintah daerah; batasnya 1.',
    ],
    ['not on praise', makeFacts(calm(3)), {}, 'Tidak ada sebutan negatif dalam isu ini.'],
    [
      'not on what no lexicon could judge',
      makeFacts([makeFact({ label: 'unscored' })], { negativeCount: 1 }),
      {},
      'Hanya 0 sebutan negatif baru yang mengarah ke pemerintah daerah; batasnya 1.',
    ],
    [
      'not on an issue that is only watched',
      makeFacts([makeFact()], { attention: 'watch' }),
      {},
      'Isu ini masih kuning, dan jangkauan serta kecepatannya belum mencapai ambang merah.',
    ],
    ['on a watched one when so asked', makeFacts([makeFact()], { attention: 'watch' }), { minLevel: 'watch' }, 'fires'],
    [
      'on a watched one that grows fast',
      makeFacts(
        Array.from({ length: 4 }, () => makeFact({ publishedAt: hoursAgo(0.5) })),
        { attention: 'watch' },
      ),
      {},
      'fires',
    ],
    [
      'not on a red one when only crises are asked for',
      makeFacts([makeFact()]),
      { minLevel: 'crisis' },
      'Jangkauan dan kecepatan isu ini belum mencapai ambang krisis.',
    ],
    [
      'not on a green issue',
      makeFacts([makeFact()], { attention: 'none' }),
      {},
      'Isu ini hijau: tidak ada yang perlu diperhatikan.',
    ],
    [
      'not on an issue judged to be none',
      makeFacts([makeFact()], { state: 'bukan-isu' }),
      {},
      'Isu ini dinilai bukan isu.',
    ],
    [
      'not on an issue that is done',
      makeFacts([makeFact()], { state: 'selesai' }),
      {},
      'Isu ini sudah dinyatakan selesai.',
    ],
    [
      'not on an issue that was joined',
      makeFacts([makeFact()], { mergedInto: 7 }),
      {},
      'Isu ini sudah digabung ke isu #7.',
    ],
    ['on one that an agency deals with', makeFacts([makeFact()], { state: 'diteruskan' }), {}, 'fires'],
    [
      'not on old news collected only now',
      makeFacts([makeFact({ publishedAt: hoursAgo(49), collectedAt: hoursAgo(0) })]),
      {},
      'Tidak ada sebutan yang terbit dalam 48 jam terakhir.',
    ],
    ['on news just inside the window', makeFacts([makeFact({ publishedAt: hoursAgo(47.9) })]), {}, 'fires'],
    [
      'within the window that was configured',
      makeFacts([makeFact({ publishedAt: hoursAgo(49) })]),
      { freshHours: 72 },
      'fires',
    ],
    [
      'not on one complaint among many praises',
      makeFacts([makeFact(), ...calm(4)]),
      {},
      'Hanya 1 dari 5 sebutan baru yang negatif; batasnya 25%.',
    ],
    ['on one complaint among three praises', makeFacts([makeFact(), ...calm(3)]), {}, 'fires'],
    [
      'not on what an office says of itself',
      makeFacts([makeFact({ isOffice: true }), makeFact({ isOffice: true })]),
      {},
      'Hanya 0 sebutan negatif baru yang mengarah ke pemerintah daerah; batasnya 1.',
    ],
    [
      'not under the configured number',
      makeFacts([makeFact(), makeFact()]),
      { minMentions: 3 },
      'Hanya 2 sebutan negatif baru yang mengarah ke pemerintah daerah; batasnya 3.',
    ],
    [
      'not again within the interval',
      makeFacts(
        [makeFact({ collectedAt: hoursAgo(0) })],
        { updatedAt: hoursAgo(0) },
        { at: hoursAgo(1.5), level: 'alert' },
      ),
      {},
      'Sudah diperingatkan 1,5 jam lalu; diulang paling cepat 6 jam sesudahnya.',
    ],
    [
      'not again with nothing new',
      makeFacts(
        [makeFact({ publishedAt: hoursAgo(9) })],
        { updatedAt: hoursAgo(7.5) },
        { at: hoursAgo(8), level: 'alert' },
      ),
      {},
      'Tidak ada sebutan baru sejak peringatan terakhir.',
    ],
  ])('%s', (_, facts, options, outcome) => {
    expect(whyOf(judge(facts, options))).toBe(outcome);
  });

  test('says the numbers, and shows the strongest of each publisher first', () => {
    const mild = makeFact({ publisher: 'Kabar Raga', value: -0.2, publishedAt: hoursAgo(20) });
    const strong = makeFact({ publisher: 'Kabar Raga', value: -0.9 });
    const other = makeFact({ publisher: 'Suara Wulung', value: -0.5 });
    const more = [0.1, 0.3, 0.4, 0.6].map((value) => makeFact({ publisher: 'Radio Wulung', value: -value }));
    const issue = { topic: 'air-listrik', agency: 'PDAM', placeCode: '35.16.15', placeName: 'Kemlagi' } as const;
    expect(judge(makeFacts([mild, strong, other, ...more], issue))).toEqual({
      fires: true,
      draft: {
        ruleId: 'negative-issue',
        subject: 'issue:1',
        issueId: 1,
        level: 'alert',
        title: 'Jalan berlubang di Kemlagi',
        reason:
          '7 sebutan negatif dari 3 sumber dalam 24 jam mengarah ke pemerintah daerah, pertama kali di Kabar Raga.',
        occasion: 'first',
        ...issue,
        mentionIds: [strong.id, more[3]?.id, other.id, more[2]?.id, more[1]?.id],
      },
    });
  });

  test('rises to a crisis at once, and says what lifted it', () => {
    const mentions = Array.from({ length: 12 }, () => makeFact({ publishedAt: hoursAgo(0.5) }));
    const judgement = judge(makeFacts(mentions, { updatedAt: hoursAgo(0) }, { at: hoursAgo(0.1), level: 'alert' }));
    expect(judgement).toMatchObject({ fires: true, draft: { level: 'crisis', occasion: 'rise' } });
    expect(judgement.fires && judgement.draft.reason).toContain(
      'Tingkat krisis: 12 sebutan negatif dalam 1 jam terakhir (biasanya 0).',
    );
    const told = makeFacts(mentions, { updatedAt: hoursAgo(0) }, { at: hoursAgo(0.1), level: 'crisis' });
    expect(judge(told).fires).toBe(false);
  });
});

describe('hoax-claim', () => {
  const claim = (overrides: Partial<FactMention> = {}) =>
    makeFact({ hoaxClass: 'claim', label: 'neutral', target: 'none', attention: 'none', ...overrides });
  const judge = (facts: IssueFacts, options: object = {}) => ruleOf(hoaxClaim, options).judge(facts, now);
  const reasonOf = (facts: IssueFacts) => {
    const judgement = judge(facts);
    return judgement.fires ? judgement.draft.reason : judgement.why;
  };

  test.each<[string, IssueFacts, object, boolean]>([
    ['fires on a fresh claim, whatever the issue says else', makeFacts([claim()], { attention: 'none' }), {}, true],
    ['not on a fact-check alone', makeFacts([claim({ hoaxClass: 'fact-check' })]), {}, false],
    ['not on talk about hoaxes', makeFacts([claim({ hoaxClass: 'mention' })]), {}, false],
    ['not on an old claim', makeFacts([claim({ publishedAt: hoursAgo(50) })]), {}, false],
    ['not under the configured number', makeFacts([claim()]), { minClaims: 2 }, false],
    ['not on an issue judged to be none', makeFacts([claim()], { state: 'bukan-isu' }), {}, false],
  ])('%s', (_, facts, options, fires) => {
    expect(judge(facts, options).fires).toBe(fires);
  });

  test('says whether a clarification is known, however old', () => {
    const check = claim({ hoaxClass: 'fact-check', publisher: 'Cek Klaim Sagara', publishedAt: hoursAgo(200) });
    expect(reasonOf(makeFacts([claim(), claim({ publisher: 'Grup WA' }), check]))).toBe(
      '2 sebutan berisi klaim diduga hoaks dari 2 sumber dalam 1 jam; sudah ada klarifikasi di Cek Klaim Sagara.',
    );
    expect(reasonOf(makeFacts([claim()]))).toContain('belum ada klarifikasi yang terpantau');
  });

  test('names the answer to what it repeats, and how similar it is', () => {
    const repeat = claim();
    const answers = [makeAnswer(repeat)];
    expect(reasonOf(makeFacts([repeat], {}, null, { answers }))).toContain(
      'sudah ada klarifikasi: Bantuan lewat tautan itu palsu (kemiripan 82%).',
    );
    const suggested = [makeAnswer(repeat, { kind: 'suggest' })];
    expect(reasonOf(makeFacts([repeat], {}, null, { answers: suggested }))).toContain('belum ada klarifikasi');
  });
});

describe('couldFire', () => {
  const issueOf = (overrides: Partial<IssueFacts['issue']>) =>
    makeFacts([], { negativeCount: 1, hoaxCount: 0, ...overrides }).issue;
  const negative = ruleOf(negativeIssue);
  const hoax = ruleOf(hoaxClaim);
  const since = (hours: number, level: 'alert' | 'crisis' = 'alert') => ({ at: hoursAgo(hours), level });

  test.each<[string, boolean, boolean]>([
    ['a red issue without alert', negative.couldFire(issueOf({}), null, now), true],
    ['a yellow issue, which may be lifted', negative.couldFire(issueOf({ attention: 'watch' }), null, now), true],
    ['a green issue', negative.couldFire(issueOf({ attention: 'none' }), null, now), false],
    ['an issue judged to be none', negative.couldFire(issueOf({ state: 'bukan-isu' }), null, now), false],
    ['an issue without claims', hoax.couldFire(issueOf({}), null, now), false],
    ['an issue with a claim', hoax.couldFire(issueOf({ hoaxCount: 1, attention: 'none' }), null, now), true],
    ['an alert an hour ago: it may rise', negative.couldFire(issueOf({ updatedAt: hoursAgo(0) }), since(1), now), true],
    ['a crisis an hour ago', negative.couldFire(issueOf({ updatedAt: hoursAgo(0) }), since(1, 'crisis'), now), false],
    ['a crisis long ago', negative.couldFire(issueOf({ updatedAt: hoursAgo(0) }), since(7, 'crisis'), now), true],
    ['nothing new since', negative.couldFire(issueOf({ updatedAt: hoursAgo(9) }), since(8), now), false],
    ['something new since', negative.couldFire(issueOf({ updatedAt: hoursAgo(7) }), since(8), now), true],
  ])('%s', (_, could, expected) => {
    expect(could).toBe(expected);
  });
});

describe('runRules', () => {
  const rules = [negativeIssue, hoaxClaim].map((type) => type.configure({}));
  const run = (...issues: readonly IssueFacts[]) => runRules(rules, { issues, spikes: [], sources: [] }, now);

  test('gives one draft per issue, with the reasons of all rules that fired', () => {
    const facts = makeFacts([makeFact(), makeFact({ hoaxClass: 'claim', target: 'other', publisher: 'Grup WA' })]);
    const drafts = run(facts);
    expect(drafts).toHaveLength(1);
    expect(drafts[0]).toMatchObject({ ruleId: 'negative-issue', mentionIds: facts.mentions.map(({ id }) => id) });
    expect(drafts[0]?.reason).toMatch(/^1 sebutan negatif .* Kabar Raga\. 1 sebutan berisi klaim .*\.$/);
  });

  test('takes the highest level of them, and the names that rules have been given', () => {
    const yellow = { ...negativeIssue.configure({ minLevel: 'watch' }), id: 'kuning-juga' };
    const facts = makeFacts([makeFact({ hoaxClass: 'claim' })], { attention: 'watch' });
    const [draft] = runRules([yellow, ...rules], { issues: [facts], spikes: [], sources: [] }, now);
    expect(draft).toMatchObject({ ruleId: 'kuning-juga', level: 'alert' });
  });

  test('counts the alerts of every rule for the interval', () => {
    const mention = makeFact({ hoaxClass: 'claim' });
    const updatedAt = hoursAgo(0);
    expect(run(makeFacts([mention], { updatedAt }, { at: hoursAgo(2), level: 'alert' }))).toEqual([]);
    const later = makeFacts([mention], { updatedAt }, { at: hoursAgo(6), level: 'alert' });
    expect(run(later)).toMatchObject([{ occasion: 'repeat', ruleId: 'negative-issue' }]);
  });

  test('puts crises first, then the issue with most negative mentions', () => {
    const issues = [3, 9, 1].map((negativeCount, index) => makeFacts([makeFact()], { id: index + 1, negativeCount }));
    const crisis = makeFacts([makeFact()], { id: 4, negativeCount: 12, mediaCount: 9 });
    expect(run(...issues, crisis).map(({ issueId }) => issueId)).toEqual([4, 2, 1, 3]);
  });
});
