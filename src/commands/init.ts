import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { provinceStarter } from '../app/province/starter.ts';
import { starterConfig } from '../app/starter.ts';
import { ConfigError } from '../core/errors.ts';
import type { RegisterCommand } from './parts/register.ts';

interface Options {
  readonly output: string;
  readonly force?: boolean;
  readonly province?: boolean;
}

export const init: RegisterCommand = (program) => {
  program
    .command('init')
    .description('Menulis kentongan.yaml untuk kabupaten atau kota mana pun, atau untuk sebuah provinsi.')
    .argument('<kode>', 'kode Kemendagri: 35.16 untuk Kabupaten Mojokerto, 35 untuk Provinsi Jawa Timur')
    .option('-o, --output <berkas>', 'berkas yang ditulis; "-" untuk stdout', 'kentongan.yaml')
    .option('--province', 'untuk provinsi: berkas provinsi dan kabupaten/*.yaml; yang sudah ada tidak diubah')
    .option('--force', 'menimpa berkas yang sudah ada')
    .action((code: string, options: Options) => {
      if (options.province === true || /^\d\d$/.test(code)) writeProvince(code, options);
      else writeRegency(code, options);
    });
};

function writeRegency(code: string, { output, force }: Options): void {
  const { text, region } = starterConfig(code);
  if (output === '-') {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(output, text, { flag: force === true ? 'w' : 'wx' });
  } catch (cause) {
    throw notWritten(output, cause, 'sudah ada; pakai --force untuk menimpanya');
  }
  process.stderr.write(
    `${output} ditulis untuk ${region.name}: ${region.districts.length} kecamatan.\n` +
      'Berikutnya: isi bagian bertanda ISI, lalu jalankan "npx kentongan check --live".\n',
  );
}

/** Dozens of files that people have filled in: none is ever written over. */
function writeProvince(code: string, { output, force }: Options): void {
  if (force === true || output === '-') {
    const message = 'untuk provinsi yang ditulis banyak berkas, dan yang sudah ada tidak pernah ditimpa';
    throw new ConfigError([{ where: force === true ? '--force' : '--output', message }]);
  }
  const { name, files } = provinceStarter(code);
  let kept = 0;
  for (const { path, text } of files) {
    const target = path === 'kentongan.yaml' ? output : join(dirname(output), path);
    try {
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text, { flag: 'wx' });
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw notWritten(target, cause, '');
      kept += 1;
      process.stderr.write(`${target} sudah ada dan dibiarkan.\n`);
    }
  }
  process.stderr.write(
    `${files.length - kept} berkas ditulis untuk ${name}: ${files.length - 1} kabupaten/kota.\n` +
      'Berikutnya: isi bagian bertanda ISI, lalu baca docs/panduan/provinsi.md.\n',
  );
}

function notWritten(where: string, cause: unknown, exists: string): ConfigError {
  const isThere = (cause as NodeJS.ErrnoException).code === 'EEXIST';
  return new ConfigError([{ where, message: isThere ? exists : 'tidak dapat ditulis' }], { cause });
}
