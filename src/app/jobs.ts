import { loadAnyConfig } from '../config/load.ts';
import { ConfigError } from '../core/errors.ts';
import { formatDateTime, formatNumber } from '../core/time.ts';
import { createLogger } from './logger.ts';
import { openTaskQueue } from './tasks/queue.ts';
import { units } from './units.ts';

export interface JobsCommand {
  /** Ids of dead tasks, or `true` for all; absent: only shows. */
  readonly redrive?: readonly string[] | true;
}

/** What waits for workers and what was given up, as text; with `redrive` the latter is handed out again. @throws ConfigError on SQLite */
export async function showJobs(configPath: string, { redrive }: JobsCommand): Promise<string> {
  const { database } = loadAnyConfig(configPath, units, process.env);
  if (!database.includes('://')) {
    throw new ConfigError([{ where: 'database', message: 'antrean hanya ada pada PostgreSQL' }]);
  }
  const queue = await openTaskQueue(database, { log: createLogger('warn'), supervises: false });
  try {
    if (redrive !== undefined) {
      const count = await queue.desk.redrive(redrive === true ? null : redrive);
      return `${formatNumber(count)} tugas dijalankan lagi.\n`;
    }
    const [queues, dead] = await Promise.all([queue.desk.queues(), queue.desk.dead()]);
    const zone = 'Asia/Jakarta';
    return [
      'Antrean (wilayah, nama, menunggu, dikerjakan):',
      ...queues.map(({ regency, queue: name, waiting, running }) => `  ${regency} ${name} ${waiting} ${running}`),
      `Dihentikan: ${formatNumber(dead.length)}`,
      ...dead.map(
        ({ id, regency, job, source, since, error }) =>
          `  ${id} ${regency} ${job}${source === null ? '' : ` ${source}`} sejak ${formatDateTime(since, zone)}: ${error}`,
      ),
      '',
    ].join('\n');
  } finally {
    await queue.close();
  }
}
