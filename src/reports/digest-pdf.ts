import { createRequire } from 'node:module';
import type * as PdfMake from 'pdfmake';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Digest } from '../core/digest.ts';
import { drawChart } from './charts/draw.ts';
import { planCharts } from './charts/plan.ts';
import { colours } from './digest-style.ts';
import { toDocument } from './document/index.ts';
import { wholeReport } from './document/limits.ts';
import { titleOf } from './document/masthead.ts';
import { fontFiles } from './fonts.ts';
import { contentOf, type PdfParts } from './pdf/blocks.ts';
import { mastheadContent } from './pdf/masthead.ts';
import { loadPrintable } from './pdf/printable.ts';

/** The report on A4, ready to print: pages numbered, heads of tables on every page, links that lead somewhere. */
export async function renderDigestPdf(digest: Digest): Promise<Uint8Array> {
  const printable = await loadPrintable();
  const images: Record<string, string> = {};
  for (const plan of planCharts(digest)) {
    images[plan.id] = `data:image/png;base64,${Buffer.from(await drawChart(plan)).toString('base64')}`;
  }
  const parts: PdfParts = { printable, images: new Set(Object.keys(images)) };
  const report = toDocument(digest, wholeReport);
  const running = printable(`${report.title} · ${report.office.replace(/^PEMERINTAH /, '')} · ${report.day}`);
  const definition: TDocumentDefinitions = {
    pageSize: 'A4',
    pageMargins: [42, 50, 42, 48],
    info: {
      title: printable(titleOf(digest)),
      author: printable(digest.preparedBy),
      creator: 'Kentongan',
      producer: 'Kentongan',
      creationDate: new Date(digest.madeAt),
    },
    defaultStyle: { font: 'DejaVu', fontSize: 9, lineHeight: 1.25, color: colours.ink },
    images,
    // The first page has the masthead instead.
    header: (page) =>
      page === 1 ? null : { text: running, fontSize: 7, color: colours.quiet, margin: [42, 24, 42, 0], noWrap: true },
    footer: (page, pages) => ({
      columns: [
        { text: printable([...report.warnings, report.standing.text].join(' ')), color: colours.quiet, width: '*' },
        { text: `halaman ${page} dari ${pages}`, alignment: 'right', width: 'auto' },
      ],
      fontSize: 7,
      margin: [42, 12, 42, 0],
      columnGap: 12,
    }),
    content: [...mastheadContent(report, parts), ...report.sections.flatMap((section) => contentOf(section, parts))],
  };
  return new Uint8Array(await loadPdfMake().createPdf(definition).getBuffer());
}

let pdfMake: typeof PdfMake | null = null;

/** Loaded at the first PDF. It may read its own fonts and nothing else: no file and no address that a text could name. */
function loadPdfMake(): typeof PdfMake {
  if (pdfMake === null) {
    pdfMake = createRequire(import.meta.url)('pdfmake') as typeof PdfMake;
    const { normal, bold } = fontFiles;
    pdfMake.setFonts({ DejaVu: { normal, bold, italics: normal, bolditalics: bold } });
    pdfMake.setUrlAccessPolicy(() => false);
    pdfMake.setLocalAccessPolicy((path) => path === normal || path === bold);
  }
  return pdfMake;
}
