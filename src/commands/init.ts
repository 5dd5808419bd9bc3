import { writeFileSync } from 'node:fs';
import { starterConfig } from '../app/starter.ts';
import { ConfigError } from '../core/errors.ts';
import type { RegisterCommand } from './parts/register.ts';

export const init: RegisterCommand = (program) => {
  program
    .command('init')
    .description('Menulis kentongan.yaml untuk kabupaten atau kota mana pun.')
    .argument('<kode>', 'kode Kemendagri, misalnya 35.16 untuk Kabupaten Mojokerto')
    .option('-o, --output <berkas>', 'berkas yang ditulis; "-" untuk stdout', 'kentongan.yaml')
    .option('--force', 'menimpa berkas yang sudah ada')
    .action((code: string, { output, force }: { output: string; force?: boolean }) => {
      const { text, region } = starterConfig(code);
      if (output === '-') {
        process.stdout.write(text);
        return;
      }
      try {
        writeFileSync(output, text, { flag: force === true ? 'w' : 'wx' });
      } catch (cause) {
        const exists = (cause as NodeJS.ErrnoException).code === 'EEXIST';
        const message = exists ? 'sudah ada; pakai --force untuk menimpanya' : 'tidak dapat ditulis';
        throw new ConfigError([{ where: output, message }], { cause });
      }
      process.stderr.write(
        `${output} ditulis untuk ${region.name}: ${region.districts.length} kecamatan.\n` +
          'Berikutnya: isi bagian bertanda ISI, lalu jalankan "npx kentongan check --live".\n',
      );
    });
};
