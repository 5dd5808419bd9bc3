import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsv } from '../../src/api/csv.ts';
import { closeDatabase } from '../../src/store/database.ts';
import { type SeedMention, seed } from './seed.ts';
import { makeApiDeps, serveApi } from './serve-seed.ts';

const shape = {
  filename: 'uji.csv',
  columns: [
    { header: 'text', value: (item: { text: string; value: number }) => item.text },
    { header: 'value', value: (item: { text: string; value: number }) => item.value },
  ],
};

const read = (text: string): string[][] => parse(text, { bom: true, relax_column_count: true });

describe('CSV', () => {
  it('never holds a cell that a spreadsheet would run', () => {
    const start = fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '\t',
      '\r',
      '\n',
      ' ',
      '\ufeff',
      '\uff1d',
      '\uff0b',
      '\uff0d',
      '\uff20',
      '"',
      ',',
    );
    const text = fc
      .tuple(fc.array(start, { maxLength: 4 }), fc.string({ unit: 'grapheme' }))
      .map(([signs, rest]) => signs.join('') + rest);
    const cells = fc.array(text, { minLength: 50, maxLength: 50 });
    fc.assert(
      fc.property(cells, fc.integer(), (texts, value) => {
        const [, ...rows] = read(
          toCsv(
            shape,
            texts.map((cell) => ({ text: cell, value })),
          ),
        );
        expect(rows).toHaveLength(texts.length);
        const runs = rows.filter(([cell]) => /^[\s\ufeff]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(cell ?? ''));
        expect(runs).toEqual([]);
        expect(rows.every(([, number]) => number === String(value))).toBe(true);
      }),
      // 100,000 cells.
      { numRuns: 2_000 },
    );
  });

  it('keeps every character of an ordinary text', () => {
    const text = 'Warga: "air mati, lagi!"\r\nbaris kedua; 100%';
    expect(read(toCsv(shape, [{ text, value: -0.5 }]))).toEqual([
      ['text', 'value'],
      [text, '-0.5'],
    ]);
  });

  it('begins with a byte order mark and has a header even when empty', () => {
    expect(toCsv(shape, [])).toBe('\ufefftext,value\r\n');
  });
});

describe('lists as CSV', () => {
  it('hold everything that matches, as a download', async () => {
    const many: readonly SeedMention[] = Array.from({ length: 240 }, (_, index) => ({
      source: 'kabar-wanasari',
      minutes: 2000 + index,
      title: index === 0 ? '=HYPERLINK("https://penyerang.test")' : `Kabar ${index}`,
      text: `Isi berita ke-${index}.`,
    }));
    const { db } = await seed(many);
    const server = await serveApi(makeApiDeps(db));
    const ask = (path: string) => fetch(`${server.origin}${path}`, { headers: { accept: 'text/csv' } });
    const response = await ask('/api/v1/mentions');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename=sebutan.csv');
    expect(response.headers.get('link')).toBeNull();
    const rows = read(await response.text());
    expect(rows).toHaveLength(1 + 16 + 240);
    expect(rows[1 + 16]?.[7]).toBe(`'=HYPERLINK("https://penyerang.test")`);

    const some = await ask('/api/v1/mentions?limit=10');
    expect(read(await some.text())).toHaveLength(11);
    expect(some.headers.get('link')).toMatch(/^<\/api\/v1\/mentions\?limit=10&cursor=[^>]+>; rel="next"$/);
    for (const path of ['alerts', 'issues', 'sources', 'stats', 'hoaxes', 'digests']) {
      expect((await ask(`/api/v1/${path}`)).status).toBe(200);
    }
    await server.close();
    await closeDatabase(db);
  });
});
