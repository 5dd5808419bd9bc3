import type { JSX } from 'preact';
import { type CategoryCounts, categories, totalOf } from '../../core/category.ts';
import { formatNumber } from '../../core/time.ts';
import { categoryNames } from '../wording.ts';

/** `Negatif 4, Netral 2` */
function sayCounts(counts: CategoryCounts): string {
  const parts = categories.filter((category) => counts[category] > 0);
  return parts.map((category) => `${categoryNames[category]} ${formatNumber(counts[category])}`).join(', ') || 'kosong';
}

/** One bar cut into its categories, as wide as the page. Drawn with attributes only: the policy allows no inline styles. */
export function ProportionBar({ counts }: { counts: CategoryCounts }): JSX.Element {
  const total = totalOf(counts);
  let x = 0;
  return (
    <svg class="proportion" viewBox="0 0 1000 12" preserveAspectRatio="none" role="img" aria-label={sayCounts(counts)}>
      {total === 0 ? <rect class="fill-empty" x="0" y="0" width="1000" height="12" /> : null}
      {categories.map((category) => {
        const width = total === 0 ? 0 : (counts[category] / total) * 1000;
        const from = x;
        x += width;
        return width === 0 ? null : (
          <rect
            key={category}
            class={`fill-${category}`}
            x={round(from)}
            y="0"
            width={round(Math.max(width - 3, 1))}
            height="12"
          />
        );
      })}
    </svg>
  );
}

export interface Bar {
  /** Said of the bar: `20 Nov, 06.00–12.00`. */
  readonly name: string;
  readonly counts: CategoryCounts;
}

/**
 * Stacked bars side by side, worst at the bottom.
 * @param label what the picture shows, for those who do not see it
 */
export function BarChart({
  bars,
  label,
  height = 120,
}: {
  bars: readonly Bar[];
  label: string;
  height?: number;
}): JSX.Element {
  const tallest = Math.max(1, ...bars.map(({ counts }) => totalOf(counts)));
  const slot = 1000 / Math.max(1, bars.length);
  return (
    <svg
      class="bars"
      viewBox={`0 0 1000 ${height}`}
      preserveAspectRatio="none"
      height={height}
      role="img"
      aria-label={label}
    >
      {bars.map(({ name, counts }, index) => {
        let top = height;
        return (
          <g key={name}>
            <title>{`${name}: ${sayCounts(counts)}`}</title>
            <rect class="fill-slot" x={round(index * slot)} y="0" width={round(slot)} height={height} />
            {categories.map((category) => {
              const tall = (counts[category] / tallest) * (height - 4);
              top -= tall;
              return tall === 0 ? null : (
                <rect
                  key={category}
                  class={`fill-${category}`}
                  x={round(index * slot + slot * 0.12)}
                  y={round(top)}
                  width={round(slot * 0.76)}
                  height={round(tall)}
                />
              );
            })}
          </g>
        );
      })}
      <line class="axis" x1="0" x2="1000" y1={height - 0.5} y2={height - 0.5} />
    </svg>
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

export function CategoryLegend(): JSX.Element {
  return (
    <ul class="chart-legend" aria-hidden="true">
      {categories.map((category) => (
        <li key={category}>
          <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
            <rect class={`fill-${category}`} width="10" height="10" rx="2" />
          </svg>
          {categoryNames[category]}
        </li>
      ))}
    </ul>
  );
}
