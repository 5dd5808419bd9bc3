import type { Attention, SentimentLabel } from '../core/score.ts';

/** What office staff call the labels. */
export const labelNames: Readonly<Record<SentimentLabel, string>> = {
  negative: 'negatif',
  neutral: 'netral',
  positive: 'positif',
  unscored: 'tidak terskor',
};
export const attentionNames: Readonly<Record<Attention, string>> = { none: 'hijau', watch: 'kuning', alert: 'merah' };
