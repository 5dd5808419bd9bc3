import { sql } from 'kysely';
import { crashAt } from '../../core/crash-point.ts';
import { dialectOf, inWriteTransaction } from '../dialect.ts';
import { partitionName } from '../partitions.ts';
import type { Db } from '../schema.ts';

/** As migration 0006 calls it. */
const name = 'mention_words_words';

/**
 * PostgreSQL looks words up in an index that takes several times as long to fill row by row as to make of all rows at once. While a database
 * is being filled it has none. Only inside a write transaction.
 */
export async function dropWordsIndex(trx: Db): Promise<void> {
  if (dialectOf(trx) === 'postgres') await sql`drop index if exists ${sql.table(name)}`.execute(trx);
}

/** Makes it, month by month: what is made is not made again after a kill, and does nothing where it is whole. */
export async function makeWordsIndex(db: Db): Promise<void> {
  if (dialectOf(db) === 'sqlite') return;
  const { rows } = await sql<{ made: boolean }>`select to_regclass(${name}) is not null as made`.execute(db);
  if (rows[0]?.made === true) return;
  const ranges = await db.selectFrom('mentionPartitions').select('firstId').orderBy('firstId').execute();
  for (const range of ranges) {
    const month = partitionName('mention_words', range);
    await make(db, `${month}_words_idx`, month);
    crashAt('after-words-index');
  }
  // The months' own are taken for parts of it.
  await make(db, name, 'mention_words');
  await sql`analyze mention_words`.execute(db);
}

/** What sorting it in memory may take, of the server's. */
const memory = '256MB';

async function make(db: Db, index: string, table: string): Promise<void> {
  await inWriteTransaction(db, async (trx) => {
    await sql`set local maintenance_work_mem = ${sql.lit(memory)}`.execute(trx);
    await sql`create index if not exists ${sql.id(index)} on ${sql.table(table)} using gin (words)`.execute(trx);
  });
}
