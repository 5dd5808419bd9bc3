import { writeFileSync } from 'node:fs';
import { printDigest } from '../app/make-digest.ts';
import { type ReportPeriod, reportPeriods } from '../core/digest.ts';
import { ConfigError } from '../core/errors.ts';
import { type ReportFormat, reportFormats } from '../core/report-file.ts';
import { configOption, type RegisterCommand } from './parts/register.ts';

/** What the command line calls the periods; the English names are taken too. */
const periodNames: Readonly<Record<string, ReportPeriod>> = { hari: 'day', pekan: 'week', bulan: 'month' };

interface Options {
  readonly date?: string;
  readonly period?: string;
  readonly format: string;
  readonly output?: string;
  readonly config: string;
}

export const digest: RegisterCommand = (program) => {
  program
    .command('digest')
    .description('Mencetak laporan harian, mingguan, atau bulanan; bentuk text siap ditempel ke WhatsApp.')
    .option(
      '--date <tanggal>',
      'hari (2026-11-21), pekan (2026-W47), atau bulan (2026-11); yang terakhir selesai bila tidak disebut',
    )
    .option('--period <periode>', `${reportPeriods.join(', ')}; menurut tanggalnya bila tidak disebut`)
    .option('--format <bentuk>', reportFormats.join(', '), 'text')
    .option('-o, --output <berkas>', 'berkas yang ditulis; stdout bila tidak disebut')
    .option(...configOption)
    .action(async ({ date, period, format, output, config }: Options) => {
      const form = choiceOf('--format', format, reportFormats);
      const asked = period === undefined ? null : choiceOf('--period', periodNames[period] ?? period, reportPeriods);
      if (output === undefined && isBinary(form) && process.stdout.isTTY) {
        throw wrong('--output', `bentuk ${form} bukan teks: sebut berkasnya dengan -o, atau salurkan ke perintah lain`);
      }
      const { content } = await printDigest(config, { date: date ?? null, period: asked }, form);
      if (output !== undefined) writeFileSync(output, content);
      else process.stdout.write(typeof content !== 'string' || content.endsWith('\n') ? content : `${content}\n`);
    });
};

/** Forms that a terminal cannot show. */
function isBinary(format: ReportFormat): boolean {
  return format === 'pdf' || format === 'docx' || format === 'klipping-xlsx';
}

/** @throws ConfigError naming what there is */
function choiceOf<T extends string>(where: string, text: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text);
  if (found === undefined) throw wrong(where, `yang ada: ${choices.join(', ')}`);
  return found;
}

function wrong(where: string, message: string): ConfigError {
  return new ConfigError([{ where, message }]);
}
