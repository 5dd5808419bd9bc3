import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { type Installation, openInstallation } from '../../src/app/installation.ts';
import { loadKnowledge } from '../../src/app/knowledge.ts';
import { createSourceDesk } from '../../src/app/source-desk.ts';
import { units } from '../../src/app/units.ts';
import { loadConfig } from '../../src/config/load.ts';
import { silentLog } from '../../src/core/log.ts';
import type { SourceDesk } from '../../src/core/source-desk.ts';
import { createPages } from '../../src/web/create-pages.tsx';
import { serve, type WebServer } from '../support/web-server.ts';
import { type ReadPage, readPage } from '../web/read-page.ts';
import { makeWebDeps } from '../web/serve-pages.ts';
import { peopleWith } from './people.ts';
import { makeApiDeps, serveApi } from './serve-seed.ts';

const now = () => new Date('2026-11-22T08:00:00.000Z');
const folder = mkdtempSync(join(tmpdir(), 'kentongan-uji-halaman-'));
let installation: Installation;
let desk: SourceDesk & { close(): Promise<void> };
let server: Listening;
let site: WebServer;

const hostile = '<img src=x onerror=alert(1)>';
const rss = `<rss version="2.0"><channel><title>Kabar</title><item><title>Jalan rusak</title><link>javascript:alert(2)</link><pubDate>Fri, 20 Nov 2026 01:15:00 GMT</pubDate><description>Warga menunggu perbaikan jalan itu sejak kemarau dan belum ada jawaban.</description></item></channel></rss>`;

beforeAll(async () => {
  const path = join(folder, 'kentongan.yaml');
  writeFileSync(
    path,
    `region:
  code: "35.16"
contact: mailto:kominfo@contoh.test
database: ${JSON.stringify(join(folder, 'kentongan.db'))}
network: { allowLoopback: true }
legal: { purpose: pemantauan isu publik, basis: UU 25/2009 }
sources:
  - { id: dari-berkas, title: Dari Berkas, collector: feed, class: online-media, options: { url: "https://kabar-berkas.test/feed" } }
`,
  );
  installation = await openInstallation({
    kind: 'live',
    config: loadConfig(path, units, {}),
    knowledge: loadKnowledge(),
    log: silentLog,
    now,
  });
  desk = createSourceDesk({ installation, spacingMs: 0, patienceMs: 60_000 });
  site = await serve((asked, response) => {
    if (asked.url === '/feed') response.end(rss);
    else response.writeHead(404).end();
  });
  const { db } = installation;
  const people = peopleWith({
    'token-analis': { name: 'Rina', role: 'analis' },
    'token-humas': { name: 'Sari', role: 'humas' },
  });
  const pages = createPages(makeWebDeps(db, { now, sourceDesk: desk, demo: false }));
  server = await serveApi(makeApiDeps(db, { now, sourceDesk: desk, people, demo: false }), { pages });
});
afterAll(async () => {
  await server.close();
  await desk.close();
  await site.close();
  await installation.close();
  rmSync(folder, { recursive: true, force: true });
});

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const rina = bearer('token-analis');

async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = rina) {
  const response = await fetch(`${server.origin}/api/v1/${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

/** What a browser without scripts sends, and where it is led. */
async function send(
  path: string,
  fields: Record<string, string>,
): Promise<{ status: number; location: string; html: string }> {
  const response = await fetch(server.origin + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...rina, accept: 'text/html', 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams(fields),
  });
  return { status: response.status, location: response.headers.get('location') ?? '', html: await response.text() };
}

async function open(path: string, token = 'token-analis'): Promise<ReadPage & { status: number; html: string }> {
  const response = await fetch(server.origin + path, { headers: { ...bearer(token), accept: 'text/html' } });
  const html = await response.text();
  return { ...readPage(html), status: response.status, html };
}

/** Fields of a form as the page gives them. */
function fieldsOf(page: ReadPage, form: string): Record<string, string> {
  const inputs = page.all(`${form} input[name]`).map(({ attribs }) => [attribs.name ?? '', attribs.value ?? '']);
  const chosen = page
    .all(`${form} select[name]`)
    .map(({ attribs }) => [
      attribs.name ?? '',
      page.all(`${form} select[name="${attribs.name}"] option[selected]`)[0]?.attribs.value ?? '',
    ]);
  const areas = page
    .all(`${form} textarea[name]`)
    .map(({ attribs }) => [attribs.name ?? '', page.texts(`${form} textarea[name="${attribs.name}"]`)[0] ?? '']);
  return Object.fromEntries([...inputs, ...chosen, ...areas]);
}

describe('adding a source by its address, without scripts', () => {
  it('leads from the address over what was found to the source itself', async () => {
    const list = await open('/sumber');
    const tried = await send('/api/v1/source-trials', {
      ...fieldsOf(list, 'form.ask'),
      address: `${site.origin}/feed`,
    });
    expect(tried.status).toBe(303);
    expect(tried.location).toMatch(/^\/sumber\/tambah\?uji=\d+$/);

    const found = await open(tried.location);
    expect(found.text).toContain('1 butir terbaca.');
    expect(found.text).toContain('Jalan rusak');
    expect(found.all('a[href^="javascript:"]')).toEqual([]);
    expect(found.texts('td[data-name="Bahasa"]')).toEqual(['Indonesia']);
    const form = 'form[action="/api/v1/sources"]';
    const fields = fieldsOf(found, form);
    expect(fields).toMatchObject({ collector: 'feed', platform: 'web', every: '15m', _back: '/sumber/{id}' });
    expect(fields.options).toBe(`url: "${site.origin}/feed"`);

    expect(fields.title).toBe('Kabar');
    const added = await send('/api/v1/sources', { ...fields, title: 'Warta Loopback' });
    expect(added).toMatchObject({ status: 303, location: '/sumber/warta-loopback' });
    const own = await open(added.location);
    expect(own.textOf('h1')).toBe('Warta Loopback');
    expect(own.text).toContain('ditambahkan Rina');
    expect(own.text).toContain('UU 25/2009');
    expect((await open(tried.location)).text).toContain('1 butir terbaca.');
    expect((await open('/sumber?cari=loopback')).texts('tbody .main-cell a')).toEqual(['Warta Loopback']);
  });

  it('shows what cannot be read and why, whatever was typed', async () => {
    const tried = await send('/api/v1/source-trials', {
      _back: '/sumber/tambah?uji={id}',
      address: `${site.origin}/${hostile}`,
    });
    const page = await open(tried.location);
    expect(page.textOf('.trial-fault')).toContain('Isinya tidak lagi berbentuk yang dikenal');
    expect(page.textOf('#hasil')).toBe(`Hasil untuk “${site.origin}/${hostile}”`);
    expect(page.html).not.toContain('<img');
  });

  it('shows what is wrong with it, and loses nothing of what was typed', async () => {
    const refused = await send('/api/v1/sources', {
      _back: '/sumber/{id}',
      title: 'Salah Ketik',
      collector: 'feed',
      class: 'online-media',
      options: 'url: bukan-alamat',
    });
    expect(refused.status).toBe(400);
    expect(refused.html).toContain('harus alamat http://');
    expect(refused.html).toContain('Salah Ketik');
  });

  it('pauses, tests, changes and removes with plain forms', async () => {
    const base = '/api/v1/sources/warta-loopback';
    const back = '/sumber/warta-loopback';
    expect((await send(`${base}/pause`, { _back: back, reason: 'dirawat' })).location).toBe(back);
    const paused = await open(back);
    expect(paused.textOf('.badge')).toBe('Dijeda');
    expect(paused.text).toContain('Dijeda Rina: dirawat');
    expect((await open('/sumber?keadaan=paused')).texts('tbody .main-cell a')).toEqual(['Warta Loopback']);
    await send(`${base}/resume`, { _back: back });
    await send('/api/v1/source-trials', { _back: back, source: 'warta-loopback' });
    expect((await open(back)).textOf('#uji')).toContain('1 butir terbaca');
    const fields = fieldsOf(await open(back), `form[action="${base}?_method=put"]`);
    expect(fields.options).toBe(`url: "${site.origin}/feed"`);
    await send(`${base}?_method=put`, { ...fields, title: 'Warta Baru', every: '1h' });
    expect((await ask('GET', 'sources/warta-loopback')).body).toMatchObject({
      title: 'Warta Baru',
      intervalMs: 3_600_000,
    });
    await send(`${base}?_method=delete`, { _back: back });
    expect((await open(back)).textOf('.badge')).toBe('Dihapus');
    expect((await open('/sumber')).text).not.toContain('Warta Baru');
    expect((await ask('GET', 'sources')).body.items.map(({ id }: { id: string }) => id)).toEqual(['dari-berkas']);
    expect((await ask('GET', 'sources?archived=true')).body.items).toHaveLength(2);
  });
});

describe('who may', () => {
  it.each([
    ['POST', 'sources', { title: 'x', collector: 'feed', class: 'public' }],
    ['POST', 'sources/dari-berkas/pause', { reason: 'x' }],
    ['POST', 'sources/dari-berkas/run', undefined],
    ['POST', 'source-trials', { source: 'dari-berkas' }],
    ['POST', 'imports', { text: 'a', basis: 'b' }],
    ['PUT', 'imports?name=a.csv&basis=b', undefined],
    ['GET', 'imports', undefined],
  ])('%s %s is refused to those who only read', async (method, path, body) => {
    expect((await ask(method, path, body, bearer('token-humas'))).status).toBe(403);
    expect((await ask(method, path, body, { 'sec-fetch-site': 'cross-site' })).status).toBeGreaterThanOrEqual(401);
  });

  it('readers see the registry without forms, and no options', async () => {
    const page = await open('/sumber/dari-berkas', 'token-humas');
    expect(page.status).toBe(200);
    expect(page.text).toContain('diatur di kentongan.yaml');
    expect(page.all('main form')).toEqual([]);
    expect((await open('/sumber/tambah', 'token-humas')).status).toBe(403);
    expect((await ask('GET', 'sources/dari-berkas', undefined, bearer('token-humas'))).body.options).toBeNull();
    expect((await ask('GET', 'sources/dari-berkas')).body.options).toEqual({ url: 'https://kabar-berkas.test/feed' });
    expect((await open('/sumber/tidak-ada')).status).toBe(404);
    expect((await ask('GET', 'sources/tidak-ada/runs')).status).toBe(404);
  });

  it('a source of the file is not changed here', async () => {
    expect((await ask('PUT', 'sources/dari-berkas', { title: 'x' })).status).toBe(409);
    expect((await ask('DELETE', 'sources/dari-berkas')).status).toBe(409);
    expect((await ask('POST', 'source-trials', {})).status).toBe(400);
    expect((await ask('POST', 'source-trials', { address: 'a', source: 'b' })).status).toBe(400);
  });
});

describe('a file', () => {
  const csv =
    'tanggal,media,judul,isi,tautan\n2026-11-11,Harian Uji,=Jalan rusak,Warga menunggu perbaikan jalan.,https://harian-uji.test/1\n' +
    'kemarin sore,Harian Uji,=RUMUS(),Tanggal yang salah.,https://harian-uji.test/2\n';
  const put = (body: BodyInit, type: string, query = 'name=klipping.csv&basis=klipping%20petugas') =>
    fetch(`${server.origin}/api/v1/imports?${query}`, {
      method: 'PUT',
      headers: { ...rina, 'content-type': type },
      body,
    });

  it('is taken as it is, shown, imported, and its rejected lines can be saved', async () => {
    const received = await put(csv, 'text/csv');
    expect(received.status).toBe(200);
    const { id } = await received.json();
    const page = await open(`/sumber/impor/${id}`);
    expect(page.texts('.column-names li')).toEqual(['tanggal', 'media', 'judul', 'isi', 'tautan']);
    expect(page.textOf('.trial-warnings')).toContain('Baris 3');
    const run = await send(`/api/v1/imports/${id}/run`, { _back: `/sumber/impor/${id}` });
    expect(run.status).toBe(303);
    const done = await open(run.location);
    expect(done.textOf('.counts')).toBe('Diterima1Sudah ada0Diperbarui0Ditolak1');
    const link = done.all('a[download]')[0]?.attribs.href ?? '';
    const rejected = await fetch(server.origin + link, { headers: rina });
    expect(rejected.headers.get('content-disposition')).toContain('baris-ditolak.csv');
    expect(await rejected.text()).toMatch(/^\ufeff?baris,alasan\r\n3,/);
    expect((await open('/sumber/impor')).texts('tbody .main-cell a')).toContain('klipping.csv');
  });

  it('may be pasted where no script runs', async () => {
    const page = await open('/sumber/impor');
    expect(page.all('section[hidden] form[data-upload]')).toHaveLength(1);
    const form = 'form[action="/api/v1/imports"][method="post"]';
    const sent = await send('/api/v1/imports', {
      ...fieldsOf(page, form),
      text: csv.replaceAll('\n', '\r\n'),
      basis: 'tempelan',
    });
    expect(sent.status).toBe(303);
    expect((await open(sent.location)).text).toContain('Dasar perolehan: tempelan');
  });

  it('is refused when it is none, too large, or without a legal basis', async () => {
    expect((await put(csv, 'text/html')).status).toBe(415);
    expect((await put(csv, 'application/x-www-form-urlencoded')).status).toBe(415);
    expect((await put(csv, 'text/csv', 'name=a.csv')).status).toBe(400);
    expect((await put(csv, 'text/csv', 'name=a.csv&basis=x&lain=1')).status).toBe(400);
    expect((await put('', 'text/csv')).status).toBe(400);
    expect((await ask('POST', 'imports', { text: csv })).status).toBe(400);
  });

  it('is not even read when it says that it is too large', async () => {
    const status = await new Promise<number>((resolve, reject) => {
      const upload = request(`${server.origin}/api/v1/imports?name=a.csv&basis=x`, {
        method: 'PUT',
        headers: { ...rina, 'content-type': 'text/csv', 'content-length': 21 * 1_048_576 },
      });
      upload.on('response', (response) => {
        resolve(response.statusCode ?? 0);
        upload.destroy();
      });
      upload.on('error', reject);
      upload.write('a');
    });
    expect(status).toBe(413);
  });
});
