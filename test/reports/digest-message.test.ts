import { describe, expect, test } from 'vitest';
import { digestAttachments } from '../../src/reports/digest-attachments.ts';
import { digestMessage } from '../../src/reports/digest-message.ts';
import { renderDigestText } from '../../src/reports/digest-text.ts';
import { renderReport } from '../../src/reports/formats.ts';
import { makeClipping, makeEmptyDigest } from './digests.ts';
import { makeHostileDigest } from './hostile-digest.ts';
import { makeFullDigest } from './rich-digest.ts';

const cidsOf = (html: string) => [...html.matchAll(/src="cid:([^"]+)"/g)].map(([, cid]) => cid);

describe('the mail of a report', () => {
  test('says in its subject what matters', () => {
    expect(digestMessage(makeFullDigest()).subject).toBe(
      '[Kentongan] Laporan harian Kabupaten Banyuraga, Sabtu, 21 November 2026: 3 isu negatif',
    );
    expect(digestMessage(makeEmptyDigest({ period: 'month', date: '2026-11' })).subject).toBe(
      '[Kentongan] Laporan bulanan Kabupaten Banyuraga, November 2026: tidak ada isu negatif',
    );
    const editorial = { ...makeEmptyDigest().editorial, correction: 1 };
    expect(digestMessage(makeEmptyDigest({ editorial })).subject).toMatch(
      /^\[Kentongan\] Koreksi ke-1: laporan harian /,
    );
    expect(digestMessage(makeHostileDigest()).subject).not.toMatch(/[\r\n]/);
  });

  test('has text and HTML; its pictures are those that come with it', async () => {
    const digest = makeFullDigest();
    const { text, html, payload } = digestMessage(digest);
    expect(text).toBe(renderDigestText(digest));
    expect(payload).toBeNull();
    const attachments = await digestAttachments(digest);
    expect(cidsOf(html)).toEqual(attachments.flatMap(({ cid }) => (cid === null ? [] : [cid])));
    expect(attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
      ['grafik-sentimen.png', 'image/png'],
      ['grafik-tren.png', 'image/png'],
      ['grafik-topik.png', 'image/png'],
      ['laporan-harian-kabupaten-banyuraga-2026-11-21.pdf', 'application/pdf'],
      [
        'klipping-kabupaten-banyuraga-2026-11-21.xlsx',
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      ],
    ]);
  });

  test('of an empty day has the PDF alone', async () => {
    const attachments = await digestAttachments(makeEmptyDigest());
    expect(attachments.map(({ filename }) => filename)).toEqual(['laporan-harian-kabupaten-banyuraga-2026-11-21.pdf']);
    expect(cidsOf(digestMessage(makeEmptyDigest()).html)).toEqual([]);
  });

  test('is never too heavy: what does not fit stays behind, the charts do not', async () => {
    const clippings = Array.from({ length: 2_000 }, (_, index) =>
      makeClipping(`Berita ${index} ${'kata '.repeat(20)}`, { url: `https://kabar-raga.test/${index}` }),
    );
    const attachments = await digestAttachments(makeFullDigest({ clippings }));
    expect(attachments.reduce((sum, { content }) => sum + content.length, 0)).toBeLessThanOrEqual(2_000_000);
    expect(attachments.filter(({ cid }) => cid !== null)).toHaveLength(3);
  });
});

describe('files', () => {
  test('have names that every disk and header bears', async () => {
    const { filename } = await renderReport(makeHostileDigest(), 'text');
    expect(filename).toMatch(/^laporan-harian-kabupaten-[a-z0-9-]+-2026-11-21-koreksi-2\.txt$/);
  });

  test('JSON is the data', async () => {
    const digest = makeFullDigest();
    const { content } = await renderReport(digest, 'json');
    expect(JSON.parse(String(content))).toEqual(digest);
  });
});
