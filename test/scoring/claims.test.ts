import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Claim } from '../../src/core/claim.ts';
import { type ClaimIndex, createClaimIndex } from '../../src/scoring/claims/claim-index.ts';
import { toFigure } from '../../src/scoring/claims/claim-numbers.ts';
import { createClaimReader } from '../../src/scoring/claims/claim-reader.ts';
import { readText } from '../../src/text/read.ts';
import { parseTsv } from '../../src/text/tsv.ts';
import { createVocabulary } from '../../src/text/vocabulary.ts';
import { smallLexicons } from './small-lexicons.ts';

const lexicons = {
  ...smallLexicons,
  slang: new Map([
    ['krn', 'karena'],
    ['bgt', 'banget'],
  ]),
  synonyms: [
    { id: 'bansos', terms: ['bantuan sosial', 'bansos'] },
    { id: 'gratis', terms: ['gratis', 'cuma-cuma'] },
    { id: 'meninggal', terms: ['meninggal', 'wafat', 'tewas'] },
    { id: 'bagi', terms: ['bagi', 'salur'] },
    { id: '3', terms: ['tiga', 'telu'] },
  ],
};
const reader = createClaimReader(lexicons);

const claim = (claimId: string, title: string, text = ''): Claim => ({
  claimId,
  title,
  text,
  url: `https://cek.test/${claimId}`,
});
const claims: readonly Claim[] = [
  claim(
    'motor',
    '[SALAH] Bupati bagikan 500 sepeda motor gratis',
    'Buruan daftar, bupati Sagara membagikan 500 sepeda motor untuk warga Banyuraga',
  ),
  claim(
    'air',
    'Air PDAM Wulung mengandung merkuri',
    'Jangan minum air keran, pipa PDAM Wulung tercemar merkuri dari tambang emas',
  ),
  claim('vaksin', 'Tiga siswa pingsan sesudah vaksin di SDN Telagasewu', 'Anak-anak pingsan karena vaksin kedaluwarsa'),
  claim(
    'bansos',
    'Bantuan sosial dipotong kepala desa Ranubaya untuk beli mobil',
    'Kades Ranubaya memotong bansos warga',
  ),
  claim('harimau', 'Harimau lepas dari kebun binatang Sagara masuk pasar', 'Video harimau berkeliaran di pasar Raga'),
];

function indexOf(some: readonly Claim[]): ClaimIndex {
  const index = createClaimIndex(reader);
  for (const each of some) index.add(each);
  return index;
}

const firstOf = (index: ClaimIndex, text: string) => index.find(text, 5)[0] ?? null;

describe('keysOf', () => {
  test.each([
    ['affixes and endings', 'menyebarkan disebar sebarin rekamannya direkam', 'sebar sebar sebar rekam rekam'],
    ['swallowed letters', 'mengirim memukul menulis menyapu', 'kirim pukul tulis sapu'],
    ['spellings of a name', 'Rizieq Soeharto shalat khilafah', 'risik suharto salat kilapah'],
    ['synonyms and phrases', 'bantuan sosial disalurkan cuma-cuma', '=bansos =bagi =gratis'],
    ['a doubled word', 'jalan-jalan anak2', 'jalan anak'],
    [
      'figures',
      '11.000 warga, 50 ribu orang, 50.664 botol, tahun 2019',
      '@11000 @50000 orang @50000 botol tahun @2019',
    ],
    ['a number word meets its figure', 'tiga 3 telu', '@3 @3 @3'],
    ['frame words say nothing', '[SALAH] cek fakta: beredar video hoaks', ''],
    ['addresses, names of accounts and emoji say nothing', 'https://bit.ly/x @akun 😀', ''],
  ])('%s', (_, text, keys) => {
    expect(reader.keysOf(text).join(' ')).toBe(keys);
  });
});

describe('the synonyms that are shipped', () => {
  const file = readFileSync(new URL('../../lexicons/synonyms.tsv', import.meta.url), 'utf8');
  const rows = parseTsv('synonyms.tsv', file, ['id', 'terms']);

  test('a term stands in one group', () => {
    const groups = new Map<string, string[]>();
    for (const { cells } of rows) {
      for (const term of (cells.terms ?? '').split(', '))
        groups.set(term, [...(groups.get(term) ?? []), cells.id ?? '']);
    }
    expect([...groups].filter(([, ids]) => ids.length > 1)).toEqual([]);
  });

  test('every group has two terms or more, lower-case and without blanks around them', () => {
    const faulty = rows.filter(({ cells }) => {
      const terms = (cells.terms ?? '').split(',').map((term) => term.replace(/^ /, ''));
      return terms.length < 2 || terms.some((term) => term !== term.trim().toLowerCase() || term === '');
    });
    expect(faulty.map(({ line }) => line)).toEqual([]);
  });
});

describe('find', () => {
  const index = indexOf(claims);

  test.each([
    ['the same words in another order', 'sepeda motor gratis 500 unit dibagikan bupati', 'motor'],
    ['an excerpt', 'pipa PDAM Wulung tercemar merkuri dari tambang', 'air'],
    ['synonyms', 'kades Ranubaya potong bansos buat beli mobil', 'bansos'],
    ['slips and shortened words', 'hariamu lepas krn kandang kebun binatang rusak, msk pasar Sagara', 'harimau'],
    ['a figure as a word', '3 siswa SDN Telagasewu pingsan habis divaksin', 'vaksin'],
    ['a forward around it', `Assalamualaikum, sebarkan ke semua grup. ${claims[1]?.text}. Semoga bermanfaat`, 'air'],
  ])('finds %s', (_, text, claimId) => {
    expect(firstOf(index, text)).toMatchObject({ claimId, kind: 'match', url: `https://cek.test/${claimId}` });
  });

  test.each([
    ['another event of the same kind', 'Bupati resmikan jembatan gantung di Ranubaya'],
    ['a short text', 'bupati motor gratis'],
    ['chatter', 'selamat pagi semua, semoga sehat selalu ya bapak ibu'],
    ['nothing', ''],
    ['only signs', '!!! ??? 😀😀 [] --'],
  ])('does not match %s', (_, text) => {
    expect(index.find(text, 5).filter(({ kind }) => kind === 'match')).toEqual([]);
  });

  test('a claim about another figure is not the same claim', () => {
    const same = firstOf(index, 'bupati bagikan 500 sepeda motor gratis');
    const other = firstOf(index, 'bupati bagikan 20 sepeda motor gratis');
    expect(same?.similarity).toBeGreaterThan(other?.similarity ?? 0);
  });

  test('finds a claim in the middle of a long text, but not scattered over it', () => {
    const filler = Array.from({ length: 60 }, (_, at) => `kalimat${at} pengisi${at}`).join(' ');
    expect(firstOf(index, `${filler} ${claims[1]?.text} ${filler}`)).toMatchObject({ claimId: 'air', kind: 'match' });
    const scattered = 'minum keran pipa PDAM Wulung tercemar merkuri tambang emas'.split(' ').join(` ${filler} `);
    expect(index.find(scattered, 5).filter(({ kind }) => kind === 'match')).toEqual([]);
  });

  test('a document is compared by its title too', () => {
    const vocabulary = createVocabulary({
      terms: [],
      rootTerms: [],
      hosts: [],
      slang: lexicons.slang,
      languageBits: new Map(),
    });
    const body = Array.from({ length: 80 }, (_, at) => `kata${at}`).join(' ');
    const doc = readText('Harimau lepas dari kebun binatang Sagara masuk pasar', body, vocabulary);
    expect(index.find(doc, 1)).toMatchObject([{ claimId: 'harimau', kind: 'match' }]);
  });

  test('gives at most as many as asked for, most similar first, each similarity from 0 to 1', () => {
    const found = index.find(
      'bupati bagikan motor gratis, air PDAM Wulung mengandung merkuri, bansos dipotong kades Ranubaya',
      2,
    );
    expect(found).toHaveLength(2);
    const similarities = found.map(({ similarity }) => similarity);
    expect(similarities).toEqual([...similarities].sort((a, b) => b - a));
    for (const similarity of similarities) expect(similarity).toSatisfy((value: number) => value > 0 && value <= 1);
  });
});

describe('add and remove', () => {
  const asked = [
    ...claims.map(({ title }) => title ?? ''),
    ...claims.map(({ text }) => text),
    'bupati Sagara wafat di pasar Raga',
  ];
  const answers = (index: ClaimIndex) => asked.map((text) => index.find(text, 5));
  const expected = answers(indexOf(claims));

  test('a claim of the same id replaces the old one', () => {
    const index = indexOf(claims);
    index.add(claim('motor', 'Jembatan Wulung runtuh diterjang banjir bandang'));
    expect(index.size()).toBe(claims.length);
    expect(firstOf(index, 'jembatan Wulung runtuh karena banjir bandang')?.claimId).toBe('motor');
    expect(
      index.find('bupati bagikan 500 sepeda motor gratis', 5).filter(({ claimId }) => claimId === 'motor'),
    ).toEqual([]);
  });

  test('the order of adding does not matter', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...claims], { minLength: claims.length }), (shuffled) => {
        expect(answers(indexOf(shuffled))).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  test('adding and removing again leaves every answer as it was', () => {
    const word = fc.constantFrom(
      ...'bupati motor gratis harimau pasar Sagara merkuri vaksin siswa jembatan 500 3 banjir warga'.split(' '),
    );
    const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '));
    const other = fc.record({
      claimId: fc.string().map((id) => `lain-${id}`),
      title: fc.option(text),
      text,
      url: fc.constant(null),
    });
    fc.assert(
      fc.property(fc.array(other, { maxLength: 8 }), fc.boolean(), (others, before) => {
        const index = before ? indexOf(others) : indexOf(claims);
        for (const each of before ? claims : others) index.add(each);
        for (const { claimId } of others) index.remove(claimId);
        index.remove('never there');
        expect(index.size()).toBe(claims.length);
        expect(answers(index)).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  test('space of removed claims is given back', () => {
    const index = indexOf(claims);
    for (let at = 0; at < 4000; at += 1) {
      index.add(claim('berganti', `judul${at} berita${at} kabar${at} angka${at}`));
    }
    const small = index.bytes();
    for (let at = 4000; at < 8000; at += 1)
      index.add(claim('berganti', `judul${at} berita${at} kabar${at} angka${at}`));
    expect(index.bytes()).toBeLessThan(small * 1.5);
    index.remove('berganti');
    expect(answers(index)).toEqual(expected);
  });
});

describe('hostile input', () => {
  test('any text can be a claim and a question', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), text, (texts, question) => {
        const index = indexOf(texts.map((each, at) => claim(String(at), each, each)));
        for (const found of index.find(question, 5)) {
          expect(found.similarity).toBeGreaterThan(0);
          expect(found.similarity).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['a million letters', 'a'.repeat(1_000_000)],
    ['a million times one word', 'bupati '.repeat(150_000)],
    ['names of object members', 'constructor __proto__ toString valueOf hasOwnProperty prototype'],
    ['many digits', '9'.repeat(100_000)],
    ['a broken surrogate', '\ud800 bupati \udfff motor gratis sepeda'],
  ])('%s', (_, text) => {
    const index = indexOf([...claims, claim('musuh', text, text)]);
    expect(index.find(text, 5).length).toBeLessThanOrEqual(5);
    expect(firstOf(index, claims[1]?.text ?? '')?.claimId).toBe('air');
  });
});

test.each([
  ['1,5', 1.5],
  ['11.000', 11_000],
  ['1.500.000', 1_500_000],
  ['03.30', 3],
  ['10/4', 10],
])('reads the figure %s', (written, value) => {
  expect(toFigure(written)).toBe(value);
});
