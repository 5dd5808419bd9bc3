import { remapConfigured } from '../app/remap.ts';
import { configOption, type RegisterCommand } from './parts/register.ts';

export const remap: RegisterCommand = (program, exit) => {
  program
    .command('remap')
    .description(
      'Membaca ulang jawaban mentah yang disimpan, tanpa mengambil lagi dari sumber; dipakai setelah cara membaca diperbaiki.',
    )
    .argument('[sumber...]', 'nama sumber dari kentongan.yaml; semua bila kosong')
    .option('--dry-run', 'hanya menampilkan, tidak menyimpan apa pun')
    .option(...configOption)
    .action(async (ids: string[], { dryRun, config }: { dryRun?: true; config: string }) => {
      const sum = { sources: 0, stored: 0, edits: 0, unreadable: 0 };
      await remapConfigured(config, {
        ids,
        dryRun: dryRun === true,
        onSource: ({ sourceId, answers, unreadable, stored, edits, unchanged }) => {
          const line = { source: sourceId, answers, unreadable, stored, edits, unchanged };
          process.stdout.write(`${JSON.stringify(line)}\n`);
          sum.sources += 1;
          sum.stored += stored;
          sum.edits += edits;
          sum.unreadable += unreadable;
        },
      });
      const ending = dryRun === true ? ' Tidak disimpan (--dry-run).' : '';
      process.stderr.write(
        `${sum.sources} sumber dibaca ulang, ${sum.stored} sebutan baru, ${sum.edits} berubah, ${sum.unreadable} jawaban tidak terbaca.${ending}\n`,
      );
      if (sum.unreadable > 0) exit(1);
    });
};
