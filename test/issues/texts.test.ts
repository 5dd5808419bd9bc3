import { describe, expect, test } from 'vitest';
import { createKnownTexts } from '../../src/issues/known-texts.ts';
import { createPlaceNames } from '../../src/issues/place-names.ts';
import { createProfile } from '../../src/issues/profile.ts';
import { signatureOf } from '../../src/issues/signature.ts';
import { stemOf } from '../../src/issues/stem.ts';
import { at, makeMember, memberOf } from './members.ts';

const nowhere = createPlaceNames();
const dayMs = 86_400_000;

test.each([
  ['kebanjiran', 'banjir'],
  ['dikeluhkan', 'keluhan'],
  ['pelayanan', 'melayani'],
  ['perbaikannya', 'perbaiki'],
])('%s and %s have the same stem', (a, b) => {
  expect(stemOf(a)).toBe(stemOf(b));
});

test.each(['air', 'mati', 'rp', '1,5', 'banjir', 'émosi', 'ban'])('%s is left whole', (word) => {
  expect(stemOf(word)).toBe(word);
});

describe('place names', () => {
  const article = memberOf({ title: 'Jalan Kedungrinjing Rusak', text: 'Jalan di Kedungrinjing berlubang.' });
  const post = makeMember({ kind: 'post', title: null, text: 'jalan kedungrinjing bolong min' });

  test('that other texts have called places are found in lower case', () => {
    const names = createPlaceNames();
    expect([...signatureOf(post, names).districts]).toEqual([]);
    names.learn(article.places);
    expect([...signatureOf(post, names).districts]).toEqual(['99.01.06']);
    expect(signatureOf(post, names).stems.has('@kedungrinjing')).toBe(true);
  });

  test('of two districts, short ones and ordinary words are no places', () => {
    const names = createPlaceNames();
    const hit = { field: 'text', start: 0, end: 1 } as const;
    names.learn([
      { ...hit, name: 'Sumberjati', code: '99.01.01' },
      { ...hit, name: 'Sumberjati', code: '99.01.02.2001' },
      { ...hit, name: 'Pacet', code: '99.01.03' },
      { ...hit, name: 'Masyarakat', code: '99.01.04' },
      { ...hit, name: 'Wonosari', code: '99.01.05.2003' },
    ]);
    expect(['sumberjati', 'pacet', 'masyarakat', 'wonosari', '__proto__'].map(names.districtOf)).toEqual([
      ...[null, null, null, '99.01.05', null],
    ]);
  });
});

describe('known texts', () => {
  const words = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => `kata${from + index}`).join(' ');
  const known = (texts: readonly (readonly [text: string, hours: number])[]) => {
    const all = createKnownTexts();
    for (const [index, [text, hours]] of texts.entries()) {
      const signature = signatureOf(makeMember({ title: null, text }), nowhere);
      const when = Date.parse(at(hours));
      all.learn(signature);
      all.add(all.read(signature, when), createProfile(index + 1, when, false), []);
    }
    return all;
  };
  const find = (all: ReturnType<typeof known>, text: string, hours = 0) =>
    all
      .find(all.read(signatureOf(makeMember({ title: null, text }), nowhere), Date.parse(at(hours))), dayMs, 3 * dayMs)
      .map(({ text: { issue }, copied }) => [issue.id, copied === null ? null : Math.round(copied * 100) / 100]);

  test.each([
    ['a short passage of a long text', [[words(0, 200), 0]], words(60, 30), [[1, expect.any(Number)]]],
    ['a long text that has a short one in it', [[words(60, 30), 0]], words(0, 200), [[1, expect.any(Number)]]],
    [
      'common rare words that are no copy',
      [['sling jembatan gantung pesantok karatan', 0]],
      'karatan sling itu',
      [[1, null]],
    ],
    ['nothing in common', [[words(0, 30), 0]], words(100, 30), []],
    ['a copy of two days before', [[words(0, 30), -48]], words(0, 30), [[1, 2]]],
    ['words of two days before', [['sling jembatan gantung pesantok karatan', -48]], 'karatan sling itu', []],
  ] as const)('finds %s', (_, texts, text, expected) => {
    expect(find(known(texts), text)).toEqual(expected);
  });

  test('forgets what is old, and gives its place to others', () => {
    const all = known([
      [words(0, 30), 0],
      [words(0, 30), 48],
    ]);
    all.forget(Date.parse(at(24)));
    expect(find(all, words(0, 30), 24)).toEqual([[2, 2]]);
    const signature = signatureOf(makeMember({ title: null, text: words(500, 30) }), nowhere);
    all.learn(signature);
    all.add(all.read(signature, Date.parse(at(30))), createProfile(3, 0, false), []);
    expect(find(all, words(500, 30), 24)).toEqual([[3, 2]]);
    expect(find(all, words(0, 30), 24)).toEqual([[2, 2]]);
  });

  test('compares with the newest texts of an issue only', () => {
    const all = createKnownTexts();
    const issue = createProfile(1, 0, false);
    for (let index = 0; index < 60; index += 1) {
      const signature = signatureOf(makeMember({ title: null, text: words(100 * index, 30) }), nowhere);
      all.learn(signature);
      all.add(all.read(signature, Date.parse(at(index / 10))), issue, []);
    }
    expect(issue.texts).toHaveLength(40);
    expect(find(all, words(0, 30))).toEqual([]);
    expect(find(all, words(5_900, 30))).toEqual([[1, 2]]);
  });
});
