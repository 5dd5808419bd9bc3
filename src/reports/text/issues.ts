import type { DigestIssue } from '../../core/digest.ts';
import { toWebLink } from '../../core/link.ts';
import type { Attention } from '../../core/score.ts';
import { plainLine } from '../whatsapp.ts';
import { sayHeadline, saySpread, sayTrend, stateNames } from '../wording.ts';
import type { TextLimits } from './limits.ts';

const marks: Readonly<Record<Attention, string>> = { none: '🟢', watch: '🟡', alert: '🔴' };

/** A negative issue: what, how far, where, who, and where to read on. */
export function priorityLines(entry: DigestIssue, at: number, limits: TextLimits): string[] {
  const { issue, substance, places, headline, recurring, note } = entry;
  const known = [
    issue.agency === null ? '' : `OPD: ${plainLine(issue.agency, 60)}`,
    places.length === 0
      ? ''
      : `Lokasi: ${places
          .slice(0, 4)
          .map((place) => plainLine(place, 40))
          .join(', ')}`,
    `Status: ${stateNames[issue.state]}`,
  ].filter((fact) => fact !== '');
  const link = shortLink(entry.links);
  return [
    `${at}. ${marks[issue.attention]} *${plainLine(issue.title, limits.title)}*`,
    ...(limits.substance > 0 && substance !== '' ? [`   ${plainLine(substance, limits.substance)}`] : []),
    `   Sebaran: ${saySpread(entry)}; ${sayTrend(entry)}`,
    `   ${known.join(' · ')}`,
    ...(headline === null ? [] : [`   ⚖️ ${sayHeadline(headline)}`]),
    ...(recurring.length === 0 ? [] : [`   🔁 tema berulang: ${plainLine(recurring[0]?.title ?? '', 60)}`]),
    ...(note === null || limits.substance === 0 ? [] : [`   📝 ${plainLine(note, limits.substance)}`]),
    ...(link === null ? [] : [`   ${link}`]),
  ];
}

/** The first address that may be shown, without the marks of campaigns (`utm_…`) that make it long. */
export function shortLink(links: readonly { readonly url: string | null }[]): string | null {
  const link = links.map(({ url }) => toWebLink(url)).find((found) => found !== null);
  if (link === undefined) return null;
  const url = new URL(link.href);
  for (const name of [...url.searchParams.keys()]) if (name.startsWith('utm_')) url.searchParams.delete(name);
  return url.href.length <= 160 ? url.href : null;
}
