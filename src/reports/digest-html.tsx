import { escapeUTF8 as encode } from 'entities';
import { render } from 'preact-render-to-string';
import type { Digest } from '../core/digest.ts';
import { drawChart } from './charts/draw.ts';
import { planCharts } from './charts/plan.ts';
import { colours, fontFamily, printSheet } from './digest-style.ts';
import { toDocument } from './document/index.ts';
import { type DocumentLimits, wholeReport } from './document/limits.ts';
import { titleOf } from './document/masthead.ts';
import type { SourceOf } from './html/blocks.tsx';
import { Sheet, sheetWidth } from './html/sheet.tsx';
import { cut } from './wording.ts';

/** Gmail clips a mail behind 102 KB; this leaves room for what mail servers add. In bytes, pictures not counted. */
export const maxMailBytes = 98_000;

/** Tried from generous to tight until the mail fits. The klipping list goes along as a file, so it is the first to give way. */
const attempts: readonly DocumentLimits[] = [
  { issues: 8, lists: 12, clippings: 50, links: 3, title: 200, text: 600 },
  { issues: 8, lists: 10, clippings: 25, links: 3, title: 160, text: 400 },
  { issues: 6, lists: 8, clippings: 12, links: 2, title: 140, text: 300 },
  { issues: 5, lists: 5, clippings: 8, links: 1, title: 100, text: 200 },
];
const tightest: DocumentLimits = { issues: 3, lists: 3, clippings: 4, links: 0, title: 70, text: 120 };

/** For a mail, at most `maxMailBytes` long; its pictures are the attachments that `chartCid` names. */
export function renderDigestMail(digest: Digest): string {
  const sourceOf = (chartId: string): string => `cid:${chartCid(chartId, digest)}`;
  for (const limits of attempts) {
    const html = toHtml(digest, limits, sourceOf);
    if (Buffer.byteLength(html) <= maxMailBytes) return html;
  }
  return toHtml(digest, tightest, sourceOf);
}

/** For a screen or a printer: the whole report as one page with its pictures inside. */
export async function renderDigestHtml(digest: Digest): Promise<string> {
  const pictures = new Map<string, string>();
  for (const plan of planCharts(digest)) {
    pictures.set(plan.id, `data:image/png;base64,${Buffer.from(await drawChart(plan)).toString('base64')}`);
  }
  return toHtml(digest, wholeReport, (chartId) => pictures.get(chartId) ?? null);
}

/** Content-ID of a chart: unique among the reports that a mailbox holds. */
export function chartCid(chartId: string, { date }: Pick<Digest, 'date'>): string {
  return `${chartId}.${date}@kentongan`;
}

/** For programs that read style sheets: narrow screens and paper. One that drops it loses nothing that matters. */
const sheet = `${printSheet}
body, td, th, p, li, h1, h2, h3 { overflow-wrap: anywhere; }
@media (max-width: 560px) {
  .m { display: none !important; }
  .pad { padding-left: 14px !important; padding-right: 14px !important; }
}`;

/** Outlook for Windows knows no `max-width`: it gets a table of fixed width around the sheet. */
const outlookOpen = `<!--[if mso]><table role="presentation" align="center" width="${sheetWidth}" cellspacing="0" cellpadding="0"><tr><td><![endif]-->`;
const outlookClose = '<!--[if mso]></td></tr></table><![endif]-->';

/**
 * The report as one HTML document: for mail, screen and paper. It loads nothing but the pictures that `sourceOf` names; all text is
 * escaped.
 */
function toHtml(digest: Digest, limits: DocumentLimits, sourceOf: SourceOf): string {
  const report = toDocument(digest, limits);
  const title = encode(titleOf(digest));
  // Mail apps show the first words beside the subject.
  const preview = encode(cut(digest.summary.join(' '), 180));
  return (
    '<!doctype html><html lang="id"><head><meta charset="utf-8">' +
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light">' +
    `<title>${title}</title><style>${sheet}</style></head>` +
    `<body style="margin:0;padding:0;background:${colours.page};color:${colours.ink};font-family:${fontFamily}">` +
    `<div style="display:none;max-height:0;overflow:hidden">${preview}</div>` +
    `${outlookOpen}${render(<Sheet report={report} sourceOf={sourceOf} />)}${outlookClose}</body></html>`
  );
}
