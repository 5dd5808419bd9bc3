import type { Digest } from '../core/digest.ts';
import { formatReport } from '../core/report-period.ts';
import { sayAddressees, sayStanding, sayWarnings, toMasthead } from './document/masthead.ts';
import { sectionTitles } from './document/sections.ts';
import { attempts, maxTextLength, type TextLimits, tightest } from './text/limits.ts';
import { sectionLines } from './text/sections.ts';
import { plainLine } from './whatsapp.ts';
import { sayPeriod } from './wording.ts';

/** The report for pasting into WhatsApp: eleven `*bold*` headings, short lists; what does not fit is counted (`… dan 4 lagi`). */
export function renderDigestText(digest: Digest): string {
  for (const limits of attempts) {
    const text = compose(digest, limits);
    if (text.length <= maxTextLength) return text;
  }
  return compose(digest, tightest);
}

function compose(digest: Digest, limits: TextLimits): string {
  const { office, title } = toMasthead(digest);
  const sections = sectionLines(digest, limits);
  const lines = [
    ...sayWarnings(digest).map((warning) => `⚠️ ${plainLine(warning)}`),
    `*${title}*`,
    `*${plainLine(office)}*`,
    formatReport(digest.date),
    `Periode data: ${sayPeriod(digest)}`,
    ...(digest.addressedTo.length === 0 ? [] : [`Kepada: ${plainLine(sayAddressees(digest, 40), 160)}`]),
    `_${plainLine(sayStanding(digest).text, 120)}_`,
    ...(Object.keys(sectionTitles) as (keyof typeof sectionTitles)[]).flatMap((key) => [
      '',
      `*${sectionTitles[key]}*`,
      ...sections[key],
    ]),
    '',
    `${plainLine(digest.preparedBy, 60)} · leksikon ${plainLine(digest.lexicon, 60)} · kentongan ${plainLine(digest.program, 20)}`,
  ];
  return `${lines.join('\n')}\n`;
}
