import { showOutbox } from '../app/outbox.ts';
import { configOption, type RegisterCommand } from './parts/register.ts';

interface Options {
  readonly state?: string;
  readonly limit: string;
  readonly retry?: readonly string[] | true;
  readonly hold?: true;
  readonly release?: true;
  readonly config: string;
}

export const outbox: RegisterCommand = (program) => {
  program
    .command('outbox')
    .description('Menampilkan pesan yang menunggu dan yang menyerah; dengan --retry yang menyerah dikirim lagi.')
    .option(
      '--state <keadaan>',
      'hanya pending (menunggu), sending (sedang dikirim), sent (terkirim), atau dead (menyerah)',
    )
    .option('--limit <n>', 'paling banyak sekian pesan', '50')
    .option('--retry [nomor...]', 'kirim lagi pesan yang menyerah: nomor tertentu, atau semua bila tanpa nomor')
    .option('--hold', 'tahan semua pesan, sebelum basis data yang dipulihkan dari cadangan dijalankan')
    .option('--release', 'kirim lagi sesudah ditahan; yang mungkin sudah terkirim sebelum pemulihan tidak dikirim')
    .option(...configOption)
    .action(async ({ config, ...command }: Options) => {
      process.stdout.write(await showOutbox(config, command));
    });
};
