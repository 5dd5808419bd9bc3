import { describe, expect, test } from 'vitest';
import { agencyMention } from '../../src/alerts/rules/agency-mention.ts';
import { hoaxRepeat } from '../../src/alerts/rules/hoax-repeat.ts';
import { keywordWatch } from '../../src/alerts/rules/keyword-watch.ts';
import { recurringTheme } from '../../src/alerts/rules/recurring-theme.ts';
import { sourceSilent } from '../../src/alerts/rules/source-silent.ts';
import { spike } from '../../src/alerts/rules/spike.ts';
import { runRules } from '../../src/alerts/run-rules.ts';
import { createThemeIndex } from '../../src/alerts/themes.ts';
import type { AlertRuleType, FactMention, IssueFacts, Judgement, LastAlert, SpikeFacts } from '../../src/core/alert.ts';
import type { Issue } from '../../src/core/issue.ts';
import { type SourceRow, sourceStatus } from '../../src/core/source.ts';
import { makeIssue, makeSource } from '../support/make.ts';
import { hoursAgo, makeAnswer, makeFact, makeFacts, makeHit, makeSpike, now } from './facts.ts';

function judge(type: AlertRuleType, facts: IssueFacts, options: object = {}): Judgement {
  const rule = type.configure({ ...(type.example as object), ...options });
  if (rule.about !== 'issue') throw new Error('not about issues');
  return rule.judge(facts, now);
}

const reasonOf = (judgement: Judgement) => (judgement.fires ? judgement.draft.reason : `TIDAK: ${judgement.why}`);
const levelOf = (judgement: Judgement) => (judgement.fires ? judgement.draft.level : null);

describe('recurring-theme', () => {
  const theme = { topic: 'air-listrik', agency: 'PDAM', placeCode: '35.16.15.2001' } as const;
  const earlier = (id: number, daysAgo: number, overrides: Partial<Issue> = {}): Issue => ({
    id,
    ...makeIssue({ ...theme, title: `Air mati ${id}`, attention: 'alert', firstAt: hoursAgo(daysAgo * 24) }),
    ...overrides,
  });
  const facts = (sameTheme: readonly Issue[], overrides: Partial<Issue> = {}) =>
    makeFacts([makeFact()], { id: 9, ...theme, ...overrides }, null, { sameTheme });

  test('fires the second time in two weeks, red, and names the earlier issue', () => {
    const judgement = judge(recurringTheme, facts([earlier(3, 5)]));
    expect(levelOf(judgement)).toBe('alert');
    expect(reasonOf(judgement)).toBe(
      'Tema negatif yang sama sudah 2 kali dalam 14 hari, sebelumnya #3 “Air mati 3”; perlu dilaporkan ke pimpinan.',
    );
  });

  test('names three of many, the newest first', () => {
    const many = [1, 2, 3, 4, 5].map((id) => earlier(id, id + 1));
    expect(reasonOf(judge(recurringTheme, facts(many)))).toContain(
      'sudah 6 kali dalam 14 hari, sebelumnya #1 “Air mati 1”, #2 “Air mati 2”, #3 “Air mati 3”, dan 2 isu lain;',
    );
  });

  test.each<[string, readonly Issue[], Partial<Issue>, object, boolean]>([
    ['not the first time', [], {}, {}, false],
    ['not when the earlier one is too old', [earlier(3, 15)], {}, {}, false],
    ['not when it was judged to be none', [earlier(3, 5, { state: 'bukan-isu' })], {}, {}, false],
    ['also when it is done', [earlier(3, 5, { state: 'selesai' })], {}, {}, true],
    ['not when it was calm', [earlier(3, 5, { attention: 'watch', negativeCount: 1 })], {}, {}, false],
    ['not on another topic', [earlier(3, 5, { topic: 'kesehatan' })], {}, {}, false],
    ['not with another agency elsewhere', [earlier(3, 5, { agency: 'PLN', placeCode: '35.16.01' })], {}, {}, false],
    [
      'with another agency in the same district',
      [earlier(3, 5, { agency: 'PLN', placeCode: '35.16.15' })],
      {},
      {},
      true,
    ],
    [
      'not where neither agency nor place is known',
      [earlier(3, 5, { agency: null, placeCode: null })],
      { agency: null, placeCode: null },
      {},
      false,
    ],
    ['not on what has no topic', [earlier(3, 5, { topic: 'lainnya' })], { topic: 'lainnya' }, {}, false],
    ['not under the configured count', [earlier(3, 5)], {}, { count: 3 }, false],
    ['not by what began later', [earlier(3, 0)], {}, {}, false],
  ])('%s', (_, sameTheme, issue, options, fires) => {
    expect(judge(recurringTheme, facts(sameTheme, issue), options).fires).toBe(fires);
  });

  test('issues that begin within the same day are one matter told twice, not a theme that comes back', () => {
    const [a, b, c] = [earlier(1, 1), earlier(2, 1), earlier(3, 2)];
    const find = createThemeIndex([a, b, c]);
    expect([a, b, c].map((issue) => find(issue, 14).map(({ id }) => id))).toEqual([[3], [3], []]);
  });
});

describe('hoax-repeat', () => {
  test('on a plain text too, when it says nearly the same', () => {
    const one = makeFact({ label: 'neutral', target: 'none' });
    const facts = makeFacts([one], {}, null, { answers: [makeAnswer(one, { similarity: 0.93 })] });
    expect(judge(hoaxRepeat, facts, {}).fires).toBe(true);
  });

  const post = (overrides: Partial<FactMention> = {}) =>
    makeFact({ label: 'neutral', target: 'none', hoaxClass: 'claim', ...overrides });

  test('is yellow for one voice and red for two, and carries the answer', () => {
    const one = post();
    const single = judge(hoaxRepeat, makeFacts([one], {}, null, { answers: [makeAnswer(one)] }));
    expect(levelOf(single)).toBe('watch');
    expect(reasonOf(single)).toBe(
      '1 sebutan yang mengulang klaim lama dari 1 sumber dalam 1 jam; sudah ada klarifikasi: Bantuan lewat tautan itu palsu (kemiripan 82%).',
    );
    const two = [one, post({ publisher: 'Grup WA' })];
    const answers = two.map((mention) => makeAnswer(mention));
    expect(levelOf(judge(hoaxRepeat, makeFacts(two, {}, null, { answers })))).toBe('alert');
  });

  test.each<[string, Partial<FactMention>, object, object]>([
    ['what speaks about a hoax', { hoaxClass: 'mention' }, {}, {}],
    ['what checks it', { hoaxClass: 'fact-check' }, {}, {}],
    ['a report that shows no sign of a hoax', { hoaxClass: 'none', isReport: true }, { similarity: 0.99 }, {}],
    ['a complaint that shares words with it', { hoaxClass: 'none' }, { similarity: 0.88 }, {}],
    ['old mentions', { publishedAt: hoursAgo(60) }, {}, {}],
    ['a mere suggestion', {}, { kind: 'suggest' }, {}],
    ['too little likeness', {}, { similarity: 0.5 }, { minSimilarity: 0.6 }],
    ['fewer than configured', {}, {}, { minMentions: 2 }],
  ])('not on %s', (_, mention, answer, options) => {
    const one = post(mention);
    const facts = makeFacts([one], {}, null, { answers: [makeAnswer(one, answer)] });
    expect(judge(hoaxRepeat, facts, options).fires).toBe(false);
  });
});

describe('keyword-watch', () => {
  const three = Array.from({ length: 3 }, () => makeFact({ label: 'neutral', attention: 'none' }));
  const calm = { attention: 'none', firstAt: hoursAgo(2) } as const;

  test('is yellow and neutral: it names words and themes, no candidate, and takes no side', () => {
    const hits = three.map((mention, index) =>
      makeHit(mention, { candidates: [{ id: '02', direction: index === 0 ? 'for' : 'against' }] }),
    );
    const judgement = judge(keywordWatch, makeFacts(three, calm, null, { hits }));
    expect(levelOf(judgement)).toBe('watch');
    expect(reasonOf(judgement)).toBe(
      '3 sebutan memuat kata kunci yang diawasi dari 1 sumber dalam 1 jam: “surat suara” (tema kecurangan). Kebenaran isinya belum diperiksa.',
    );
  });

  test('says the same whichever candidate is spoken of, and in which direction', () => {
    const said = (['for', 'against', 'neither'] as const).flatMap((direction) =>
      ['01', '02'].map((id) =>
        reasonOf(
          judge(
            keywordWatch,
            makeFacts(three, calm, null, {
              hits: three.map((mention) => makeHit(mention, { candidates: [{ id, direction }] })),
            }),
          ),
        ),
      ),
    );
    expect(new Set(said).size).toBe(1);
  });

  test.each<[string, object, boolean]>([
    ['other packs', { packs: ['lain'] }, false],
    ['the pack', { packs: ['pilkada'] }, true],
    ['other themes', { themes: ['sara'] }, false],
    ['more than there are', { minMentions: 4 }, false],
  ])('%s', (_, options, fires) => {
    const hits = three.map((mention) => makeHit(mention));
    expect(judge(keywordWatch, makeFacts(three, calm, null, { hits }), options).fires).toBe(fires);
  });

  test('of an issue older than a week it repeats only with bad news', () => {
    const last: LastAlert = { at: hoursAgo(30), level: 'watch' };
    const old = { ...calm, firstAt: hoursAgo(24 * 8), updatedAt: hoursAgo(0) };
    const hits = three.map((mention) => makeHit(mention));
    expect(reasonOf(judge(keywordWatch, makeFacts(three, old, last, { hits })))).toBe(
      'TIDAK: Isu berumur lebih dari sepekan dan tidak ada sebutan negatif baru sejak peringatan terakhir.',
    );
    const worse = [...three, makeFact()];
    const more = worse.map((mention) => makeHit(mention));
    expect(judge(keywordWatch, makeFacts(worse, old, last, { hits: more }))).toMatchObject({
      draft: { occasion: 'repeat' },
    });
  });
});

describe('agency-mention', () => {
  const dinkes = (overrides: Partial<FactMention> = {}) => makeFact({ agency: 'Dinkes', ...overrides });

  test('fires on a negative mention of the agency, yellow in a calm issue and red in a red one', () => {
    const judgement = judge(agencyMention, makeFacts([dinkes()], { attention: 'watch' }), { agencies: ['dinkes'] });
    expect([levelOf(judgement), reasonOf(judgement)]).toEqual([
      'watch',
      '1 sebutan negatif tentang Dinkes dari 1 sumber dalam 1 jam.',
    ]);
    expect(levelOf(judge(agencyMention, makeFacts([dinkes()])))).toBe('alert');
  });

  test('praise never lifts the level, however far it goes', () => {
    const praise = makeFacts([dinkes({ label: 'positive', target: 'none' })], { mediaCount: 50, negativeCount: 50 });
    expect(levelOf(judge(agencyMention, praise, { labels: ['positive'] }))).toBe('watch');
  });

  test.each<[string, Partial<FactMention>]>([
    ['another agency', { agency: 'PUPR' }],
    ['no agency', { agency: null }],
    ['another tone', { label: 'positive' }],
    ['its own statement', { isOffice: true }],
  ])('not on %s', (_, mention) => {
    expect(judge(agencyMention, makeFacts([dinkes(mention)])).fires).toBe(false);
  });
});

describe('spike', () => {
  const mention = makeFact();
  const judgeSpike = (facts: Partial<SpikeFacts> & Pick<SpikeFacts, 'spike'>, options: object = {}) => {
    const rule = spike.configure(options);
    if (rule.about !== 'spike') throw new Error('not about spikes');
    return rule.judge({ mentions: [mention], last: null, ...facts }, now);
  };

  test('says how much more it is than usual, and where', () => {
    expect(judgeSpike({ spike: makeSpike({ issueId: 4 }) })).toEqual({
      fires: true,
      draft: {
        ...{ ruleId: 'spike', subject: 'spike:topic:air-listrik', issueId: 4, level: 'watch', occasion: 'first' },
        title: 'Lonjakan: +340% keluhan air PDAM di Kemlagi, 3 sumber',
        reason: '+340% keluhan air PDAM di Kemlagi, 3 sumber (11 sebutan negatif, biasanya 2,5).',
        ...{
          topic: 'air-listrik',
          agency: 'PDAM',
          placeCode: '35.16.15',
          placeName: 'Kemlagi',
          mentionIds: [mention.id],
        },
      },
    });
  });

  test.each<[string, Partial<SpikeFacts> & Pick<SpikeFacts, 'spike'>, string | null]>([
    ['red when it is large', { spike: makeSpike({ count: 20 }) }, 'alert first'],
    ['not with few mentions', { spike: makeSpike({ count: 4 }) }, null],
    ['not from one source', { spike: makeSpike({ sources: 1 }) }, null],
    ['not again while it lasts', { spike: makeSpike(), last: { at: hoursAgo(5), level: 'watch' } }, null],
    [
      'at once when it turns red',
      { spike: makeSpike({ count: 20 }), last: { at: hoursAgo(2), level: 'watch' } },
      'alert rise',
    ],
    [
      'again after a day with something new',
      { spike: makeSpike(), last: { at: hoursAgo(25), level: 'alert' } },
      'watch repeat',
    ],
    [
      'not with nothing new',
      {
        spike: makeSpike(),
        last: { at: hoursAgo(25), level: 'watch' },
        mentions: [makeFact({ publishedAt: hoursAgo(26) })],
      },
      null,
    ],
  ])('%s', (_, facts, expected) => {
    const judgement = judgeSpike(facts);
    expect(judgement.fires ? `${judgement.draft.level} ${judgement.draft.occasion}` : null).toBe(expected);
  });
});

describe('source-silent', () => {
  const source = (id: string, overrides: Partial<SourceRow> = {}): SourceRow => ({
    ...makeSource({ id, title: `Sumber ${id}` }),
    ...{ cursor: null, nextRunAt: hoursAgo(0), lastRunAt: hoursAgo(0), firstSuccessAt: hoursAgo(500) },
    ...{ lastSuccessAt: hoursAgo(0), lastNewItemAt: hoursAgo(1), errorCount: 0, lastFault: null, lastError: null },
    ...{
      lastErrorAt: null,
      notice: null,
      pace: 1,
      itemCount: 9,
      setAsideCount: 0,
      rejectedCount: 0,
      stoppedReason: null,
    },
    ...overrides,
  });
  const failing = {
    errorCount: 9,
    lastFault: 'network',
    lastError: 'Situs menjawab 503',
    lastSuccessAt: hoursAgo(30),
  } as const;
  const run = (rows: readonly SourceRow[], lasts: Readonly<Record<string, LastAlert>> = {}, options: object = {}) => {
    const all = rows.map((row) => ({ source: row, status: sourceStatus(row, now) }));
    const sources = all.map((entry) => ({
      ...entry,
      all,
      last: lasts[entry.source.id] ?? null,
      lastOfAll: lasts['*'] ?? null,
    }));
    return runRules([sourceSilent.configure(options)], { issues: [], spikes: [], sources }, now);
  };
  const well = ['a', 'b', 'c'].map((id) => source(id));

  test('tells of one source in yellow, with its fault', () => {
    expect(run([...well, source('radar', failing)])).toMatchObject([
      {
        ...{
          subject: 'source:radar',
          level: 'watch',
          issueId: null,
          title: 'Sumber senyap: Sumber radar',
          occasion: 'first',
        },
        reason: 'Sumber radar gagal dibaca sejak 30 jam lalu. Kesalahan terakhir: Situs menjawab 503',
      },
    ]);
  });

  test('tells once, in red, when most are silent', () => {
    const rows = [...well, ...Array.from({ length: 40 }, (_, index) => source(`s${index}`, failing))];
    const drafts = run(rows);
    expect(drafts).toMatchObject([{ subject: 'source:*', level: 'alert', title: 'Sebagian besar sumber senyap' }]);
    expect(drafts[0]?.reason).toBe(
      '40 dari 43 sumber tidak memberi isi baru lebih dari 24 jam; laporan dan peringatan tidak lengkap.',
    );
    expect(run(rows, { '*': { at: hoursAgo(30), level: 'alert' } })).toEqual([]);
  });

  test.each<[string, Partial<SourceRow>, LastAlert | null, boolean]>([
    ['not before its time', { ...failing, lastSuccessAt: hoursAgo(20) }, null, false],
    ['quiet, by the last new item', { lastNewItemAt: hoursAgo(40) }, null, true],
    ['not one that is switched off', { ...failing, enabled: false }, null, false],
    [
      'one that never answered, after three tries',
      { ...failing, lastSuccessAt: null, firstSuccessAt: null },
      null,
      true,
    ],
    ['not after its first failure', { ...failing, errorCount: 1, lastSuccessAt: null }, null, false],
    [
      'not again within a week',
      { ...failing, lastSuccessAt: hoursAgo(200) },
      { at: hoursAgo(100), level: 'watch' },
      false,
    ],
    ['again after a week', { ...failing, lastSuccessAt: hoursAgo(200) }, { at: hoursAgo(170), level: 'watch' }, true],
    ['again after it had come back', failing, { at: hoursAgo(40), level: 'watch' }, true],
  ])('%s', (_, row, last, fires) => {
    expect(run([...well, source('radar', row)], last === null ? {} : { radar: last })).toHaveLength(fires ? 1 : 0);
  });
});
