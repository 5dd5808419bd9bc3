import { backup as backupTo } from '../app/maintenance.ts';
import { configOption, type RegisterCommand } from './parts/register.ts';

export const backup: RegisterCommand = (program) => {
  program
    .command('backup')
    .description('Menyalin basis data SQLite selagi dipakai.')
    .argument('<berkas>', 'berkas salinan yang ditulis')
    .option(...configOption)
    .action(async (file: string, { config }: { config: string }) => {
      await backupTo(config, file);
      process.stderr.write(`Salinan ditulis ke ${file}.\n`);
    });
};
