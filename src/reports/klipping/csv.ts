import { stringify } from 'csv-stringify/sync';
import type { Digest } from '../../core/digest.ts';
import { klippingColumns, toKlippingRows } from './rows.ts';

/** The klipping list for spreadsheets; texts that would run as formulas are defused. */
export function renderKlippingCsv(digest: Digest): string {
  return stringify([...toKlippingRows(digest)], {
    bom: true,
    header: true,
    columns: [...klippingColumns],
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}
