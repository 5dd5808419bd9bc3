import { describe, expect, it } from 'vitest';
import { makeXlsx } from '../support/office-files.ts';
import { createBench } from './bench.ts';

const { site, run, step } = createBench();

const sheet = (rows: number) =>
  `tanggal,jam,media,platform,judul,isi,penulis,tautan\n${Array.from({ length: rows }, (_, i) => `2026-11-20,08.15,Koran Contoh,cetak,Judul ${i},Isi ${i},,\n`).join('')}`;

describe('klipping', () => {
  it('reads a file in bounded steps, and again only when it changes', async () => {
    let content = `${sheet(12_000)}32-13-2026,,Koran,,Tanpa tanggal,,,\n2027-01-01,,Koran,,Esok,,,\n`;
    const files = { readFile: async () => Buffer.from(content) };
    const first = await run('klipping', { path: 'klipping.csv' }, null, files);
    expect([first.posts.length, first.rejected, first.steps]).toEqual([12_000, 2, 3]);
    expect(first.posts[0]).toMatchObject({
      kind: 'klipping',
      platform: 'print',
      publisher: 'Koran Contoh',
      title: 'Judul 0',
      publishedAt: '2026-11-20T01:15:00.000Z',
    });
    const second = await run('klipping', { path: 'klipping.csv' }, first.cursor, files);
    expect([second.posts.length, second.rejected, second.steps]).toEqual([0, 0, 1]);
    content = `${sheet(2)}`;
    const third = await run('klipping', { path: 'klipping.csv' }, second.cursor, files);
    expect(third.posts).toHaveLength(2);
  });

  it('reads a published sheet, asking for the whole of it while rows are left', async () => {
    const server = await site(({ headers }) =>
      headers['if-none-match'] === '"k1"'
        ? { status: 304 }
        : { headers: { etag: '"k1"', 'content-type': 'text/csv' }, body: sheet(7_000) },
    );
    const first = await run('klipping', { url: `${server.origin}/klipping.csv` });
    expect([first.posts.length, first.steps]).toEqual([7_000, 2]);
    const second = await run('klipping', { url: `${server.origin}/klipping.csv` }, first.cursor);
    expect([second.posts.length, second.steps]).toEqual([0, 1]);
  });

  it('reads a sheet of Excel', async () => {
    const body = await makeXlsx([
      ['tanggal', 'media', 'judul'],
      ['2026-11-20', 'Koran Contoh', 'Jalan rusak'],
    ]);
    const { posts } = await run('klipping', { path: 'klipping.xlsx' }, null, { readFile: async () => body });
    expect(posts).toEqual([expect.objectContaining({ title: 'Jalan rusak', publisher: 'Koran Contoh' })]);
  });

  it('fails on what is no klipping sheet', async () => {
    await expect(
      step('klipping', { path: 'x.csv' }, null, { readFile: async () => Buffer.from('nama,alamat\nA,B\n') }),
    ).rejects.toMatchObject({ reason: 'changed' });
  });
});
