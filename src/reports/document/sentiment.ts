import type { Digest, SentimentCounts } from '../../core/digest.ts';
import { formatDateTime, formatNumber, formatTime } from '../../core/time.ts';
import { planCharts } from '../charts/plan.ts';
import { beforeNames, cut, emptySentences, sayDelta, sayPercent, sentimentRows, totalOf } from '../wording.ts';
import { type Block, bold, type Column, type Line, paragraph, toned } from './blocks.ts';
import type { DocumentLimits } from './limits.ts';

/** Section 2: media against social media by number, share and change; the same as pictures; peak and words. */
export function sentimentBlocks(digest: Digest, limits: DocumentLimits): readonly Block[] {
  const [shares, ...others] = planCharts(digest);
  return [
    ...(shares === undefined ? [] : [{ kind: 'chart', plan: shares } as const]),
    table(digest),
    paragraph(sayPeak(digest, limits)),
    paragraph(sayWords(digest, limits)),
    ...others.map((plan) => ({ kind: 'chart', plan }) as const),
  ];
}

function table({ sentiment, sentimentBefore, sentimentWeekAgo, period }: Digest): Block {
  const sides = [
    { name: 'Media massa', now: sentiment.media, before: sentimentBefore.media, weekAgo: sentimentWeekAgo?.media },
    { name: 'Media sosial', now: sentiment.social, before: sentimentBefore.social, weekAgo: sentimentWeekAgo?.social },
  ];
  const number = (title: string, minor: boolean): Column => ({ title, align: 'right', weight: 12, minor });
  const columns = [
    { title: 'Sentimen', align: 'left', weight: 22, minor: false } as const,
    ...sides.flatMap(({ name, weekAgo }) => [
      number(name, false),
      number('%', false),
      number(`Δ ${beforeNames[period]}`, true),
      ...(weekAgo === undefined ? [] : [number('Δ pekan lalu', true)]),
    ]),
  ];
  const row = (name: string, value: (counts: SentimentCounts) => number, isSum: boolean): readonly Line[] => [
    [isSum ? bold(name) : name],
    ...sides.flatMap(({ now, before, weekAgo }) => [
      [isSum ? bold(formatNumber(value(now))) : formatNumber(value(now))],
      [sayPercent(value(now), totalOf(now))],
      [toned(sayDelta(value(now), value(before)), 'quiet')],
      ...(weekAgo === undefined ? [] : [[toned(sayDelta(value(now), value(weekAgo)), 'quiet')]]),
    ]),
  ];
  return {
    kind: 'table',
    columns,
    rows: [
      ...sentimentRows.map(({ key, name }) => row(name, (counts) => counts[key], false)),
      row('Jumlah', totalOf, true),
    ],
  };
}

/** `Puncak: 141 sebutan (66 negatif), 21 Nov 2026, 14.00 WIB s.d. 15.00 WIB; terbanyak tentang “…”.` */
export function sayPeak({ peak, period, timezone }: Digest, limits: Pick<DocumentLimits, 'title'>): string {
  if (peak === null) return 'Tidak ada puncak percakapan pada periode ini.';
  const end = period === 'day' ? formatTime(peak.to, timezone) : formatDateTime(peak.to, timezone);
  const about = peak.title === null ? '' : `; terbanyak tentang “${cut(peak.title, limits.title)}”`;
  return (
    `Puncak: ${formatNumber(peak.count)} sebutan (${formatNumber(peak.negative)} negatif), ` +
    `${formatDateTime(peak.from, timezone)} s.d. ${end}${about}.`
  );
}

function sayWords({ topWords, wordSample }: Digest, limits: DocumentLimits): string {
  if (topWords.length === 0) return emptySentences.topWords;
  const words = topWords.slice(0, limits.lists).map(({ word, count }) => `${cut(word, 40)} (${formatNumber(count)})`);
  const sample =
    wordSample.read < wordSample.of
      ? ` Dihitung dari ${formatNumber(wordSample.read)} contoh di antara ${formatNumber(wordSample.of)} sebutan.`
      : '';
  return `Kata yang menonjol: ${words.join(', ')}.${sample}`;
}
