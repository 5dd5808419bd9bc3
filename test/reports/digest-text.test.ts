import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maxTextLength, renderDigestText } from '../../src/reports/digest-text.ts';
import { makeClipping, makeEmptyDigest, makeEntry, makeFullDigest } from './digests.ts';

test('a full day reads as the offices write it', () => {
  expect(renderDigestText(makeFullDigest()).split('\n')).toEqual([
    '*LAPORAN HARIAN MONITORING ISU*',
    '*PEMERINTAH KABUPATEN BANYURAGA*',
    'Sabtu, 21 November 2026',
    'Periode data: 21 Nov 2026, 06.00 WIB s.d. 22 Nov 2026, 06.00 WIB',
    '',
    '*1. RINGKASAN EKSEKUTIF*',
    'Terpantau 1.324 sebutan tentang Kabupaten Banyuraga (+427 dibanding kemarin): 620 negatif (47%), 34 berpotensi negatif, 120 positif.',
    'Ada 1 isu negatif baru dan 1 yang berlanjut.',
    '3 dari 4 sumber gagal dibaca atau senyap; angka di atas bisa lebih rendah daripada kenyataan.',
    '• Air Mati Tiga Hari di Kedungrinjing (22 sebutan; diteruskan ke OPD)',
    '• Atap SD Ambruk (7 sebutan; belum diverifikasi)',
    '',
    '*2. REKAPITULASI SENTIMEN*',
    'Media massa – 84 sebutan: positif 20 (24%, −5); netral 40 (48%, 0); negatif 20 (24%, +12); berpotensi negatif 4 (5%, 0); tidak terskor 0 (0%, 0)',
    'Media sosial – 1.240 sebutan: positif 100 (8%, +10); netral 500 (40%, +20); negatif 600 (48%, +400); berpotensi negatif 30 (2%, −10); tidak terskor 10 (1%, 0)',
    'Kata menonjol: galon (41), pompa (17)',
    '',
    '*3. ISU NEGATIF PRIORITAS*',
    '1. 🔴 *Air Mati Tiga Hari di Kedungrinjing*',
    '   Hari ketiga tanpa air bagi ribuan pelanggan. Direktur meminta maaf kepada warga.',
    '   Sebaran: 22 sebutan (9 media, 4 akun, 9 komentar); meningkat (5 → 22 sebutan)',
    '   OPD: PDAM · Lokasi: Kedungrinjing, Margacempa',
    '   https://kabar-raga.test/air-mati',
    '2. 🔴 *Atap SD Ambruk*',
    '   Hari ketiga tanpa air bagi ribuan pelanggan. Direktur meminta maaf kepada warga.',
    '   Sebaran: 7 sebutan (9 media, 4 akun, 9 komentar); isu baru',
    '   Lokasi: Kedungrinjing, Margacempa',
    '   https://kabar-raga.test/air-mati',
    '',
    '*4. POTENSI ISU*',
    '1. Pupuk Mulai Langka (Pertanian; 3 sebutan)',
    '',
    '*5. HOAKS DAN KLARIFIKASI*',
    '1. Hoaks Bansos Rp 1,8 Juta (4 sebutan berisi klaim; isu baru)',
    '',
    '*6. TINDAK LANJUT ISU SEBELUMNYA*',
    '1. Jalan Ciwulung Rusak: tidak disebut lagi (12 → 0 sebutan); sudah ditanggapi',
    '',
    '*7. ISU POSITIF*',
    '1. Puskesmas Waringinsewu Dipuji (Kesehatan; 22 sebutan)',
    '',
    '*8. KLIPPING*',
    '1. 12.15 WIB Kabar Raga: Air Mati, Warga Antre (negatif)',
    '2. 12.15 WIB Kabar Raga: Panen Raya (positif)',
    '',
    '*9. CAKUPAN DAN KUALITAS DATA*',
    '4 sumber, 2.140 item (816 tidak terkait, 310 berulang, 2 tak terbaca, 10 tidak terskor, 5 disisihkan).',
    '• Dinas Lingkungan Hidup: gagal dibaca',
    '• Forum Warga: senyap',
    '• Koran Lama: sudah tidak ada',
    '',
  ]);
});

test('an empty day says of every section that it is empty', () => {
  const text = renderDigestText(makeEmptyDigest());
  for (const sentence of [
    'Tidak ada sebutan tentang Kabupaten Banyuraga yang terpantau pada periode ini.',
    'Tidak ada isu negatif baru.',
    'Media massa – 0 sebutan: positif 0 (–, 0)',
    'Tidak ada isu negatif pada periode ini.',
    'Tidak ada isu yang berpotensi negatif pada periode ini.',
    'Tidak ada klaim hoaks atau klarifikasi yang terpantau pada periode ini.',
    'Tidak ada isu dari laporan sebelumnya yang perlu dilaporkan lagi.',
    'Tidak ada isu positif yang menonjol pada periode ini.',
    'Tidak ada pemberitaan yang dikliping pada periode ini.',
    'Semua sumber yang aktif terbaca.',
  ]) {
    expect(text).toContain(sentence);
  }
  expect(text).not.toContain('NaN');
});

test('a report before its time and a demo say what they are', () => {
  const text = renderDigestText(makeEmptyDigest({ complete: false, demo: true }));
  expect(text).toContain('_Laporan sementara: periode belum berakhir._');
  expect(text.split('\n')[0]).toContain('INI DEMO');
});

describe('length', () => {
  const long = (count: number, length: number) => {
    const entries = Array.from({ length: count }, (_, index) =>
      makeEntry(
        `Isu ${index} ${'kata '.repeat(length)}`,
        { substance: 'isi panjang '.repeat(length) },
        { id: index + 1 },
      ),
    );
    return makeFullDigest({
      negative: entries,
      potential: entries,
      hoaxes: entries,
      followUps: entries,
      positive: entries,
      clippings: entries.map(({ issue }) => makeClipping(issue.title)),
    });
  };

  test('stays under the limit whatever the day brought, and counts what it leaves out', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 80 }), (count, length) => {
        const text = renderDigestText(long(count, length));
        expect(text.length).toBeLessThanOrEqual(maxTextLength);
        expect(text).toContain('*9. CAKUPAN DAN KUALITAS DATA*');
        expect(text.isWellFormed()).toBe(true);
      }),
      { numRuns: 60 },
    );
    expect(renderDigestText(long(60, 80))).toMatch(/… dan \d+ lagi/);
  });
});

describe('hostile text', () => {
  test('cannot switch formatting, break lines or open sections', () => {
    const attack = 'Air *mati*\n\n*3. ISU NEGATIF PRIORITAS*\r\n```_semua_```~coret~\u2028habis';
    const digest = makeFullDigest({
      negative: [makeEntry(attack, { substance: attack, places: [attack] }, { agency: attack })],
      clippings: [makeClipping(attack, { publisher: attack })],
      topWords: [{ word: attack, count: 1 }],
    });
    const lines = renderDigestText(digest).split('\n');
    expect(lines.filter((line) => line.startsWith('*3.'))).toEqual(['*3. ISU NEGATIF PRIORITAS*']);
    for (const line of lines) expect((line.match(/\*/g) ?? []).length % 2).toBe(0);
    expect(lines.join('\n')).not.toMatch(/[`~\r\u2028]/);
  });

  test('addresses lose the marks of campaigns, and very long ones are left out', () => {
    const linkTo = (url: string) =>
      makeFullDigest({ negative: [makeEntry('Isu', { links: [{ publisher: 'X', title: 'Y', url }] })] });
    expect(renderDigestText(linkTo('https://a.test/x?utm_source=rss&id=3&utm_medium=feed'))).toContain(
      '   https://a.test/x?id=3\n',
    );
    expect(renderDigestText(linkTo(`https://a.test/${'x'.repeat(200)}`))).not.toContain('a.test');
  });

  test('bad addresses are not printed', () => {
    const entry = makeEntry('Isu', { links: [{ publisher: 'X', title: 'Y', url: 'javascript:alert(1)' }] });
    expect(renderDigestText(makeFullDigest({ negative: [entry] }))).not.toContain('javascript');
  });
});
