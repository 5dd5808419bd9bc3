import { pino } from 'pino';
import type { Logger } from '../core/log.ts';

/** JSON lines to stderr: stdout belongs to machine output. Secrets and authors of posts are cut out by path. */
export function createLogger(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: ['password', '*.password', 'author', '*.author'], censor: '***' },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
