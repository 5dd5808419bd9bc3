import { ConfigError } from '../core/errors.ts';
import { inWriteTransaction } from './dialect.ts';
import type { Db } from './schema.ts';

export async function findMeta(db: Db, key: string): Promise<string | null> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst();
  return row?.value ?? null;
}

export async function setMeta(db: Db, key: string, value: string): Promise<void> {
  await inWriteTransaction(db, (trx) =>
    trx
      .insertInto('meta')
      .values({ key, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute(),
  );
}

/** Stores it unless there is one: of two processes that begin together both get the first one's. @returns what is held now */
export async function claimMeta(db: Db, key: string, value: string): Promise<string> {
  await inWriteTransaction(db, (trx) =>
    trx
      .insertInto('meta')
      .values({ key, value })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute(),
  );
  return (await findMeta(db, key)) ?? value;
}

/**
 * Says what this database is for, once; demo data never enters another database, nor one regency's another's.
 * @param regionCode Kemendagri code of the regency, `35.16`
 * @throws ConfigError when it already holds another kind or another regency
 */
export async function markKind(db: Db, kind: 'live' | 'demo', regionCode: string): Promise<void> {
  await inWriteTransaction(db, async (trx) => {
    const held = { kind: await findMeta(trx, 'kind'), region: await findMeta(trx, 'region') };
    if (held.kind === null && held.region === null) {
      await setMeta(trx, 'kind', kind);
      await setMeta(trx, 'region', regionCode);
      return;
    }
    if (held.kind === 'importing') {
      const message =
        'basis data ini belum selesai diisi; ulangi «kentongan import --from» dengan folder yang sama sampai selesai';
      throw new ConfigError([{ where: 'database', message }]);
    }
    if (held.kind !== kind) {
      const is = held.kind === 'demo' ? 'data demo' : 'data sungguhan';
      const wanted = kind === 'demo' ? 'demo' : 'pemakaian sungguhan';
      const message = `basis data ini berisi ${is}, tidak dapat dipakai untuk ${wanted}; pakai basis data lain`;
      throw new ConfigError([{ where: 'database', message }]);
    }
    if (held.region !== regionCode) {
      const message = `basis data ini milik wilayah ${held.region}, bukan ${regionCode}; pakai basis data lain`;
      throw new ConfigError([{ where: 'database', message }]);
    }
  });
}

/** Code of the regency that this database listens for. @throws Error before `markKind` */
export async function loadRegionCode(db: Db): Promise<string> {
  const code = await findMeta(db, 'region');
  if (code === null) throw new Error('the database has no region yet: call markKind first');
  return code;
}
