import { exportConfigured } from '../app/transfer/configured.ts';
import { describeExport, describeExported } from '../app/transfer/describe-transfer.ts';
import { configOption, type RegisterCommand } from './parts/register.ts';

export const exportCommand: RegisterCommand = (program) => {
  program
    .command('export')
    .description(
      'Menyalin seluruh isi pemasangan ke sebuah folder, untuk dipindahkan ke basis data lain. Aman diulang.',
    )
    .requiredOption('-o, --output <folder>', 'folder yang diisi; kosong, atau dari ekspor yang dilanjutkan')
    .option(...configOption)
    .action(async ({ output, config }: { output: string; config: string }) => {
      const exported = await exportConfigured(config, output, (table, written) => {
        const { name, rows, bytes, sha256, parts } = table;
        const summary = { table: name, rows, bytes, sha256, parts: parts.length, written };
        process.stdout.write(`${process.stdout.isTTY ? describeExported(table) : JSON.stringify(summary)}\n`);
      });
      for (const line of describeExport(exported)) process.stderr.write(`${line}\n`);
    });
};
