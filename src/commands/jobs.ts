import { showJobs } from '../app/jobs.ts';
import { configOption, type RegisterCommand } from './parts/register.ts';

export const jobs: RegisterCommand = (program) => {
  program
    .command('jobs')
    .description(
      'Menampilkan tugas yang menunggu pekerja dan yang dihentikan (PostgreSQL); dengan --redrive dijalankan lagi.',
    )
    .option('--redrive [nomor...]', 'jalankan lagi yang dihentikan: nomor tertentu, atau semua bila tanpa nomor')
    .option(...configOption)
    .action(async ({ config, redrive }: { config: string; redrive?: readonly string[] | true }) => {
      process.stdout.write(await showJobs(config, redrive === undefined ? {} : { redrive }));
    });
};
