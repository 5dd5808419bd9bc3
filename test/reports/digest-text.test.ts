import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderDigestText } from '../../src/reports/digest-text.ts';
import { sectionTitles } from '../../src/reports/document/sections.ts';
import { maxTextLength } from '../../src/reports/text/limits.ts';
import { makeClipping, makeEmptyDigest, makeEntry } from './digests.ts';
import { makeHostileDigest } from './hostile-digest.ts';
import { makeFullDigest } from './rich-digest.ts';

const headings = Object.values(sectionTitles).map((title) => `*${title}*`);

test('a full day reads as the offices write it', () => {
  const text = renderDigestText(makeFullDigest());
  expect(text.split('\n').slice(0, 10)).toEqual([
    '*LAPORAN HARIAN MONITORING ISU*',
    '*PEMERINTAH KABUPATEN BANYURAGA*',
    'Sabtu, 21 November 2026',
    'Periode data: 21 Nov 2026, 06.00 WIB s.d. 22 Nov 2026, 06.00 WIB',
    'Kepada: Yth. Bupati, Sekretaris Daerah, Kepala Dinas Kominfo',
    '_Disusun otomatis, belum diverifikasi_',
    '',
    '*1. RINGKASAN EKSEKUTIF*',
    'Terpantau 1.324 sebutan tentang Kabupaten Banyuraga (+427 dibanding kemarin): 620 negatif (47%), 34 berpotensi negatif, 120 positif.',
    '• Air mati tiga hari di Kedungrinjing: 22 sebutan, diteruskan ke PDAM.',
  ]);
  expect(text.split('\n').filter((line) => headings.includes(line))).toEqual(headings);
  for (const line of [
    '⚠️ 3 dari 4 sumber gagal dibaca atau senyap; angka di laporan ini bisa lebih rendah daripada kenyataan.',
    '*Media massa* 84 sebutan (+7 dari kemarin, +9 dari pekan lalu): positif 20 (24%, −5); netral 40 (48%, 0); negatif 20 (24%, +12); berpotensi negatif 4 (5%, 0)',
    '1. 🔴 *Air Mati Tiga Hari di Kedungrinjing, Warga Antre Galon Bantuan*',
    '   Sebaran: 22 sebutan (9 media, 4 akun, 9 komentar); meningkat (5 → 22 sebutan)',
    '   OPD: PDAM · Lokasi: Kedungrinjing, Margacempa · Status: diteruskan ke OPD',
    '   ⚖️ judul negatif, isi netral (4 dari 9 berita)',
    '   🔁 tema berulang: Air keruh di Margacempa',
    '   https://kabar-raga.test/air-mati',
    '📈 +340% keluhan air PDAM di Kedungrinjing, 3 sumber',
    '1. Jalan Ciwulung Rusak: sudah ditanggapi (DPUPR); negatif 31 → 9 dalam 24 jam',
    '2. Sampah Pasar Menumpuk: diteruskan ke OPD (DLH), *TERLAMBAT*',
    'Pertanyaan warga belum dijawab: PDAM 11, belum jelas 3',
    '• Forum Warga: senyap',
  ]) {
    expect(text.split('\n')).toContain(line);
  }
  expect(text).toMatch(/^… dan \d+ lagi$/m);
});

test('an empty day says of every section that it is empty', () => {
  const text = renderDigestText(makeEmptyDigest());
  for (const heading of headings) expect(text).toContain(heading);
  expect(text.match(/Tidak ada /g)?.length).toBeGreaterThanOrEqual(9);
  expect(text).toContain('*Media massa* 0 sebutan (0 dari kemarin): positif 0 (–, 0)');
  expect(text).toContain('Semua sumber yang aktif terbaca.');
  expect(text).not.toMatch(/NaN|undefined|null/);
});

test('a report before its time, a demo and a correction say what they are, first of all', () => {
  const editorial = { ...makeEmptyDigest().editorial, correction: 1 };
  expect(
    renderDigestText(makeEmptyDigest({ complete: false, demo: true, editorial }))
      .split('\n')
      .slice(0, 3),
  ).toEqual([
    '⚠️ INI DEMO: kabupaten, media, dan kejadian dalam laporan ini rekaan.',
    '⚠️ KOREKSI ke-1: menggantikan laporan yang dikirim sebelumnya.',
    '⚠️ Laporan sementara: periode belum berakhir.',
  ]);
});

test('addressees that carry their courtesy get it once', () => {
  expect(renderDigestText(makeEmptyDigest({ addressedTo: ['Yth. Bupati Banyuraga', 'yth Sekda'] }))).toContain(
    'Kepada: Yth. Bupati Banyuraga, Sekda\n',
  );
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
      hoaxes: entries.map((entry) => ({ entry, status: 'unanswered', answer: null })),
      positive: entries,
      analysis: entries.map(({ issue }) => ({ issueId: issue.id, text: issue.title })),
      clippings: entries.map(({ issue }) => makeClipping(issue.title)),
    });
  };

  test('stays under the limit whatever the day brought, with every section, and counts what it leaves out', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 80 }), (count, length) => {
        const text = renderDigestText(long(count, length));
        expect(text.length).toBeLessThanOrEqual(maxTextLength);
        for (const heading of headings) expect(text).toContain(heading);
        expect(text.isWellFormed()).toBe(true);
      }),
      { numRuns: 60 },
    );
    const text = renderDigestText(long(60, 80));
    const shown = text.split('\n').filter((line) => /^\d+\. 🔴/.test(line)).length;
    expect(shown).toBeGreaterThanOrEqual(2);
    expect(text).toContain(`… dan ${60 - shown} lagi`);
  });
});

describe('hostile text', () => {
  test('cannot switch formatting, break lines, open sections or make the text too long', () => {
    const text = renderDigestText(makeHostileDigest());
    expect(text.length).toBeLessThanOrEqual(maxTextLength);
    expect(text.split('\n').filter((line) => headings.includes(line))).toEqual(headings);
    const attack = 'Air *mati*\n\n*3. ISU NEGATIF PRIORITAS*\r\n```_semua_```~coret~\u2028habis\u202Eterbalik';
    const lines = renderDigestText(
      makeFullDigest({
        negative: [makeEntry(attack, { substance: attack, places: [attack], note: attack }, { agency: attack })],
        clippings: [makeClipping(attack, { publisher: attack, label: attack })],
        topWords: [{ word: attack, count: 1 }],
        analysis: [{ issueId: 1, text: attack }],
        recommendations: [{ issueId: 1, action: attack, responsible: attack, dueAt: null }],
      }),
    ).split('\n');
    expect(lines.filter((line) => line.startsWith('*3.'))).toEqual(['*3. ISU NEGATIF PRIORITAS*']);
    for (const line of lines) expect((line.match(/\*/g) ?? []).length % 2).toBe(0);
    expect(lines.join('\n')).not.toMatch(/[`~\r\u2028\u202e]/);
  });

  test('addresses lose the marks of campaigns; very long and bad ones are left out', () => {
    const linkTo = (url: string) =>
      renderDigestText(
        makeFullDigest({ negative: [makeEntry('Isu', { links: [{ publisher: 'X', title: 'Y', url }] })] }),
      );
    expect(linkTo('https://a.test/x?utm_source=rss&id=3&utm_medium=feed')).toContain('   https://a.test/x?id=3\n');
    expect(linkTo(`https://a.test/${'x'.repeat(200)}`)).not.toContain('a.test/x');
    expect(linkTo('javascript:alert(1)')).not.toContain('javascript');
  });
});
