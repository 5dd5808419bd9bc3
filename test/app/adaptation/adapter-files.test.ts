import { expect, test } from 'vitest';
import { adapterFolderOf } from '../../../src/app/adaptation/adapter-files.ts';

test('adapters lie beside the database file, or in the state folder when the database is elsewhere', () => {
  expect(adapterFolderOf({ database: '/srv/kentongan/var/kentongan.db', schema: null })).toBe(
    '/srv/kentongan/var/adapters',
  );
  expect(adapterFolderOf({ database: 'postgres://db.test/kentongan', schema: null })).toBe('var/adapters');
});

test('each regency of a province has adapters of its own', () => {
  const folders = ['r35_15', 'r35_16'].map((schema) =>
    adapterFolderOf({ database: 'postgres://db.test/kentongan', schema }),
  );
  expect(folders).toEqual(['var/adapters/r35_15', 'var/adapters/r35_16']);
});
