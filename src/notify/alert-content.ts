import type { Alert, AlertLevel, FactMention, KnownAnswer } from '../core/alert.ts';
import type { Issue } from '../core/issue.ts';
import { toWebLink, type WebLink } from '../core/link.ts';
import { formatDateTime, formatNumber } from '../core/time.ts';
import { topicNames } from '../core/topics.ts';
import { oneLine, withoutHandles } from './one-line.ts';

/** What the messages about alerts need to know besides the alerts. */
export interface AlertContext {
  readonly regionName: string;
  /** IANA zone of the regency: all times are shown in it. */
  readonly timezone: string;
  /** Full names of agencies by id; an id without one is shown as it is. */
  readonly agencyNames: Readonly<Record<string, string>>;
  /** `https://kentongan.example.go.id`: where recipients can open the dashboard; null when they cannot. */
  readonly publicUrl: string | null;
  readonly demo: boolean;
}

export type LevelName = 'KRISIS' | 'MERAH' | 'KUNING';

export const levelNames: Readonly<Record<AlertLevel, LevelName>> = {
  crisis: 'KRISIS',
  alert: 'MERAH',
  watch: 'KUNING',
};

export const levelIcons: Readonly<Record<LevelName, string>> = { KRISIS: '🚨', MERAH: '🔴', KUNING: '🟡' };

const levelAdvice: Readonly<Record<AlertLevel, string>> = {
  crisis: 'Krisis, perlu ditangani sekarang juga',
  alert: 'Merah, perlu segera ditanggapi',
  watch: 'Kuning, perlu dipantau',
};

const occasionNames = { first: null, repeat: 'lanjutan', rise: 'naik tingkat' } as const;

/** One alert as messages show it: one line each, cut, times and numbers written out. */
export interface AlertContent {
  readonly level: LevelName;
  /** What it is about: an issue, a spike, or a source that fell silent. */
  readonly subject: 'isu' | 'lonjakan' | 'sumber' | 'pencarian';
  /** `lanjutan`, `naik tingkat`; null for the first. */
  readonly occasion: string | null;
  readonly title: string;
  readonly reason: string;
  readonly agency: string | null;
  /** `12 media, 3 grup/akun, 1.240 komentar`; null for what is not an issue. */
  readonly spread: string | null;
  readonly place: string | null;
  readonly fields: readonly { readonly icon: string; readonly name: string; readonly value: string }[];
  readonly answers: readonly AlertAnswer[];
  readonly quotes: readonly AlertQuote[];
  /** The issue on the dashboard. */
  readonly issueLink: WebLink | null;
  /** The alert on the dashboard, where somebody can say that they see to it. */
  readonly alertLink: WebLink | null;
}

export interface AlertAnswer {
  /** `Sudah ada klarifikasi/cek fakta: … (kemiripan 82%)` */
  readonly sentence: string;
  readonly link: WebLink | null;
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
const maxAnswers = 3;
const maxWords = 6;

export function toAlertContent(alert: Alert, context: AlertContext): AlertContent {
  const { issue, mentions, answers } = alert.snapshot;
  const subject = subjectOf(alert);
  const title = oneLine(alert.title, 160);
  const agency = agencyOf(alert, context);
  const spread = issue === null ? null : spreadOf(issue);
  const place = alert.placeName === null ? null : oneLine(alert.placeName, 80);
  const reason = oneLine(alert.reason, 600);
  // A source, or what a search found, has no place or agency of its own.
  const isPlaceless = subject === 'sumber' || subject === 'pencarian';
  const names = { isu: 'Isu', lonjakan: 'Lonjakan', sumber: 'Sumber', pencarian: 'Pencarian' } as const;
  return {
    level: levelNames[alert.level],
    subject,
    occasion: occasionNames[alert.occasion],
    title,
    reason,
    agency,
    spread,
    place,
    fields: [
      { icon: '📌', name: names[subject], value: title },
      { icon: '📊', name: 'Tingkat', value: levelAdvice[alert.level] },
      { icon: '📝', name: 'Mengapa', value: reason },
      ...(isPlaceless
        ? []
        : [
            { icon: '📂', name: 'Kategori', value: topicNameOf(alert.topic) ?? 'tidak ditentukan' },
            { icon: '🏢', name: 'OPD terkait', value: agency ?? 'belum teridentifikasi' },
          ]),
      ...(issue === null
        ? []
        : [
            { icon: '📡', name: 'Sebaran', value: `${spread} (${tallyOf(issue)})` },
            {
              icon: '🕐',
              name: 'Pertama muncul',
              value: `${formatDateTime(issue.firstAt, context.timezone)} di ${oneLine(issue.firstPublisher, 80)}`,
            },
          ]),
      ...(isPlaceless ? [] : [{ icon: '📍', name: 'Lokasi', value: place ?? 'tidak disebutkan' }]),
    ],
    answers: answers.slice(0, maxAnswers).map(toAnswer),
    quotes: mentions.slice(0, maxQuotes).map((mention) => toQuote(mention, context.timezone)),
    issueLink: alert.issueId === null ? null : pageLink(context, `/isu/${alert.issueId}`),
    alertLink: pageLink(context, `/peringatan/${alert.id}`),
  };
}

/** A page of the dashboard; null when recipients cannot open it. */
export function pageLink({ publicUrl }: AlertContext, path: string): WebLink | null {
  return publicUrl === null ? null : toWebLink(`${publicUrl}${path}`);
}

/** Null for a topic that is none of ours. */
export function topicNameOf(topic: string | null): string | null {
  return topic !== null && Object.hasOwn(topicNames, topic) ? topicNames[topic as keyof typeof topicNames] : null;
}

function subjectOf({ issueId, subject }: Alert): AlertContent['subject'] {
  if (subject.startsWith('source:')) return 'sumber';
  if (subject.startsWith('search:')) return 'pencarian';
  return issueId === null || subject.startsWith('spike:') ? 'lonjakan' : 'isu';
}

function agencyOf({ agency }: Alert, { agencyNames }: AlertContext): string | null {
  if (agency === null) return null;
  const name = Object.hasOwn(agencyNames, agency) ? agencyNames[agency] : undefined;
  return oneLine(name === undefined || name === agency ? agency : `${agency} (${name})`, 120);
}

/** Reach without double counting, as offices write it. */
export function spreadOf(issue: Pick<Issue, 'mediaCount' | 'accountCount' | 'commentCount' | 'mentionCount'>): string {
  const parts = [
    [issue.mediaCount, 'media'],
    [issue.accountCount, 'grup/akun'],
    [issue.commentCount, 'komentar'],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, name]) => `${formatNumber(count)} ${name}`);
  return told.length === 0 ? `${formatNumber(issue.mentionCount)} sebutan` : told.join(', ');
}

function tallyOf({ negativeCount, mentionCount, hoaxCount }: Issue): string {
  const hoaxes = hoaxCount > 0 ? `, ${formatNumber(hoaxCount)} berisi klaim diduga hoaks` : '';
  return `${formatNumber(negativeCount)} dari ${formatNumber(mentionCount)} sebutan negatif${hoaxes}`;
}

function toAnswer({ title, url, similarity, kind }: KnownAnswer): AlertAnswer {
  const link = toWebLink(url);
  const what = kind === 'match' ? 'Sudah ada klarifikasi/cek fakta' : 'Mungkin terkait klarifikasi/cek fakta';
  const name = title === null ? '' : `: ${oneLine(title, 160)}`;
  return { sentence: `${what}${name} (kemiripan ${Math.round(similarity * 100)}%)`, link };
}

function toQuote(mention: FactMention, timezone: string): AlertQuote {
  const words = [...new Set(mention.evidence.map((word) => oneLine(word, 40)))].filter((word) => word !== '');
  const shown = words.filter((word) => !word.startsWith('@')).slice(0, maxWords);
  return {
    publisher: oneLine(withoutHandles(mention.publisher), 80),
    at: formatDateTime(mention.publishedAt, timezone),
    title: mention.title === null ? null : oneLine(withoutHandles(mention.title), 160),
    excerpt: mention.text.trim() === '' ? null : excerptAround(withoutHandles(mention.text), shown),
    words: shown,
    link: toWebLink(mention.url),
  };
}

const excerptLength = 220;
/** A mention's text read to find the words that made the verdict. */
const maxRead = 20_000;

/** The part of a text around the first of the words, cut at words, on one line. */
function excerptAround(text: string, words: readonly string[]): string {
  const flat = oneLine(text.slice(0, maxRead), maxRead);
  const lower = flat.toLowerCase();
  const hits = words.map((word) => lower.indexOf(word.toLowerCase())).filter((index) => index >= 0);
  const hit = hits.length === 0 ? 0 : Math.min(...hits);
  if (hit < excerptLength - 60) return oneLine(flat, excerptLength);
  const from = flat.indexOf(' ', hit - 80) + 1;
  return `…${oneLine(flat.slice(from), excerptLength)}`;
}
