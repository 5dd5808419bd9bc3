import type { Digest } from '../core/digest.ts';
import { drawChart } from './charts/draw.ts';
import { planCharts } from './charts/plan.ts';
import { toDocument } from './document/index.ts';
import { wholeReport } from './document/limits.ts';
import { titleOf } from './document/masthead.ts';

/**
 * The report for a word processor: real headings, lists and tables, so that an office can edit it and send it on under its own name.
 */
export async function renderDigestDocx(digest: Digest): Promise<Uint8Array> {
  const pictures = new Map<string, Uint8Array>();
  for (const plan of planCharts(digest)) pictures.set(plan.id, await drawChart(plan));
  // Loaded at the first document: it is large, and most runs of the program write none.
  const { toDocx } = await import('./docx/document.ts');
  return toDocx(toDocument(digest, wholeReport), { title: titleOf(digest), author: digest.preparedBy, pictures });
}
