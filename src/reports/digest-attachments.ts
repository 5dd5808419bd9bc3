import type { Digest } from '../core/digest.ts';
import type { Attachment } from '../core/notification.ts';
import { drawChart } from './charts/draw.ts';
import { planCharts } from './charts/plan.ts';
import { chartCid } from './digest-html.tsx';
import { renderReport } from './formats.ts';

/** Mail servers refuse more than they are set to, often 10 MB, and a third is added by the encoding; a phone would rather have less. */
const maxAttachedBytes = 2_000_000;

/**
 * What goes with the mail of a digest: the charts that its HTML shows, the report as PDF, the klipping as a workbook. A file that
 * would make the mail heavier than mail servers and phones bear stays behind; the charts never do.
 */
export async function digestAttachments(digest: Digest): Promise<readonly Attachment[]> {
  const attachments: Attachment[] = [];
  for (const plan of planCharts(digest)) {
    attachments.push({
      filename: `${plan.id}.png`,
      contentType: 'image/png',
      content: await drawChart(plan),
      cid: chartCid(plan.id, digest),
    });
  }
  let room = maxAttachedBytes - attachments.reduce((sum, { content }) => sum + content.length, 0);
  for (const format of digest.clippings.length === 0 ? (['pdf'] as const) : (['pdf', 'klipping-xlsx'] as const)) {
    const { filename, mediaType, content } = await renderReport(digest, format);
    if (typeof content === 'string' || content.length > room) continue;
    attachments.push({ filename, contentType: mediaType, content, cid: null });
    room -= content.length;
  }
  return attachments;
}
