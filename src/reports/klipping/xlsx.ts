import type { Row } from 'write-excel-file/node';
import type { Digest } from '../../core/digest.ts';
import { klippingColumns, toKlippingRows } from './rows.ts';

const widths = [6, 24, 26, 70, 14, 12, 24, 60];

/** The klipping list as a workbook. Every cell but the number is a string cell, which no spreadsheet runs as a formula. */
export async function renderKlippingXlsx(digest: Digest): Promise<Uint8Array> {
  const head: Row = klippingColumns.map((value) => ({
    value,
    type: String,
    fontWeight: 'bold',
    backgroundColor: '#dde3e9',
  }));
  const rows: Row[] = toKlippingRows(digest).map(([number, ...texts]) => [
    { value: number, type: Number },
    ...texts.map((value) => ({ value, type: String, wrap: true, alignVertical: 'top' }) as const),
  ]);
  const { default: writeExcelFile } = await import('write-excel-file/node');
  const sheet = { sheet: 'Klipping', columns: widths.map((width) => ({ width })), stickyRowsCount: 1 };
  return new Uint8Array(await writeExcelFile([head, ...rows], sheet).toBuffer());
}
