import { type Category, type CategoryCounts, categories, totalOf } from '../core/category.ts';
import { formatNumber } from '../core/time.ts';

export const categoryNames: Readonly<Record<Category, string>> = {
  negative: 'Negatif',
  potential: 'Berpotensi negatif',
  neutral: 'Netral',
  positive: 'Positif',
  unscored: 'Tidak terskor',
};

/** `negatif 4, netral 2` */
export function sayCounts(counts: CategoryCounts): string {
  const parts = categories.filter((category) => counts[category] > 0);
  return parts
    .map((category) => `${categoryNames[category].toLowerCase()} ${formatNumber(counts[category])}`)
    .join(', ');
}

const percents = new Intl.NumberFormat('id-ID', { style: 'percent', maximumFractionDigits: 0 });

/** `12%`; of nothing `0%`. */
export function sayPercent(part: number, whole: number): string {
  return percents.format(whole === 0 ? 0 : part / whole);
}

export function sumOf(all: readonly CategoryCounts[]): number {
  return all.reduce((sum, counts) => sum + totalOf(counts), 0);
}

const shortDays = new Intl.DateTimeFormat('id-ID', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** `21 Nov` */
export function shortDay(day: string): string {
  return shortDays.format(new Date(`${day}T00:00:00.000Z`));
}

/** At most `length` characters, with a mark where something is left out. */
export function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
