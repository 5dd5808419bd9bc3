import { previewInputs } from '../app/preview-inputs.ts';
import { ConfigError } from '../core/errors.ts';
import type { RegisterCommand } from './parts/register.ts';

export const preview: RegisterCommand = (program, exit) => {
  program
    .command('preview')
    .description(
      'Menunjukkan apa yang akan diambil dari alamat atau berkas: umpan, WordPress, peta situs, daftar, artikel. Untuk beranda situs juga ditampilkan (di stderr) baris konfigurasi yang siap disalin.',
    )
    .argument('<masukan...>', 'alamat http(s) atau berkas')
    .option('--base <alamat>', 'alamat asal untuk tautan relatif di dalam berkas')
    .option('--zone <zona>', 'zona waktu untuk tanggal tanpa zona', 'Asia/Jakarta')
    .action(async (inputs: string[], { base, zone }: { base?: string; zone: string }) => {
      if (base !== undefined && !/^https?:\/\//.test(base)) {
        throw new ConfigError([{ where: '--base', message: 'harus alamat http atau https' }]);
      }
      const onNotice = (line: string) => process.stderr.write(`${line}\n`);
      for await (const line of previewInputs(inputs, { baseUrl: base ?? null, zone, onNotice })) {
        if ('error' in line) exit(1);
        process.stdout.write(`${JSON.stringify(line)}\n`);
      }
    });
};
