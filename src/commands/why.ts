import { explainAlert } from '../app/why.ts';
import { configOption, type RegisterCommand } from './parts/register.ts';

export const why: RegisterCommand = (program) => {
  program
    .command('why')
    .description('Menjelaskan mengapa suatu peringatan dikirim atau tidak: per penerima, beserta semua keputusannya.')
    .argument('<peringatan>', 'nomor peringatan, seperti di halaman Peringatan')
    .option(...configOption)
    .action(async (id: string, { config }: { config: string }) => {
      process.stdout.write(await explainAlert(config, id));
    });
};
