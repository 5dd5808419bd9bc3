import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { silentLog } from '../../src/core/log.ts';
import { closeDatabase, openDatabase } from '../../src/store/database.ts';
import { listIssues } from '../../src/store/issues.ts';
import { markKind } from '../../src/store/meta.ts';
import { migrate } from '../../src/store/migrate.ts';
import { saveStep } from '../../src/store/save-step.ts';
import type { Db } from '../../src/store/schema.ts';
import type { WebDeps } from '../../src/web/deps.ts';
import { now, openSeedDatabase, region, type Seeded, seed } from '../api/seed.ts';
import { makeDraft, makeIssue } from '../support/make.ts';
import { type ReadPage, readPage } from './read-page.ts';
import { servePages } from './serve-pages.ts';

let seeded: Seeded;
let server: Listening;

beforeAll(async () => {
  seeded = await seed();
  server = await servePages(seeded.db);
});

afterAll(async () => {
  await server.close();
  await closeDatabase(seeded.db);
});

async function open(path: string, status = 200): Promise<ReadPage> {
  const response = await fetch(`${server.origin}${path}`, { headers: { accept: 'text/html' } });
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  return readPage(await response.text());
}

describe('the dashboard', () => {
  it('says in one sentence how things stand, and what is most talked about', async () => {
    const page = await open('/');
    expect(page.textOf('h1')).toBe('1 isu merah perlu ditanggapi, 2 isu kuning perlu dipantau.');
    expect(page.textOf('.busiest')).toContain('Air Ledeng Lembah Asri Mati Dua Hari');
    expect(page.textOf('.eyebrow')).toContain('Minggu, 22 November 2026');
    expect(page.textOf('.eyebrow')).toContain('17.10 WIB');
    expect(page.texts('.tile')).toEqual(['Negatif7', 'Berpotensi negatif1', 'Netral2', 'Positif2', 'Tidak terskor1']);
  });

  it('shows issues with level, evidence, reach, agency, place and time', async () => {
    const page = await open('/');
    const [water] = page.texts('.issue-card');
    for (const part of ['Merah', '6 sebutan dari 5 sumber', 'PDAM', 'Lembah Asri', 'hari ini 15.10 WIB']) {
      expect(water).toContain(part);
    }
    expect(page.texts('.issue-card mark')).toContain('mati maneh');
    expect(page.texts('.issue-card .badge')).toEqual(['Merah', 'Kuning', 'Kuning']);
  });

  it('shows what was alerted on and what became of the mails', async () => {
    const page = await open('/');
    expect(page.texts('.delivery')).toEqual([
      'Surel terkirim ke 1 penerima, 1 menunggu dikirim',
      'Surel terkirim ke 2 penerima',
    ]);
  });

  it('warns that a picture with failing sources is not whole', async () => {
    const page = await open('/');
    expect(page.textOf('.source-line')).toContain('belum lengkap: 6 sumber lancar dan 1 gagal dibaca');
  });

  it('shows no issue that an officer has judged to be none', async () => {
    await seeded.db.updateTable('issues').set({ state: 'bukan-isu' }).where('id', '=', 2).execute();
    const page = await open('/');
    expect(page.textOf('h1')).toContain('1 isu kuning');
    await seeded.db.updateTable('issues').set({ state: 'baru' }).where('id', '=', 2).execute();
  });
});

describe('the dashboard on a very bad day', () => {
  it('counts every issue, shows the busiest in full, some in a line, and leads to the rest', async () => {
    const words = ['satu', 'dua', 'tiga'];
    const { db, issueIds } = await seed(
      words.map((word) => ({ source: 'pos-pagi', minutes: 20, text: `Kabar ${word}.`, issue: 1, attention: 'alert' })),
    );
    const [, road = 0] = issueIds;
    const { items } = await listIssues(db, { attention: 'alert', limit: 10 });
    expect(items.map(({ id }) => id)).toContain(road);
    for (let count = 0; count < 20; count += 1) {
      const title = `Isu ${count}`;
      const { stored } = await saveStep(db, {
        ...{ sourceId: 'pos-pagi', cursor: null, rejected: 0, now },
        drafts: [makeDraft({ text: title, publishedAt: now.toISOString() })],
      });
      const { id } = await db
        .insertInto('issues')
        .values({ ...makeIssue({ title, mentionCount: 1 }), attention: 'alert', lastAt: now.toISOString() })
        .returning('id')
        .executeTakeFirstOrThrow();
      await db
        .updateTable('mentions')
        .set({ issueId: id })
        .where('id', '=', stored[0] ?? 0)
        .execute();
    }
    const own = await servePages(db);
    const page = readPage(await (await fetch(own.origin)).text());
    expect(page.textOf('h1')).toBe('22 isu merah perlu ditanggapi, 1 isu kuning perlu dipantau.');
    expect(page.texts('.level')).toEqual([
      '22isu merahperlu ditanggapi',
      '1isu kuningperlu dipantau',
      '1isu hijautidak perlu tindakan',
    ]);
    expect(page.texts('.issue-card .badge')).toEqual(['Merah', 'Merah', 'Merah']);
    expect(page.texts('.issue-lines .badge')).toEqual([...Array(6).fill('Merah'), 'Kuning']);
    expect(page.textOf('.issue-lines')).toContain('13 isu merah lain yang lebih sepi');
    await own.close();
    await closeDatabase(db);
  });
});

describe('other pages', () => {
  it('show an issue with its spread, its alerts and why each mention was judged as it was', async () => {
    const page = await open('/isu/1');
    expect(page.textOf('h1')).toBe('Air Ledeng Lembah Asri Mati Dua Hari, Warga Keluhkan Layanan');
    expect(page.texts('.mention')).toHaveLength(6);
    expect(page.all('.spread svg.bars')).toHaveLength(1);
    expect(page.textOf('.evidence tbody tr')).toBe('gangguan−2kamus id-core');
    expect(page.textOf('.ranked li')).toContain('Info Warga Wanasari');
    expect(page.texts('.alerts li')).toHaveLength(1);
  });

  it('list issues and filter them', async () => {
    expect((await open('/isu')).texts('tbody tr')).toHaveLength(4);
    expect((await open('/isu?tingkat=alert')).texts('tbody tr')).toHaveLength(1);
    expect((await open('/isu?topik=kesehatan')).textOf('tbody')).toContain('Puskesmas');
    expect((await open('/isu?q=tidak-ada')).textOf('.empty-title')).toBe('Tidak ada isu yang cocok');
  });

  it('search mentions and mark the hits', async () => {
    const page = await open('/sebutan?q=ember');
    expect(page.texts('.mention')).toHaveLength(1);
    expect(page.texts('.mark-hit')).toEqual(['cocok dengan pencarian', 'ember']);
    expect(page.all('input[name=q]')[0]?.attribs.value).toBe('ember');
  });

  it.each([
    ['nada=positive', 2],
    ['topik=air-listrik', 6],
    ['opd=PUPR', 2],
    ['kecamatan=99.02.02', 2],
    ['kanal=whatsapp', 1],
    ['dari=2026-11-22', 13],
    ['sampai=2026-11-21', 1],
    ['lingkup=semua', 16],
    ['', 14],
    ['nada=salah&topik=&dari=kemarin&opd=TIDAK', 14],
  ])('filter mentions by %s', async (query, count) => {
    expect((await open(`/sebutan?${query}`)).all('.mention')).toHaveLength(count);
  });

  it('lead from an answer to what it answers', async () => {
    const under = 'id:facebook:posts:1';
    const { stored } = await saveStep(seeded.db, {
      sourceId: 'pos-pagi',
      drafts: [
        makeDraft({ keys: [under], title: null, text: 'Kiriman tentang <b>jembatan</b>.' }),
        makeDraft({ keys: ['id:facebook:comments:2'], parentKey: under, kind: 'comment', title: null, text: 'Kapan?' }),
      ],
      cursor: null,
      rejected: 0,
      now,
    });
    const page = await open(`/sebutan/${stored[1]}`);
    const link = page.all(`a[href="/sebutan/${stored[0]}"]`);
    expect(link).toHaveLength(1);
    expect(page.texts(`a[href="/sebutan/${stored[0]}"]`)).toEqual(['Kiriman tentang <b>jembatan</b>.']);
  });

  it('lead to older mentions with the same filters', async () => {
    const drafts = Array.from({ length: 40 }, (_, index) => makeDraft({ text: `Halaman ke-${index} arsip.` }));
    await saveStep(seeded.db, { sourceId: 'pos-pagi', drafts, cursor: null, rejected: 0, now });
    const first = await open('/sebutan?q=arsip&lingkup=semua');
    expect(first.all('.mention')).toHaveLength(30);
    const next = first.all('.pager a[rel=next]')[0]?.attribs.href ?? '';
    expect(next).toContain('q=arsip&lingkup=semua&kursor=');
    const second = await open(next);
    expect(second.all('.mention')).toHaveLength(10);
    expect(second.all('.pager a')[0]?.attribs.href).toBe('/sebutan?q=arsip&lingkup=semua');
  });

  it('say that a mention is about another place', async () => {
    expect((await open('/sebutan?lingkup=semua&q=trotoar')).textOf('.facts')).toContain('tentang daerah lain (99.71)');
  });

  it('show one mention with the texts before its edits', async () => {
    const draft = { keys: ['sunting:1'], title: 'Berita yang disunting', text: 'Teks pertama.' };
    const step = { sourceId: 'pos-pagi', cursor: null, rejected: 0, now };
    const { stored } = await saveStep(seeded.db, { ...step, drafts: [makeDraft(draft)] });
    await saveStep(seeded.db, { ...step, drafts: [makeDraft({ ...draft, text: 'Teks kedua.' })] });
    const page = await open(`/sebutan/${stored[0]}`);
    expect(page.textOf('h1')).toBe('Berita yang disunting');
    expect(page.texts('.mention-whole')).toEqual(['Teks kedua.', 'Teks pertama.']);
  });

  it('show what people did with a post, where it is counted', async () => {
    const metrics = { likes: 12, comments: 3, shares: null, views: 1_200, others: {} };
    const draft = makeDraft({ keys: ['hitung:1'], title: 'Kiriman terhitung', metrics });
    const step = { sourceId: 'pos-pagi', cursor: null, rejected: 0, now, drafts: [draft] };
    const { stored } = await saveStep(seeded.db, step);
    expect((await open(`/sebutan/${stored[0]}`)).textOf('.facts')).toContain('12 suka · 3 komentar · 1.200 tayangan');
    expect((await open('/sebutan/1')).textOf('.facts')).not.toContain('suka');
  });

  it('name no author of a post or comment', async () => {
    for (const path of ['/', '/isu/1', '/sebutan', '/sebutan/1']) {
      expect((await open(path)).text).not.toContain('Rukmini');
    }
  });

  it('show troubled sources first, with what went wrong', async () => {
    const page = await open('/sumber');
    expect(page.texts('tbody tr')).toHaveLength(8);
    expect(page.texts('tbody tr')[0]).toContain('Situs menjawab 503 Service Unavailable');
    expect(page.texts('tbody .badge')[0]).toBe('Gagal');
  });

  it('show the report, its WhatsApp text and the day that still runs', async () => {
    const page = await open('/laporan/2026-11-21');
    expect(page.textOf('textarea')).toBe('*LAPORAN HARIAN* 2026-11-21');
    expect(page.all('iframe')[0]?.attribs.src).toBe('/laporan/2026-11-21/html');
    expect((await open('/laporan')).texts('.report-list li')).toEqual([
      'Minggu, 22 November 2026 masih berjalan, dapat dilihat sekarang',
      'Sabtu, 21 November 2026 disusun saat dibuka',
      'Pekan ke-47 (16 November 2026 s.d. 22 November 2026) masih berjalan, dapat dilihat sekarang',
      ...[46, 45, 44, 43].map((week) => expect.stringMatching(`^Pekan ke-${week} .* disusun saat dibuka$`)),
      'November 2026 masih berjalan, dapat dilihat sekarang',
      ...['Oktober', 'September', 'Agustus'].map((month) => `${month} 2026 disusun saat dibuka`),
    ]);
  });

  it('offer the report as files, and say who stands behind it and whether it was sent', async () => {
    const page = await open('/laporan/2026-W46');
    expect(page.textOf('h1')).toBe('Laporan mingguan, Pekan ke-46 (9 November 2026 s.d. 15 November 2026)');
    expect(page.textOf('.fact-grid')).toContain('belum dikirim');
    expect(page.textOf('.fact-grid')).toContain('belum diverifikasi');
    const links = page.all('.actions a').map(({ attribs }) => attribs.href);
    expect(links).toEqual([
      '/laporan/2026-W46/html',
      ...['pdf', 'docx', 'klipping-xlsx', 'klipping-csv', 'json'].map(
        (format) => `/api/v1/digests/2026-W46/files/${format}`,
      ),
    ]);
  });

  it('show the mails of the demo', async () => {
    expect((await open('/kotak-surat')).textOf('.mail-list')).toContain('Air ledeng Lembah Asri mati tiga hari');
    const page = await open('/kotak-surat/1');
    expect(page.textOf('.mail-text')).toContain('4 sebutan negatif dari 3 sumber.');
    expect(page.all('iframe')[0]?.attribs.sandbox).not.toContain('allow-scripts');
  });

  it.each([
    '/tidak-ada',
    '/isu/999',
    '/isu/abc',
    '/sebutan/0',
    '/laporan/2026-11-23',
    '/laporan/kemarin',
    '/kotak-surat/9',
  ])('%s is not there', async (path) => {
    const page = await open(path, 404);
    expect(page.textOf('h1')).toBe('Halaman tidak ditemukan');
    expect(page.texts('nav.side a')).toEqual((await open('/')).texts('nav.side a'));
  });
});

describe('every page', () => {
  it('is a whole document with title, language, banner and a way past the menu', async () => {
    for (const path of [
      '/',
      '/isu',
      '/isu/1',
      '/sebutan',
      '/sebutan/1',
      '/laporan',
      '/laporan/2026-11-21',
      '/sumber',
      '/kotak-surat',
      '/kotak-surat/1',
    ]) {
      const page = await open(path);
      expect(page.all('html')[0]?.attribs.lang).toBe('id');
      expect(page.textOf('title')).toMatch(/ · Kentongan Wanasari$/);
      expect(page.all('h1')).toHaveLength(1);
      expect(page.textOf('.demo-banner')).toContain('Mode demo');
      expect(page.all('a.skip')[0]?.attribs.href).toBe('#isi');
      expect(page.all('nav.side a[aria-current=page]')).toHaveLength(1);
      const ids = page.all('[id]').map(({ attribs }) => attribs.id);
      expect(new Set(ids).size).toBe(ids.length);
      const labels = page.all('[aria-labelledby]').map(({ attribs }) => attribs['aria-labelledby']);
      for (const label of labels) expect(ids).toContain(label);
    }
  });

  it('uses styles and scripts that are there and may be kept', async () => {
    const page = await open('/');
    const addresses = [page.all('link[rel=stylesheet]')[0]?.attribs.href, page.all('script')[0]?.attribs.src];
    for (const address of addresses) {
      const response = await fetch(`${server.origin}${address}`);
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toContain('immutable');
      expect((await response.text()).length).toBeGreaterThan(1000);
    }
  });
});

describe('when something is missing', () => {
  let db: Db;
  let own: Listening | null = null;

  afterEach(async () => {
    await own?.close();
    await closeDatabase(db);
  });

  async function openOwn(overrides: Partial<WebDeps>, path = '/'): Promise<ReadPage> {
    own = await servePages(db, overrides);
    return readPage(await (await fetch(`${own.origin}${path}`)).text());
  }

  it('says how far the first collection is', async () => {
    db = await openSeedDatabase();
    const page = await openOwn({ progress: () => ({ running: true, done: 3, total: 8 }) });
    expect(page.textOf('h1')).toBe('Sedang mengumpulkan kabar pertama.');
    expect(page.textOf('.notice')).toContain('3 dari 8 sumber');
    expect(page.all('progress')[0]?.attribs).toMatchObject({ value: '3', max: '8' });
  });

  it('does not call an unread world quiet', async () => {
    db = await openSeedDatabase();
    const page = await openOwn({ mailConfigured: false, demo: false, mailbox: null });
    expect(page.textOf('h1')).toBe('Belum ada kabar yang terkumpul.');
    expect(page.textOf('.notice-warning')).toContain('Surel belum diatur');
    expect(page.textOf('.empty-title')).toBe('Belum ada isu merah atau kuning');
    expect(page.all('.demo-banner')).toHaveLength(0);
    expect(page.texts('nav a')).not.toContain('Kotak surat');
  });

  it('says that there are no sources', async () => {
    db = await openDatabase(':memory:');
    await migrate(db);
    await markKind(db, 'demo', region.code);
    const page = await openOwn({});
    expect(page.textOf('h1')).toBe('Belum ada sumber yang dipantau.');
    expect(page.textOf('.notice-warning')).toContain('kentongan.yaml');
  });

  it('has no mailbox outside the demo', async () => {
    db = await openSeedDatabase();
    own = await servePages(db, { mailbox: null });
    expect((await fetch(`${own.origin}/kotak-surat`)).status).toBe(404);
  });

  it('shows a page, not the fault, when a page fails', async () => {
    db = await openSeedDatabase();
    const faults: object[] = [];
    const page = await openOwn(
      {
        log: { ...silentLog, error: (fields) => void faults.push(fields) },
        progress: () => {
          throw new Error('rahasia');
        },
      },
      '/',
    );
    expect(page.textOf('h1')).toBe('Ada yang tidak beres');
    expect(page.text).not.toContain('rahasia');
    expect(faults).toHaveLength(1);
  });
});
