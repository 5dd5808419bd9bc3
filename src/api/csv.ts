import { stringify } from 'csv-stringify/sync';
import type { CsvShape } from './route.ts';

type Columns<Item> = CsvShape<Item>['columns'];

/**
 * RFC 4180 with a byte order mark, so that Excel reads UTF-8. A text that a spreadsheet would run as a formula
 * (it begins with `=`, `+`, `-`, `@`, a tab or their full-width forms) gets an apostrophe before it; numbers stay numbers.
 */
export function toCsv<Item>({ columns }: Pick<CsvShape<Item>, 'columns'>, items: readonly Item[]): string {
  return csvHeader(columns) + csvRows(columns, items);
}

export function csvHeader<Item>(columns: Columns<Item>): string {
  return `\ufeff${format([columns.map(({ header }) => header)])}`;
}

export function csvRows<Item>(columns: Columns<Item>, items: readonly Item[]): string {
  return items.length === 0 ? '' : format(items.map((item) => columns.map((column) => toCell(column.value(item)))));
}

function format(rows: readonly (readonly (string | number | null)[])[]): string {
  return stringify(rows as (string | number | null)[][], {
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
