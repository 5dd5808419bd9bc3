import { afterAll, describe, expect, it } from 'vitest';
import { createReportThread } from '../../src/app/reporting/report-thread.ts';
import type { ReportFormat } from '../../src/core/report-file.ts';
import { renderReport } from '../../src/reports/formats.ts';
import { makeEmptyDigest } from '../reports/digests.ts';

const thread = createReportThread();
afterAll(() => thread.close());
const digest = makeEmptyDigest({ date: '2026-11-21' });

describe('the report thread', () => {
  it.each(['text', 'json', 'klipping-csv'] as const)('gives the same %s as drawing it here', async (format) => {
    expect(await thread.file(digest, format)).toEqual(await renderReport(digest, format));
  });

  it('draws several at once, and leaves this thread free meanwhile', async () => {
    let turns = 0;
    const clock = setInterval(() => {
      turns += 1;
    }, 5);
    const [pdf, html, attachments] = await Promise.all([
      thread.file(digest, 'pdf'),
      thread.html(digest),
      thread.attachments(digest),
    ]);
    clearInterval(clock);
    expect(Buffer.from(pdf.content as Uint8Array).toString('latin1', 0, 5)).toBe('%PDF-');
    expect(html).toContain('<!doctype html>');
    expect(attachments.map(({ filename }) => filename)).toContain(pdf.filename);
    expect(turns).toBeGreaterThan(0);
  });

  it('says what went wrong, and goes on', async () => {
    await expect(thread.file(digest, 'gulungan' as ReportFormat)).rejects.toThrow();
    expect((await thread.file(digest, 'text')).content).toContain('LAPORAN');
  });

  it('answers what is asked while it is ended with an error, and starts again', async () => {
    const refused = expect(thread.file(digest, 'pdf')).rejects.toThrow('ended');
    await thread.close();
    await refused;
    expect((await thread.file(digest, 'json')).mediaType).toContain('json');
  });
});
