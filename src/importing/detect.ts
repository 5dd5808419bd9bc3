import type { ImportFormat, Sample, SampleKind } from './format.ts';
import { columnsOf, type ImportRow, namesOf, recordRow, tableRow } from './rows.ts';

interface TableLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/** What was found: the format, and for a table how its rows are read. */
export interface Found {
  readonly format: ImportFormat;
  /** Index of the row that names the columns; rows up to it are no items. -1 without a heading. */
  readonly headingAt: number;
  readonly heading: readonly string[];
}

/** A heading stands below a preamble of at most so many rows. */
const maxPreamble = 30;
const sampleSize = 20;
const enough = 0.5;

/** The format that fits a table best, and the row that names its columns; null when none fits well enough. */
export function detectTable(rows: readonly TableLine[], formats: readonly ImportFormat[]): Found | null {
  let best: (Found & { score: number }) | null = null;
  for (const [index, { cells }] of rows.slice(0, maxPreamble).entries()) {
    const columns = columnsOf(cells);
    if (columns.size < 2) continue;
    const below = rows.slice(index + 1, index + 1 + sampleSize).map((row) => tableRow(row.line, row.cells, columns));
    const found = bestOf({ kind: 'table', columns: new Set(columns.keys()), rows: below }, formats);
    if (found !== null && (best === null || found.score > best.score)) {
      best = { ...found, headingAt: index, heading: cells };
    }
  }
  return best;
}

export function detectRecords(
  records: readonly { readonly line: number; readonly value: Readonly<Record<string, unknown>> }[],
  formats: readonly ImportFormat[],
): Found | null {
  const sampled = records.slice(0, sampleSize);
  const columns = new Set(sampled.flatMap(({ value }) => namesOf(value)));
  return withoutHeading(
    { kind: 'records', columns, rows: sampled.map(({ line, value }) => recordRow(line, value)) },
    formats,
  );
}

/** Pages of a PDF, or a pasted page: rows with `page` and `text`. */
export function detectText(
  kind: SampleKind,
  rows: readonly ImportRow[],
  formats: readonly ImportFormat[],
): Found | null {
  return withoutHeading({ kind, columns: new Set(['text']), rows }, formats);
}

function withoutHeading(sample: Sample, formats: readonly ImportFormat[]): Found | null {
  const found = bestOf(sample, formats);
  return found === null ? null : { format: found.format, headingAt: -1, heading: [] };
}

function bestOf(sample: Sample, formats: readonly ImportFormat[]): { format: ImportFormat; score: number } | null {
  let best: { format: ImportFormat; score: number } | null = null;
  for (const format of formats) {
    if (!format.kinds.includes(sample.kind)) continue;
    const score = format.detect(sample);
    if (score >= enough && (best === null || score > best.score)) best = { format, score };
  }
  return best;
}
