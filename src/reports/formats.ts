import type { Digest } from '../core/digest.ts';
import type { ReportFile, ReportFormat } from '../core/report-file.ts';
import { reportNames } from '../core/report-period.ts';
import { renderDigestDocx } from './digest-docx.ts';
import { renderDigestHtml } from './digest-html.tsx';
import { renderDigestJson } from './digest-json.ts';
import { renderDigestPdf } from './digest-pdf.ts';
import { renderDigestText } from './digest-text.ts';
import { renderKlippingCsv } from './klipping/csv.ts';
import { renderKlippingXlsx } from './klipping/xlsx.ts';

export interface DigestFormat {
  readonly mediaType: string;
  /** With its dot. */
  readonly extension: string;
  render(digest: Digest): Promise<string | Uint8Array>;
}

/** Every form that a report can be had in; each is made from the digest alone. */
export const digestFormats: Readonly<Record<ReportFormat, DigestFormat>> = {
  html: { mediaType: 'text/html; charset=utf-8', extension: '.html', render: renderDigestHtml },
  text: {
    mediaType: 'text/plain; charset=utf-8',
    extension: '.txt',
    render: async (digest) => renderDigestText(digest),
  },
  pdf: { mediaType: 'application/pdf', extension: '.pdf', render: renderDigestPdf },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extension: '.docx',
    render: renderDigestDocx,
  },
  'klipping-xlsx': {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: '.xlsx',
    render: renderKlippingXlsx,
  },
  'klipping-csv': {
    mediaType: 'text/csv; charset=utf-8',
    extension: '.csv',
    render: async (digest) => renderKlippingCsv(digest),
  },
  json: {
    mediaType: 'application/json; charset=utf-8',
    extension: '.json',
    render: async (digest) => renderDigestJson(digest),
  },
};

/** A report in one form, under the name that it is saved by: `laporan-harian-kabupaten-banyuraga-2026-11-21.pdf`. */
export async function renderReport(digest: Digest, format: ReportFormat): Promise<ReportFile> {
  const { mediaType, extension, render } = digestFormats[format];
  const kind = format.startsWith('klipping') ? 'klipping' : reportNames[digest.period];
  const { correction } = digest.editorial;
  const version = correction === 0 ? digest.date : `${digest.date} koreksi ${correction}`;
  const name = `${kind} ${digest.regionName.slice(0, 60)} ${version}`
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return { filename: `${name}${extension}`, mediaType, content: await render(digest) };
}
