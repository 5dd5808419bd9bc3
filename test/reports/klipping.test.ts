import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { renderKlippingCsv } from '../../src/reports/klipping/csv.ts';
import { klippingColumns } from '../../src/reports/klipping/rows.ts';
import { renderKlippingXlsx } from '../../src/reports/klipping/xlsx.ts';
import { makeClipping, makeEmptyDigest } from './digests.ts';
import { makeHostileDigest } from './hostile-digest.ts';
import { unzip } from './unzip.ts';

const digestOf = (clippings: ReturnType<typeof makeClipping>[]) => makeEmptyDigest({ clippings });

const two = digestOf([
  makeClipping('Air Mati, Warga Antre'),
  makeClipping('Panen Raya', { label: 'positive', field: 'kesra', agency: null, url: null, hasTime: false }),
]);
const rows = [
  [
    '21 Nov 2026, 12.15 WIB',
    'Kabar Raga',
    'Air Mati, Warga Antre',
    'negatif',
    'Ekuin',
    'PDAM',
    'https://kabar-raga.test/air-mati',
  ],
  ['21 Nov 2026', 'Kabar Raga', 'Panen Raya', 'positif', 'Kesra', '', ''],
];

test('CSV opens in Excel with the columns of the offices', () => {
  const csv = renderKlippingCsv(two);
  expect(csv.startsWith('\ufeff')).toBe(true);
  const parsed: string[][] = parse(csv, { bom: true });
  expect(parsed).toEqual([[...klippingColumns], ['1', ...(rows[0] ?? [])], ['2', ...(rows[1] ?? [])]]);
});

test('the workbook has the same', async () => {
  const sheet = await readSheet(Buffer.from(await renderKlippingXlsx(two)));
  expect(sheet).toEqual([
    [...klippingColumns],
    [1, ...(rows[0] ?? [])],
    [2, ...(rows[1] ?? []).map((value) => (value === '' ? null : value))],
  ]);
});

test('a day without clippings is a list with nothing but its head', async () => {
  expect(parse(renderKlippingCsv(makeEmptyDigest()), { bom: true })).toEqual([[...klippingColumns]]);
  expect(await readSheet(Buffer.from(await renderKlippingXlsx(makeEmptyDigest())))).toEqual([[...klippingColumns]]);
});

describe('formulas', () => {
  const nasty = fc
    .tuple(
      fc.constantFrom(
        '=',
        '+',
        '-',
        '@',
        '\t',
        '\r',
        '\n',
        '＝',
        '＋',
        '－',
        '＠',
        ' =',
        '"=',
        "'=",
        ';=',
        '\u0000=',
        '\u202e=',
        '%0A=',
      ),
      fc.string({ unit: 'binary', maxLength: 30 }),
    )
    .map(([start, rest]) => start + rest);

  test('no cell of the CSV begins one', () => {
    fc.assert(
      fc.property(nasty, nasty, nasty, nasty, (title, publisher, agency, url) => {
        const csv = renderKlippingCsv(digestOf([makeClipping(title, { publisher, agency, url, label: title })]));
        const parsed: string[][] = parse(csv, { bom: true });
        expect(parsed).toHaveLength(2);
        for (const cell of parsed.flat()) expect(cell).not.toMatch(/^\s*[=+\-@\t\r＝＋－＠]/);
      }),
      { numRuns: 3_000 },
    );
  });

  test('no cell of the workbook is one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(nasty, { minLength: 20, maxLength: 20 }), async (texts) => {
        const clippings = texts.map((text) =>
          makeClipping(text, { publisher: text, agency: text, url: text, label: text }),
        );
        const sheet =
          unzip(await renderKlippingXlsx(digestOf(clippings)))
            .get('xl/worksheets/sheet1.xml')
            ?.toString('utf8') ?? '';
        expect(sheet).toContain('<sheetData>');
        expect(sheet).not.toMatch(/<f[ >/]/);
        // Numbers are the running numbers alone.
        expect(sheet.match(/<c [^>]*t="(?!s"|inlineStr")/g) ?? []).toHaveLength(
          (sheet.match(/<c [^>]*t="n"/g) ?? []).length,
        );
      }),
      { numRuns: 40 },
    );
  });

  test('a hostile day is read back whole', async () => {
    const digest = makeHostileDigest();
    const sheet = await readSheet(Buffer.from(await renderKlippingXlsx(digest)));
    expect(sheet).toHaveLength(digest.clippings.length + 1);
    expect(sheet.flat().every((cell) => typeof cell !== 'string' || cell.length <= 2_000)).toBe(true);
    expect(parse(renderKlippingCsv(digest), { bom: true })).toHaveLength(digest.clippings.length + 1);
  });
});
