import { adaptOffice } from '../app/adaptation/adapt-office.ts';
import { describeAdaptation, describeAdapters } from '../app/adaptation/describe-adaptation.ts';
import { listAdapters, shareChoice, useAdapter, useNoAdapter } from '../app/adaptation/manage-adapters.ts';
import { ConfigError } from '../core/errors.ts';
import { configOption, type RegisterCommand } from './parts/register.ts';

interface AdaptOptions {
  readonly config: string;
  readonly corrections?: true;
  readonly dryRun?: true;
  readonly list?: true;
  readonly use?: string;
  readonly off?: true;
}

const fromNextStart = 'Berlaku begitu Kentongan dijalankan ulang; sebutan yang tersimpan lalu dinilai ulang.\n';

export const adapt: RegisterCommand = (program, exit) => {
  program
    .command('adapt')
    .description(
      'Mempelajari koreksi kantor dari berkas berlabel, agar penilaian mengikuti kebiasaan kantor. Dapat dibatalkan.',
    )
    .argument('[berkas]', 'TSV, CSV, atau JSONL dengan kolom text, sentiment; boleh juga title, target, attention')
    .option('--corrections', 'mempelajari sebutan yang dinilai petugas di halaman, sebagai ganti berkas')
    .option('--dry-run', 'hanya menampilkan angkanya, tidak menyimpan apa pun')
    .option('--list', 'menampilkan penyesuaian yang tersimpan; yang dipakai bertanda *')
    .option('--use <nomor>', 'memakai penyesuaian yang tersimpan, misalnya 1')
    .option('--off', 'tidak memakai penyesuaian; berkasnya tetap disimpan')
    .option(...configOption)
    .action(async (file: string | undefined, options: AdaptOptions) => {
      refuseWrongUse(file, options);
      const { config } = options;
      if (options.list) {
        const adapters = listAdapters(config);
        process.stdout.write(describeAdapters(adapters));
        if (adapters.length === 0) process.stderr.write('Belum ada penyesuaian.\n');
      } else if (options.off) {
        const wasInUse = useNoAdapter(config);
        await shareChoice(config);
        process.stderr.write(
          wasInUse ? `Penyesuaian dimatikan. ${fromNextStart}` : 'Tidak ada penyesuaian yang dipakai.\n',
        );
      } else if (options.use !== undefined) {
        const name = useAdapter(config, Number(options.use));
        await shareChoice(config);
        process.stderr.write(`${name} dipakai. ${fromNextStart}`);
      } else {
        await learn(file ?? null, config, options.dryRun === true);
      }
    });

  async function learn(file: string | null, config: string, dryRun: boolean): Promise<void> {
    const adaptation = await adaptOffice(config, file, new Date());
    for (const { line, reason } of adaptation.rejected) process.stderr.write(`${file} baris ${line}: ${reason}\n`);
    process.stdout.write(describeAdaptation(adaptation));
    if (adaptation.rejected.length > 0) {
      process.stderr.write(`kentongan: ${adaptation.rejected.length} baris dilewati\n`);
      exit(1);
    }
    if (adaptation.store === null) exit(1);
    else if (dryRun) process.stderr.write('Tidak disimpan (--dry-run).\n');
    else {
      const path = adaptation.store();
      await shareChoice(config);
      process.stderr.write(`Disimpan di ${path} dan dipakai. ${fromNextStart}`);
    }
  }
};

/** One thing at a time. */
function refuseWrongUse(file: string | undefined, { corrections, list, use, off, dryRun }: AdaptOptions): void {
  const wanted = [file, corrections, list, use, off].filter((each) => each !== undefined);
  if (wanted.length !== 1) {
    throw new ConfigError([
      { where: 'adapt', message: 'pilih satu: berkas, --corrections, --list, --use, atau --off' },
    ]);
  }
  if (dryRun && file === undefined && !corrections) {
    throw new ConfigError([{ where: '--dry-run', message: 'hanya bersama sebuah berkas atau --corrections' }]);
  }
  if (use !== undefined && !/^\d{1,4}$/.test(use)) {
    throw new ConfigError([{ where: '--use', message: 'harus nomor penyesuaian, misalnya 1' }]);
  }
}
