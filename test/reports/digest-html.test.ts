import { describe, expect, test } from 'vitest';
import { renderDigestHtml } from '../../src/reports/digest-html.tsx';
import { renderDigestJson } from '../../src/reports/digest-json.ts';
import { digestMessage } from '../../src/reports/digest-message.ts';
import { renderDigestText } from '../../src/reports/digest-text.ts';
import { makeClipping, makeEmptyDigest, makeEntry, makeFullDigest } from './digests.ts';

/** What a reader sees: text between tags, spaces joined. */
function seen(html: string): string {
  return html
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

const sections = [
  '1. Ringkasan eksekutif',
  '2. Rekapitulasi sentimen',
  '3. Isu negatif prioritas',
  '4. Potensi isu',
  '5. Hoaks dan klarifikasi',
  '6. Tindak lanjut isu sebelumnya',
  '7. Isu positif',
  '8. Klipping',
  '9. Cakupan dan kualitas data',
];

test('a full day has every section with its content', () => {
  const text = seen(renderDigestHtml(makeFullDigest()));
  let position = -1;
  for (const section of sections) {
    const next = text.indexOf(section, position + 1);
    expect(next, section).toBeGreaterThan(position);
    position = next;
  }
  for (const part of [
    'PEMERINTAH KABUPATEN BANYURAGA',
    'Sabtu, 21 November 2026',
    'Periode data 21 Nov 2026, 06.00 WIB s.d. 22 Nov 2026, 06.00 WIB',
    'Disusun otomatis 22 Nov 2026, 06.00 WIB · leksikon id-core 3',
    'Terpantau 1.324 sebutan',
    'Negatif 20 24% +12 600 48% +400',
    'Jumlah 84 +7 1.240 +420',
    'Kata yang menonjol: galon (41), pompa (17).',
    '22 sebutan (9 media, 4 akun, 9 komentar); meningkat (5 → 22 sebutan)',
    'Pupuk Mulai Langka Pertanian',
    '4 sebutan berisi klaim',
    'tidak disebut lagi (12 → 0 sebutan) · sudah ditanggapi',
    'Puskesmas Waringinsewu Dipuji',
    'Waktu (WIB)',
    '1 12.15 Kabar Raga Air Mati, Warga Antre kabar-raga.test negatif Air &amp; listrik PDAM',
    'Item terbit pada periode 2.140',
    'Dinas Lingkungan Hidup gagal dibaca belum ada situs tidak menjawab',
    'Forum Warga senyap 12 Nov 2026, 12.15 WIB –',
    'Koran Lama sudah tidak ada belum ada alamat sudah tidak ada',
  ]) {
    expect(text).toContain(part);
  }
});

test('an empty day says of every section that it is empty', () => {
  const text = seen(renderDigestHtml(makeEmptyDigest()));
  for (const section of sections) expect(text).toContain(section);
  expect(text.match(/Tidak ada /g)?.length).toBeGreaterThanOrEqual(8);
  expect(text).toContain('Belum ada kata yang menonjol.');
  expect(text).not.toMatch(/NaN|undefined|null/);
});

test('loads nothing and runs nothing', () => {
  const html = renderDigestHtml(makeFullDigest());
  expect(html).not.toMatch(/<(script|img|iframe|link|object|embed|form|base)\b|url\(|@import|\son\w+=/i);
  expect(html.length).toBeLessThan(100_000);
});

test('hostile text is escaped, and only web addresses become links', () => {
  const attack = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
  const links = [{ publisher: attack, title: attack, url: `javascript:${attack}` }];
  const entry = makeEntry(
    attack,
    { substance: attack, places: [attack], links },
    { agency: attack, firstPublisher: attack },
  );
  const digest = makeFullDigest({
    regionName: attack,
    lexicon: attack,
    negative: [entry],
    potential: [entry],
    hoaxes: [entry],
    followUps: [entry],
    positive: [entry],
    clippings: [makeClipping(attack, { publisher: attack, agency: attack, url: 'data:text/html,x' })],
    topWords: [{ word: attack, count: 3 }],
  });
  const html = renderDigestHtml(digest);
  expect(html).not.toMatch(/<script|<img|href="(?!https?:)/i);
  expect(html).toContain('&lt;script');
});

test('the ninth negative issue and those after it are told in short', () => {
  const negative = Array.from({ length: 11 }, (_, index) => makeEntry(`Isu nomor ${index + 1}`, {}, { id: index + 1 }));
  const text = seen(renderDigestHtml(makeEmptyDigest({ negative })));
  expect(text.match(/Pertama muncul/g)).toHaveLength(8);
  expect(text).toContain('Isu nomor 11 Air &amp; listrik · 22 sebutan');
});

test('a long klipping is cut and counted', () => {
  const clippings = Array.from({ length: 200 }, (_, index) => makeClipping(`Berita ${index}`));
  const text = seen(renderDigestHtml(makeFullDigest({ clippings })));
  expect(text).toContain('Berita 119');
  expect(text).not.toContain('Berita 120');
  expect(text).toContain('… dan 80 lagi.');
});

describe('message', () => {
  test('carries both parts and a subject that says what matters', () => {
    const digest = makeFullDigest();
    expect(digestMessage(digest)).toEqual({
      subject: '[Kentongan] Laporan harian Kabupaten Banyuraga, Sabtu, 21 November 2026: 2 isu negatif',
      text: renderDigestText(digest),
      html: renderDigestHtml(digest),
    });
    expect(digestMessage(makeEmptyDigest()).subject).toMatch(/: tidak ada isu negatif$/);
  });

  test('JSON is the data', () => {
    const digest = makeFullDigest();
    expect(JSON.parse(renderDigestJson(digest))).toEqual(digest);
  });
});
