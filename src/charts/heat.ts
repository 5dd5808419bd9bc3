import { formatNumber } from '../core/time.ts';
import { axisLine, axisText, baseOption, heat, inks, rowText } from './look.ts';
import { type ChartPlan, type PictureSize, widths } from './picture.ts';
import { cut } from './words.ts';

export interface HeatCell {
  readonly row: string;
  readonly column: string;
  readonly value: number;
}

export interface HeatTable {
  /** Top to bottom, and left to right. */
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly cells: readonly HeatCell[];
}

const rowHeight = 34;
const maxColumns: Readonly<Record<PictureSize, number>> = { wide: 14, medium: 10, narrow: 5 };

/** How much of each row falls on each column, with the number in every cell. */
export function heatChart(table: HeatTable, size: PictureSize): ChartPlan {
  const columns = table.columns.slice(0, maxColumns[size]);
  const most = Math.max(1, ...table.cells.map(({ value }) => value));
  const cells = table.cells.filter(({ column, row }) => columns.includes(column) && table.rows.includes(row));
  const top = [...cells].sort((a, b) => b.value - a.value).slice(0, 3);
  return {
    alt:
      top.length === 0
        ? 'Tidak ada sebutan dalam kurun ini'
        : `Pasangan terbanyak: ${top.map(({ row, column, value }) => `${row} pada ${column} ${formatNumber(value)}`).join(', ')}`,
    width: widths[size],
    height: Math.max(1, table.rows.length) * rowHeight + 84,
    option: {
      ...baseOption,
      grid: { left: 16, right: 10, top: 6, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      visualMap: {
        ...{ type: 'piecewise', show: false, dimension: 2 },
        pieces: heat.map(({ fill }, step) => ({ value: step, color: fill })),
      },
      xAxis: {
        type: 'category',
        data: columns.map((name) => cut(name, 14)),
        axisLabel: { ...axisText, color: inks.ink, interval: 0, rotate: 35, hideOverlap: false },
        axisLine,
        axisTick: { show: false },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: table.rows.map((name) => cut(name, size === 'narrow' ? 16 : 28)),
        axisLabel: { ...rowText, interval: 0 },
        axisLine,
        axisTick: { show: false },
      },
      series: [
        {
          type: 'heatmap',
          itemStyle: { borderColor: inks.card, borderWidth: 2 },
          data: cells.map(({ row, column, value }) => {
            const step = stepOf(value, most);
            return {
              value: [columns.indexOf(column), table.rows.indexOf(row), step],
              label: { show: true, color: heat[step]?.ink ?? inks.ink, fontSize: 13, formatter: formatNumber(value) },
            };
          }),
        },
      ],
    },
  };
}

/** 0 to 4, by the root: a few must be told apart from none beside a cell of thousands. */
export function stepOf(value: number, most: number): number {
  if (value <= 0) return 0;
  return Math.min(heat.length - 1, Math.max(1, Math.ceil(Math.sqrt(value / most) * (heat.length - 1))));
}
