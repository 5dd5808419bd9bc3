import type { Digest } from '../core/digest.ts';
import type { Message } from '../core/notification.ts';
import { formatDate, formatNumber } from '../core/time.ts';
import { renderDigestHtml } from './digest-html.tsx';
import { renderDigestText } from './digest-text.ts';

/** The digest as a mail. */
export function digestMessage(digest: Digest): Message {
  const count = digest.negative.length;
  const news = count === 0 ? 'tidak ada isu negatif' : `${formatNumber(count)} isu negatif`;
  return {
    subject: `[Kentongan] Laporan harian ${digest.regionName}, ${formatDate(digest.date)}: ${news}`,
    text: renderDigestText(digest),
    html: renderDigestHtml(digest),
  };
}
