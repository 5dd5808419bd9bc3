import type { JSX } from 'preact';
import type { SourceDay } from '../../core/managed-source.ts';
import { formatNumber } from '../../core/time.ts';

const width = 8;

/**
 * New items per day as a small bar chart, and a cross for a day on which every run failed. One path for all bars: a list has fifty of
 * them. The numbers themselves are on the page of the source.
 */
export function DayBars({ days, height = 28 }: { days: readonly SourceDay[]; height?: number }): JSX.Element {
  const tallest = Math.max(1, ...days.map(({ stored }) => stored));
  const total = days.reduce((sum, { stored }) => sum + stored, 0);
  const failed = days.filter(isFailed).length;
  const label = `${formatNumber(total)} isi baru dalam ${days.length} hari${failed === 0 ? '' : `, ${failed} hari hanya gagal`}`;
  const bars = days
    .map(({ stored }, index) => {
      const tall = Math.max(2, Math.round((stored / tallest) * (height - 3)));
      return stored === 0 ? '' : `M${index * width + 1} ${height - 1}v${-tall}h${width - 2}v${tall}z`;
    })
    .join('');
  const crosses = days
    .map((day, index) => (isFailed(day) ? `M${index * width + 2} ${height - 7}l4 4m0 -4l-4 4` : ''))
    .join('');
  const whole = days.length * width;
  return (
    <svg
      class="day-bars"
      viewBox={`0 0 ${whole} ${height}`}
      width={whole}
      height={height}
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      {bars === '' ? null : <path class="day-bar" d={bars} />}
      {crosses === '' ? null : <path class="day-failed" d={crosses} />}
      <path class="axis" d={`M0 ${height - 0.5}h${whole}`} />
    </svg>
  );
}

function isFailed({ runs, failures }: SourceDay): boolean {
  return runs > 0 && failures === runs;
}
