import writeExcelFile from 'write-excel-file/node';

type Cell = string | number | Date | null;
type Sheet = readonly (readonly Cell[])[];

/** A spreadsheet as Excel would save it. Dates are on the office's clock, given as if it were UTC. */
export function makeXlsx(rows: Sheet): Promise<Buffer> {
  const file = writeExcelFile(toCells(rows) as never) as unknown as { toBuffer(): Promise<Buffer> };
  return file.toBuffer();
}

/** A workbook of several sheets, by name. */
export function makeWorkbook(sheets: Readonly<Record<string, Sheet>>): Promise<Buffer> {
  const named = Object.entries(sheets).map(([sheet, rows]) => ({ sheet, data: toCells(rows) }));
  const file = writeExcelFile(named as never) as unknown as { toBuffer(): Promise<Buffer> };
  return file.toBuffer();
}

function toCells(rows: Sheet): unknown[][] {
  return rows.map((row) =>
    row.map((value) => {
      if (value === null) return null;
      if (value instanceof Date) return { value, type: Date, format: 'dd/mm/yyyy hh:mm' };
      return typeof value === 'number' ? { value, type: Number } : { value, type: String };
    }),
  );
}

/** A PDF with these lines on its pages; a page without lines is as good as a scan. */
export function makePdf(pages: readonly (readonly string[])[]): Buffer {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${pages.map((_, i) => `${4 + i * 2} 0 R`).join(' ')}]/Count ${pages.length}>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  for (const [index, lines] of pages.entries()) {
    const text = `BT /F1 12 Tf 14 TL 50 780 Td ${lines.map((line) => `(${line}) Tj T*`).join(' ')} ET`;
    objects.push(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents ${5 + index * 2} 0 R>>`,
      `<</Length ${text.length}>>\nstream\n${text}\nendstream`,
    );
  }
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  file += `trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF`;
  return Buffer.from(file, 'latin1');
}
