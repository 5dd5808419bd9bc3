import { checkConfig, saySourceCheck } from '../app/check.ts';
import { configOption, type RegisterCommand } from './parts/register.ts';

export const check: RegisterCommand = (program, exit) => {
  program
    .command('check')
    .description('Memeriksa berkas konfigurasi; dengan --live mencoba setiap sumber satu kali.')
    .option('--live', 'mencoba setiap sumber satu kali')
    .option(...configOption)
    .action(async ({ config, live }: { config: string; live?: boolean }) => {
      const result = await checkConfig(config, {
        live: live === true,
        onSource: (source) =>
          process.stdout.write(`${process.stdout.isTTY ? saySourceCheck(source) : JSON.stringify(source)}\n`),
      });
      for (const warning of result.warnings) process.stderr.write(`kentongan: ${warning}\n`);
      process.stderr.write(`${result.summary}\n`);
      if (result.failed > 0) exit(1);
    });
};
