import { formatNames, type ImportArguments, importFiles, previewFiles } from '../app/import-files.ts';
import { importConfigured } from '../app/transfer/configured.ts';
import { describeImport, describeOutcome } from '../app/transfer/describe-transfer.ts';
import { createProgressLines } from '../app/transfer/progress.ts';
import { isEqual, isSame } from '../app/transfer/verify.ts';
import { ConfigError } from '../core/errors.ts';
import { configOption, type RegisterCommand } from './parts/register.ts';

interface Options extends ImportArguments {
  readonly config: string;
  readonly preview?: boolean;
  readonly from?: string;
}

/** Lines named one by one; a file of the wrong form may have 100,000 of them. */
const maxNamed = 200;

export const importCommand: RegisterCommand = (program, exit) => {
  program
    .command('import')
    .description(
      'Mengimpor berkas: klipping, ekspor alat pemantau (4CAT, Zeeschuimer, Apify, Brandwatch, Meltwater, …), aduan, PDF. Aman diulang.',
    )
    .argument('[berkas...]', 'berkas yang diimpor; bentuknya dikenali sendiri')
    .option(...configOption)
    .option('--from <folder>', 'mengisi basis data yang kosong dengan seluruh isi pemasangan dari «kentongan export»')
    .option('--preview', 'hanya menampilkan bentuk dan lima baris pertama; tidak menyimpan apa pun')
    .option('--format <id>', 'bentuk berkas, bila tidak dikenali sendiri (daftar di bawah)')
    .option('--map <berkas>', 'pemetaan kolom sendiri (YAML); contoh: data/templates/pemetaan.yaml')
    .option('--sheet <nama>', 'lembar di dalam berkas XLSX; bawaannya lembar pertama')
    .option('--basis <teks>', 'dasar perolehan data, misalnya "ekspor akun resmi" atau "perjanjian dengan universitas"')
    .option('--zone <zona>', 'zona waktu tanggal di berkas, misalnya Asia/Jakarta; bawaannya zona daerah')
    .option('--date <tanggal>', 'tanggal (2026-11-20) untuk isi yang tidak bertanggal')
    .addHelpText(
      'after',
      `\nBentuk yang dikenal:\n${formatNames.map(([id, title]) => `  ${id.padEnd(28)}${title}`).join('\n')}`,
    )
    .action(async (files: string[], { config, preview, from, ...given }: Options) => {
      requireOne(files, from, { preview, ...given });
      if (from !== undefined) {
        if (!(await move(config, from))) exit(1);
      } else if (preview === true) await show(config, files, given);
      else if ((await run(config, files, given)) > 0) exit(1);
    });
};

/** Files or a folder; what reads files says nothing of a folder. */
function requireOne(files: readonly string[], from: string | undefined, given: object): void {
  if (from === undefined) {
    if (files.length > 0) return;
    throw new ConfigError([{ where: 'import', message: '«berkas» belum disebut; lihat --help' }]);
  }
  const others = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`]));
  if (files.length === 0 && others.length === 0) return;
  const message = `tidak dapat bersama ${[...files, ...others].join(', ')}`;
  throw new ConfigError([{ where: '--from', message }]);
}

/** @returns whether the database holds now what the folder holds */
async function move(config: string, folder: string): Promise<boolean> {
  const report = await importConfigured(config, folder, createProgressLines(tell));
  if (process.stdout.isTTY) process.stdout.write(describeImport(report));
  else {
    for (const table of report.tables) {
      process.stdout.write(`${JSON.stringify({ ...table, equal: isSame(table) })}\n`);
    }
  }
  for (const line of [...report.notes, ...report.faults]) tell(line);
  tell(describeOutcome(report));
  return isEqual(report);
}

async function show(config: string, files: readonly string[], given: ImportArguments): Promise<void> {
  await previewFiles(config, files, given, (file, result) => {
    tell(`${file}: Format: ${result.format.title}`);
    const unit = unitOf(result.format.id);
    for (const { line, reason } of result.rejected) tell(`${file} ${unit} ${line}: ${reason}`);
    for (const { post } of result.posts) process.stdout.write(`${JSON.stringify(post)}\n`);
  });
}

/** @returns how many rows were rejected */
async function run(config: string, files: readonly string[], given: ImportArguments): Promise<number> {
  let count = 0;
  await importFiles(config, files, given, (file, result) => {
    const { format, rejected, undated } = result;
    count += rejected.length;
    tell(`${file}: Format: ${format.title}`);
    const unit = unitOf(format.id);
    for (const { line, reason } of rejected.slice(0, maxNamed)) tell(`${file} ${unit} ${line}: ${reason}`);
    if (rejected.length > maxNamed) tell(`${file}: dan ${rejected.length - maxNamed} ${unit} lain ditolak`);
    if (result.otherSheets.length > 0) {
      tell(`${file}: lembar lain tidak dibaca: ${result.otherSheets.join(', ')} (pilih dengan --sheet)`);
    }
    if (undated > 0) tell(`${file}: ${undatedNote(undated, given.date)}`);
    const summary = {
      file,
      format: format.id,
      formatTitle: format.title,
      accepted: result.accepted,
      duplicate: result.duplicate,
      edited: result.edited,
      rejected: rejected.length,
      rejectedLines: rejected.slice(0, maxNamed).map(({ line }) => line),
      undated,
    };
    process.stdout.write(`${process.stdout.isTTY ? sayCounts(summary) : JSON.stringify(summary)}\n`);
  });
  if (given.basis === undefined) tell('Dasar perolehan data tidak dicatat; sebutkan dengan --basis.');
  return count;
}

/** What a rejected number counts. */
function unitOf(format: string): string {
  return format === 'pdf' ? 'halaman' : 'baris';
}

/** For people at a terminal; programs get the JSON line. */
function sayCounts(counts: {
  readonly file: string;
  readonly accepted: number;
  readonly duplicate: number;
  readonly edited: number;
  readonly rejected: number;
}): string {
  const { file, accepted, duplicate, edited, rejected } = counts;
  return `${file}: ${accepted} diterima, ${duplicate} sudah ada, ${edited} disunting, ${rejected} ditolak`;
}

function undatedNote(undated: number, date: string | undefined): string {
  if (date !== undefined) return `${undated} isi tidak bertanggal; dipakai tanggal ${date}`;
  return `${undated} isi tidak bertanggal; dipakai waktu impor. Beri tanggalnya dengan --date 2026-11-20`;
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
