import { writeFileSync } from 'node:fs';
import { activityFormats, printActivity } from '../app/activity.ts';
import { configOption, type RegisterCommand } from './parts/register.ts';

export const activity: RegisterCommand = (program) => {
  program
    .command('activity')
    .description('Mencetak laporan bulanan keaktifan akun resmi per perangkat daerah.')
    .option('--month <bulan>', 'bulan laporan, YYYY-MM; bulan lalu bila tidak disebut')
    .option('--format <bentuk>', Object.keys(activityFormats).join(', '), 'text')
    .option('-o, --output <berkas>', 'berkas yang ditulis; stdout bila tidak disebut')
    .option(...configOption)
    .action(
      async ({
        month,
        format,
        output,
        config,
      }: {
        month?: string;
        format: string;
        output?: string;
        config: string;
      }) => {
        const text = await printActivity(config, month ?? null, format);
        if (output === undefined) process.stdout.write(text);
        else writeFileSync(output, text);
      },
    );
};
