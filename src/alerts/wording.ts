import type { FactMention, KnownAnswer } from '../core/alert.ts';
import { formatNumber } from '../core/time.ts';
import { countPublishers } from './facts.ts';
import { hourMs } from './options.ts';
import type { Severity } from './severity.ts';

/** Spans that people think in; the shortest one that holds all mentions is named. */
const spans = [1, 3, 6, 12, 24, 48, 72];

/** `14 sebutan negatif dari 6 sumber dalam 24 jam` */
export function sayCount(what: string, mentions: readonly FactMention[], now: Date, freshHours: number): string {
  const oldest = Math.min(...mentions.map((mention) => Date.parse(mention.publishedAt)));
  const age = (now.getTime() - oldest) / hourMs;
  const hours = spans.find((span) => span >= age) ?? freshHours;
  const [count, sources] = [mentions.length, countPublishers(mentions)].map(formatNumber);
  return `${count} ${what} dari ${sources} sumber dalam ${formatNumber(hours)} jam`;
}

/** ` Tingkat krisis: 12 media.`, with a space before it; empty when nothing lifted the level. */
export function saySeverity({ level, why }: Severity): string {
  return why === null ? '' : ` Tingkat ${levelNames[level]}: ${why}.`;
}

const levelNames = { watch: 'kuning', alert: 'merah', crisis: 'krisis' } as const;

/** `sudah ada klarifikasi: Bantuan lewat tautan itu palsu (kemiripan 82%)` */
export function sayAnswer({ title, url, similarity }: KnownAnswer): string {
  const name = title ?? url ?? 'tanpa judul';
  return `sudah ada klarifikasi: ${name} (kemiripan ${Math.floor(similarity * 100)}%)`;
}

/** `air, banjir, dan jalan` */
export function sayList(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')}${items.length > 2 ? ',' : ''} dan ${items.at(-1)}`;
}
