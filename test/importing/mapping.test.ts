import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { detectTable } from '../../src/importing/detect.ts';
import { mapRows } from '../../src/importing/map-rows.ts';
import { mappingFormat, parseMapping } from '../../src/importing/mapping.ts';
import { columnsOf, tableRow } from '../../src/importing/rows.ts';
import { contextOf } from './context.ts';

const example = parse(readFileSync(new URL('../../data/templates/pemetaan.yaml', import.meta.url), 'utf8'));

describe('a mapping of the operator', () => {
  it('reads a table that no format knows', () => {
    const format = mappingFormat(
      parseMapping(
        {
          platform: 'facebook',
          columns: { 'Teks Unggahan': 'text', Pada: 'date', Jam: 'time', Reaksi: 'likes', Kode: 'id' },
        },
        'peta.yaml',
      ),
    );
    const rows = [
      { line: 1, cells: ['Laporan'] },
      { line: 2, cells: ['Kode', 'Pada', 'Jam', 'Teks Unggahan', 'Reaksi'] },
      { line: 3, cells: ['9', '19/11/2026', '08:15', 'Air keruh', '1.250'] },
      { line: 4, cells: ['10', 'entah', '', 'Air mati', ''] },
    ];
    const found = detectTable(rows, [format]);
    expect(found?.headingAt).toBe(1);
    const columns = columnsOf(found?.heading ?? []);
    const { posts, rejected } = mapRows(
      format.open(contextOf()),
      rows.slice(2).map(({ line, cells }) => tableRow(line, cells, columns)),
    );
    expect(posts.map(({ post }) => post)).toEqual([
      expect.objectContaining({
        platform: 'facebook',
        kind: 'post',
        text: 'Air keruh',
        externalId: '9',
        idScope: 'facebook:posts',
        publishedAt: '2026-11-19T01:15:00.000Z',
        metrics: { likes: 1250, comments: null, shares: null, views: null, others: {} },
      }),
    ]);
    expect(rejected).toEqual([{ line: 4, reason: 'tanggal tidak terbaca: «entah»' }]);
  });

  it('does not fit a table without its text', () => {
    const format = mappingFormat(parseMapping({ columns: { Isi: 'text', Pada: 'date' } }, 'peta.yaml'));
    expect(detectTable([{ line: 1, cells: ['Pada', 'Lain'] }], [format])).toBeNull();
  });

  it('is shown by the example that comes with the program', () => {
    expect(() => parseMapping(example, 'pemetaan.yaml')).not.toThrow();
  });

  it.each([
    [{ columns: { a: 'isi' } }, 'harus salah satu dari: id, url'],
    [{ columns: { a: 'url' } }, 'text atau title'],
    [{ columns: { a: 'text' }, platform: 'radio' }, 'harus salah satu dari: web'],
    [{ kolom: {} }, 'columns'],
    [null, 'peta.yaml'],
  ])('%j is refused', (value, message) => {
    expect(() => parseMapping(value, 'peta.yaml')).toThrow(message);
  });
});
