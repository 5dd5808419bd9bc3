import { Command } from 'commander';
import { expect, test } from 'vitest';
import { exportCommand } from '../../src/commands/export.ts';
import { importCommand } from '../../src/commands/import.ts';
import { sayWrongUse } from '../../src/commands/parts/in-indonesian.ts';
import { ConfigError } from '../../src/core/errors.ts';
import { makeFolder, writeConfig } from './move.ts';

/** What is said of a command line. */
async function said(...args: readonly string[]): Promise<string> {
  let printed = '';
  const program = new Command('kentongan').exitOverride().configureOutput({
    writeErr: (text) => {
      printed += text;
    },
    outputError: (text, write) => write(sayWrongUse(text)),
  });
  importCommand(program, () => {});
  exportCommand(program, () => {});
  for (const command of program.commands) command.exitOverride().copyInheritedSettings(program);
  try {
    await program.parseAsync([...args, '-c', writeConfig('k.db')], { from: 'user' });
  } catch (error) {
    return error instanceof ConfigError ? error.message : printed;
  }
  return 'nothing';
}

test('files or a folder: one of them, and nothing of the one with the other', async () => {
  expect(await said('import')).toBe('import: «berkas» belum disebut; lihat --help');
  expect(await said('import', 'a.csv', '--from', 'x')).toBe('--from: tidak dapat bersama a.csv');
  expect(await said('import', '--from', 'x', '--preview')).toBe('--from: tidak dapat bersama --preview');
  expect(await said('import', '--from', 'x', '--zone', 'UTC')).toBe('--from: tidak dapat bersama --zone');
});

test('a folder and a database that are not there', async () => {
  expect(await said('import', '--from', makeFolder())).toContain('bukan folder «kentongan export»');
  expect(await said('export')).toBe('kentongan: «-o, --output <folder>» belum disebut; lihat --help\n');
  expect(await said('export', '-o', makeFolder())).toContain('k.db belum ada');
});
