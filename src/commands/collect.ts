import { collectOnce } from '../app/collect-once.ts';
import { configOption, type RegisterCommand } from './parts/register.ts';

export const collect: RegisterCommand = (program, exit) => {
  program
    .command('collect')
    .description('Mengambil sumber yang sudah waktunya (atau yang disebut) satu kali.')
    .argument('[sumber...]', 'nama sumber dari kentongan.yaml')
    .option(...configOption)
    .action(async (ids: string[], { config }: { config: string }) => {
      const outcomes = await collectOnce(config, ids, process.stdout);
      const stored = outcomes.reduce((sum, { totals }) => sum + totals.stored, 0);
      const failed = outcomes.filter(({ status }) => status === 'failed').length;
      process.stderr.write(`${outcomes.length} sumber dibaca, ${stored} sebutan baru, ${failed} sumber gagal.\n`);
      if (failed > 0) exit(1);
    });
};
