import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { importAccounts, listAccountLines } from '../../src/app/accounts.ts';
import { printActivity } from '../../src/app/activity.ts';

let folder: string;
let config: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kentongan-akun-'));
  config = join(folder, 'kentongan.yaml');
  const database = join(folder, 'k.db');
  writeFileSync(config, `region: { code: "35.16" }\ncontact: mailto:uji@contoh.test\ndatabase: ${database}\n`);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('knows the agency by its own column, or by the name of the office; an influencer belongs to none', async () => {
  const offices = join(folder, 'opd.csv');
  writeFileSync(offices, 'Nama OPD,Instagram,Website\nDinas Kesehatan,@dinkesuji,dinkes.uji.test\n');
  const people = join(folder, 'tokoh.csv');
  writeFileSync(
    people,
    'nama,platform,akun,kelas,opd\nDinas Kesehatan,x,@tiruan,influencer,\nPUPR,x,@puprx,resmi,Dinas Antah\n',
  );
  const [first] = await importAccounts(config, [offices], 'government');
  expect(first).toMatchObject({ added: 2, rejected: [], warnings: [] });
  const [second] = await importAccounts(config, [people], 'government');
  expect(second?.warnings).toEqual(['perangkat daerah tidak dikenal: «Dinas Antah»']);
  const accounts = (await listAccountLines(config)).map((line) => JSON.parse(line));
  expect(Object.fromEntries(accounts.map(({ handle, agency }) => [handle, agency]))).toEqual({
    dinkesuji: 'Dinkes',
    'dinkes.uji.test': 'Dinkes',
    tiruan: null,
    puprx: 'Dinas Antah',
  });
  expect(await importAccounts(config, [offices, people], 'government')).toMatchObject([
    { added: 0, changed: 0, unchanged: 2 },
    { added: 0, changed: 0, unchanged: 2 },
  ]);
  const report = await printActivity(config, '2026-10', 'text');
  expect(report).toContain('3 belum dipantau.');
  expect(report).not.toContain('Tidak ditemukan pertanyaan');
});
