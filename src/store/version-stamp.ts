import { sql } from 'kysely';
import { sqliteHandleOf } from './database.ts';
import type { Db } from './schema.ts';

/**
 * A text that differs whenever what the database holds may differ; costs microseconds on SQLite and one short query on PostgreSQL.
 * Compare it only with stamps of the same process.
 */
export async function versionStamp(db: Db): Promise<string> {
  const sqlite = sqliteHandleOf(db);
  if (sqlite !== null) {
    // Rows that this connection has changed, and a counter that moves when another one commits.
    const own = sqlite.prepare('select total_changes()').pluck().get();
    return `${String(own)}.${String(sqlite.pragma('data_version', { simple: true }))}`;
  }
  // Which transactions are visible: the same snapshot shows the same rows.
  const { rows } = await sql<{ snapshot: string }>`select pg_current_snapshot()::text as snapshot`.execute(db);
  return rows[0]?.snapshot ?? '';
}
