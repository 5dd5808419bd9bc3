import { scoreStream } from '../app/score-stream.ts';
import { ConfigError } from '../core/errors.ts';
import type { RegisterCommand } from './parts/register.ts';

export const score: RegisterCommand = (program, exit) => {
  program
    .command('score')
    .description('Menilai teks: NDJSON {id, title?, text} dari stdin, satu baris hasil per baris masukan.')
    .option('--region <kode>', 'kabupaten/kota yang dipantau, misalnya 35.16')
    .option(
      '--claims <berkas>',
      'klaim yang sudah diperiksa (NDJSON atau CSV: id, title, text, url); yang diulang teks ditunjukkan',
    )
    .option('-c, --config <berkas>', 'berkas konfigurasi: wilayahnya, dan penyesuaian kantor yang sedang dipakai')
    .option('--jobs <n>', 'banyaknya proses penilai', '1')
    .action(
      async ({ region, claims, config, jobs }: { region?: string; claims?: string; config?: string; jobs: string }) => {
        const workers = Number(jobs);
        if (!Number.isInteger(workers) || workers < 1 || workers > 64) {
          throw new ConfigError([{ where: '--jobs', message: 'harus bilangan bulat 1 sampai 64' }]);
        }
        const faults = await scoreStream(process.stdin, process.stdout, {
          regionCode: region ?? null,
          claimFile: claims ?? null,
          configPath: config ?? null,
          workers,
        });
        if (faults > 0) {
          process.stderr.write(`kentongan: ${faults} baris tidak dapat dibaca\n`);
          exit(1);
        }
      },
    );
};
