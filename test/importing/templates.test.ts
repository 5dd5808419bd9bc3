import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detectTable } from '../../src/importing/detect.ts';
import { importFormats } from '../../src/importing/index.ts';
import { mapRows } from '../../src/importing/map-rows.ts';
import { columnsOf, tableRow } from '../../src/importing/rows.ts';
import { readTable } from '../../src/reading/table.ts';
import { contextOf } from './context.ts';

/** What an office would type, by column. */
const typed: Readonly<Record<string, string>> = {
  tanggal: '21/11/2026',
  jam: '07.15',
  media: 'Koran Uji',
  platform: 'cetak',
  judul: 'Jalan rusak',
  isi: 'Warga mengeluh.',
  'isi aduan': 'Warga mengeluh.',
  'nomor aduan': '7',
};

describe.each([
  ['klipping.xlsx', 'klipping', 'print'],
  ['klipping.csv', 'klipping', 'print'],
  ['aduan.csv', 'aduan', 'complaint'],
])('the template %s', (name, id, platform) => {
  it('is empty, and what is typed into it is read', async () => {
    const body = readFileSync(new URL(`../../data/templates/${name}`, import.meta.url));
    const { rows } = await readTable(body, { url: '', contentType: null, zone: 'Asia/Jakarta' });
    const found = detectTable(rows, importFormats);
    expect(found?.format.id).toBe(id);
    const heading = found?.heading ?? [];
    const columns = columnsOf(heading);
    const map = (lines: readonly { line: number; cells: readonly string[] }[]) =>
      mapRows(
        found?.format.open(contextOf()) ?? (() => null),
        lines.map(({ line, cells }) => tableRow(line, cells, columns)),
      );
    expect(map(rows.slice(1))).toEqual({ posts: [], rejected: [] });
    const { posts, rejected } = map([{ line: 2, cells: heading.map((column) => typed[column] ?? '') }]);
    expect(rejected).toEqual([]);
    expect(posts.map(({ post }) => [post.platform, post.text, post.publishedAt?.slice(0, 10)])).toEqual([
      [platform, 'Warga mengeluh.', platform === 'print' ? '2026-11-21' : '2026-11-20'],
    ]);
  });
});
