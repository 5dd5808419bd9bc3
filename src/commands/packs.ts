import { checkPackFiles, exportPack, importPacks, listStoredPacks } from '../app/packs.ts';
import { currentUser } from './parts/current-user.ts';
import { configOption, type RegisterCommand } from './parts/register.ts';

const results = { added: 'baru', changed: 'diubah', unchanged: 'tetap' } as const;

export const packs: RegisterCommand = (program) => {
  const group = program
    .command('packs')
    .description('Paket kata kunci pantauan hoaks, bertanggal menurut tahapan: impor, ekspor, daftar, periksa.');

  group
    .command('import')
    .description('Menyimpan paket dari berkas YAML atau JSON; paket dengan id yang sama diganti. Aman diulang.')
    .argument('<berkas...>', 'berkas paket')
    .option('--who <nama>', 'nama yang dicatat pada jejak audit', currentUser())
    .option(...configOption)
    .action(async (files: string[], { config, who }: { config: string; who: string }) => {
      for (const pack of await importPacks(config, files, who)) {
        process.stdout.write(
          process.stdout.isTTY ? `${pack.id}: ${results[pack.result]}\n` : `${JSON.stringify(pack)}\n`,
        );
      }
    });

  group
    .command('export')
    .description('Mencetak sebuah paket sebagai berkas yang dapat diimpor kantor lain.')
    .argument('<id>', 'id paket, lihat «packs list»')
    .option('-o, --output <berkas>', 'tulis ke berkas ini')
    .option('--format <bentuk>', 'yaml atau json', 'yaml')
    .option(...configOption)
    .action(async (id: string, options: { config: string; output?: string; format: string }) => {
      const text = await exportPack(options.config, id, options.format, options.output ?? null);
      if (options.output === undefined) process.stdout.write(text);
    });

  group
    .command('list')
    .description('Daftar paket yang tersimpan, satu baris JSON per paket.')
    .option(...configOption)
    .action(async ({ config }: { config: string }) => {
      for (const pack of await listStoredPacks(config)) process.stdout.write(`${JSON.stringify(pack)}\n`);
    });

  group
    .command('check')
    .description('Memeriksa berkas paket tanpa menyimpannya: bentuk, tanggal, dan kenetralan antarcalon.')
    .argument('<berkas...>', 'berkas paket')
    .action((files: string[]) => {
      for (const [index, { id, keywords, candidates }] of checkPackFiles(files).entries()) {
        const said = `${files[index]}: benar, ${keywords.length} kata kunci, ${candidates.length} calon`;
        const line = JSON.stringify({
          file: files[index],
          id,
          keywords: keywords.length,
          candidates: candidates.length,
        });
        process.stdout.write(`${process.stdout.isTTY ? said : line}\n`);
      }
    });
};
