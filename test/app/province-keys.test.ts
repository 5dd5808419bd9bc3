import { afterAll, beforeAll, expect, test } from 'vitest';
import { openInstallation } from '../../src/app/installation.ts';
import { loadKnowledge } from '../../src/app/knowledge.ts';
import { createRegencyWork } from '../../src/app/tasks/regency-work.ts';
import { units } from '../../src/app/units.ts';
import { parseConfig } from '../../src/config/load.ts';
import { ConfigError, SourceError } from '../../src/core/errors.ts';
import { silentLog } from '../../src/core/log.ts';
import { syncKeys } from '../../src/jobs/credentials.ts';
import { testNow } from '../support/make.ts';
import { openTestProvince, type TestProvince } from '../support/province.ts';

let province: TestProvince;
beforeAll(async () => {
  province = await openTestProvince();
});
afterAll(() => province.close());

const base = 'contact: mailto:uji@contoh.test\n';
const env = {
  ...{ KUNCI_BERSAMA: 'rahasia-bersama', KUNCI_SENDIRI: 'rahasia-sendiri' },
  // So that no key file is made where the tests are started.
  KENTONGAN_PSEUDONYM_KEY: 'ab'.repeat(32),
};
const keys = (id: string, secret: string) => `credentials: [{ id: ${id}, kind: youtube, secret: ${secret} }]\n`;

test('a key of the province serves its regencies, and counts in one place for them all', async () => {
  const shared = parseConfig(
    `database: ${province.address}\nprovince: { code: "35", regencies: [a.yaml] }\n${base}${keys('bersama', 'KUNCI_BERSAMA')}`,
    'kentongan.yaml',
    units,
    env,
  );
  await syncKeys(province.shared, shared.credentials, testNow);
  const own = parseConfig(
    `database: ${province.address}\nregion: { code: "35.16" }\n${base}${keys('sendiri', 'KUNCI_SENDIRI')}`,
    'a.yaml',
    units,
    env,
  );
  const installation = await openInstallation({
    ...{
      kind: 'live',
      config: own,
      knowledge: loadKnowledge(),
      db: province.first,
      log: silentLog,
      now: () => testNow,
    },
  });
  const work = createRegencyWork({
    installation,
    outside: {} as never,
    reports: { attachments: async () => [] },
    ...{ staff: null, publicUrl: null, announce: () => {}, isSettling: () => false },
    provinceKeys: { credentials: shared.credentials, db: province.shared },
    signal: new AbortController().signal,
  });
  const { keyOf, keyHome } = work.collectDeps;
  expect(keyOf('bersama').secret).toBe('rahasia-bersama');
  const [budget] = shared.credentials[0]?.budgets ?? [];
  await keyOf('bersama').spend(budget?.name ?? '', 1);
  await keyOf('sendiri').spend(budget?.name ?? '', 1);
  const used = async (db: typeof province.first) =>
    (await db.selectFrom('credentialUses').select('credentialId').execute()).map(({ credentialId }) => credentialId);
  expect([await used(province.shared), await used(province.first)]).toEqual([['bersama'], ['sendiri']]);
  expect([keyHome?.('bersama') === province.shared, keyHome?.('sendiri') === province.first]).toEqual([true, true]);
  expect(() => keyOf('lain')).toThrow(SourceError);
  await work.close();
  await installation.close();
});

test('a key that is nowhere is a fault of a regency on its own', () => {
  const source =
    'sources: [{ id: kanal, title: Kanal, collector: youtube, class: government, credential: bersama, options: { channels: [UCabcdefghijklmnopqrstuv] } }]\n';
  expect(() => parseConfig(`region: { code: "35.16" }\n${base}${source}`, 'a.yaml', units, env)).toThrow(ConfigError);
});
