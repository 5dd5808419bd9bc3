import { describe, expect, test, vi } from 'vitest';
import { listAudit, writeAudit } from '../../src/store/audit.ts';
import { sqliteHandleOf } from '../../src/store/database.ts';
import { inWriteTransaction } from '../../src/store/dialect.ts';
import { createTestDatabase, dialects, useTestDatabase } from '../support/db.ts';

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

test.each([
  [{}, 'audit_newest'],
  [{ from: entry.at, to: entry.at }, 'audit_newest'],
  [{ who: 'Rina' }, 'audit_of_person'],
  [{ action: 'issue.' }, 'audit_of_group'],
  [{ object: 'issue:1' }, 'audit_of_object'],
])('the filter %o reads by an index', async (filter, index) => {
  const { db, close } = await createTestDatabase('sqlite');
  const handle = sqliteHandleOf(db)!;
  const prepare = vi.spyOn(handle, 'prepare');
  await listAudit(db, { limit: 50, ...filter });
  const asked = prepare.mock.calls.map(([text]) => text).find((text) => text.includes('from "audit"'));
  prepare.mockRestore();
  const parameters = Array.from({ length: asked?.split('?').length ?? 1 }, () => 1).slice(1);
  const plan = handle.prepare(`explain query plan ${asked}`).all(...parameters) as { detail: string }[];
  expect(plan[0]?.detail).toContain(`INDEX ${index}`);
  await close();
});
