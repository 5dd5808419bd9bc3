import type { WebLink } from '../core/link.ts';
import { formatNumber } from '../core/time.ts';
import { type AlertContent, levelIcons } from './alert-content.ts';
import { closingLine, demoLine } from './message-heading.ts';

/** What stands around the alerts, in text and HTML alike. */
export interface Frame {
  readonly regionName: string;
  readonly demo: boolean;
  /** Why the message comes, when that is not plain. */
  readonly note: string | null;
}

/** Plain text of one alert, fit for forwarding by WhatsApp. */
export function alertText(content: AlertContent, tag: string, frame: Frame): string {
  const lines = [`${levelIcons[content.level]} *PERINGATAN ${content.subject.toUpperCase()} ${tag.toUpperCase()}*`];
  lines.push(frame.regionName);
  if (frame.note !== null) lines.push('', `⏰ ${frame.note}`);
  lines.push('', ...content.fields.map(({ icon, name, value }) => `${icon} *${name}:* ${value}`));
  for (const { sentence, link } of content.answers) {
    lines.push(`✅ ${sentence}`);
    if (link !== null) lines.push(`   ${link.href}`);
  }
  if (content.quotes.length > 0) lines.push('', '*Yang ditulis publik:*');
  for (const [index, quote] of content.quotes.entries()) {
    lines.push(`${index + 1}. ${quote.publisher}, ${quote.at}`);
    if (quote.title !== null) lines.push(`   ${quote.title}`);
    if (quote.excerpt !== null) lines.push(`   “${quote.excerpt}”`);
    if (quote.words.length > 0) lines.push(`   Kata penanda: ${quote.words.join(', ')}`);
    if (quote.link !== null) lines.push(`   ${quote.link.href}`);
  }
  if (content.issueLink !== null) lines.push('', `🌐 Selengkapnya: ${content.issueLink.href}`);
  if (content.alertLink !== null) lines.push(`✋ Nyatakan sedang ditangani: ${content.alertLink.href}`);
  return framed(lines, frame);
}

/** The alerts that a list shows, and how many more there are. */
export interface AlertList {
  readonly summary: string;
  readonly entries: readonly AlertContent[];
  /** Not shown. */
  readonly more: number;
  /** All alerts on the dashboard. */
  readonly allLink: WebLink | null;
}

/** Plain text of several alerts: each once, most urgent first. */
export function listText(list: AlertList, tag: string, frame: Frame): string {
  const [first] = list.entries;
  const lines = [`${levelIcons[first?.level ?? 'KUNING']} *PERINGATAN ${tag.toUpperCase()}: ${list.summary}*`];
  lines.push(frame.regionName);
  if (frame.note !== null) lines.push('', `⏰ ${frame.note}`);
  for (const [index, entry] of list.entries.entries()) {
    lines.push('', `${index + 1}. ${levelIcons[entry.level]} *${entry.title}*`, `   ${entry.reason}`);
    const facts = factsOf(entry);
    if (facts !== '') lines.push(`   ${facts}`);
    for (const { sentence, link } of entry.answers.slice(0, 1)) {
      lines.push(`   ✅ ${sentence}${link === null ? '' : ` ${link.href}`}`);
    }
    const link = entry.alertLink ?? entry.quotes[0]?.link ?? null;
    if (link !== null) lines.push(`   ${link.href}`);
  }
  if (list.more > 0) lines.push('', moreLine(list.more));
  if (list.allLink !== null) lines.push('', `🌐 Semua peringatan: ${list.allLink.href}`);
  return framed(lines, frame);
}

export function moreLine(more: number): string {
  return `… dan ${formatNumber(more)} lagi.`;
}

/** `PDAM (Perumda …) · Kedungrinjing · 12 media, 3 grup/akun` */
export function factsOf({ occasion, agency, place, spread }: AlertContent): string {
  return [occasion, agency, place, spread].filter((part) => part !== null).join(' · ');
}

function framed(lines: readonly string[], { demo }: Frame): string {
  return `${[...(demo ? [`⚠️ ${demoLine}`, ''] : []), ...lines, '', closingLine].join('\n')}\n`;
}
