import type { FactMention } from '../core/alert.ts';
import { formatNumber } from '../core/time.ts';
import { hourMs } from './facts.ts';

/** Spans that people think in; the shortest one that holds all mentions is named. */
const spans = [1, 3, 6, 12, 24, 48, 72];

/** `14 sebutan negatif dari 6 sumber dalam 24 jam` */
export function sayCount(what: string, mentions: readonly FactMention[], now: Date, freshHours: number): string {
  const oldest = Math.min(...mentions.map((mention) => Date.parse(mention.publishedAt)));
  const age = (now.getTime() - oldest) / hourMs;
  const hours = spans.find((span) => span >= age) ?? freshHours;
  const sources = new Set(mentions.map((mention) => mention.publisher)).size;
  return `${formatNumber(mentions.length)} ${what} dari ${formatNumber(sources)} sumber dalam ${formatNumber(hours)} jam`;
}
