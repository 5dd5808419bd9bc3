import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { packs } from '../../src/commands/packs.ts';
import { ConfigError } from '../../src/core/errors.ts';

let folder: string;
let printed: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kentongan-packs-'));
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    printed += String(chunk);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

async function run(...args: readonly string[]): Promise<readonly string[]> {
  const program = new Command('kentongan').exitOverride().configureOutput({ outputError: () => {} });
  packs(program, () => {});
  printed = '';
  await program.parseAsync(['packs', ...args], { from: 'user' });
  return printed.split('\n').filter((line) => line !== '');
}

describe('kentongan packs', () => {
  it('checks, imports, lists and exports, with machine output on stdout', async () => {
    const config = join(folder, 'kentongan.yaml');
    writeFileSync(
      config,
      `region:\n  code: "35.16"\ndatabase: ${join(folder, 'uji.db')}\ncontact: mailto:uji@uji.test\nsources: []\n`,
    );
    const file = join('data', 'keyword-packs', 'bansos.yaml');
    const [checked] = (await run('check', file)).map((line) => JSON.parse(line));
    expect(checked).toMatchObject({ file, id: 'bansos', candidates: 0 });
    const configured = ['--config', config];
    expect((await run('import', file, '--who', 'Uji', ...configured)).map((line) => JSON.parse(line))).toEqual([
      { file, id: 'bansos', result: 'added' },
    ]);
    const [listed] = (await run('list', ...configured)).map((line) => JSON.parse(line));
    expect(listed).toMatchObject({ id: 'bansos', stage: 'none', inForce: true, keywords: checked.keywords });
    const exported = join(folder, 'salinan.yaml');
    writeFileSync(exported, (await run('export', 'bansos', ...configured)).join('\n'));
    expect((await run('import', exported, ...configured)).map((line) => JSON.parse(line).result)).toEqual([
      'unchanged',
    ]);
    await run('export', 'bansos', '--format', 'json', '-o', exported, ...configured);
    expect(printed).toBe('');
    expect((await run('import', exported, ...configured)).map((line) => JSON.parse(line).result)).toEqual([
      'unchanged',
    ]);
  });

  it('says what is wrong as a configuration fault, and wrong use as wrong use', async () => {
    const file = join(folder, 'salah.yaml');
    writeFileSync(file, 'id: uji\n');
    await expect(run('check', file)).rejects.toThrow(ConfigError);
    await expect(run('import')).rejects.toThrow(/missing required argument/);
    await expect(run('hapus')).rejects.toThrow(/unknown command/);
  });
});
