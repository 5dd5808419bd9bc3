import { writeFileSync } from 'node:fs';
import { type DigestFormat, digestFormats, printDigest } from '../app/make-digest.ts';
import { ConfigError } from '../core/errors.ts';
import { configOption, type RegisterCommand } from './parts/register.ts';

export const digest: RegisterCommand = (program) => {
  program
    .command('digest')
    .description('Mencetak laporan harian; bentuk text siap ditempel ke WhatsApp.')
    .option('--date <tanggal>', 'tanggal laporan, YYYY-MM-DD; kemarin bila tidak disebut')
    .option('--format <bentuk>', Object.keys(digestFormats).join(', '), 'text')
    .option('-o, --output <berkas>', 'berkas yang ditulis; stdout bila tidak disebut')
    .option(...configOption)
    .action(
      async ({ date, format, output, config }: { date?: string; format: string; output?: string; config: string }) => {
        if (!(format in digestFormats)) {
          throw new ConfigError([{ where: '--format', message: `yang ada: ${Object.keys(digestFormats).join(', ')}` }]);
        }
        const text = await printDigest(config, date ?? null, format as DigestFormat);
        if (output === undefined) process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
        else writeFileSync(output, text);
      },
    );
};
