import { Command, CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { indonesianHelp, sayWrongUse } from '../../src/commands/parts/in-indonesian.ts';

/** What a program of one command prints for a command line. */
async function run(...args: string[]): Promise<string> {
  let printed = '';
  const keep = (text: string): void => {
    printed += text;
  };
  const program = new Command('kentongan')
    .helpOption('-h, --help', 'bantuan')
    .helpCommand('help [perintah]', 'bantuan')
    .configureHelp(indonesianHelp)
    .configureOutput({
      writeOut: keep,
      writeErr: keep,
      outputError: (text, write) => write(sayWrongUse(text)),
    })
    .exitOverride();
  program
    .command('import')
    .argument('<berkas>', 'berkas')
    .option('--zone <zona>', 'zona', 'UTC')
    .action(() => {});
  for (const command of program.commands) command.exitOverride().copyInheritedSettings(program);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
  }
  return printed;
}

describe('wrong use of the command line', () => {
  it.each([
    [['import'], 'kentongan: «berkas» belum disebut; lihat --help\n'],
    [['import', 'a', '--foo'], 'kentongan: pilihan «--foo» tidak dikenal; lihat --help\n'],
    [['import', 'a', '--zone'], 'kentongan: nilai untuk «--zone <zona>» belum disebut; lihat --help\n'],
    [['impor', 'a'], 'kentongan: perintah «impor» tidak dikenal; maksudnya import?\n'],
    [['import', 'a', 'b'], 'kentongan: terlalu banyak argumen: 2, seharusnya 1; lihat --help\n'],
  ])('%j is named in one Indonesian line', async (args, said) => {
    expect(await run(...args)).toBe(said);
  });

  it('has no English in the help', async () => {
    for (const args of [['--help'], ['import', '--help']]) {
      const help = await run(...args);
      expect(help).toMatch(/^Pemakaian: kentongan/);
      expect(help).not.toMatch(/\[options\]|\[command\]|default:|Usage|Arguments/);
    }
    expect(await run('import', '--help')).toContain('(bawaan: "UTC")');
  });
});
