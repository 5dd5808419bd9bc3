import { extractText, getDocumentProxy, getMeta } from 'unpdf';
import { beforeAll, describe, expect, test } from 'vitest';
import { renderDigestPdf } from '../../src/reports/digest-pdf.ts';
import { sectionTitles } from '../../src/reports/document/sections.ts';
import { loadPrintable, type Printable } from '../../src/reports/pdf/printable.ts';
import { makeEmptyDigest } from './digests.ts';
import { arabic, emoji, javanese, makeHostileDigest } from './hostile-digest.ts';
import { makeFullDigest } from './rich-digest.ts';

const open = (pdf: Uint8Array) => getDocumentProxy(pdf.slice());

async function pagesOf(pdf: Uint8Array): Promise<string[]> {
  const { text } = await extractText(await open(pdf), { mergePages: false });
  return text.map((page) => page.replace(/\s+/g, ' '));
}

describe('a full day', () => {
  let pdf: Uint8Array;
  let pages: string[];
  beforeAll(async () => {
    pdf = await renderDigestPdf(makeFullDigest());
    pages = await pagesOf(pdf);
  });

  test('has the eleven sections in their order', () => {
    const text = pages.join(' ');
    let position = -1;
    for (const title of Object.values(sectionTitles)) {
      const next = text.indexOf(title, position + 1);
      expect(next, title).toBeGreaterThan(position);
      position = next;
    }
  });

  test('numbers its pages, names region and date on each, and repeats the head of a long table', () => {
    expect(pages.length).toBeGreaterThan(3);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`halaman ${index + 1} dari ${pages.length}`);
      expect(page).toContain('KABUPATEN BANYURAGA');
      expect(page).toContain('Sabtu, 21 November 2026');
      expect(page).toContain('Disusun otomatis, belum diverifikasi');
    }
    expect(pages.filter((page) => page.includes('Media/akun Judul Tone Kategori OPD')).length).toBeGreaterThan(1);
  });

  test('is A4, has a title, links that lead to the sources, and its pictures', async () => {
    const document = await open(pdf);
    const first = await document.getPage(1);
    expect(first.getViewport({ scale: 1 })).toMatchObject({ width: 595.28, height: 841.89 });
    const { info } = await getMeta(await open(pdf));
    expect(info).toMatchObject({ Title: 'Laporan Harian Monitoring Isu Kabupaten Banyuraga, Sabtu, 21 November 2026' });
    const urls = new Set<string>();
    for (let number = 1; number <= document.numPages; number += 1) {
      const notes = await (await document.getPage(number)).getAnnotations();
      for (const { url } of notes as { url?: string }[]) if (url !== undefined) urls.add(url);
    }
    expect(urls).toContain('https://kabar-raga.test/air-mati');
    expect(urls).toContain('https://banyuraga.test/klarifikasi/bansos');
    expect(
      Buffer.from(pdf)
        .toString('latin1')
        .match(/\/Subtype \/Image/g)?.length,
    ).toBeGreaterThanOrEqual(3);
  });
});

test('an empty day says so on one or two pages', async () => {
  const pages = await pagesOf(await renderDigestPdf(makeEmptyDigest({ demo: true, complete: false })));
  expect(pages.length).toBeLessThanOrEqual(2);
  expect(pages[0]).toContain('INI DEMO');
  expect(pages[0]).toContain('Laporan sementara: periode belum berakhir.');
  expect(pages.join(' ').match(/Tidak ada /g)?.length).toBeGreaterThanOrEqual(9);
});

test('hostile text is only text: no scripts, no files, no links but to the web, nothing lost off the page', async () => {
  const pdf = await renderDigestPdf(makeHostileDigest());
  const raw = Buffer.from(pdf).toString('latin1');
  expect(raw).not.toMatch(/\/(JavaScript|JS|Launch|EmbeddedFile|OpenAction)\b/);
  expect(raw).not.toContain('javascript:');
  expect(pdf.length).toBeLessThan(1_500_000);
  const document = await open(pdf);
  for (let number = 1; number <= document.numPages; number += 7) {
    const { items } = await (await document.getPage(number)).getTextContent();
    for (const item of items as { str: string; transform: number[] }[]) {
      if (item.str.trim() !== '') expect(item.transform[5]).toBeGreaterThan(15);
    }
  }
});

describe('what the fonts cannot show', () => {
  let printable: Printable;
  beforeAll(async () => {
    printable = await loadPrintable();
  });

  test('pictures are left out, letters of other scripts are named, the rest stays', () => {
    expect(printable(emoji)).toBe('banyu mati');
    expect(printable(`Radio ${javanese} Raga`)).toBe('Radio [aksara lain] Raga');
    expect(printable('Rp 1,8 juta – “naik” → ½ €')).toBe('Rp 1,8 juta – “naik” → ½ €');
  });

  test('Arabic words are set so that they read from the right', () => {
    expect(printable(`Siaran: ${arabic}`)).toBe(`Siaran: ${arabic.split(' ').reverse().join(' ')}`);
  });
});
