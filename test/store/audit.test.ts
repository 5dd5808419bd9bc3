import { describe, expect, test } from 'vitest';
import { listAudit, writeAudit } from '../../src/store/audit.ts';
import { inWriteTransaction } from '../../src/store/dialect.ts';
import { dialects, useTestDatabase } from '../support/db.ts';

const entry = { at: '2026-11-22T08:00:00.000Z', who: 'Rina', action: 'issue.state', object: 'issue:1', detail: null };

describe.each(dialects)('%s', (dialect) => {
  const db = useTestDatabase(dialect);

  test('keeps what was done, with details as they were given', async () => {
    const detail = { to: 'selesai', why: 'a"b', list: [1, null] };
    await writeAudit(db(), { ...entry, detail });
    const { items, next } = await listAudit(db(), { limit: 5 });
    expect([items, next]).toEqual([[{ ...entry, detail, id: expect.any(Number) }], null]);
    await writeAudit(db());
  });

  test('is written with the change or not at all', async () => {
    const failing = inWriteTransaction(db(), async (trx) => {
      await writeAudit(trx, entry);
      throw new Error('batal');
    });
    await expect(failing).rejects.toThrow('batal');
    expect((await listAudit(db(), { limit: 5 })).items).toEqual([]);
  });

  test('is listed newest first, in pages, by object, person, action and time', async () => {
    const at = (minute: number) => `2026-11-22T08:0${minute}:00.000Z`;
    await writeAudit(
      db(),
      { ...entry, at: at(1) },
      { ...entry, at: at(2), who: 'Budi', action: 'issue.title' },
      { ...entry, at: at(2), action: 'issues_%.x', object: 'issue:2' },
      { ...entry, at: at(3), action: 'silence.create', object: 'silence:1' },
    );
    const list = async (query: object) =>
      (await listAudit(db(), { limit: 9, ...query })).items.map(({ action }) => action);
    expect(await list({})).toEqual(['silence.create', 'issues_%.x', 'issue.title', 'issue.state']);
    expect(await list({ action: 'issue.' })).toEqual(['issue.title', 'issue.state']);
    expect(await list({ action: 'issues_%' })).toEqual(['issues_%.x']);
    expect(await list({ who: 'Budi' })).toEqual(['issue.title']);
    expect(await list({ object: 'issue:2' })).toEqual(['issues_%.x']);
    expect(await list({ from: at(2), to: at(3) })).toEqual(['issues_%.x', 'issue.title']);
    const first = await listAudit(db(), { limit: 2 });
    expect(await list({ cursor: first.next ?? '' })).toEqual(['issue.title', 'issue.state']);
    await expect(listAudit(db(), { limit: 2, cursor: 'x' })).rejects.toMatchObject({ status: 400 });
  });
});
