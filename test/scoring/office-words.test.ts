import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadModels } from '../../src/app/models.ts';
import { noOfficeLexicon, type OfficeEntry, type OfficeLexicon } from '../../src/core/office-lexicon.ts';
import { emptyGazetteer } from '../../src/regions/gazetteer.ts';
import { createScorer } from '../../src/scoring/create-scorer.ts';
import { tilted } from '../../src/scoring/office-words.ts';
import { smallLexicons } from './small-lexicons.ts';

const parts = { lexicons: smallLexicons, models: loadModels(), region: null, otherRegencies: emptyGazetteer };
const scorer = createScorer(parts);

const lexicon = (...entries: readonly (readonly [string, number])[]): OfficeLexicon => ({
  version: 3,
  entries: entries.map(([term, weight]): OfficeEntry => ({ term, weight })),
});
function judge(office: OfficeLexicon, text: string, title: string | null = null) {
  const [scored] = scorer.scorerWith(office).score([{ id: '1', title, text, publishedAt: null, platform: null }]);
  if (scored === undefined) throw new Error('one text has one verdict');
  return scored.sentiment;
}
const value = (office: OfficeLexicon, text: string, title: string | null = null) => judge(office, text, title).value;
const shift = (office: OfficeLexicon, text: string, title: string | null = null) =>
  value(office, text, title) - value(noOfficeLexicon, text, title);
const officeLines = (office: OfficeLexicon, text: string, title: string | null = null) =>
  judge(office, text, title).evidence.filter(({ rule }) => rule === 'lexicon:office');

const text = 'Layanan di kantor itu ambyar sejak pagi tadi kata warga.';
const bad = lexicon(['ambyar', -3]);

describe('words of an office', () => {
  test('tilt a text to their side, and say so in its evidence', () => {
    expect(shift(bad, text)).toBeLessThan(-0.1);
    expect(shift(lexicon(['ambyar', 3]), text)).toBeGreaterThan(0.1);
    expect(officeLines(bad, text)).toEqual([
      { field: 'text', start: 22, end: 28, text: 'ambyar', weight: expect.any(Number), rule: 'lexicon:office' },
    ]);
    expect(officeLines(bad, text)[0]?.weight).toBeLessThan(0);
  });

  test('leave every text alone that does not hold them', () => {
    const other = 'Jalan rusak parah di depan pasar, warga mengeluh.';
    expect(judge(bad, other)).toEqual(judge(noOfficeLexicon, other));
  });

  test('the evidence still adds up to the value', () => {
    for (const each of [text, 'Ambyar! Ambyar! Jalan rusak parah, tidak ambyar kok.', 'bagus sangat ambyar sekali']) {
      const { evidence, value: whole } = judge(bad, each);
      const sum = evidence.reduce((all, { weight }) => all + weight, 0);
      expect(sum).toBeCloseTo(whole, 2);
    }
  });

  test('are found in the forms that the reader knows, as phrases, and not inside other words', () => {
    const found = (term: string, each: string) => officeLines(lexicon([term, -2]), each).map(({ text: span }) => span);
    expect(found('ambyar', 'Layanannya AMBYARRR tadi pagi.')).toEqual(['AMBYARRR']);
    expect(found('ambyar', 'Lihat ambyarnya kantor itu tadi.')).toEqual(['ambyarnya']);
    expect(found('ambyar', 'Kata ambyarisme itu dari mana?')).toEqual([]);
    expect(found('gk beres', 'Pelayanan di sini tidak beres semua.')).toEqual(['tidak beres']);
    expect(found('tidak beres', 'Pelayanan di sini gk beres semua.')).toEqual(['gk beres']);
    expect(found('tidak beres', 'Pelayanan tidak, beres kapan?')).toEqual([]);
    expect(found('😤', 'Antre lagi di kantor itu 😤 capek')).toEqual(['😤']);
    const both = lexicon(['ambyar', -1], ['ambyar total', -4]);
    expect(officeLines(both, 'Hari ini ambyar total di kantor.').map(({ text: span }) => span)).toEqual([
      'ambyar total',
    ]);
  });

  test('are turned round by a negator and count more in a title', () => {
    expect(shift(bad, 'Layanan di kantor itu tidak ambyar sejak pagi tadi.')).toBeGreaterThan(0);
    const slight = lexicon(['ambyar', -0.5]);
    const rest = 'Warga datang ke kantor itu sejak pagi tadi untuk mengurus kartu.';
    expect(shift(slight, rest, 'Kantor itu ambyar')).toBeLessThan(shift(slight, `Kantor itu ambyar. ${rest}`));
  });

  test('reading is the same with them: a new word hides nothing from lists and model', () => {
    const clitic = lexicon(['rusaknya', -1]);
    const each = 'Jalan itu rusaknya sudah lama sekali, tolong diperbaiki.';
    const learned = (office: OfficeLexicon) =>
      judge(office, each)
        .evidence.filter(({ rule }) => rule !== 'lexicon:office' && rule !== 'rest')
        .map(({ text: span, rule }) => [span, rule]);
    expect(learned(clitic)).toEqual(learned(noOfficeLexicon));
    expect(scorer.wordsOf(null, 'rusaknya')).toEqual(['rusak']);
  });

  test('what could not be judged stays so', () => {
    expect(judge(lexicon(['zorp', -5]), 'zorp')).toMatchObject({ label: 'unscored', evidence: [] });
    expect(judge(lexicon(['zorp', -5]), 'zorp glarb vintu morbel quaxi tremolin')).toMatchObject({ label: 'unscored' });
  });

  test('however many there are, the tilt has an end', () => {
    const many = 'Kantor ambyar remuk hancur ancur ambyar remuk hancur ancur sejak pagi tadi kata warga.';
    const enough = lexicon(['ambyar', -5], ['remuk', -5]);
    const most = lexicon(['ambyar', -5], ['remuk', -5], ['hancur', -5], ['ancur', -5]);
    expect(value(enough, many)).toBeLessThan(value(noOfficeLexicon, many));
    expect(value(most, many)).toBe(value(enough, many));
    const [negative, neutral, positive] = tilted([1 / 3, 1 / 3, 1 / 3], -0.4 * 6);
    expect(negative / neutral).toBeCloseTo(Math.exp(2.4), 6);
    expect(neutral / positive).toBeCloseTo(Math.exp(2.4), 6);
  });

  test('always move a text in their own direction, or not at all', () => {
    const words = fc.constantFrom('ambyar', 'jalan', 'rusak', 'bagus', 'warga', 'pagi', 'kantor', 'sangat', '!', ',');
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 30 }), fc.integer({ min: 1, max: 5 }), (all, weight) => {
        const each = all.join(' ');
        expect(shift(lexicon(['ambyar', weight]), each)).toBeGreaterThanOrEqual(0);
        expect(shift(lexicon(['ambyar', -weight]), each)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 200 },
    );
  });

  test('may be replaced while the scorer is in use, which changes stamp and version', () => {
    let office = noOfficeLexicon;
    const live = createScorer({ ...parts, office: () => office });
    const { stamp, lexiconVersion } = live;
    expect(stamp).toBe(scorer.stamp);
    const docs = [{ id: '1', title: null, text, publishedAt: null, platform: null }];
    const [plain] = live.score(docs);
    office = bad;
    expect(live.lexiconVersion).toBe(`${lexiconVersion}+k3`);
    expect(live.stamp).not.toBe(stamp);
    const [changed] = live.score(docs);
    expect(changed?.versions.lexicon).toBe(`${lexiconVersion}+k3`);
    expect(changed?.sentiment.value).toBeLessThan(plain?.sentiment.value ?? -1);
    office = noOfficeLexicon;
    expect(live.score(docs)).toEqual([plain]);
  });
});
