import { Command, CommanderError } from 'commander';
import { version } from './app/files.ts';
import { commands } from './commands/index.ts';
import { indonesianHelp, sayWrongUse } from './commands/parts/in-indonesian.ts';
import type { RegisterCommand } from './commands/parts/register.ts';
import { ConfigError } from './core/errors.ts';

/**
 * Runs one command line. Machine output goes to stdout, everything else to stderr.
 * @returns the exit code: 0 done, 1 failed, 2 wrong use or configuration
 */
export async function run(args: readonly string[]): Promise<number> {
  const program = new Command('kentongan')
    .description('Memantau isu publik sebuah kabupaten atau kota dan memberi peringatan dini.')
    .version(version, '-V, --version', 'tampilkan versi')
    .helpOption('-h, --help', 'tampilkan bantuan ini')
    .helpCommand('help [perintah]', 'tampilkan bantuan sebuah perintah')
    .configureHelp(indonesianHelp)
    .configureOutput({ outputError: (text, write) => write(sayWrongUse(text)) })
    .exitOverride();
  let exitCode = 0;
  for (const register of await registrationsFor(args)) {
    register(program, (code) => {
      exitCode = code;
    });
  }
  for (const command of program.commands) {
    command.exitOverride().copyInheritedSettings(program).helpOption('-h, --help', 'tampilkan bantuan ini');
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    return report(error);
  }
}

/** The command that is named first; all of them for a help text, or for a name that there is not. */
function registrationsFor([name = '']: readonly string[]): Promise<readonly RegisterCommand[]> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  return Promise.all((load === undefined ? Object.values(commands) : [load]).map((one) => one()));
}

/** One line per problem, never a stack trace. */
function report(error: unknown): number {
  if (error instanceof CommanderError) {
    // Commander has printed its own line; asking for help is not a fault.
    return error.exitCode === 0 ? 0 : 2;
  }
  if (error instanceof ConfigError) {
    for (const { where, message } of error.problems) process.stderr.write(`kentongan: ${where}: ${oneLine(message)}\n`);
    return 2;
  }
  process.stderr.write(`kentongan: ${oneLine(error instanceof Error ? error.message : String(error))}\n`);
  return 1;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

// A reader that closes early (`kentongan preview … | head`) is not a fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await run(process.argv.slice(2));
