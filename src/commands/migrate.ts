import { migrateDatabase } from '../app/maintenance.ts';
import { configOption, type RegisterCommand } from './parts/register.ts';

export const migrate: RegisterCommand = (program) => {
  program
    .command('migrate')
    .description('Memperbarui skema basis data tanpa menjalankan yang lain.')
    .option(...configOption)
    .action(async ({ config }: { config: string }) => {
      const applied = await migrateDatabase(config);
      for (const name of applied) process.stdout.write(`${name}\n`);
      process.stderr.write(
        applied.length === 0 ? 'Skema sudah yang terbaru.\n' : `${applied.length} migrasi dijalankan.\n`,
      );
    });
};
