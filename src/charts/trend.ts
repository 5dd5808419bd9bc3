import { type CategoryCounts, categories, totalOf } from '../core/category.ts';
import { formatNumber } from '../core/time.ts';
import { axisLine, axisText, baseOption, fillOf, legend, splitLine } from './look.ts';
import { type ChartPlan, type PictureSize, widths } from './picture.ts';
import { categoryNames, sayCounts, shortDay, sumOf } from './words.ts';

export interface TrendDay {
  readonly day: string;
  readonly counts: CategoryCounts;
}

/** Mentions per day by sentiment, worst at the bottom. */
export function trendChart(days: readonly TrendDay[], size: PictureSize): ChartPlan {
  const shown = categories.filter((category) => days.some(({ counts }) => counts[category] > 0));
  return {
    alt: sayTrend(days),
    width: widths[size],
    height: size === 'narrow' ? 280 : 300,
    option: {
      ...baseOption,
      grid: {
        ...{ left: 4, right: 10, top: 12, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
        bottom: size === 'narrow' ? 58 : 34,
      },
      legend: { ...legend, ...(size === 'narrow' ? { width: widths.narrow - 20 } : {}) },
      xAxis: {
        type: 'category',
        data: days.map(({ day }) => shortDay(day)),
        axisLabel: axisText,
        axisLine,
        axisTick: { show: false },
      },
      yAxis: {
        type: 'value',
        minInterval: 1,
        splitLine,
        axisLabel: { ...axisText, formatter: (value: number) => formatNumber(value) },
      },
      series: shown.map((category) => ({
        type: 'bar',
        name: categoryNames[category],
        stack: 'all',
        barCategoryGap: '24%',
        barMaxWidth: 46,
        itemStyle: fillOf(category),
        data: days.map(({ counts }) => counts[category]),
      })),
    },
  };
}

/** `840 sebutan dalam 14 hari (negatif 210, …). Terbanyak 21 Nov: 96.` */
function sayTrend(days: readonly TrendDay[]): string {
  const total = sumOf(days.map(({ counts }) => counts));
  if (total === 0) return `Tidak ada sebutan dalam ${formatNumber(days.length)} hari ini`;
  const sums = Object.fromEntries(
    categories.map((category) => [category, days.reduce((sum, { counts }) => sum + counts[category], 0)]),
  ) as unknown as CategoryCounts;
  const peak = days.reduce((most, day) => (totalOf(day.counts) > totalOf(most.counts) ? day : most));
  return `${formatNumber(total)} sebutan dalam ${formatNumber(days.length)} hari (${sayCounts(sums)}). Terbanyak ${shortDay(peak.day)}: ${formatNumber(totalOf(peak.counts))} sebutan.`;
}
