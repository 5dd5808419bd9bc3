import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadKnowledge } from '../../src/app/knowledge.ts';
import { noOfficeLexicon, type OfficeLexicon } from '../../src/core/office-lexicon.ts';
import type { Region } from '../../src/core/region.ts';
import { createClaimIndex } from '../../src/scoring/claims/claim-index.ts';
import { createClaimReader } from '../../src/scoring/claims/claim-reader.ts';
import { createCommonWords } from '../../src/scoring/common-words.ts';
import { createScorer, type ScorerParts } from '../../src/scoring/create-scorer.ts';

const { lexicons, models, gazetteer, common } = loadKnowledge();
const claim = { claimId: 'a', title: 'Air sumur beracun', text: 'Air sumur warga disebut beracun', url: null };
const regionOf = (code: string): Region => {
  const region = gazetteer.findRegion(code);
  if (region === null) throw new Error(`no ${code}`);
  return region;
};

const office = (version: number, ...entries: OfficeLexicon['entries']): OfficeLexicon => ({ version, entries });
const withAgency = (region: Region): Region => ({
  ...region,
  agencies: region.agencies.map((agency, at) =>
    at > 0 ? agency : { ...agency, aliases: [...agency.aliases, 'Gorongkita'] },
  ),
});
const withPlaces = (region: Region): Region => ({
  ...region,
  landmarks: [...region.landmarks, 'Alun-alun Kidul', 'macet total'],
  namesakes: [...region.namesakes, { name: 'Semarang Raya', code: null, level: 'elsewhere' }],
});
const taught = {
  ...models,
  feelings: {
    ...models.feelings,
    version: 'taught',
    weights: models.feelings.weights.map((each, at) => (at % 7 ? each : -each)),
  },
};

/** Regencies of one worker: with words of the office, agencies, places and a model of their own, and none at all. */
const regencies: readonly Pick<ScorerParts, 'region' | 'office' | 'models'>[] = [
  { region: regionOf('35.16'), models, office: () => office(2, { term: 'macet total', weight: -3 }) },
  {
    region: regionOf('35.76'),
    models,
    office: () => office(5, { term: 'gercep', weight: 4 }, { term: 'jalan', weight: -1 }),
  },
  { region: withAgency(regionOf('33.74')), models, office: () => noOfficeLexicon },
  { region: withPlaces(regionOf('73.13')), models, office: () => office(1, { term: 'semarangan', weight: 2 }) },
  { region: { ...regionOf('91.71'), shortName: 'Jayapuri' }, models, office: () => noOfficeLexicon },
  { region: regionOf('35.16'), models: taught, office: () => noOfficeLexicon },
  { region: null, models, office: () => noOfficeLexicon },
];
const partsOf = (own: (typeof regencies)[number]): ScorerParts => ({ ...own, lexicons, otherRegencies: gazetteer });
const claimsWith = (reader: ReturnType<typeof createClaimReader>) => {
  const claims = createClaimIndex(reader);
  claims.add(claim);
  return claims;
};
const apart = regencies.map((own) =>
  createScorer({ ...partsOf(own), claims: claimsWith(createClaimReader(lexicons)) }),
);
const together = regencies.map((own) =>
  createScorer({ ...partsOf(own), common, claims: claimsWith(common.claimReader()) }),
);

const places = regencies.flatMap(({ region }) => [
  ...(region?.districts ?? []).flatMap(({ name, villages }) => [name, ...villages.map((village) => village.name)]),
  ...(region?.aliases ?? []),
  ...(region?.namesakes ?? []).map(({ name }) => name),
]);
const word = fc.oneof(
  fc.constantFrom(...lexicons.sentiment.flatMap(({ terms }) => terms.map(({ term }) => term))),
  fc.constantFrom(...lexicons.topics.map(({ term }) => term), ...lexicons.hoax.map(({ term }) => term)),
  fc.constantFrom(...lexicons.slang.keys(), ...lexicons.agencies.map(({ alias }) => alias)),
  fc.constantFrom(
    ...gazetteer.regencies.map(({ shortName }) => shortName),
    ...gazetteer.districts.map(({ name }) => name),
  ),
  fc.constantFrom(...places),
  fc.constantFrom(...places.map((name) => name.toLowerCase())),
  fc.constantFrom(...['Bupati', 'Wali Kota', 'Kecamatan', 'Desa', 'di', 'Jalan', 'Polres', 'dan', ',', '.', 'tidak']),
  fc.constantFrom('Gorongkita', 'macet total', 'Alun-alun Kidul', 'gercepnya', 'semarangan', 'air sumur beracun'),
);
const text = fc.array(word, { minLength: 3, maxLength: 40 }).map((words) => words.join(' '));
const doc = fc.record({
  id: fc.constant('1'),
  title: fc.option(text),
  text,
  publishedAt: fc.constant(null),
  platform: fc.constant(null),
});

describe('scorers that share their word lists', () => {
  test('say of every text what each says by itself, in whatever order they are asked', () => {
    fc.assert(
      fc.property(doc, fc.nat(regencies.length - 1), (one, first) => {
        for (let turn = 0; turn < regencies.length; turn += 1) {
          const at = (first + turn) % regencies.length;
          expect(together[at]?.score([one])).toEqual(apart[at]?.score([one]));
        }
      }),
      { numRuns: 60 },
    );
    expect(together.map(({ stamp }) => stamp)).toEqual(apart.map(({ stamp }) => stamp));
  });

  test('compile them once, and apart what a regency has of its own', () => {
    const words = createCommonWords({ lexicons, models, gazetteer });
    const [own] = regencies;
    const agencies = own?.region?.agencies ?? [];
    const first = words.wordsOf(agencies, models);
    expect(words.wordsOf([...agencies], models)).toEqual(first);
    expect(words.wordsOf([...agencies], models).index).toBe(first.index);
    expect(words.wordsOf([...agencies], models).learned).toBe(first.learned);
    expect(words.placesOf(gazetteer)).toBe(words.placesOf(gazetteer));

    const renamed = words.wordsOf(agencies.slice(1), models);
    expect(renamed.index).not.toBe(first.index);
    expect(renamed.learned).toBe(first.learned);

    // What another model notes in the words would be read as this one's.
    const other = words.wordsOf(agencies, taught);
    expect(other.learned).not.toBe(first.learned);
    expect(other.index.vocabulary.partOf).not.toBe(first.index.vocabulary.partOf);
    expect(other.index.find).toBe(first.index.find);
  });
});
