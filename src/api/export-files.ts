import { csvHeader, csvRows } from './csv.ts';
import { type Fields, pick } from './fields.ts';
import type { ExportFormat } from './forms.ts';
import type { CsvShape } from './route.ts';
import { createWorkbook } from './xlsx.ts';

/** A file that is written page by page. */
export interface ExportFile {
  page(items: readonly unknown[]): string | Uint8Array;
  /** What comes after the last page. @param count items in all */
  end(count: number): string | Uint8Array;
}

/** @param shape null for lists that are no sheets: they are given as NDJSON only */
export function createExportFile(format: ExportFormat, shape: CsvShape<unknown> | null, fields: Fields): ExportFile {
  if (format === 'ndjson') return createLines(fields);
  const columns = (shape?.columns ?? []).filter(({ header }) => fields?.includes(header) ?? true);
  return format === 'csv' ? createCsv(columns) : createSheet(columns);
}

/** The last line says how many there were: where it is missing, the export broke off. */
function createLines(fields: Fields): ExportFile {
  return {
    page: (items) => items.map((item) => `${JSON.stringify(pick(item, fields))}\n`).join(''),
    end: (count) => `${JSON.stringify({ _end: { items: count } })}\n`,
  };
}

function createCsv(columns: CsvShape<unknown>['columns']): ExportFile {
  let begun = false;
  const header = () => {
    if (begun) return '';
    begun = true;
    return csvHeader(columns);
  };
  return { page: (items) => header() + csvRows(columns, items), end: header };
}

function createSheet(columns: CsvShape<unknown>['columns']): ExportFile {
  const workbook = createWorkbook(columns.map(({ header }) => header));
  return {
    page: (items) => workbook.add(items.map((item) => columns.map(({ value }) => value(item)))),
    end: () => workbook.end(),
  };
}
