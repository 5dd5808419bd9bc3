import type { Digest, SentimentCounts } from '../../core/digest.ts';
import { formatNumber, localDate, wallTime, zoneLabel } from '../../core/time.ts';
import { totalOf } from '../wording.ts';
import { axisLine, axisText, baseOption, chartWidth, fillOf, legend, splitLine } from './look.ts';
import type { ChartPlan } from './plan.ts';

const parts = [
  { part: 'negative', name: 'Negatif', value: (counts: SentimentCounts) => counts.negative },
  { part: 'potential', name: 'Berpotensi negatif', value: (counts: SentimentCounts) => counts.potential },
  {
    part: 'neutral',
    name: 'Lainnya',
    value: (counts: SentimentCounts) => totalOf(counts) - counts.negative - counts.potential,
  },
] as const;

/** Mentions per hour of the day, or per day of the week or month. */
export function trendChart({ trend, period, timezone }: Digest): ChartPlan {
  const unit = period === 'day' ? `per jam (${zoneLabel(timezone, new Date(trend[0]?.at ?? 0))})` : 'per hari';
  const names = trend.map(({ at }) => nameOf(at, period, timezone));
  return {
    id: 'grafik-tren',
    title: `Sebutan ${unit}`,
    alt: `Sebutan ${unit}, dalam kurung yang negatif: ${trend
      .map(({ counts }, index) => `${names[index]} ${formatNumber(totalOf(counts))} (${formatNumber(counts.negative)})`)
      .join(', ')}`,
    width: chartWidth,
    height: 260,
    option: {
      ...baseOption,
      grid: { left: 8, right: 12, top: 14, bottom: 42, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      legend,
      xAxis: { type: 'category', data: names, axisLabel: axisText, axisLine, axisTick: { show: false } },
      yAxis: {
        type: 'value',
        minInterval: 1,
        splitLine,
        axisLabel: { ...axisText, formatter: (value: number) => formatNumber(value) },
      },
      series: parts.map(({ part, name, value }) => ({
        type: 'bar',
        name,
        stack: 'all',
        barCategoryGap: '22%',
        itemStyle: fillOf(part),
        data: trend.map(({ counts }) => value(counts)),
      })),
    },
  };
}

function nameOf(at: string, period: Digest['period'], timezone: string): string {
  const when = new Date(at);
  if (period === 'day') return `${String(wallTime(when, timezone).hour).padStart(2, '0')}.00`;
  const [, month, day] = localDate(when, timezone).split('-');
  return `${day}/${month}`;
}
