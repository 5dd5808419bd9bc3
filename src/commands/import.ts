import { importFiles } from '../app/import-files.ts';
import { configOption, type RegisterCommand } from './parts/register.ts';

export const importCommand: RegisterCommand = (program, exit) => {
  program
    .command('import')
    .description('Mengimpor klipping (CSV), kiriman (NDJSON), atau halaman yang disalin (TXT). Aman diulang.')
    .argument('<berkas...>', 'berkas yang diimpor')
    .option(...configOption)
    .action(async (files: string[], { config }: { config: string }) => {
      for (const { file, result } of await importFiles(config, files)) {
        for (const { line, reason } of result.rejected) process.stderr.write(`${file} baris ${line}: ${reason}\n`);
        const summary = {
          file,
          accepted: result.accepted,
          duplicate: result.duplicate,
          edited: result.edited,
          rejected: result.rejected.length,
          rejectedLines: result.rejected.map(({ line }) => line),
        };
        process.stdout.write(`${JSON.stringify(summary)}\n`);
        if (result.rejected.length > 0) exit(1);
      }
    });
};
