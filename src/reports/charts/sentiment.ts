import type { Digest, SentimentCounts } from '../../core/digest.ts';
import { formatNumber } from '../../core/time.ts';
import { sayPercent, sentimentRows, totalOf } from '../wording.ts';
import { axisLine, axisText, baseOption, chartWidth, fillOf, inkOn, legend } from './look.ts';
import type { ChartPlan } from './plan.ts';

/** Smallest share that has room for its number. */
const minLabelled = 0.075;

/** Shares of the sentiments, media above social media, each bar as long as the other. */
export function sentimentChart({ sentiment }: Digest): ChartPlan {
  const sides = [
    { name: 'Media massa', counts: sentiment.media },
    { name: 'Media sosial', counts: sentiment.social },
  ];
  const shareOf = (counts: SentimentCounts, part: number): number => {
    const total = totalOf(counts);
    return total === 0 ? 0 : part / total;
  };
  return {
    id: 'grafik-sentimen',
    title: 'Sentimen media massa dan media sosial',
    alt: sides
      .map(({ name, counts }) => {
        const parts = sentimentRows.map(
          ({ key, name: row }) =>
            `${row.toLowerCase()} ${formatNumber(counts[key])} (${sayPercent(counts[key], totalOf(counts))})`,
        );
        return `${name} ${formatNumber(totalOf(counts))} sebutan: ${parts.join(', ')}`;
      })
      .join('. '),
    width: chartWidth,
    height: 190,
    option: {
      ...baseOption,
      grid: { left: 8, right: 16, top: 8, bottom: 42, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      legend,
      xAxis: { type: 'value', max: 1, show: false },
      yAxis: {
        type: 'category',
        inverse: true,
        data: sides.map(({ name, counts }) => `${name}\n${formatNumber(totalOf(counts))} sebutan`),
        axisLabel: { ...axisText, lineHeight: 20 },
        axisLine,
        axisTick: { show: false },
      },
      series: sentimentRows.map(({ key, name }) => ({
        type: 'bar',
        name,
        stack: 'all',
        barWidth: 40,
        itemStyle: fillOf(key),
        data: sides.map(({ counts }) => ({
          value: shareOf(counts, counts[key]),
          label: {
            show: shareOf(counts, counts[key]) >= minLabelled,
            position: 'inside',
            color: inkOn[key],
            fontWeight: 'bold',
            // A number on stripes needs a ground of its own.
            backgroundColor: fillOf(key).color,
            padding: [2, 3],
            formatter: sayPercent(counts[key], totalOf(counts)),
          },
        })),
      })),
    },
  };
}
