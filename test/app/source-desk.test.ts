import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, openInstallation } from '../../src/app/installation.ts';
import { loadKnowledge } from '../../src/app/knowledge.ts';
import { createSourceDesk } from '../../src/app/source-desk.ts';
import { toAddress } from '../../src/app/try-address.ts';
import { units } from '../../src/app/units.ts';
import { loadConfig } from '../../src/config/load.ts';
import { RequestError } from '../../src/core/errors.ts';
import { silentLog } from '../../src/core/log.ts';
import type { SourceChange, SourceDesk, SourceDraft } from '../../src/core/source-desk.ts';
import { listAudit } from '../../src/store/audit.ts';
import { listDueSources } from '../../src/store/sources.ts';
import { serve, type WebServer } from '../support/web-server.ts';

let clock = new Date('2026-11-22T08:00:00.000Z');
const folder = mkdtempSync(join(tmpdir(), 'kentongan-sumber-'));
let installation: Installation;
let desk: SourceDesk & { close(): Promise<void> };

async function open(name: string, loopback: boolean): Promise<Installation> {
  const path = join(folder, `${name}.yaml`);
  writeFileSync(
    path,
    `region:
  code: "35.16"
contact: mailto:kominfo@contoh.test
database: ${JSON.stringify(join(folder, `${name}.db`))}
network: { allowLoopback: ${loopback} }
legal: { purpose: pemantauan isu publik, basis: UU 25/2009 }
credentials:
  - { id: kunci-yt, kind: youtube, secret: KENTONGAN_UJI_YOUTUBE }
sources:
  - { id: dari-berkas, title: Dari Berkas, collector: feed, class: online-media, options: { url: "https://kabar-berkas.test/feed" } }
  - { id: dimatikan, title: Dimatikan, collector: feed, class: online-media, enabled: false, options: { url: "https://mati.test/feed" } }
`,
  );
  return openInstallation({
    kind: 'live',
    config: loadConfig(path, units, { KENTONGAN_UJI_YOUTUBE: 'rahasia-uji' }),
    knowledge: loadKnowledge(),
    log: silentLog,
    now: () => clock,
  });
}

const servers: WebServer[] = [];

/** Answers by path; everything else is 404. `{origin}` in a body is the server's own. */
async function site(pages: Readonly<Record<string, string>>): Promise<WebServer> {
  const server = await serve((request, response) => {
    const body = pages[(request.url ?? '').split('?')[0] ?? ''];
    if (body === undefined) response.writeHead(404).end();
    else response.end(body.replaceAll('{origin}', `http://${request.headers.host}`));
  });
  servers.push(server);
  return server;
}

beforeAll(async () => {
  installation = await open('utama', true);
  desk = createSourceDesk({ installation, spacingMs: 0 });
});
afterEach(async () => {
  // Twenty trials in ten minutes are a person's limit.
  clock = new Date(clock.getTime() + 3_600_000);
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
afterAll(async () => {
  await desk.close();
  await installation.close();
  rmSync(folder, { recursive: true, force: true });
});

const text = 'Warga menunggu perbaikan jalan itu sejak kemarau dan belum ada jawaban dari dinas. '.repeat(4);
const item = (n: number, date: string, body = text) =>
  `<item><title>Jalan nomor ${n} rusak</title><link>{origin}/${n}</link>${date === '' ? '' : `<pubDate>${date}</pubDate>`}<description>${body}</description></item>`;
const feedOf = (...items: string[]) =>
  `<rss version="2.0"><channel><title>Kabar</title>${items.join('')}</channel></rss>`;
const rss = feedOf(...[1, 2, 3, 4, 5, 6, 7].map((n) => item(n, `Fri, ${10 + n} Nov 2026 01:15:00 GMT`)));
const teasers = [1, 2, 3, 4, 5, 6]
  .map(
    (n) =>
      `<article><h2><a href="/berita/${8000 + n}/jalan-desa-nomor-${n}-rusak">Jalan desa nomor ${n} rusak parah lagi</a></h2></article>`,
  )
  .join('');
const front = `<!doctype html><html><head><title>Warta Contoh</title><link rel="alternate" type="application/rss+xml" title="Kabar" href="/umpan.xml"></head><body><main>${teasers}</main><footer><a href="https://www.youtube.com/@wartacontoh">YouTube</a></footer></body></html>`;

const draft = (overrides: Partial<SourceDraft> = {}): SourceDraft => ({
  id: null,
  title: 'Warta Contoh',
  collector: 'feed',
  class: 'online-media',
  platform: 'web',
  every: null,
  silentAfter: null,
  options: { url: 'https://warta-contoh.test/feed' },
  credential: null,
  legal: { purpose: null, basis: null, terms: null, reference: null },
  ...overrides,
});
const noChange: SourceChange = {
  title: null,
  class: null,
  every: null,
  silentAfter: null,
  options: null,
  credential: null,
  legal: { purpose: null, basis: null, terms: null, reference: null },
};

async function refusal(work: Promise<unknown>): Promise<{ status: number; where: string[]; said: string }> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof RequestError)) throw new Error(`not refused: ${String(error)}`);
  return { status: error.status, where: error.problems.map(({ where }) => where), said: error.message };
}

describe('an address that is tried', () => {
  it('shows a feed with its five newest items, and stores no mention', async () => {
    const server = await site({ '/feed': rss });
    const trial = await desk.tryAddress(`${server.origin}/feed`, 'Rina');
    expect(trial).toMatchObject({ kind: 'feed', fault: null, who: 'Rina', sourceId: null, warnings: [] });
    expect(trial.reading).toMatchObject({ items: 7, rejected: 0, undated: 0 });
    expect(trial.reading?.newest.map(({ publishedAt, language }) => [publishedAt?.slice(0, 10), language])).toEqual([
      ['2026-11-17', 'id'],
      ['2026-11-16', 'id'],
      ['2026-11-15', 'id'],
      ['2026-11-14', 'id'],
      ['2026-11-13', 'id'],
    ]);
    expect(trial.proposals).toHaveLength(1);
    expect(trial.proposals[0]).toMatchObject({
      collector: 'feed',
      class: 'online-media',
      options: { url: `${server.origin}/feed` },
      every: '15m',
      key: null,
      knownAs: null,
    });
    expect(await installation.db.selectFrom('mentions').select('id').execute()).toEqual([]);
    const { items } = await listAudit(installation.db, { action: 'source.try', limit: 1 });
    expect(items[0]).toMatchObject({ who: 'Rina', object: `source-trial:${trial.id}` });
  });

  it('finds the ways into a site by its front page, and by one of its articles', async () => {
    const server = await site({
      '/': front,
      '/umpan.xml': rss,
      '/berita/8001/jalan': `<!doctype html><html lang="id"><head><title>Jalan</title><meta property="og:type" content="article"></head><body><article><h1>Jalan desa rusak</h1><p>${text}</p><p>${text}</p></article></body></html>`,
    });
    for (const path of ['/', '/berita/8001/jalan']) {
      const trial = await desk.tryAddress(server.origin + path, 'Rina');
      expect(trial.proposals[0]).toMatchObject({ collector: 'feed', options: { url: `${server.origin}/umpan.xml` } });
      expect(trial.reading?.items).toBe(7);
      const youtube = trial.proposals.find(({ platform }) => platform === 'youtube');
      expect(youtube?.key).toMatchObject({ kind: 'youtube', ids: ['kunci-yt'] });
    }
  });

  it('warns of items without dates, of another language, of old ones, and of what is a source already', async () => {
    const english =
      'The council said that it would repair the road before the rain came and that the people should wait for the money. ';
    const server = await site({
      '/undated': feedOf(item(1, ''), item(2, '')),
      '/english': feedOf(
        item(1, 'Fri, 20 Nov 2026 01:15:00 GMT', english).replace('Jalan nomor 1 rusak', 'The road and the council'),
      ),
      '/old': feedOf(item(1, 'Fri, 20 Mar 2026 01:15:00 GMT')),
      '/empty': feedOf(),
    });
    const warnings = async (path: string) => (await desk.tryAddress(server.origin + path, 'Rina')).warnings.join(' ');
    expect(await warnings('/undated')).toContain('Tidak satu butir pun bertanggal');
    expect(await warnings('/english')).toContain('berbahasa Inggris');
    expect(await warnings('/old')).toContain('lebih dari dua bulan');
    expect(await warnings('/empty')).toContain('tidak memuat satu butir pun');
    const { id } = await desk.add(draft({ title: 'Sudah Ada', options: { url: `${server.origin}/old/` } }), 'Rina');
    const known = await desk.tryAddress(`${server.origin}/old`, 'Rina');
    expect(known.proposals[0]?.knownAs).toEqual({ id, title: 'Sudah Ada' });
    expect(known.warnings.join(' ')).toContain('sudah menjadi sumber: “Sudah Ada”');
    expect(await warnings('/undated')).toContain('sudah dibaca dengan jalan lain oleh sumber “Sudah Ada”');
    await desk.archive(id, 'Rina');
  });

  it('says in Indonesian why something cannot be read, and what to try', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/robots.txt') response.end('User-agent: *\nDisallow: /rahasia\n');
      else if (request.url === '/ditolak') response.writeHead(403).end();
      else response.end('%PDF-1.4 bukan halaman');
    });
    servers.push(server);
    const faultOf = async (address: string) => (await desk.tryAddress(address, 'Rina')).fault;
    expect(await faultOf(`${server.origin}/rahasia`)).toMatchObject({
      reason: 'blocked',
      sentence: expect.stringContaining('robots.txt'),
      advice: expect.stringContaining('izin'),
    });
    expect(await faultOf(`${server.origin}/ditolak`)).toMatchObject({
      reason: 'blocked',
      technical: expect.stringContaining('403'),
    });
    expect(await faultOf(`${server.origin}/laporan`)).toMatchObject({
      reason: 'changed',
      technical: expect.stringContaining('PDF'),
    });
    for (const input of ['file:///etc/passwd', '/etc/passwd', '../x', 'ftp://a.test/', 'javascript:alert(1)', '!!']) {
      expect(await faultOf(input)).toMatchObject({ reason: 'input', technical: null });
    }
    expect(server.asked.filter((path) => path === '/rahasia')).toEqual([]);
  });

  it('ends in time when a site only drips', async () => {
    const slow = await serve((request, response) => {
      if (request.url === '/robots.txt') response.writeHead(404).end();
      else response.write(' ');
    });
    servers.push(slow);
    const hasty = createSourceDesk({ installation, spacingMs: 0, trialMs: 300 });
    const trial = await hasty.tryAddress(`${slow.origin}/`, 'Rina');
    expect(trial.fault).toMatchObject({ reason: 'network', sentence: expect.stringContaining('terlalu lambat') });
    await hasty.close();
  });

  it('never asks this machine when the configuration does not allow it', async () => {
    const server = await site({ '/feed': rss });
    const guarded = await open('terjaga', false);
    const careful = createSourceDesk({ installation: guarded, spacingMs: 0 });
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433']) {
      const trial = await careful.tryAddress(`http://${host}:${server.port}/feed`, 'Rina');
      expect(trial).toMatchObject({ reading: null, proposals: [], fault: { reason: 'blocked' } });
      expect(trial.fault?.sentence).toContain('tidak boleh dihubungi');
    }
    expect(server.asked).toEqual([]);
    await careful.close();
    await guarded.close();
  });

  it('tries two at a time, and twenty in ten minutes for one person', async () => {
    let release: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const server = await serve((request, response) => {
      if (request.url === '/robots.txt') response.writeHead(404).end();
      else void held.then(() => response.end(rss));
    });
    servers.push(server);
    const running = [1, 2].map((n) => desk.tryAddress(`${server.origin}/${n}`, 'Rina'));
    expect(await refusal(desk.tryAddress(`${server.origin}/3`, 'Budi'))).toMatchObject({ status: 429 });
    release();
    await Promise.all(running);
    for (let n = 3; n <= 20; n += 1) await desk.tryAddress('!!', 'Rina');
    expect(await refusal(desk.tryAddress('!!', 'Rina'))).toMatchObject({
      status: 429,
      said: expect.stringContaining('20 kali'),
    });
    await desk.tryAddress('!!', 'Budi');
    clock = new Date(clock.getTime() + 11 * 60_000);
    await desk.tryAddress('!!', 'Rina');
  });

  it.each([
    ['kabar-contoh.id', 'https://kabar-contoh.id/'],
    ['www.kabar-contoh.id/rubrik?x=1', 'https://www.kabar-contoh.id/rubrik?x=1'],
    ['  https://kabar-contoh.id/a b ', 'https://kabar-contoh.id/a%20b'],
    ['@warta@sosial-contoh.id', 'https://sosial-contoh.id/@warta'],
    ['jalan rusak kemlagi', 'https://news.google.com/search?q=jalan%20rusak%20kemlagi'],
    ['"bupati" banjir', 'https://news.google.com/search?q=%22bupati%22%20banjir'],
    ['', null],
    ['a\u0000b', null],
    [`https://x.test/${'a'.repeat(3_000)}`, null],
    ['C:\\berkas.csv', null],
  ])('%j is %j', (typed, address) => {
    expect(toAddress(typed)).toBe(address);
  });
});

describe('a source of the page', () => {
  it('is checked like an entry of the file, and every fault is named', async () => {
    const faults = async (overrides: Partial<SourceDraft>) => refusal(desk.add(draft(overrides), 'Rina'));
    expect(await faults({ options: { url: 'bukan alamat' } })).toMatchObject({ status: 400, where: ['options.url'] });
    expect(await faults({ options: { url: 'https://a.test', lain: 1 } })).toMatchObject({ where: ['options.lain'] });
    expect(await faults({ collector: 'tidak-ada' })).toMatchObject({ where: ['collector'] });
    expect(await faults({ every: '1m' })).toMatchObject({ where: ['every'] });
    expect(await faults({ every: 'sering' })).toMatchObject({ where: ['every'] });
    expect(await faults({ id: 'Bukan Kebab' })).toMatchObject({ where: ['id'] });
    expect(await faults({ options: 'url: [' })).toMatchObject({ where: ['options'] });
    expect(
      await faults({ collector: 'youtube', platform: 'youtube', options: { channels: ['@warta'] } }),
    ).toMatchObject({
      where: ['credential'],
    });
    expect(await faults({ collector: 'x-search', platform: 'x', options: { query: 'from:pemkab' } })).toMatchObject({
      status: 400,
    });
    expect(await faults({ legal: { purpose: 'x', basis: null, terms: null, reference: null } })).toMatchObject({
      where: ['legal.purpose'],
    });
  });

  it('cannot reach files of the server, nor send a key elsewhere', async () => {
    const file = draft({ collector: 'klipping', options: { path: '/etc/passwd' } });
    expect(await refusal(desk.add(file, 'Rina'))).toMatchObject({ status: 400, where: ['options.path'] });
    const thief = draft({
      collector: 'youtube',
      platform: 'youtube',
      credential: 'kunci-yt',
      options: { channels: ['@warta'], api: 'https://pencuri.test' },
    });
    expect(await refusal(desk.add(thief, 'Rina'))).toMatchObject({ status: 400, where: ['options.api'] });
    const { id } = await desk.add({ ...thief, options: { channels: ['@warta'] } }, 'Rina');
    const change = { ...noChange, options: 'channels: ["@warta"]\napi: "https://pencuri.test"' };
    expect(await refusal(desk.change(id, change, 'Rina'))).toMatchObject({ where: ['options.api'] });
    await desk.archive(id, 'Rina');
  });

  it('is due at once, takes the common legal basis, and gets an id of its own', async () => {
    const first = await desk.add(draft({ title: 'Kabar Desa É' }), 'Rina');
    const second = await desk.add(
      draft({ title: 'Kabar Desa É', options: 'url: "https://kabar-desa.test/rss"' }),
      'Rina',
    );
    expect([first.id, second.id]).toEqual(['kabar-desa-e', 'kabar-desa-e-2']);
    expect(first.legal).toEqual({
      purpose: 'pemantauan isu publik',
      basis: 'UU 25/2009',
      terms: 'public',
      reference: null,
    });
    expect(second.options).toEqual({ url: 'https://kabar-desa.test/rss' });
    expect((await listDueSources(installation.db, clock, 20)).map(({ id }) => id)).toContain('kabar-desa-e');
    for (const id of ['dari-berkas', 'kabar-desa-e', 'tambah', 'impor-web']) {
      expect(await refusal(desk.add(draft({ id }), 'Rina'))).toMatchObject({ status: 409, where: ['id'] });
    }
    for (const { id } of [first, second]) await desk.archive(id, 'Rina');
  });

  it('can be changed and removed; those of the file only paused', async () => {
    const { id } = await desk.add(draft({ title: 'Berubah' }), 'Rina');
    const changed = await desk.change(id, { ...noChange, title: 'Sudah berubah', every: '1h' }, 'Budi');
    expect(changed).toMatchObject({ title: 'Sudah berubah', intervalMs: 3_600_000, made: { by: 'Rina' } });
    expect(changed.options).toEqual({ url: 'https://warta-contoh.test/feed' });
    expect(await refusal(desk.change('dari-berkas', noChange, 'Rina'))).toMatchObject({ status: 409 });
    expect(await refusal(desk.archive('dari-berkas', 'Rina'))).toMatchObject({ status: 409 });
    expect(await refusal(desk.change('tidak-ada', noChange, 'Rina'))).toMatchObject({ status: 404 });
    expect(await desk.pause('dari-berkas', 'dirawat', 'Rina')).toMatchObject({ enabled: false });
    expect(await refusal(desk.pause('dari-berkas', 'lagi', 'Rina'))).toMatchObject({ status: 409 });
    expect(await refusal(desk.run('dari-berkas', 'Rina'))).toMatchObject({ status: 409 });
    expect(await desk.resume('dari-berkas', 'Rina')).toMatchObject({ enabled: true, paused: null });
    expect(await refusal(desk.resume('dari-berkas', 'Rina'))).toMatchObject({ status: 409 });
    expect(await refusal(desk.pause('dimatikan', 'x', 'Rina'))).toMatchObject({ status: 409 });
    expect(await desk.archive(id, 'Rina')).toMatchObject({ archived: { by: 'Rina' } });
    expect(await refusal(desk.archive(id, 'Rina'))).toMatchObject({ status: 409 });
  });

  it('is asked once without storing anything', async () => {
    const server = await site({ '/feed': rss });
    const { id } = await desk.add(draft({ title: 'Diuji', options: { url: `${server.origin}/feed` } }), 'Rina');
    const trial = await desk.trySource(id, 'Rina');
    expect(trial).toMatchObject({ sourceId: id, input: 'Diuji', fault: null, proposals: [] });
    expect(trial.reading?.items).toBe(7);
    expect(await installation.db.selectFrom('mentions').select('id').execute()).toEqual([]);
    expect(await refusal(desk.trySource('tidak-ada', 'Rina'))).toMatchObject({ status: 404 });
    await desk.archive(id, 'Rina');
  });
});
