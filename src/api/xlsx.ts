import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { sheetHead, sheetRow, sheetTail, workbookParts } from './xlsx-markup.ts';

export type Cell = string | number | boolean | null;

/** A workbook that is written while its rows come: nothing of it stays in memory. */
export interface Workbook {
  /** What is to be sent now. */
  add(rows: readonly (readonly Cell[])[]): Uint8Array;
  end(): Uint8Array;
}

export interface WorkbookOptions {
  /** Rows of a sheet with its header; Excel opens no more than 1,048,576. More rows go on in another sheet. */
  readonly maxRows?: number;
  /** Of a sheet's markup: sizes in a ZIP file are 32-bit numbers. */
  readonly maxSheetBytes?: number;
}

/** The plain ZIP format ends at 4 GB. */
const maxFileBytes = 4_000_000_000;

/** @throws Error from `add` when the file would pass 4 GB */
export function createWorkbook(headers: readonly string[], options: WorkbookOptions = {}): Workbook {
  const { maxRows = 1_048_576, maxSheetBytes = 2_000_000_000 } = options;
  let ready: Uint8Array[] = [];
  let fileBytes = 0;
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
    fileBytes += chunk.length;
  });
  let sheets = 0;
  let sheet: ZipDeflate | null = null;
  let rowsInSheet = 0;
  let sheetBytes = 0;

  function open(): ZipDeflate {
    sheets += 1;
    const opened = new ZipDeflate(`xl/worksheets/sheet${sheets}.xml`, { level: 3 });
    zip.add(opened);
    const head = strToU8(sheetHead + sheetRow(1, headers));
    opened.push(head);
    rowsInSheet = 1;
    sheetBytes = head.length;
    sheet = opened;
    return opened;
  }

  function close(): void {
    sheet?.push(strToU8(sheetTail), true);
    sheet = null;
  }

  function take(): Uint8Array {
    const all = Buffer.concat(ready);
    ready = [];
    return all;
  }

  return {
    add(rows) {
      let into = sheet ?? open();
      for (let start = 0; start < rows.length; ) {
        if (rowsInSheet >= maxRows || sheetBytes >= maxSheetBytes) {
          close();
          into = open();
        }
        const some = rows.slice(start, start + Math.min(100, maxRows - rowsInSheet));
        const markup = strToU8(some.map((row, index) => sheetRow(rowsInSheet + 1 + index, row)).join(''));
        into.push(markup);
        rowsInSheet += some.length;
        sheetBytes += markup.length;
        start += some.length;
      }
      if (fileBytes > maxFileBytes) throw new Error('the workbook would pass 4 GB');
      return take();
    },
    end() {
      if (sheet === null) open();
      close();
      for (const [path, content] of workbookParts(sheets)) {
        const part = new ZipPassThrough(path);
        zip.add(part);
        part.push(strToU8(content), true);
      }
      zip.end();
      return take();
    },
  };
}
