import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import type { Instant } from '../core/mention.ts';
import { dialectOf } from './dialect.ts';
import type { Db } from './schema.ts';

/** How much room the data takes, in bytes, and how old its copies are. Null: not to be known from here. */
export interface SizeFigures {
  /** The file, or all tables and indexes of the schema. */
  readonly database: number;
  /** What SQLite has written and not yet put into the file. */
  readonly log: number | null;
  /** Of the disk that the SQLite file lies on. */
  readonly disk: { readonly free: number; readonly size: number } | null;
  /** When `kentongan backup` last copied it. */
  readonly backupAt: Instant | null;
  /** PostgreSQL's own archive of its log, when it is switched on. */
  readonly archive: { readonly lastAt: Instant | null; readonly failures: number } | null;
}

export async function loadSizeFigures(db: Db): Promise<SizeFigures> {
  const { backupAt } = await db
    .selectFrom('keptBackups')
    .select((eb) => eb.fn.max<Instant | null>('madeAt').as('backupAt'))
    .executeTakeFirstOrThrow();
  return { backupAt, ...(dialectOf(db) === 'postgres' ? await postgresSizes(db) : await sqliteSizes(db)) };
}

type Sizes = Omit<SizeFigures, 'backupAt'>;

async function sqliteSizes(db: Db): Promise<Sizes> {
  const { rows } = await sql<{ bytes: number; file: string }>`
    select page_count * page_size as bytes, (select file from pragma_database_list where name = 'main') as file
    from pragma_page_count(), pragma_page_size()`.execute(db);
  const { bytes = 0, file = '' } = rows[0] ?? {};
  if (file === '') return { database: bytes, log: null, disk: null, archive: null };
  const log = await stat(`${file}-wal`).then(
    ({ size }) => size,
    () => 0,
  );
  const { bavail, blocks, bsize } = await statfs(dirname(file));
  return { database: bytes, log, disk: { free: bavail * bsize, size: blocks * bsize }, archive: null };
}

async function postgresSizes(db: Db): Promise<Sizes> {
  const { rows } = await sql<{ bytes: number | null }>`
    select sum(pg_total_relation_size(oid)) as bytes from pg_class
    where relnamespace = current_schema()::regnamespace and relkind in ('r', 'm')`.execute(db);
  const archive = await sql<{ mode: string; lastAt: Date | null; failures: number }>`
    select current_setting('archive_mode') as mode, last_archived_time as "lastAt", failed_count as failures
    from pg_stat_archiver`.execute(db);
  const [state] = archive.rows;
  return {
    database: rows[0]?.bytes ?? 0,
    log: null,
    disk: null,
    archive:
      state === undefined || state.mode === 'off'
        ? null
        : { lastAt: state.lastAt?.toISOString() ?? null, failures: state.failures },
  };
}
