import { randomUUID } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { makeAllFirstLinks } from '../../src/app/first-links.ts';
import { type ForgetWish, forget, forgetConfigured } from '../../src/app/forget.ts';
import { loadKnowledge } from '../../src/app/knowledge.ts';
import { listPeople, makeLink } from '../../src/app/manage-people.ts';
import { savePosts } from '../../src/app/save-posts.ts';
import { openRegencies } from '../../src/app/tasks/regencies.ts';
import type { ProcessRole } from '../../src/app/tasks/roles.ts';
import { startShared } from '../../src/app/tasks/start-shared.ts';
import { units } from '../../src/app/units.ts';
import { loadAnyConfig } from '../../src/config/load.ts';
import { ConfigError } from '../../src/core/errors.ts';
import { silentLog } from '../../src/core/log.ts';
import { blankPost, type RawPost } from '../../src/core/mention.ts';
import { testNow } from '../support/make.ts';

/** Two hosts of one province: folders with the same configuration, and nothing in common but the database. */
const place = mkdtempSync(join(tmpdir(), 'kentongan-mesin-'));
const hostA = join(place, 'a');
const hostB = join(place, 'b');
const live = `hosts_${randomUUID().replaceAll('-', '')}`;
const backup = `${live}_backup`;
const now = () => testNow;

beforeAll(async () => {
  await administer(`create database ${live} template template0`);
  const address = new URL(inject('postgresAddress'));
  address.pathname = `/${live}`;
  const common = 'contact: mailto:uji@contoh.test\nlegal: { purpose: uji coba, basis: uji coba }\n';
  for (const folder of [hostA, hostB]) {
    mkdirSync(join(folder, 'kabupaten'), { recursive: true });
    const province = 'province: { code: "35", regencies: [kabupaten/35.16.yaml] }';
    writeFileSync(
      join(folder, 'kentongan.yaml'),
      `database: ${address.href}\nhttp: { port: 0 }\n${province}\n${common}`,
    );
    const regency = 'region: { code: "35.16" }\npartOf: ../kentongan.yaml';
    writeFileSync(join(folder, 'kabupaten', '35.16.yaml'), `${regency}\n${common}`);
  }
});
afterAll(async () => {
  for (const name of [live, backup]) await administer(`drop database if exists ${name} with (force)`);
  rmSync(place, { recursive: true, force: true });
});

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresAddress') });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/** As `pg_dump` and `pg_restore` would leave it, in a fraction of their time. */
const copyDatabase = async (from: string, to: string) => {
  await administer(`drop database if exists ${to} with (force)`);
  await administer(`create database ${to} template ${from}`);
};

const optionsOf = (folder: string) => ({
  config: loadAnyConfig(join(folder, 'kentongan.yaml'), units, process.env),
  knowledge: loadKnowledge(),
  log: silentLog,
  now,
});

/** Starts a process on a host and stops it again. */
async function run(folder: string, ...roles: readonly ProcessRole[]): Promise<void> {
  const { config, ...options } = optionsOf(folder);
  const product = await startShared({
    ...options,
    config: { ...config, http: { ...config.http, port: 0 } },
    roles: new Set(roles),
  });
  await product.stop();
}

const faultOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'it started',
    (error) => (error instanceof ConfigError ? error.message : Promise.reject(error)),
  );

const keysOf = (folder: string) =>
  [folder, join(folder, 'kabupaten')].flatMap((one) =>
    readdirSync(one)
      .filter((name) => name.endsWith('-key'))
      .map((name) => join(one, name).slice(folder.length + 1)),
  );

const regencyKey = join('kabupaten', 'r35_16.pseudonym-key');
const signInKey = join('kabupaten', 'r35_16.sign-in-key');
const erasures = join('kabupaten', 'r35_16.pseudonym-key.erasures');

describe('keys', () => {
  test('are made by the first host; another without them is told what to copy, and makes none of its own', async () => {
    await run(hostA, 'api');
    expect(keysOf(hostA)).toEqual(['shared.pseudonym-key', 'shared.sign-in-key', regencyKey, signInKey]);
    const fault = await faultOf(run(hostB, 'worker'));
    expect(fault).toContain('shared.pseudonym-key: berkas kunci nama samaran hilang');
    expect(fault).toContain('r35_16.pseudonym-key: berkas kunci nama samaran hilang');
    expect(fault).toContain('salin dari mesin lain');
    expect(keysOf(hostB)).toEqual([]);
  });

  test('a worker needs only those of pseudonyms; pages also need the one of second factors', async () => {
    for (const name of ['shared.pseudonym-key', regencyKey]) copyFileSync(join(hostA, name), join(hostB, name));
    await run(hostB, 'worker');
    expect(keysOf(hostB)).toEqual(['shared.pseudonym-key', regencyKey]);
    expect(await faultOf(run(hostB, 'api'))).toContain('r35_16.sign-in-key: berkas kunci masuk tidak ada');
    writeFileSync(join(hostB, signInKey), `${'ab'.repeat(32)}\n`);
    copyFileSync(join(hostA, 'shared.sign-in-key'), join(hostB, 'shared.sign-in-key'));
    expect(await faultOf(run(hostB, 'api'))).toContain('bukan kunci yang dipakai mesin lain');
    copyFileSync(join(hostA, signInKey), join(hostB, signInKey));
    await run(hostB, 'api');
  });

  test.each(['worker', 'scheduler'] as const)('a %s with another key does not start', async (role) => {
    const right = readFileSync(join(hostB, regencyKey));
    writeFileSync(join(hostB, regencyKey), `${'cd'.repeat(32)}\n`);
    expect(await faultOf(run(hostB, role))).toContain('r35_16.pseudonym-key: kunci ini bukan kunci yang dipakai');
    writeFileSync(join(hostB, regencyKey), right);
  });
});

describe('the first admin', () => {
  const province = join(hostA, 'kentongan.yaml');

  test('of the province has a link when the pages start; its regencies are named with the way to theirs', async () => {
    const said: string[] = [];
    const console = vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
    await run(hostA, 'worker', 'scheduler');
    expect(said.join('')).toBe('');
    await run(hostA, 'api').finally(() => console.mockRestore());
    expect(said.join('')).toMatch(
      /Belum ada akun di Provinsi Jawa Timur.*\n {2}http:\/\/35\.localhost:\d+\/undangan\/\S+\n/,
    );
    expect(said.join('')).toContain(`Belum ada akun di 1 kabupaten/kota. Tautannya: kentongan people link --all`);
    expect(said.join('')).toContain(join(hostA, 'kabupaten', '35.16.yaml'));
    expect(said.join('').match(/undangan/g)).toHaveLength(1);
  });

  test('has one from the terminal, for the province alone, or for all who have nobody', async () => {
    expect(await listPeople(province)).toEqual([]);
    expect(await makeLink(province, null, 'budi')).toMatch(/^http:\/\/35\.localhost:0\/undangan\//);
    const links = await makeAllFirstLinks(province);
    expect(links.map(({ name, link }) => [name, link.replace(/[^/]+$/, '')])).toEqual([
      ['Provinsi Jawa Timur', 'http://35.localhost:0/undangan/'],
      ['Kabupaten Mojokerto', 'http://35-16.localhost:0/undangan/'],
    ]);
    await expect(makeAllFirstLinks(join(hostA, 'kabupaten', '35.16.yaml'))).rejects.toThrow('berkas provinsi');
  });
});

describe('an erasure', () => {
  const post = (id: string, author: string): RawPost => ({
    ...{
      ...blankPost,
      kind: 'post',
      platform: 'x',
      externalId: id,
      idScope: 'x:posts',
      url: `https://x.test/status/${id}`,
    },
    ...{ text: `Air ledeng mati di gang ${id}`, authorHandle: author, author, publishedAt: '2026-11-21T05:00:00.000Z' },
    precision: 'exact',
  });
  const wish: ForgetWish = {
    ...{ platform: 'x', handle: 'budi', url: null, name: null, pseudonyms: [], mentionIds: [], dryRun: false },
    ...{ reason: 'Surat permohonan 4/2026', who: 'operator' },
  };

  /** With the regency opened as a command on that host opens it, or without opening it as an installation. */
  async function inRegency<T>(
    folder: string,
    work: (regencies: Awaited<ReturnType<typeof openRegencies>>) => Promise<T>,
  ): Promise<T> {
    const regencies = await openRegencies(optionsOf(folder));
    try {
      return await work(regencies);
    } finally {
      await regencies.close();
    }
  }
  const opened = (folder: string, work: (installation: Parameters<typeof forget>[0]) => Promise<unknown>) =>
    inRegency(folder, async (regencies) => {
      const [only] = regencies.all;
      if (only === undefined) throw new Error('the province has a regency');
      const installation = await regencies.open(only);
      await work(installation).finally(() => installation.close());
    });
  const texts = (folder: string) =>
    inRegency(folder, async ({ all }) =>
      ((await all[0]?.db.selectFrom('mentions').select('text').orderBy('id').execute()) ?? []).map(({ text }) => text),
    );
  const both = ['Air ledeng mati di gang 1', 'Air ledeng mati di gang 2'];

  test('on one host is written down on the others by whatever starts there, once', async () => {
    await opened(hostA, (installation) =>
      savePosts(installation, [post('1', 'budi'), post('2', 'ani')], { isLocal: true, basis: 'uji' }),
    );
    await copyDatabase(live, backup);
    await opened(hostA, (installation) => forget(installation, wish));
    expect(await texts(hostA)).toEqual([both[1]]);
    expect(existsSync(join(hostB, erasures))).toBe(false);
    await run(hostB, 'scheduler');
    const list = readFileSync(join(hostB, erasures), 'utf8');
    expect(list).toMatch(/"kind":"person"/);
    expect(list).not.toMatch(/budi|ledeng/i);
    await run(hostB, 'worker');
    expect(readFileSync(join(hostB, erasures), 'utf8')).toBe(list);
  });

  test('is made again after an older backup was restored, when only a worker of another host has started', async () => {
    await copyDatabase(backup, live);
    expect(await texts(hostB)).toEqual(both);
    await run(hostB, 'worker');
    expect(await texts(hostB)).toEqual([both[1]]);
  });

  test('is made again by any command too, and a host that had lost its list has it back', async () => {
    await copyDatabase(backup, live);
    await opened(hostB, async () => expect(await texts(hostB)).toEqual([both[1]]));
    rmSync(join(hostA, erasures));
    await run(hostA, 'worker');
    expect(readFileSync(join(hostA, erasures), 'utf8')).toMatch(/"kind":"person"/);
  });

  test('all mentions are looked through only when the list or the database has changed', async () => {
    const marks = () =>
      inRegency(hostA, async ({ all }) =>
        all[0]?.db.selectFrom('meta').select('value').where('key', '=', 'erasuresApplied').executeTakeFirst(),
      );
    const before = await marks();
    expect(before?.value).toMatch(/^[0-9a-f]{32}$/);
    // A mention that no collection could have brought stays until something is erased: nobody looked.
    await inRegency(hostA, async ({ all }) => {
      const keys = await all[0]?.db.selectFrom('erasures').select('key').where('kind', '=', 'person').execute();
      await all[0]?.db
        .updateTable('mentions')
        .set({ authorHandle: keys?.[0]?.key ?? '' })
        .execute();
    });
    await run(hostA, 'worker');
    expect(await texts(hostA)).toEqual([both[1]]);
    await opened(hostA, (installation) => forget(installation, { ...wish, handle: 'cici' }));
    await run(hostA, 'worker');
    expect(await texts(hostA)).toEqual([]);
    expect(await marks()).not.toEqual(before);
  });

  test('asked for in the province reaches what is collected for all, and every regency', async () => {
    await copyDatabase(backup, live);
    await inRegency(hostA, async (regencies) => {
      if (regencies.shared === null) throw new Error('a province shares');
      const installation = await regencies.open(regencies.shared);
      await savePosts(installation, [post('3', 'ani'), post('4', 'dodi')], { isLocal: true, basis: 'uji' });
      await installation.close();
    });
    const file = join(hostA, 'kentongan.yaml');
    const ani = { ...wish, handle: 'ani' };
    const looked = await forgetConfigured(file, { ...ani, dryRun: true });
    expect(looked.kind === 'found' ? looked.mentions.map((mention) => mention.text) : []).toEqual([
      'Air ledeng mati di gang 3',
      both[1],
    ]);
    expect(await forgetConfigured(file, ani)).toMatchObject({ kind: 'erased', report: { mentions: 2 } });
    const byUrl = { ...wish, platform: null, handle: null, url: 'https://x.test/status/4' };
    expect(await forgetConfigured(file, byUrl)).toMatchObject({ report: { mentions: 1 } });
    await expect(forgetConfigured(file, byUrl)).rejects.toThrow('tidak ada sebutan dengan alamat ini');
    await expect(forgetConfigured(file, { ...ani, name: 'ani' })).rejects.toThrow('berbeda di tiap kabupaten/kota');
  });
});
