import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiDeps } from '../../src/api/deps.ts';
import type { Listening } from '../../src/api/listen.ts';
import { openApiPath } from '../../src/api/openapi.ts';
import { addPasted } from '../../src/app/add-pasted.ts';
import { createConfiguredPeople } from '../../src/app/configured-people.ts';
import type { Installation } from '../../src/app/installation.ts';
import type { Config } from '../../src/config/load.ts';
import { createSecret } from '../../src/config/secret.ts';
import { toDraft } from '../../src/ingest/draft.ts';
import { closeDatabase, openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import type { Db } from '../../src/store/schema.ts';
import { testPseudonyms } from '../support/pseudonyms.ts';
import { peopleWith } from './people.ts';
import { region, wordsOf } from './seed.ts';
import { makeApiDeps, serveApi } from './serve-seed.ts';

const token = 'token-uji-yang-cukup-panjang';
const now = new Date('2026-11-22T10:10:00.000Z');

let db: Db;
let server: Listening;
let closed: Listening;

beforeAll(async () => {
  db = await openDatabase(':memory:');
  await migrate(db);
  const installation = {
    db,
    region,
    now: () => now,
    config: { sources: [] as Config['sources'], people: [] as Config['people'] } as Config,
    toDraft: (post) =>
      toDraft(post, {
        now,
        stemsOf: wordsOf,
        detectLanguage: () => 'id',
        isGambling: () => false,
        personOf: testPseudonyms.personOf,
      } as never),
  } as Installation;
  const people = { ...peopleWith(), findByToken: createConfiguredPeople(installation, { KENTONGAN_API_TOKEN: token }) };
  const paste: ApiDeps['addPasted'] = (items) => addPasted(installation, items);
  const publicUrl = 'https://kentongan.wanasari.test/';
  server = await serveApi(makeApiDeps(db, { people, addPasted: paste, publicUrl }));
  closed = await serveApi(makeApiDeps(db));
});
afterAll(async () => {
  await server.close();
  await closed.close();
  await closeDatabase(db);
});

const path = '/api/v1/mentions';
const json = { 'content-type': 'application/json' };
const bearer = { ...json, authorization: `Bearer ${token}` };

async function send(body: unknown, headers: Record<string, string> = bearer, origin = server.origin) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${origin}${path}`, { method: 'POST', headers, body: text });
  // biome-ignore lint/suspicious/noExplicitAny: answers are checked value by value
  const answer: any = await response.json();
  return { status: response.status, headers: response.headers, answer };
}

const clipping = {
  platform: 'print',
  title: 'Jalan rusak di Lembah Asri',
  text: 'Warga mengeluh.',
  publisher: 'Koran Uji',
  publishedAt: '2026-11-21',
};

describe('POST /api/v1/mentions', () => {
  it('stores one item, and the same item only once', async () => {
    const first = await send(clipping);
    expect([first.status, first.answer]).toEqual([200, { accepted: 1, duplicate: 0, edited: 0, rejected: [] }]);
    expect((await send(clipping)).answer).toEqual({ accepted: 0, duplicate: 1, edited: 0, rejected: [] });
    const list = await (await fetch(`${server.origin}${path}?platform=print`)).json();
    expect(list.items).toEqual([
      expect.objectContaining({
        title: 'Jalan rusak di Lembah Asri',
        kind: 'klipping',
        publisher: 'Koran Uji',
        publishedAt: '2026-11-21T05:00:00.000Z',
        precision: 'day',
        source: { id: 'impor-print', title: 'Impor media cetak', class: 'print' },
      }),
    ]);
    // The jobs that run beside the API score what waits here.
    expect(await db.selectFrom('scoreQueue').selectAll().execute()).toHaveLength(1);
  });

  it('stores the good ones of many, and names the others by index', async () => {
    const { status, answer } = await send([
      { platform: 'facebook', text: 'Air mati lagi', url: 'https://www.facebook.com/groups/uji/posts/1' },
      { platform: 'radio', text: 'x' },
      { platform: 'x', text: '' },
      { platform: 'x', text: 'Banjir', publishedAt: '2027-01-01' },
      { platform: 'x', text: 'Banjir', url: 'javascript:alert(1)' },
      { platform: 'x', text: 'Banjir', isAdmin: true },
      { platform: 'x', text: '\u200b' },
      'teks',
      { platform: 'whatsapp', text: 'Lampu padam', publishedAt: '2026-11-22T08:00:00+07:00' },
    ]);
    expect(status).toBe(200);
    expect(answer).toMatchObject({ accepted: 2, duplicate: 0, edited: 0 });
    expect(answer.rejected).toEqual([
      { index: 1, reason: expect.stringContaining('platform: harus salah satu dari: web') },
      { index: 2, reason: 'judul dan isi kosong' },
      { index: 3, reason: 'tanggal di masa depan: «2027-01-01»' },
      { index: 4, reason: 'url: harus alamat http atau https' },
      { index: 5, reason: 'bagian tidak dikenal: isAdmin' },
      { index: 6, reason: expect.stringMatching(/kosong|dapat dibaca/) },
      { index: 7, reason: 'jenis isinya salah' },
    ]);
  });

  it('knows a post by its address as its collector would, and comments by their text', async () => {
    const url = 'https://twitter.com/wargax/status/1990000000000000001';
    expect((await send({ platform: 'x', text: 'Jembatan retak', url })).answer.accepted).toBe(1);
    const keys = await db.selectFrom('mentionKeys').select('key').where('key', 'like', 'id:x:posts:%').execute();
    expect(keys).toEqual([{ key: 'id:x:posts:1990000000000000001' }]);
    expect(
      (
        await send({
          platform: 'x',
          text: 'Jembatan retak',
          url: 'https://x.com/wargax/status/1990000000000000001?s=20',
        })
      ).answer,
    ).toMatchObject({ accepted: 0, duplicate: 1 });
    const comments = ['Setuju', 'Kapan diperbaiki?'].map((text) => ({ platform: 'x', kind: 'comment', text, url }));
    expect((await send(comments)).answer).toMatchObject({ accepted: 2, duplicate: 0, edited: 0 });
  });

  it.each([
    ['no items', '[]', 400],
    ['too many items', JSON.stringify(Array.from({ length: 101 }, () => clipping)), 400],
    ['broken JSON', '{"platform":', 400],
    ['a bare word', '"teks"', 400],
    ['a body over 100 KB', JSON.stringify({ ...clipping, text: 'x'.repeat(103_000) }), 413],
  ])('refuses %s', async (_, body, status) => {
    const { status: given, headers, answer } = await send(body);
    expect(given).toBe(status);
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer).toMatchObject({ status, instance: path });
  });

  it('measures a packed body as it unpacks', async () => {
    const body = gzipSync(JSON.stringify({ ...clipping, text: 'x'.repeat(1_000_000) }));
    const headers = { ...bearer, 'content-encoding': 'gzip' };
    const response = await fetch(`${server.origin}${path}`, { method: 'POST', headers, body });
    expect(response.status).toBe(413);
  });

  it('takes JSON only', async () => {
    expect((await send('{}', { ...bearer, 'content-type': 'text/plain' })).status).toBe(415);
  });
});

describe('who may write', () => {
  it('nobody, while no token is configured', async () => {
    const { status, answer } = await send(clipping, bearer, closed.origin);
    expect([status, answer.type]).toEqual([401, 'urn:kentongan:problem:unauthorized']);
  });

  it.each([
    ['without a token', json],
    ['with another token', { ...json, authorization: 'Bearer token-lain-yang-juga-panjang' }],
    ['with the beginning of the token', { ...json, authorization: `Bearer ${token.slice(0, -1)}` }],
    ['with another scheme', { ...json, authorization: `Basic ${Buffer.from(`a:${token}`).toString('base64')}` }],
  ])('nobody %s', async (_, headers) => {
    const { status, headers: given } = await send(clipping, headers);
    expect(status).toBe(401);
    expect(given.get('www-authenticate')).toBe('Bearer realm="kentongan"');
  });

  it('hears the token before it reads the body', async () => {
    expect((await send('x'.repeat(300_000), { ...json, authorization: 'Bearer salah' })).status).toBe(401);
  });

  /** `fetch` does not let a test choose these headers. */
  const statusWith = (headers: Record<string, string>): Promise<number> =>
    new Promise((resolve, reject) => {
      const asked = request({
        host: '127.0.0.1',
        port: server.port,
        path,
        method: 'POST',
        headers: { ...bearer, ...headers },
      });
      asked.on('response', (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      asked.on('error', reject).end(JSON.stringify(clipping));
    });

  it.each([
    [{ origin: 'https://penyerang.test' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'https://kentongan.wanasari.test', 'sec-fetch-site': 'same-origin' }, 200],
    [{ 'sec-fetch-site': 'none' }, 200],
  ])('a browser that says %j is answered %i', async (headers, status) => {
    expect(await statusWith(headers as Record<string, string>)).toBe(status);
  });

  it('changes nothing with other methods', async () => {
    const response = await fetch(`${server.origin}${path}`, { method: 'DELETE', headers: bearer });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
    const other = await fetch(`${server.origin}/api/v1/alerts`, { method: 'POST', headers: bearer, body: '{}' });
    expect([other.status, other.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
});

describe('the token', () => {
  const read = (env: Record<string, string>) =>
    createConfiguredPeople({ config: { people: [] } } as unknown as Installation, env);

  it('is read from the environment or a file, and must be long', async () => {
    expect(await read({})(token)).toBeNull();
    expect(() => read({ KENTONGAN_API_TOKEN: 'pendek' })).toThrow('paling sedikit 20 karakter');
    const folder = mkdtempSync(join(tmpdir(), 'kentongan-token-'));
    writeFileSync(join(folder, 'token'), `${token}\n`);
    const find = read({ KENTONGAN_API_TOKEN_FILE: join(folder, 'token') });
    rmSync(folder, { recursive: true });
    const found = await Promise.all([token, `${token}x`, ''].map((given) => find(given)));
    expect(found.map((actor) => actor?.name ?? null)).toEqual(['operator', null, null]);
  });
});

describe('people with a token of their own', () => {
  const person = (name: string, secret: string, election: boolean) => ({
    name,
    variable: 'TOKEN',
    token: createSecret(secret),
    election,
    role: 'analis' as const,
    agency: null,
  });
  const find = createConfiguredPeople(
    {
      config: { people: [person('Rina', `${token}-rina`, false), person('Dewi', `${token}-dewi`, true)] },
    } as unknown as Installation,
    {},
  );

  it('are told apart, and nobody is who has none', async () => {
    const [rina, dewi] = [await find(`${token}-rina`), await find(`${token}-dewi`)];
    expect([rina?.name, rina?.permissions.has('election')]).toEqual(['Rina', false]);
    expect([dewi?.name, dewi?.permissions.has('election')]).toEqual(['Dewi', true]);
    expect(await find(token)).toBeNull();
  });

  it('need a long one each', () => {
    const short = { config: { people: [person('Rina', 'pendek', false)] } } as unknown as Installation;
    expect(() => createConfiguredPeople(short, {})).toThrow('TOKEN');
  });
});

describe('the API document', () => {
  it('says how to write', async () => {
    const document = await (await fetch(`${server.origin}${openApiPath}`)).json();
    const { get, post } = document.paths[path];
    expect(get.summary).toContain('Search');
    expect(JSON.stringify(post.requestBody)).toContain('#/components/schemas/PastedItem');
    expect(document.components.schemas.PastedItem.properties).toHaveProperty('publishedAt');
    expect(Object.keys(post.responses)).toEqual(expect.arrayContaining(['200', '400', '401', '403', 'default']));
    expect(post.operationId).not.toBe(get.operationId);
  });
});
