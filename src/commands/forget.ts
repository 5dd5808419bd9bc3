import { type ForgetResult, forgetConfigured } from '../app/forget.ts';
import { currentUser } from './parts/current-user.ts';
import { configOption, type RegisterCommand } from './parts/register.ts';

interface Options {
  readonly platform?: string;
  readonly handle?: string;
  readonly url?: string;
  readonly name?: string;
  readonly pseudonym?: readonly string[];
  readonly mention?: readonly string[];
  readonly dryRun?: true;
  readonly reason?: string;
  readonly who: string;
  readonly config: string;
}

export const forget: RegisterCommand = (program) => {
  program
    .command('forget')
    .description(
      'Menghapus tulisan satu orang beserta salinannya di peringatan, pesan, dan laporan, atas permintaannya (UU PDP).',
    )
    .option('--platform <kanal>', 'kanal akunnya: x, facebook, instagram, …; bersama --handle')
    .option('--handle <akun>', 'nama akunnya')
    .option('--url <alamat>', 'alamat satu kiriman')
    .option('--name <nama>', 'cari orangnya dulu; hanya menampilkan daftar')
    .option('--pseudonym <samaran...>', 'orang dari daftar itu')
    .option('--mention <nomor...>', 'nomor sebutan')
    .option('--dry-run', 'hanya menampilkan yang akan dihapus')
    .option('--reason <dasar>', 'dasar penghapusan, dicatat pada jejak audit')
    .option('--who <nama>', 'nama yang dicatat pada jejak audit', currentUser())
    .option(...configOption)
    .action(async (options: Options) => {
      say(
        await forgetConfigured(options.config, {
          platform: options.platform ?? null,
          handle: options.handle ?? null,
          url: options.url ?? null,
          name: options.name ?? null,
          pseudonyms: options.pseudonym ?? [],
          mentionIds: (options.mention ?? []).map(Number).filter((id) => Number.isSafeInteger(id) && id > 0),
          dryRun: options.dryRun === true,
          reason: options.reason ?? null,
          who: options.who,
        }),
      );
    });
};

function say(result: ForgetResult): void {
  const lines =
    result.kind === 'candidates' ? result.authors : result.kind === 'found' ? result.mentions : [result.report];
  for (const line of lines) process.stdout.write(`${JSON.stringify(line)}\n`);
  process.stderr.write(`${sayEnd(result)}\n`);
}

function sayEnd(result: ForgetResult): string {
  if (result.kind === 'candidates') {
    return result.authors.length === 0
      ? 'Tidak ada nama seperti itu. Nama yang masa simpannya lewat tidak dapat dicari; pakai --platform dan --handle.'
      : 'Hapus dengan --pseudonym dari daftar ini.';
  }
  if (result.kind === 'found') return `${result.mentions.length} sebutan akan dihapus. Belum dihapus (--dry-run).`;
  const { mentions, seals, evidence, issues, alerts, messages, reports, imports } = result.report;
  return (
    `Dihapus: ${mentions} sebutan, ${seals} nama, ${evidence} jawaban mentah. ` +
    `Isinya dihapus dari ${issues} isu, ${alerts} peringatan, ${messages} pesan, ${reports} laporan, ${imports} rincian impor. ` +
    'Yang sudah terkirim ke orang lain tidak dapat ditarik.'
  );
}
