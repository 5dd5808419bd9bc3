import type { Digest } from '../../core/digest.ts';
import { formatNumber } from '../../core/time.ts';
import { cut, topicName } from '../wording.ts';
import { axisLine, axisText, baseOption, chartWidth, fillOf, legend } from './look.ts';
import type { ChartPlan } from './plan.ts';

const maxTopics = 8;
const rowHeight = 32;

/** What was talked of most, and how much of that was negative. */
export function topicsChart({ topics }: Digest): ChartPlan {
  const shown = topics.slice(0, maxTopics).map((topic) => ({ ...topic, name: cut(topicName(topic.topic), 28) }));
  return {
    id: 'grafik-topik',
    title: 'Topik terbanyak',
    alt: `Topik terbanyak: ${shown
      .map(({ name, count, negative }) => `${name} ${formatNumber(count)} (${formatNumber(negative)} negatif)`)
      .join(', ')}`,
    width: chartWidth,
    height: shown.length * rowHeight + 56,
    option: {
      ...baseOption,
      grid: { left: 8, right: 118, top: 4, bottom: 42, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      legend,
      xAxis: { type: 'value', show: false },
      yAxis: {
        type: 'category',
        inverse: true,
        data: shown.map(({ name }) => name),
        axisLabel: axisText,
        axisLine,
        axisTick: { show: false },
      },
      series: [
        {
          type: 'bar',
          name: 'Negatif',
          stack: 'all',
          barWidth: 17,
          itemStyle: fillOf('negative'),
          data: shown.map(({ negative }) => negative),
        },
        {
          type: 'bar',
          name: 'Lainnya',
          stack: 'all',
          itemStyle: fillOf('neutral'),
          data: shown.map(({ count, negative }) => ({
            value: count - negative,
            label: {
              show: true,
              position: 'right',
              formatter:
                negative === 0 ? formatNumber(count) : `${formatNumber(count)} (${formatNumber(negative)} neg.)`,
            },
          })),
        },
      ],
    },
  };
}
