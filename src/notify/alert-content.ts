import type { Alert, FactMention } from '../core/alert.ts';
import { toWebLink, type WebLink } from '../core/link.ts';
import { formatDateTime, formatNumber } from '../core/time.ts';

/** What an alert's mail needs to know besides the alert. */
export interface AlertContext {
  readonly regionName: string;
  /** IANA zone of the regency: all times are shown in it. */
  readonly timezone: string;
  /** Full names of agencies by id; an id without one is shown as it is. */
  readonly agencyNames: Readonly<Record<string, string>>;
  /** Page of an issue on the dashboard; null when the installation has no address that recipients can open. */
  readonly issueUrl: (issueId: number) => string | null;
  readonly demo: boolean;
}

/** The mail's content, fit for both its text and its HTML: one line each, cut, times and numbers written out. */
export interface AlertContent {
  readonly level: 'MERAH' | 'KUNING';
  readonly isRepeat: boolean;
  readonly title: string;
  readonly fields: readonly { readonly icon: string; readonly name: string; readonly value: string }[];
  readonly quotes: readonly AlertQuote[];
  readonly more: WebLink | null;
}

export interface AlertQuote {
  readonly publisher: string;
  readonly at: string;
  readonly title: string | null;
  /** Null when nothing but the title is known, as of a headline found by a news search. */
  readonly excerpt: string | null;
  /** The words that made the verdict. */
  readonly words: readonly string[];
  readonly link: WebLink | null;
}

const maxQuotes = 5;
const maxWords = 6;

export function toAlertContent(alert: Alert, context: AlertContext): AlertContent {
  const { issue, mentions } = alert.snapshot;
  const level = alert.level === 'alert' ? 'MERAH' : 'KUNING';
  const agency = issue.agency === null ? null : withFullName(issue.agency, context.agencyNames[issue.agency]);
  const counts = [`${formatNumber(issue.negativeCount)} negatif`];
  if (issue.hoaxCount > 0) counts.push(`${formatNumber(issue.hoaxCount)} berisi klaim diduga hoaks`);
  return {
    level,
    isRepeat: alert.occasion === 'repeat',
    title: line(issue.title, 160),
    fields: [
      { icon: '📌', name: 'Isu', value: line(issue.title, 160) },
      {
        icon: '📊',
        name: 'Tingkat',
        value: level === 'MERAH' ? 'Merah, perlu segera ditanggapi' : 'Kuning, perlu dipantau',
      },
      { icon: '📝', name: 'Mengapa', value: line(alert.reason, 600) },
      { icon: '🏢', name: 'OPD terkait', value: line(agency ?? 'belum teridentifikasi', 120) },
      {
        icon: '📡',
        name: 'Sebaran',
        value: `${formatNumber(issue.mentionCount)} sebutan (${counts.join(', ')}) dari ${formatNumber(issue.sourceCount)} sumber`,
      },
      {
        icon: '🕐',
        name: 'Pertama muncul',
        value: `${formatDateTime(issue.firstAt, context.timezone)} di ${line(issue.firstPublisher, 80)}`,
      },
      { icon: '📍', name: 'Lokasi', value: line(issue.placeName ?? 'tidak disebutkan', 80) },
    ],
    quotes: mentions.slice(0, maxQuotes).map((mention) => toQuote(mention, context.timezone)),
    more: toWebLink(context.issueUrl(issue.id)),
  };
}

function withFullName(id: string, name: string | undefined): string {
  return name === undefined || name === id ? id : `${id} (${name})`;
}

function toQuote(mention: FactMention, timezone: string): AlertQuote {
  const words = [...new Set(mention.evidence.map((word) => line(word, 40)))].slice(0, maxWords);
  return {
    publisher: line(mention.publisher, 80),
    at: formatDateTime(mention.publishedAt, timezone),
    title: mention.title === null ? null : line(mention.title, 160),
    excerpt: mention.text.trim() === '' ? null : excerptAround(mention.text, words),
    words,
    link: toWebLink(mention.url),
  };
}

const excerptLength = 220;

/** The part of a text around the first of the words, cut at words, on one line. */
function excerptAround(text: string, words: readonly string[]): string {
  const flat = line(text, text.length);
  const lower = flat.toLowerCase();
  const hits = words.map((word) => lower.indexOf(word.toLowerCase())).filter((index) => index >= 0);
  const hit = hits.length === 0 ? 0 : Math.min(...hits);
  if (hit < excerptLength - 60) return line(flat, excerptLength);
  const from = flat.indexOf(' ', hit - 80) + 1;
  return `…${line(flat.slice(from), excerptLength)}`;
}

/** One line of at most `maxLength`: no line break or control character of a fetched text can shape the mail. */
function line(text: string, maxLength: number): string {
  const flat = text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (flat.length <= maxLength) return flat;
  const cut = flat.slice(0, maxLength - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > maxLength / 2 ? cut.slice(0, space) : cut).toWellFormed()}…`;
}
