import type { Spike } from '../core/spike.ts';
import { formatNumber } from '../core/time.ts';
import { type Topic, topicNames } from '../core/topics.ts';

/**
 * `+340% keluhan air & listrik (PDAM) di Kemlagi dalam satu jam terakhir: 22 sebutan, biasanya 5; 3 sumber`.
 * Where usually nothing is said there is no percentage to speak of.
 */
export function saySpike(spike: Omit<Spike, 'sentence'>): string {
  const { count, expected, sources, channel } = spike;
  const span = channel === 'social' ? 'dalam satu jam terakhir' : 'dalam 24 jam terakhir';
  const usual = expected < 0.5 ? 'biasanya hampir tidak ada' : `biasanya ${formatNumber(Math.round(expected))}`;
  const rise = expected < 0.5 ? 'Lonjakan' : `+${formatNumber(Math.round((count / expected - 1) * 100))}%`;
  return `${rise} ${whatOf(spike)} ${span}: ${formatNumber(count)} sebutan, ${usual}; ${formatNumber(sources)} sumber`;
}

function whatOf({ dimension, value, channel, topic, agency, placeName }: Omit<Spike, 'sentence'>): string {
  const noun = dimension === 'keyword' ? `sebutan “${value}”` : channel === 'news' ? 'berita negatif' : 'keluhan';
  const about =
    topic === null || dimension === 'keyword' ? '' : ` ${(topicNames[topic as Topic] ?? topic).toLowerCase()}`;
  const of = agency === null ? '' : ` (${agency})`;
  const at = placeName === null ? '' : ` di ${placeName}`;
  return `${noun}${about}${of}${at}`;
}
