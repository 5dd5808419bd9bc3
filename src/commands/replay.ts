import { describeReplay, replayConfigured } from '../app/replay.ts';
import { ConfigError } from '../core/errors.ts';
import { configOption, type RegisterCommand } from './parts/register.ts';

interface Options {
  readonly days: string;
  readonly rule?: string;
  readonly options?: string;
  readonly json?: true;
  readonly config: string;
}

export const replay: RegisterCommand = (program) => {
  program
    .command('replay')
    .description(
      'Memutar ulang aturan peringatan pada hari-hari terakhir: berapa peringatan yang akan dikirim, kapan, dan mengapa.',
    )
    .option('--days <n>', 'hari ke belakang, 1 sampai 90', '7')
    .option(
      '--rule <nama>',
      'aturan yang dipakai, atau jenis aturan yang belum dipakai; semua yang dipakai bila tidak disebut',
    )
    .option('--options <json>', 'pilihan aturan itu dalam JSON, misalnya \'{"agencies":["Dinkes"]}\'')
    .option('--json', 'keluaran JSON')
    .option(...configOption)
    .action(async ({ days, rule, options, json, config }: Options) => {
      const command = { days: parseDays(days), rule: rule ?? null, options: parseOptions(options, rule) };
      const { replay: found, zone } = await replayConfigured(config, command);
      process.stdout.write(json === true ? `${JSON.stringify(found, null, 2)}\n` : describeReplay(found, zone));
    });
};

function parseDays(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= 90) return days;
  throw new ConfigError([{ where: '--days', message: 'harus bilangan bulat dari 1 sampai 90' }]);
}

function parseOptions(text: string | undefined, rule: string | undefined): unknown {
  if (text === undefined) return null;
  if (rule === undefined) throw new ConfigError([{ where: '--options', message: 'sebutkan juga --rule' }]);
  try {
    const options: unknown = JSON.parse(text);
    if (typeof options === 'object' && options !== null && !Array.isArray(options)) return options;
  } catch {
    // Said below.
  }
  throw new ConfigError([{ where: '--options', message: 'harus objek JSON, misalnya \'{"minMentions":3}\'' }]);
}
