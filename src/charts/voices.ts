import { type CategoryCounts, categories, totalOf } from '../core/category.ts';
import { formatNumber } from '../core/time.ts';
import { axisLine, baseOption, fillOf, inks, legend, rowText } from './look.ts';
import { type ChartPlan, type PictureSize, widths } from './picture.ts';
import { categoryNames, cut, sayPercent, sumOf } from './words.ts';

export interface NamedCounts {
  readonly name: string;
  readonly counts: CategoryCounts;
}

const rowHeight = 32;

/** Whose voice is how loud: mentions by class of source with their share, each bar cut by sentiment. */
export function voicesChart(voices: readonly NamedCounts[], size: PictureSize): ChartPlan {
  const whole = sumOf(voices.map(({ counts }) => counts));
  const shown = categories.filter((category) => voices.some(({ counts }) => counts[category] > 0));
  const share = ({ counts }: NamedCounts): string => sayPercent(totalOf(counts), whole);
  const label = {
    show: true,
    position: 'right',
    color: inks.ink,
    fontSize: 13,
    formatter: ({ dataIndex }: { dataIndex: number }) => {
      const voice = voices[dataIndex];
      return voice === undefined ? '' : `${share(voice)} (${formatNumber(totalOf(voice.counts))})`;
    },
  };
  return {
    alt:
      whole === 0
        ? 'Tidak ada sebutan dalam kurun ini'
        : `Porsi suara: ${voices.map((voice) => `${voice.name} ${share(voice)} (${formatNumber(totalOf(voice.counts))} sebutan)`).join(', ')}`,
    width: widths[size],
    height: Math.max(1, voices.length) * rowHeight + (size === 'narrow' ? 70 : 46),
    option: {
      ...baseOption,
      grid: {
        ...{ left: 12, right: 96, top: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
        bottom: size === 'narrow' ? 62 : 38,
      },
      legend: { ...legend, ...(size === 'narrow' ? { width: widths.narrow - 20 } : {}) },
      xAxis: { type: 'value', show: false },
      yAxis: {
        type: 'category',
        inverse: true,
        data: voices.map(({ name }) => cut(name, 22)),
        axisLabel: { ...rowText, interval: 0 },
        axisLine,
        axisTick: { show: false },
      },
      series: [
        ...shown.map((category) => ({
          type: 'bar',
          name: categoryNames[category],
          stack: 'all',
          barWidth: 18,
          itemStyle: fillOf(category),
          data: voices.map(({ counts }) => counts[category]),
        })),
        // Nothing wide: its label stands at the end of the whole bar.
        { type: 'bar', stack: 'all', silent: true, label, data: voices.map(() => 0) },
      ],
    },
  };
}
