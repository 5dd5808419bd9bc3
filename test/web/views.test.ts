import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { closeDatabase } from '../../src/store/database.ts';
import { changeState } from '../../src/store/issue-life.ts';
import { refreshDayCounts } from '../../src/store/refresh-day-counts.ts';
import { peopleWith } from '../api/people.ts';
import { minutesAgo, region, type Seeded, seed } from '../api/seed.ts';
import { type ReadPage, readPage } from './read-page.ts';
import { servePages } from './serve-pages.ts';

/** `Hari ini`, map, agencies and charts over the seeded regency, for guests of this machine and for an agency's officer. */
let seeded: Seeded;
let server: Listening;

beforeAll(async () => {
  seeded = await seed();
  const { db, issueIds } = seeded;
  const change = { issueId: issueIds[0] ?? 0, who: 'Sari', why: null };
  await changeState(db, { ...change, to: 'diteruskan', now: new Date(minutesAgo(600)), dueAt: minutesAgo(90) });
  const road = { ...change, issueId: issueIds[1] ?? 0 };
  await changeState(db, { ...road, to: 'diteruskan', now: new Date(minutesAgo(400)), dueAt: minutesAgo(-600) });
  await changeState(db, { ...road, to: 'ditanggapi', now: new Date(minutesAgo(280)) });
  await refreshDayCounts(db, { zone: region.timezone, maxDays: 50 });
  const people = peopleWith({ pdam: { role: 'opd', agency: 'PDAM' }, kosong: { role: 'opd' } });
  server = await servePages(db, {}, { people });
});

afterAll(async () => {
  await server.close();
  await closeDatabase(seeded.db);
});

const get = (path: string, token: string | null = null): Promise<Response> =>
  fetch(`${server.origin}${path}`, {
    headers: { accept: 'text/html', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    redirect: 'manual',
  });

async function open(path: string, token: string | null = null, status = 200): Promise<ReadPage> {
  const response = await get(path, token);
  expect(response.status).toBe(status);
  return readPage(await response.text());
}

describe('hari ini', () => {
  it('says in words what is new, overdue and unanswered', async () => {
    const page = await open('/');
    expect(page.textOf('.situation .lead')).toBe(
      'Sejak kemarin muncul 3 isu baru (2 kuning). 1 isu lama membesar. 1 isu melewati batas waktu di PDAM. 2 peringatan belum ada yang menangani.',
    );
    expect(page.texts('.level')).toEqual([
      '1isu merahperlu ditanggapi',
      '2isu kuningperlu dipantau',
      '1isu hijautidak perlu tindakan',
    ]);
    expect(page.textOf('.column-urgent')).toContain('PDAM, terlambat 1,5 jam');
    expect(page.all('.column-urgent a').map(({ attribs }) => attribs.href)).toContain('/isu?batas=lewat');
  });

  it('has fourteen days as a picture, in words, as a table and as a file', async () => {
    const page = await open('/');
    const [image] = page.all('.chart img');
    expect(image?.attribs.alt).toMatch(/^14 sebutan dalam 14 hari \(negatif 8/);
    expect(page.texts('.chart tbody tr')).toHaveLength(14);
    const picture = await get(image?.attribs.src ?? '');
    expect(picture.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    expect(picture.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    );
    expect(await picture.text()).toContain('14 sebutan dalam 14 hari');
    const file = await get(page.all('.chart-numbers > a')[0]?.attribs.href ?? '');
    expect(file.headers.get('content-type')).toContain('text/csv');
    const lines = (await file.text()).trim().split(/\r?\n/);
    expect(lines).toHaveLength(15);
    expect(lines.at(-1)).toMatch(/^2026-11-22,/);
  });

  it('keeps to the agency of its officer', async () => {
    const page = await open('/', 'pdam');
    expect(page.textOf('h1')).toBe('1 isu merah perlu ditanggapi.');
    expect(page.textOf('.eyebrow')).toContain('khusus PDAM');
    expect(page.textOf('main')).toContain('Air Ledeng Lembah Asri');
    expect(page.textOf('main')).not.toMatch(/Karangjati|Pendaftaran Bantuan|Puskesmas/);
    expect(page.texts('nav.side a')).not.toContain('Peta');
    expect(page.textOf('.chart img')).toBe('');
    expect(page.all('.chart img')[0]?.attribs.alt).toMatch(/^6 sebutan/);
  });

  it('shows nothing to an officer without an agency', async () => {
    const page = await open('/', 'kosong');
    expect(page.textOf('h1')).toBe('Tidak ada isu negatif dalam 24 jam terakhir.');
    expect(page.all('.chart img')[0]?.attribs.alt).toMatch(/^Tidak ada sebutan/);
    expect(page.textOf('main')).not.toMatch(/Ledeng|Karangjati|Puskesmas|Bantuan/);
  });
});

describe('the map', () => {
  it('has a tile for each kecamatan with name, number and link, and the same as a table', async () => {
    const page = await open('/peta');
    const tiles = page.all('.tile-map-wide a');
    expect(page.texts('.tile-map-wide a > title')).toEqual([
      'Lembah Asri: 6 sebutan negatif',
      'Telukwangi: 0 sebutan negatif',
      'Karangjati: 2 sebutan negatif',
    ]);
    expect(tiles[0]?.attribs.href).toBe('/peta?dari=2026-10-24&sampai=2026-11-22&kecamatan=99.02.01#desa');
    expect(page.texts('tbody tr')[0]).toMatch(/^Lembah Asri6/);
    expect(page.textOf('.lead')).toBe(
      'Terbanyak di Lembah Asri: 6 sebutan negatif, lalu Karangjati (2). 1 kecamatan tanpa sebutan negatif.',
    );
    expect(page.all('tbody td a')[0]?.attribs.href).toBe(
      '/sebutan?kecamatan=99.02.01&dari=2026-10-24&sampai=2026-11-22&nada=negative',
    );
  });

  it('counts issues of a level, for a topic, and says so when there are none', async () => {
    const red = await open('/peta?hitung=isu&tingkat=alert');
    expect(red.texts('.tile-map-wide .tile-value')).toEqual(['1', '0', '0']);
    const none = await open('/peta?hitung=isu&tingkat=alert&topik=pertanian');
    expect(none.textOf('.lead')).toBe('Tidak ada isu merah yang menyebut kecamatan dalam kurun ini.');
    expect((await open('/peta?dari=2020-01-01&sampai=2020-02-01')).textOf('.lead')).toMatch(
      /^Tidak ada sebutan negatif/,
    );
  });

  it('is not for those who see one agency only', async () => {
    expect((await get('/peta', 'pdam')).status).toBe(403);
  });
});

describe('agencies', () => {
  it('stand side by side, sorted by the column that was asked for', async () => {
    const page = await open('/opd');
    expect(page.texts('tbody th a')).toEqual(['Perumda Air Minum', 'Dinas Kesehatan', 'Dinas Pekerjaan Umum']);
    expect(page.all('th[aria-sort]')).toHaveLength(1);
    expect(page.textOf('.lead')).toMatch(/^1 isu lewat batas waktu di 1 OPD\./);
    const median = await open('/opd?urut=median');
    expect(median.texts('tbody th a')[0]).toBe('Dinas Pekerjaan Umum');
    expect(median.texts('tbody tr')[0]).toContain('2 jam');
    expect((await open('/opd?urut=nama')).texts('tbody th a')[0]).toBe('Dinas Kesehatan');
  });

  it('have a page each, which an officer opens of the own one alone', async () => {
    const page = await open('/opd/PDAM', 'pdam');
    expect(page.textOf('h1')).toBe('Perumda Air Minum');
    expect(page.textOf('.lead')).toMatch(/^1 isu lewat batas waktu\. Belum ada isu yang ditanggapi/);
    expect(page.textOf('#isu-terbuka ~ ul') + page.textOf('main')).toContain('terlambat 1,5 jam');
    expect((await open('/opd', 'pdam')).texts('tbody th a')).toEqual(['Perumda Air Minum']);
    for (const path of ['/opd/PUPR', '/opd/__proto__', '/opd/']) {
      const status = path === '/opd/' ? 200 : 404;
      expect((await get(path, 'pdam')).status).toBe(status);
    }
    expect((await get('/opd/PUPR', 'kosong')).status).toBe(404);
    expect((await open('/opd/PUPR')).textOf('.figures')).toContain('Waktu tanggap, median2 jam');
  });

  it('keep the list of their accounts where it was', async () => {
    expect((await open('/akun')).textOf('h1')).toBe('Akun resmi');
    expect((await open('/akun')).all('nav.side a[aria-current]')[0]?.attribs.href).toBe('/opd');
  });
});

describe('charts', () => {
  it('answer a form with periods and filters, each with its numbers', async () => {
    const page = await open('/grafik?dari=2026-11-21&sampai=2026-11-22&topik=air-listrik');
    expect(page.texts('.chart h2')).toEqual([
      'Tren menurut sentimen',
      'Porsi suara menurut jenis sumber',
      'Topik dan OPD',
      'Perbandingan dua kurun',
    ]);
    expect(page.all('input[name=dari2]')[0]?.attribs.value).toBe('2026-11-19');
    expect(page.all('input[name=sampai2]')[0]?.attribs.value).toBe('2026-11-20');
    for (const { attribs } of [...page.all('.chart img'), ...page.all('.chart-numbers > a')]) {
      expect((await get(attribs.src ?? attribs.href ?? '')).status).toBe(200);
    }
  });

  it('draw for an officer what concerns the own agency, whatever the address says', async () => {
    const own = await (await get('/grafik/tren.svg?opd=PUPR&sampai=2026-11-22', 'pdam')).text();
    expect(own).toContain('<title>6 sebutan');
    const all = await (await get('/grafik/tren.svg?opd=PUPR&sampai=2026-11-22')).text();
    expect(all).toContain('<title>2 sebutan');
  });

  it.each([
    '/grafik?dari=9999-99-99&sampai=0000-01-01&topik=__proto__&opd=%F0%9F%A5%81',
    '/grafik?dari=2026-11-22&sampai=2020-01-01&dari2=2030-01-01',
    '/grafik?dari=x&dari=y&sampai[]=1',
    '/peta?kecamatan=99.02&dari=0001-01-01&sampai=2199-12-31&tingkat=%00&hitung=x',
    '/opd?hari=1e9&urut=constructor',
    '/grafik/topik-opd.svg?ukuran=1e9',
  ])('take %s as if what makes no sense had not been asked', async (path) => {
    expect((await get(path)).status).toBe(200);
  });

  it.each(['/grafik/lain.svg', '/grafik/tren', '/grafik/__proto__.svg'])('%s is not there', async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});
