import { formatNumber } from '../core/time.ts';
import { axisLine, baseOption, inks, legend, rowText } from './look.ts';
import { type ChartPlan, type PictureSize, widths } from './picture.ts';
import { cut } from './words.ts';

export interface ComparedRow {
  readonly name: string;
  /** In the first and in the second period. */
  readonly now: number;
  readonly before: number;
}

const rowHeight = 46;

/** Two periods side by side, row by row. @param names of the periods */
export function comparisonChart(
  rows: readonly ComparedRow[],
  names: readonly [now: string, before: string],
  size: PictureSize,
): ChartPlan {
  const label = {
    show: true,
    position: 'right',
    color: inks.ink,
    fontSize: 13,
    formatter: ({ value }: { value: number }) => formatNumber(value),
  };
  const bars = (pick: 'now' | 'before') => rows.map((row) => row[pick]);
  const stripes = { symbol: 'rect', color: 'rgba(255,255,255,0.5)', dashArrayX: [1, 0], dashArrayY: [2, 5] };
  return {
    alt: `${names[0]} dibandingkan dengan ${names[1]}: ${rows
      .map(({ name, now, before }) => `${name} ${formatNumber(now)} (sebelumnya ${formatNumber(before)})`)
      .join(', ')}`,
    width: widths[size],
    height: Math.max(1, rows.length) * rowHeight + (size === 'narrow' ? 62 : 42),
    option: {
      ...baseOption,
      grid: {
        ...{ left: 12, right: 56, top: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
        bottom: size === 'narrow' ? 56 : 36,
      },
      legend: { ...legend, ...(size === 'narrow' ? { orient: 'vertical', left: 0, itemGap: 4 } : {}) },
      xAxis: { type: 'value', show: false },
      yAxis: {
        type: 'category',
        inverse: true,
        data: rows.map(({ name }) => cut(name, size === 'narrow' ? 18 : 28)),
        axisLabel: { ...rowText, interval: 0 },
        axisLine,
        axisTick: { show: false },
      },
      series: [
        {
          type: 'bar',
          name: names[0],
          barWidth: 13,
          barGap: '15%',
          label,
          itemStyle: { color: inks.accent },
          data: bars('now'),
        },
        {
          ...{ type: 'bar', name: names[1], barWidth: 13, label, data: bars('before') },
          itemStyle: { color: '#9db8c8', decal: { ...stripes, rotation: -Math.PI / 4 } },
        },
      ],
    },
  };
}
