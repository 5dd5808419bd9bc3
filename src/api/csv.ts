import { stringify } from 'csv-stringify/sync';
import type { CsvShape } from './route.ts';

/**
 * RFC 4180 with a byte order mark, so that Excel reads UTF-8. A text that a spreadsheet would run as a formula
 * (it begins with `=`, `+`, `-`, `@`, a tab or their full-width forms) gets an apostrophe before it; numbers stay numbers.
 */
export function toCsv<Item>(shape: CsvShape<Item>, items: readonly Item[]): string {
  const rows = items.map((item) => shape.columns.map((column) => toCell(column.value(item))));
  return stringify(rows, {
    bom: true,
    header: true,
    columns: shape.columns.map(({ header }) => header),
    escape_formulas: true,
    record_delimiter: 'windows',
    quote_record_delimiter: true,
  });
}

/** Leading white space would hide a formula sign from the check, not from every spreadsheet. */
function toCell(value: string | number | boolean | null): string | number | null {
  if (typeof value === 'string') return value.trim();
  return typeof value === 'boolean' ? String(value) : value;
}
