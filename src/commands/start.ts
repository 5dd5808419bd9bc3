import { existsSync } from 'node:fs';
import { parseRoles } from '../app/tasks/roles.ts';
import { ConfigError } from '../core/errors.ts';
import type { RegisterCommand } from './parts/register.ts';

const longestStopMs = 60_000;
const defaultConfig = 'kentongan.yaml';

export const start: RegisterCommand = (program) => {
  program
    .command('start')
    .description(
      'Menjalankan semuanya: pengambilan, penilaian, peringatan, laporan, API, dan dasbor. Tanpa konfigurasi: demo.',
    )
    .option('-c, --config <berkas>', `berkas konfigurasi; ${defaultConfig} bila ada, selain itu demo`)
    .option('-p, --port <porta>', 'porta dasbor dan API')
    .option(
      '--role <peran>',
      'bagian yang dijalankan proses ini: all, atau api, worker, scheduler (dipisah koma); selain all perlu PostgreSQL',
      'all',
    )
    .action(async ({ config, port, role }: { config?: string; port?: string; role: string }) => {
      const number = port === undefined ? null : Number(port);
      if (number !== null && !(Number.isInteger(number) && number >= 0 && number <= 65_535)) {
        throw new ConfigError([{ where: '--port', message: 'harus bilangan 0 sampai 65535' }]);
      }
      const path = config ?? (existsSync(defaultConfig) ? defaultConfig : null);
      const { startProduct } = await import('../app/start.ts');
      const product = await startProduct({ configPath: path, port: number, roles: parseRoles(role) });
      const stop = (): void => {
        // Whatever hangs: nothing is lost by being cut off.
        setTimeout(() => process.exit(1), longestStopMs).unref();
        product.stop().then(
          () => process.exit(0),
          () => process.exit(1),
        );
      };
      process.once('SIGINT', stop);
      process.once('SIGTERM', stop);
      await product.stopped;
    });
};
