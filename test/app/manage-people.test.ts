import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { disablePerson, listPeople, makeLink, resetFactor } from '../../src/app/manage-people.ts';
import { ConfigError } from '../../src/core/errors.ts';
import { hashOfSecret } from '../../src/core/secret-text.ts';
import { listAudit } from '../../src/store/audit.ts';
import { closeDatabase, openDatabase } from '../../src/store/database.ts';
import { findOpenInvitation } from '../../src/store/invitations.ts';
import type { Db } from '../../src/store/schema.ts';
import { insertUser } from '../../src/store/users.ts';

const folder = mkdtempSync(join(tmpdir(), 'kentongan-orang-'));
const config = join(folder, 'kentongan.yaml');
const database = join(folder, 'k.db');

beforeAll(() => {
  const yaml = `region: { code: "35.16" }\ncontact: mailto:kominfo@wanasari.test\ndatabase: ${database}\nhttp: { port: 4321 }\n`;
  writeFileSync(config, yaml);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function inDatabase<T>(work: (db: Db) => Promise<T>): Promise<T> {
  const db = await openDatabase(database);
  try {
    return await work(db);
  } finally {
    await closeDatabase(db);
  }
}

const faultOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => '',
    (error) => (error instanceof ConfigError ? error.message : Promise.reject(error)),
  );

test('from the terminal: the first link, a list, a lost phone, a lost password, somebody who leaves', async () => {
  expect(await listPeople(config)).toEqual([]);
  const first = await makeLink(config, null, 'budi');
  expect(first).toMatch(/^http:\/\/127\.0\.0\.1:4321\/undangan\/[\w-]{43}$/);
  expect(statSync(`${database}.sign-in-key`).mode & 0o777).toBe(0o600);
  const hash = hashOfSecret(first?.split('/').at(-1) ?? '');
  expect(await inDatabase((db) => findOpenInvitation(db, hash, new Date()))).toMatchObject({ kind: 'first' });

  await inDatabase(async (db) => {
    const common = {
      agency: null,
      election: false,
      password: 'x',
      createdAt: new Date().toISOString(),
      createdBy: 'uji',
    };
    await insertUser(db, { ...common, name: 'Ratna', email: 'ratna@wanasari.test', role: 'admin' });
    const rina = await insertUser(db, { ...common, name: 'Rina', email: 'rina@wanasari.test', role: 'analis' });
    await db.updateTable('users').set({ totpSecret: 'x' }).where('id', '=', rina).execute();
  });
  expect(await listPeople(config)).toEqual([
    'Ratna: ratna@wanasari.test, Admin, tanpa kode masuk, belum pernah masuk',
    'Rina: rina@wanasari.test, Analis, kode masuk terpasang, belum pernah masuk',
  ]);
  expect(await faultOf(makeLink(config, null, 'budi'))).toContain('sudah ada akun');
  await resetFactor(config, 'RINA@wanasari.test', 'budi');
  expect((await listPeople(config))[1]).toContain('tanpa kode masuk');
  expect(await makeLink(config, 'rina@wanasari.test', 'budi')).toContain('/undangan/');
  await disablePerson(config, 'rina@wanasari.test', 'budi');
  expect((await listPeople(config))[1]).toContain('DINONAKTIFKAN');
  expect(await faultOf(disablePerson(config, 'ratna@wanasari.test', 'budi'))).toContain('admin terakhir');
  expect(await faultOf(disablePerson(config, 'siapa@wanasari.test', 'budi'))).toContain('tidak ada akun');

  const { items } = await inDatabase((db) => listAudit(db, { limit: 9 }));
  expect(items.map(({ who, action }) => [who, action])).toEqual([
    ['budi', 'user.disable'],
    ['budi', 'user.reset-link'],
    ['budi', 'user.reset-factor'],
    ['kentongan', 'invitation.first'],
  ]);
});
