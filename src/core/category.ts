import type { Attention, SentimentLabel } from './score.ts';

/** What a mention counts as: its label, except that what is not negative but watched counts as "berpotensi negatif". */
export const categories = ['negative', 'potential', 'neutral', 'positive', 'unscored'] as const;
export type Category = (typeof categories)[number];

export type CategoryCounts = Readonly<Record<Category, number>>;

export const noCounts: CategoryCounts = { negative: 0, potential: 0, neutral: 0, positive: 0, unscored: 0 };

/** As the daily report counts: potential is what is not negative but watched. */
export function categoryOf(label: SentimentLabel, attention: Attention): Category {
  return label !== 'negative' && attention === 'watch' ? 'potential' : label;
}

export function totalOf(counts: CategoryCounts): number {
  return categories.reduce((sum, category) => sum + counts[category], 0);
}
