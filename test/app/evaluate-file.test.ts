import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { evaluateFile } from '../../src/app/evaluation/evaluate-file.ts';
import { ConfigError } from '../../src/core/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'evaluate-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

const labelled = [
  'text,sentiment,attention',
  '"Jalan di Kecamatan Kemlagi, Kabupaten Mojokerto rusak parah, dinas tidak pernah memperbaiki. Kecewa!",negatif,merah',
  '"Terima kasih, pelayanan petugas puskesmas ramah dan cepat sekali",positif,hijau',
  '"Jadwal pelayanan SIM keliling hari Senin pukul 08.00 di alun-alun",netral,hijau',
  '"Jalan di Kabupaten Jombang rusak parah dan tidak pernah diperbaiki dinas",negatif,hijau',
].join('\n');

describe('evaluateFile', () => {
  it('gives figures that the matrices bear out', async () => {
    const found = await evaluateFile(write('a.csv', labelled), '35.16');
    expect(found).toMatchObject({ rows: 4, rejected: [], region: { code: '35.16' }, topic: null, target: null });
    const { sentiment, attention } = found;
    expect(sentiment?.majorityLabel).toBe('negative');
    for (const measured of [sentiment?.ours, sentiment?.plain, sentiment?.majority]) {
      const { rows = 0, accuracy = 0, confusion = {} } = measured ?? {};
      const right = Object.entries(confusion).reduce((sum, [label, row]) => sum + (row[label] ?? 0), 0);
      expect(rows).toBe(4);
      expect(accuracy).toBeCloseTo(right / 4);
    }
    expect(sentiment?.majority.accuracy).toBeCloseTo(0.5);
    // The complaint about another regency needs no attention here.
    expect(attention?.ours.confusion.none).toEqual({ none: 3 });
  });

  it('takes every text as speaking of the own regency when none is named', async () => {
    const { attention, region } = await evaluateFile(write('a.csv', labelled), null);
    expect(region).toBeNull();
    expect(attention?.ours.confusion.none).not.toEqual({ none: 3 });
  });

  it.each([
    ['a file without labels', 'text\nhalo\n', null],
    ['a region that does not exist', labelled, '99.99'],
  ])('refuses %s', async (_, content, region) => {
    await expect(evaluateFile(write('b.csv', content), region)).rejects.toThrow(ConfigError);
  });

  it('refuses a file that is not there', async () => {
    await expect(evaluateFile(join(folder, 'none.csv'), null)).rejects.toThrow('tidak dapat dibaca');
  });
});

describe('kentongan evaluate', () => {
  it('prints a page in Indonesian, names bad rows by line, and exits with 1', () => {
    const file = write('c.csv', `${labelled}\n,negatif,\nhalo,jelek,\n`);
    const main = new URL('../../src/main.ts', import.meta.url).pathname;
    const done = spawnSync(process.execPath, ['--import', 'tsx', main, 'evaluate', file], { encoding: 'utf8' });
    expect(done.status).toBe(1);
    expect(done.stderr).toBe(
      `${file} baris 6: teks kosong\n${file} baris 7: label «jelek» tidak dikenal\nkentongan: 2 baris dilewati\n`,
    );
    expect(done.stdout).toContain(`${file}: 4 baris dinilai, 2 baris dilewati`);
    for (const part of ['Macro-F1', 'Daftar kata biasa', 'Selalu "negatif"', 'label berkas']) {
      expect(done.stdout).toContain(part);
    }
  });
});
