import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { insertRows } from '../../src/store/insert-rows.ts';
import { findMeta, setMeta } from '../../src/store/meta.ts';
import { inWriteGroup } from '../../src/store/write-group.ts';
import { dialects, useTestDatabase } from '../support/db.ts';

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);
  const write = (key: string) =>
    inWriteGroup(db(), async (trx) => {
      await setMeta(trx, key, 'ya');
      return key;
    });
  const failing = (key: string, fault: () => Promise<unknown>) =>
    inWriteGroup(db(), async (trx) => {
      await setMeta(trx, key, 'ya');
      await fault();
      throw new Error('should have failed');
    });

  it('saves all that waits, each with its own answer, in the order of asking', async () => {
    const order: string[] = [];
    const names = Array.from({ length: 40 }, (_, index) => `kunci-${index}`);
    const answers = await Promise.all(
      names.map(async (name) => {
        const answer = await write(name);
        order.push(answer);
        return answer;
      }),
    );
    expect(answers).toEqual(names);
    expect(order).toEqual(names);
    expect(await Promise.all(names.map((name) => findMeta(db(), name)))).toEqual(names.map(() => 'ya'));
  });

  it('takes back alone what fails, whether the work or the database refuses', async () => {
    const thrown = failing('gagal', () => Promise.reject(new Error('work refused')));
    const refused = inWriteGroup(db(), async (trx) => {
      await setMeta(trx, 'ditolak', 'ya');
      await sql`insert into meta (key, value) values ('kosong', null)`.execute(trx);
    });
    const results = await Promise.allSettled([write('sebelum'), thrown, write('antara'), refused, write('sesudah')]);
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(results[1]).toMatchObject({ reason: { message: 'work refused' } });
    const held = async (key: string) => (await findMeta(db(), key)) !== null;
    expect(await Promise.all(['sebelum', 'antara', 'sesudah'].map(held))).toEqual([true, true, true]);
    expect(await Promise.all(['gagal', 'ditolak', 'kosong'].map(held))).toEqual([false, false, false]);
  });

  it('tells everybody the truth when the database ends the transaction, and goes on with the next', async () => {
    const names = ['bersama', 'bersama-juga', 'sesudahnya'];
    const [first, ended, ...others] = await Promise.allSettled([
      write('bersama'),
      inWriteGroup(db(), async (trx) => {
        await sql`rollback`.execute(trx);
        throw new Error('ended');
      }),
      write('bersama-juga'),
      write('sesudahnya'),
    ]);
    expect(ended.status).toBe('rejected');
    // Who shared the transaction is a matter of time; whoever did is told so.
    const told = [first, ...others].map(({ status }) => status === 'fulfilled');
    const held = await Promise.all(names.map(async (name) => (await findMeta(db(), name)) !== null));
    expect(held).toEqual(told);
    expect(await write('kemudian')).toBe('kemudian');
    expect(await findMeta(db(), 'kemudian')).toBe('ya');
  });

  it('is part of a transaction that is under way', async () => {
    await expect(
      db()
        .transaction()
        .execute(async (trx) => {
          await inWriteGroup(trx, (inner) => setMeta(inner, 'dalam', 'ya'));
          throw new Error('taken back');
        }),
    ).rejects.toThrow('taken back');
    expect(await findMeta(db(), 'dalam')).toBeNull();
  });

  it('inserts any number of rows, passing over known ones when told to', async () => {
    const rows = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, index) => ({ key: `baris-${from + index}`, value: `${from + index}` }));
    for (const [from, to] of [
      [0, 0],
      [0, 1],
      [1, 88],
      [88, 300],
    ] as const) {
      await inWriteGroup(db(), (trx) => insertRows(trx, 'meta', rows(from, to)));
    }
    await inWriteGroup(db(), (trx) => insertRows(trx, 'meta', rows(290, 310), { ignoreKnown: true }));
    const stored = await db().selectFrom('meta').selectAll().where('key', 'like', 'baris-%').execute();
    expect(stored.map(({ key }) => key).sort()).toEqual(
      rows(0, 310)
        .map(({ key }) => key)
        .sort(),
    );
    await expect(inWriteGroup(db(), (trx) => insertRows(trx, 'meta', rows(5, 6)))).rejects.toThrow();
  });
});
