import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digest } from '../../src/commands/digest.ts';
import { ConfigError } from '../../src/core/errors.ts';

let folder: string;
let config: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'laporan-'));
  config = join(folder, 'kentongan.yaml');
  writeFileSync(
    config,
    `region: { code: "35.16" }\ncontact: mailto:uji@contoh.test\ndatabase: ${join(folder, 'data.db')}\n`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...args: string[]): Promise<void> {
  const program = new Command('kentongan').exitOverride();
  digest(program, () => {});
  await program.parseAsync(['digest', '--config', config, ...args], { from: 'user' });
}

/** What the command says is wrong, and where. */
async function faultOf(...args: string[]): Promise<string> {
  const fault = await run(...args).then(
    () => null,
    (error: unknown) => error,
  );
  if (!(fault instanceof ConfigError)) throw new Error('no fault of use', { cause: fault });
  return fault.problems.map(({ where, message }) => `${where}: ${message}`).join('; ');
}

describe('kentongan digest', () => {
  test('writes a file in every form', async () => {
    for (const [format, start] of [
      ['pdf', '%PDF-'],
      ['docx', 'PK\u0003\u0004'],
      ['klipping-xlsx', 'PK\u0003\u0004'],
      ['text', '*LAPORAN MINGGUAN MONITORING ISU*'],
    ] as const) {
      const file = join(folder, `laporan.${format}`);
      await run('--date', '2026-10-07', '--period', 'pekan', '--format', format, '--output', file);
      const content = readFileSync(file, 'latin1');
      expect(content.includes(start) && content.indexOf(start) < 200, format).toBe(true);
    }
    expect(readFileSync(join(folder, 'laporan.text'), 'utf8')).toContain(
      'Pekan ke-41 (5 Oktober 2026 s.d. 11 Oktober 2026)',
    );
  });

  test.each([
    [['--date', '2026-11-31'], '--date: harus hari (2026-11-21), pekan (2026-W47), atau bulan (2026-11)'],
    [['--date', '2026-10', '--period', 'week'], '--period: tanggal 2026-10 bukan week'],
    [['--date', '2999-01-01'], '--date: periode itu belum mulai'],
    [['--format', 'exe'], '--format: yang ada: html, text, pdf, docx, klipping-xlsx, klipping-csv, json'],
    [['--period', 'tahun'], '--period: yang ada: day, week, month'],
  ])('%j is refused', async (args, fault) => {
    expect(await faultOf(...args)).toBe(fault);
  });

  test('does not pour a file into a terminal', async () => {
    const was = process.stdout.isTTY;
    process.stdout.isTTY = true;
    try {
      expect(await faultOf('--format', 'docx')).toBe(
        '--output: bentuk docx bukan teks: sebut berkasnya dengan -o, atau salurkan ke perintah lain',
      );
    } finally {
      process.stdout.isTTY = was;
    }
  });
});
