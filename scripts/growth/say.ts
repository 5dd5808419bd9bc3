import { type Figure, type Row, stepsOf } from './figure.ts';

/** `1,000` */
export function sayCount(count: number): string {
  return count.toLocaleString('en');
}

function sayMs(value: number): string {
  if (value >= 100) return sayCount(Math.round(value));
  if (value >= 1) return value.toFixed(1);
  return value.toFixed(3);
}

const sayFigure = (figure: Figure | undefined) =>
  figure === undefined ? '–' : `${sayMs(figure.cpu)} (${sayMs(figure.wall)})`;

/** A table in Markdown: processor time and, in brackets, time by the clock, at each size, and the exponents between them. */
export function sayTable(rows: readonly Row[], of: string): string {
  const sizes = [...new Set(rows.flatMap(({ figures }) => [...figures.keys()]))].sort((a, b) => a - b);
  const head = ['work', 'unit', ...sizes.map((size) => `${sayCount(size)} ${of}`), 'grows as n^', 'allowed', ''];
  const lines = rows.map((row) => {
    const steps = stepsOf(row);
    const last = steps.at(-1);
    return [
      row.name,
      row.unit,
      ...sizes.map((size) => sayFigure(row.figures.get(size))),
      steps.map(({ exponent }) => exponent.toFixed(2)).join(', '),
      row.judged === 'whole' ? 'n log n' : 'log n',
      last?.isWorse === true ? '**worse**' : '',
    ];
  });
  return sayMarkdown([head, ...lines]);
}

/** @param table the first row is the head */
export function sayMarkdown([head = [], ...lines]: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
