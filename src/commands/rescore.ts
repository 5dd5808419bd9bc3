import { describeRescore, rescoreConfigured } from '../app/rescore.ts';
import { ConfigError } from '../core/errors.ts';
import { configOption, type RegisterCommand } from './parts/register.ts';

export const rescore: RegisterCommand = (program, exit) => {
  program
    .command('rescore')
    .description(
      'Memeriksa sebutan yang dinilai oleh penilai, kamus, atau penyesuaian lama, menilai ulang yang dapat berubah, dan menampilkan yang berubah.',
    )
    .option('--days <n>', 'hanya sebutan yang terbit dalam n hari terakhir')
    .option('--dry-run', 'hanya menampilkan, tidak menyimpan apa pun')
    .option(...configOption)
    .action(async ({ days, dryRun, config }: { days?: string; dryRun?: true; config: string }) => {
      const number = days === undefined ? null : Number(days);
      if (number !== null && !(Number.isInteger(number) && number >= 1 && number <= 36_500)) {
        throw new ConfigError([{ where: '--days', message: 'harus bilangan bulat, paling sedikit 1' }]);
      }
      const summary = await rescoreConfigured(config, { days: number, dryRun: dryRun === true });
      process.stdout.write(describeRescore(summary));
      const flipped = summary.flips.reduce((sum, { count }) => sum + count, 0);
      const ending = dryRun === true ? ' Tidak disimpan (--dry-run).' : '';
      process.stderr.write(
        `${summary.looked} sebutan diperiksa, ${summary.rescored} dinilai ulang, nada ${flipped} berubah.${ending}\n`,
      );
      if (summary.failed > 0) {
        process.stderr.write(`kentongan: ${summary.failed} teks gagal dinilai\n`);
        exit(1);
      }
    });
};
