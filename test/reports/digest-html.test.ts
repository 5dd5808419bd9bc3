import { beforeAll, describe, expect, test } from 'vitest';
import { maxMailBytes, renderDigestHtml, renderDigestMail } from '../../src/reports/digest-html.tsx';
import { sectionTitles } from '../../src/reports/document/sections.ts';
import { makeClipping, makeEmptyDigest, makeEntry, totalsOf } from './digests.ts';
import { attack, makeHostileDigest } from './hostile-digest.ts';
import { makeFullDigest } from './rich-digest.ts';

/** What a reader sees: text between tags, spaces joined. */
function seen(html: string): string {
  return html
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/\s+/g, ' ');
}

const sections = Object.values(sectionTitles);

describe('a full day', () => {
  let text: string;
  beforeAll(() => {
    text = seen(renderDigestMail(makeFullDigest()));
  });

  test('has the eleven sections in their order', () => {
    expect(sections).toHaveLength(11);
    let position = -1;
    for (const section of sections) {
      const next = text.indexOf(section, position + 1);
      expect(next, section).toBeGreaterThan(position);
      position = next;
    }
  });

  test.each([
    'PEMERINTAH KABUPATEN BANYURAGA',
    'LAPORAN HARIAN MONITORING ISU Sabtu, 21 November 2026',
    'Disusun otomatis, belum diverifikasi',
    'Periode data: 21 Nov 2026, 06.00 WIB s.d. 22 Nov 2026, 06.00 WIB',
    'Kepada: Yth. Bupati, Sekretaris Daerah, Kepala Dinas Kominfo',
    'Versi: leksikon id-core 3; kentongan 0.1.0',
    'Terpantau 1.324 sebutan',
    '3 dari 4 sumber gagal dibaca',
    'Negatif 20 24% +12 +9 600 48% +400 +450',
    'Jumlah 84 100% +7 +9 1.240 100% +420 +562',
    'Puncak: 141 sebutan (66 negatif), 21 Nov 2026, 14.00 WIB s.d. 15.00 WIB',
    'Kata yang menonjol: galon (41), pompa (17), antre (15).',
    'Sebaran 22 sebutan (9 media, 4 akun, 9 komentar); meningkat (5 → 22 sebutan)',
    'Judul vs isi judul negatif, isi netral (4 dari 9 berita)',
    'Berulang Air keruh di Margacempa',
    'Catatan analis PDAM menjanjikan aliran normal',
    'Penanggung jawab Batas waktu 1 Siarkan jadwal pemulihan',
    'Lonjakan +340% keluhan air PDAM di Kedungrinjing, 3 sumber',
    'sudah ada klarifikasi Klarifikasi: tidak ada bansos lewat tautan (kemiripan 93%)',
    '27 jam 31 → 9 dalam 24 jam (masih berjalan)',
    'batas 20 Nov 2026, 09.00 WIB: TERLAMBAT',
    'PDAM : 18 masuk, 11 belum dijawab',
    'PDAM 618 +428 4 (1%) 498 (81%)',
    '06.00 Kabar Raga Air Mati Tiga Hari, Warga Antre Galon negatif Ekuin PDAM',
    'Item terbit pada periode 2.152',
    'Dinas Lingkungan Hidup gagal dibaca belum ada situs tidak menjawab',
    'Forum Warga senyap 12 Nov 2026, 12.15 WIB –',
    '6 peringatan timbul (1 krisis, 3 merah, 2 kuning), 3 sudah ada yang menangani.',
    'Tidak dikirim sebagai pesan: 4 jam tenang, 2 diredam.',
  ])('says %s', (part) => {
    expect(text).toContain(part);
  });
});

test('an empty day says of every section that it is empty, and shows no picture', () => {
  const html = renderDigestMail(makeEmptyDigest());
  const text = seen(html);
  for (const section of sections) expect(text).toContain(section);
  expect(text.match(/Tidak ada /g)?.length).toBeGreaterThanOrEqual(9);
  expect(text).toContain('Semua sumber yang aktif terbaca.');
  expect(text).not.toMatch(/NaN|undefined|null/);
  expect(html).not.toContain('<img');
});

describe('marks', () => {
  test.each([
    [{ demo: true }, 'INI DEMO: kabupaten, media, dan kejadian dalam laporan ini rekaan.'],
    [{ complete: false }, 'Laporan sementara: periode belum berakhir.'],
    [{ afterwards: true }, 'Disusun kemudian dari data yang tersimpan sekarang'],
  ])('%o', (overrides, sentence) => {
    expect(seen(renderDigestMail(makeEmptyDigest(overrides)))).toContain(sentence);
  });

  const editorial = makeEmptyDigest().editorial;
  const by = { approvedBy: 'Sri Wahyuni', approvedAt: '2026-11-21T23:20:00.000Z' };
  const edited = { editedBy: 'Rina', editedAt: '2026-11-21T23:10:00.000Z' };

  test('say who approved it, else who edited it, and which correction it is', () => {
    const textOf = (parts: Partial<typeof editorial>) =>
      seen(renderDigestMail(makeEmptyDigest({ editorial: { ...editorial, ...parts } })));
    expect(textOf({ ...edited, ...by })).toContain('Disetujui oleh Sri Wahyuni pada 22 Nov 2026, 06.20 WIB');
    expect(textOf({ ...edited, ...by })).not.toContain('belum disetujui');
    expect(textOf(edited)).toContain('Disunting oleh Rina pada 22 Nov 2026, 06.10 WIB, belum disetujui');
    expect(textOf({ correction: 2 })).toContain('KOREKSI ke-2: menggantikan laporan yang dikirim sebelumnya.');
  });
});

test('a week is called a week and compared with the week before', () => {
  const text = seen(
    renderDigestMail(makeFullDigest({ period: 'week', date: '2026-W47', sentimentWeekAgo: null, summary: [] })),
  );
  expect(text).toContain('LAPORAN MINGGUAN MONITORING ISU Pekan ke-47');
  expect(text).toContain('Δ pekan lalu');
  expect(text).not.toContain('kemarin');
});

describe('the mail', () => {
  test('shows pictures that come with it, loads nothing else and runs nothing', () => {
    const html = renderDigestMail(makeFullDigest());
    expect([...html.matchAll(/<img src="([^"]+)"/g)].map(([, source]) => source)).toEqual([
      'cid:grafik-sentimen.2026-11-21@kentongan',
      'cid:grafik-tren.2026-11-21@kentongan',
      'cid:grafik-topik.2026-11-21@kentongan',
    ]);
    expect(html).not.toMatch(/<(script|iframe|link|object|embed|form|base)\b|url\(|@import|\son\w+=/i);
    expect(html).toContain('alt="Media massa 84 sebutan: positif 20 (24%)');
  });

  test('is clipped by no mail program, whatever the day brought', () => {
    expect(Buffer.byteLength(renderDigestMail(makeFullDigest()))).toBeLessThanOrEqual(maxMailBytes);
    expect(Buffer.byteLength(renderDigestMail(makeHostileDigest()))).toBeLessThanOrEqual(maxMailBytes);
    const clippings = Array.from({ length: 300 }, (_, index) => makeClipping(`Berita ${index} ${'kata '.repeat(40)}`));
    const negative = Array.from({ length: 60 }, (_, id) => makeEntry(`Isu ${id} ${'kata '.repeat(40)}`, {}, { id }));
    const full = makeFullDigest({ clippings, negative, potential: negative, positive: negative });
    const html = renderDigestMail(full);
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(maxMailBytes);
    expect(seen(html)).toMatch(/… dan 2\d\d lagi/);
  });

  test('counts what the data leaves out as well', () => {
    const digest = makeFullDigest();
    const text = seen(renderDigestMail({ ...digest, totals: { ...totalsOf(digest), potential: 41 } }));
    expect(text).toContain('… dan 40 lagi');
  });
});

describe('the page', () => {
  test('has its pictures inside and the whole klipping', async () => {
    const clippings = Array.from({ length: 200 }, (_, index) => makeClipping(`Berita ${index}`));
    const html = await renderDigestHtml(makeFullDigest({ clippings }));
    expect(html.match(/<img src="data:image\/png;base64,iVBOR/g)).toHaveLength(3);
    expect(seen(html)).toContain('Berita 199');
  });
});

test('hostile text is escaped, and only web addresses become links', async () => {
  for (const html of [renderDigestMail(makeHostileDigest()), await renderDigestHtml(makeHostileDigest())]) {
    expect(html).not.toMatch(/<script|<img src="?x|href="(?!https?:)|user:pass/i);
    expect(html).toContain('&lt;script');
    expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069\ufffe]/);
    expect(html).not.toContain('\u0000');
    expect(html.isWellFormed()).toBe(true);
    expect(seen(html)).not.toContain(attack);
  }
});
