import { fills, font, inks } from '../../src/charts/look.ts';
import type { Row } from './figure.ts';
import { sayCount } from './say.ts';

const [width, height] = [860, 460];
const [left, right, top, bottom] = [64, 240, 18, 44];
const colours = [
  inks.accent,
  fills.negative,
  fills.positive,
  fills.potential,
  '#6b4fa0',
  '#3b7f86',
  inks.ink,
  '#a0562f',
];
const dashes = ['', '7 4', '2 3'];

/** Processor time by size, both axes logarithmic, so that a straight line's slope is the exponent; a dotted line grows as n. A whole SVG. */
export function growthChart(rows: readonly Row[], title: string): string {
  const shown = rows.filter(({ figures }) => figures.size > 1);
  const sizes = [...new Set(shown.flatMap(({ figures }) => [...figures.keys()]))].sort((a, b) => a - b);
  const values = shown.flatMap(({ figures }) => [...figures.values()].map(({ cpu }) => Math.max(cpu, 1e-3)));
  const [x0, x1] = [Math.log10(sizes[0] ?? 1), Math.log10(sizes.at(-1) ?? 10)];
  const [y0, y1] = [Math.floor(Math.log10(Math.min(...values))), Math.ceil(Math.log10(Math.max(...values)))];
  const x = (size: number) => left + ((Math.log10(size) - x0) / (x1 - x0 || 1)) * (width - left - right);
  const y = (ms: number) => {
    const share = (Math.log10(Math.max(ms, 10 ** y0)) - y0) / (y1 - y0 || 1);
    return height - bottom - share * (height - top - bottom);
  };
  const point = (size: number, ms: number) => `${x(size).toFixed(1)},${y(ms).toFixed(1)}`;

  const decades = Array.from({ length: y1 - y0 + 1 }, (_, index) => 10 ** (y0 + index));
  const grid = decades.map(
    (ms) =>
      `<line x1="${left}" x2="${width - right}" y1="${y(ms).toFixed(1)}" y2="${y(ms).toFixed(1)}" stroke="${inks.line}"/>` +
      `<text x="${left - 8}" y="${(y(ms) + 4).toFixed(1)}" text-anchor="end" fill="${inks.quiet}">${sayTime(ms)}</text>`,
  );
  const marks = sizes.map(
    (size) =>
      `<text x="${x(size).toFixed(1)}" y="${height - bottom + 20}" text-anchor="middle" fill="${inks.quiet}">${sayCount(size)}</text>`,
  );
  const first = sizes[0] ?? 1;
  const most = sizes.at(-1) ?? 1;
  const slope =
    `<polyline points="${point(first, 10 ** y1 * (first / most))} ${point(most, 10 ** y1)}" fill="none" stroke="${inks.quiet}" stroke-dasharray="1 4"/>` +
    `<text x="${x(most) - 6}" y="${y(10 ** y1) + 30}" text-anchor="end" fill="${inks.quiet}">dotted: as n</text>`;
  const ends = spread(shown.map(({ figures }) => y(Math.max(figures.get(most)?.cpu ?? 1e-3, 1e-3))));
  const lines = shown.map(({ name, figures }, index) => {
    const colour = colours[index % colours.length];
    const dash = dashes[Math.floor(index / colours.length) % dashes.length] ?? '';
    const points = [...figures].sort(([a], [b]) => a - b).map(([size, { cpu }]) => point(size, cpu));
    return (
      `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"${dash === '' ? '' : ` stroke-dasharray="${dash}"`}/>` +
      `<text x="${width - right + 8}" y="${((ends[index] ?? 0) + 4).toFixed(1)}" fill="${colour}">${name.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text>`
    );
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="${font.replaceAll('"', "'")}" font-size="12" role="img" aria-label="${title}">
<rect width="${width}" height="${height}" fill="${inks.card}"/>
${[...grid, ...marks, slope, ...lines].join('\n')}
</svg>
`;
}

function sayTime(ms: number): string {
  return ms >= 1_000 ? `${ms / 1_000} s` : ms >= 1 ? `${ms} ms` : `${Math.round(ms * 1_000)} µs`;
}

/** The same places, moved apart so that each name has a line of its own. */
function spread(places: readonly number[]): readonly number[] {
  const line = 14;
  const order = places.map((at, index) => ({ at, index })).sort((a, b) => a.at - b.at);
  const moved = new Array<number>(places.length);
  const last = height - bottom;
  let next = Math.min(top, last - line * places.length);
  for (const [rank, { at, index }] of order.entries()) {
    // So high that those that come after still fit.
    const place = Math.min(Math.max(at, next), last - line * (order.length - 1 - rank));
    moved[index] = place;
    next = place + line;
  }
  return moved;
}
