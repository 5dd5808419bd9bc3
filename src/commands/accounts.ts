import { importAccounts, listAccountLines } from '../app/accounts.ts';
import { configOption, type RegisterCommand } from './parts/register.ts';

export const accounts: RegisterCommand = (program, exit) => {
  program
    .command('accounts')
    .description('Daftar akun resmi, influencer, dan media: mencetak isinya, atau mengimpornya dari lembar CSV/XLSX.')
    .argument('[berkas...]', 'lembar akun yang diimpor; aman diulang')
    .option(
      '--class <kelas>',
      'kelas baris yang tidak menyebutnya: government, influencer, online-media, mirror, …',
      'government',
    )
    .option(...configOption)
    .action(async (files: string[], { config, class: fallbackClass }: { config: string; class: string }) => {
      if (files.length === 0) {
        for (const line of await listAccountLines(config)) process.stdout.write(`${line}\n`);
        return;
      }
      for (const { file, added, changed, unchanged, rejected, warnings } of await importAccounts(
        config,
        files,
        fallbackClass,
      )) {
        for (const warning of warnings) process.stderr.write(`${file}: ${warning}\n`);
        for (const { line, reason } of rejected) process.stderr.write(`${file} baris ${line}: ${reason}\n`);
        const rejectedLines = rejected.map(({ line }) => line);
        const summary = { file, added, changed, unchanged, rejected: rejected.length, rejectedLines };
        const said = `${file}: ${added} baru, ${changed} berubah, ${unchanged} tetap, ${rejected.length} ditolak`;
        process.stdout.write(`${process.stdout.isTTY ? said : JSON.stringify(summary)}\n`);
        if (rejected.length > 0) exit(1);
      }
    });
};
