import type { Digest } from '../core/digest.ts';
import type { Message } from '../core/notification.ts';
import { formatReport, reportNames } from '../core/report-period.ts';
import { formatNumber } from '../core/time.ts';
import { renderDigestMail } from './digest-html.tsx';
import { renderDigestText } from './digest-text.ts';
import { cut } from './wording.ts';

/** The digest as a mail. Its pictures and files come at sending (`digestAttachments`): they are not kept in the outbox. */
export function digestMessage(digest: Digest): Message {
  const { negative } = digest.totals;
  const news = negative === 0 ? 'tidak ada isu negatif' : `${formatNumber(negative)} isu negatif`;
  const { correction } = digest.editorial;
  const name = reportNames[digest.period];
  const subject = [
    correction > 0 ? `Koreksi ke-${correction}: ${name}` : `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    `${cut(digest.regionName, 60)},`,
    `${formatReport(digest.date)}:`,
    news,
  ].join(' ');
  return {
    subject: `[Kentongan] ${subject}`,
    text: renderDigestText(digest),
    html: renderDigestMail(digest),
    payload: null,
  };
}
