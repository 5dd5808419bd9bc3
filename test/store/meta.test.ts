import { describe, expect, test } from 'vitest';
import { findMeta, loadRegionCode, markKind, setMeta } from '../../src/store/meta.ts';
import { migrate } from '../../src/store/migrate.ts';
import { createEmptyDatabase, dialects } from '../support/db.ts';

describe.each(dialects)('%s', (dialect) => {
  test('an empty database takes the first mark, and the same one again', async () => {
    const { db, close } = await createEmptyDatabase(dialect);
    await migrate(db);
    await expect(loadRegionCode(db)).rejects.toThrow('markKind');
    await markKind(db, 'demo', '99.01');
    await markKind(db, 'demo', '99.01');
    expect(await findMeta(db, 'kind')).toBe('demo');
    expect(await loadRegionCode(db)).toBe('99.01');
    await close();
  });

  test.each([
    ['live', '99.01', 'berisi data demo'],
    ['demo', '35.16', 'milik wilayah 99.01, bukan 35.16'],
  ] as const)('a demo of 99.01 refuses %s data of %s', async (kind, region, message) => {
    const { db, close } = await createEmptyDatabase(dialect);
    await migrate(db);
    await markKind(db, 'demo', '99.01');
    await expect(markKind(db, kind, region)).rejects.toMatchObject({ name: 'ConfigError' });
    await expect(markKind(db, kind, region)).rejects.toThrow(message);
    expect(await findMeta(db, 'kind')).toBe('demo');
    expect(await findMeta(db, 'region')).toBe('99.01');
    await close();
  });

  test('live data refuse to become a demo', async () => {
    const { db, close } = await createEmptyDatabase(dialect);
    await migrate(db);
    await markKind(db, 'live', '35.16');
    await expect(markKind(db, 'demo', '35.16')).rejects.toThrow('berisi data sungguhan');
    await close();
  });

  test('a value can be set and replaced', async () => {
    const { db, close } = await createEmptyDatabase(dialect);
    await migrate(db);
    expect(await findMeta(db, 'x')).toBeNull();
    await setMeta(db, 'x', '1');
    await setMeta(db, 'x', '2');
    expect(await findMeta(db, 'x')).toBe('2');
    await close();
  });
});
