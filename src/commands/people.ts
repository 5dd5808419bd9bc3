import { makeAllFirstLinks } from '../app/first-links.ts';
import { disablePerson, listPeople, makeLink, resetFactor } from '../app/manage-people.ts';
import { ConfigError } from '../core/errors.ts';
import { currentUser } from './parts/current-user.ts';
import { configOption, type RegisterCommand } from './parts/register.ts';

export const people: RegisterCommand = (program) => {
  const group = program
    .command('people')
    .description('Akun orang: daftar, kode masuk yang hilang, tautan sekali pakai, menonaktifkan.');
  const whoOption = ['--who <nama>', 'nama yang dicatat pada jejak audit', currentUser()] as const;

  group
    .command('list')
    .description('Daftar akun dengan peran, kode masuk, dan kapan terakhir masuk.')
    .option(...configOption)
    .action(async ({ config }: { config: string }) => {
      const lines = await listPeople(config);
      process.stdout.write(lines.map((line) => `${line}\n`).join(''));
      if (lines.length === 0) process.stderr.write('Belum ada akun. Buat yang pertama: kentongan people link\n');
    });

  group
    .command('link')
    .description(
      'Membuat tautan sekali pakai: kata sandi baru untuk sebuah akun, atau admin pertama bila belum ada akun.',
    )
    .argument('[surel]', 'surel akunnya; kosong untuk admin pertama')
    .option('--all', 'admin pertama provinsi dan semua daerahnya yang belum mempunyai akun; dengan berkas provinsi')
    .option(...whoOption)
    .option(...configOption)
    .action(async (email: string | undefined, { config, who, all }: { config: string; who: string; all?: true }) => {
      if (all) return sayAllLinks(email, config);
      const link = await makeLink(config, email ?? null, who);
      if (link !== null) process.stdout.write(`${link}\n`);
      process.stderr.write(
        link === null ? 'Tautan dikirim lewat surel; berlaku 24 jam.\n' : 'Berlaku 24 jam, sekali pakai.\n',
      );
    });

  group
    .command('reset-factor')
    .description('Melepas kode masuk (TOTP) sebuah akun, misalnya karena ponselnya hilang. Semua sesinya berakhir.')
    .argument('<surel>', 'surel akunnya')
    .option(...whoOption)
    .option(...configOption)
    .action(async (email: string, { config, who }: { config: string; who: string }) => {
      await resetFactor(config, email, who);
      process.stderr.write(`Kode masuk ${email} dilepas.\n`);
    });

  group
    .command('disable')
    .description('Menonaktifkan sebuah akun saat itu juga: sesi dan tokennya tidak berlaku lagi.')
    .argument('<surel>', 'surel akunnya')
    .option(...whoOption)
    .option(...configOption)
    .action(async (email: string, { config, who }: { config: string; who: string }) => {
      await disablePerson(config, email, who);
      process.stderr.write(`${email} dinonaktifkan.\n`);
    });
};

async function sayAllLinks(email: string | undefined, config: string): Promise<void> {
  if (email !== undefined) throw new ConfigError([{ where: '--all', message: 'tanpa surel' }]);
  const links = await makeAllFirstLinks(config);
  process.stdout.write(links.map(({ name, link }) => `${name}\t${link}\n`).join(''));
  process.stderr.write(
    links.length === 0
      ? 'Semua sudah mempunyai akun.\n'
      : 'Masing-masing berlaku 24 jam, sekali pakai; tautan sebelumnya mati.\n',
  );
}
