import { sql } from 'kysely';
import { ConfigError } from '../../core/errors.ts';
import { dialectOf } from '../dialect.ts';
import type { Db } from '../schema.ts';

/**
 * Lets one process fill a PostgreSQL database at a time; the lock ends with the process. A SQLite file has one of its own.
 * @throws ConfigError while another process holds it
 */
export function whileReceiving<T>(db: Db, work: () => Promise<T>): Promise<T> {
  if (dialectOf(db) === 'sqlite') return work();
  return db.connection().execute(async (connection) => {
    const { rows } = await sql<{ held: boolean }>`
      select pg_try_advisory_lock(${sql.lit(0x4b4e5448)}, hashtext(current_schema())) as held`.execute(connection);
    if (rows[0]?.held !== true) {
      throw new ConfigError([{ where: 'database', message: 'sedang diisi oleh «kentongan import --from» yang lain' }]);
    }
    try {
      return await work();
    } finally {
      await sql`select pg_advisory_unlock(${sql.lit(0x4b4e5448)}, hashtext(current_schema()))`.execute(connection);
    }
  });
}
