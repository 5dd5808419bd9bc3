import type { TableDocument, TableHints } from '../core/reader.ts';
import { parseCsv } from './csv.ts';
import { assertText } from './file-kind.ts';
import { decodePiece, offsetOfLine } from './pieces.ts';
import { isXlsx, readXlsx } from './xlsx.ts';

/**
 * A table as rows of cells: XLSX, or text with separators in any encoding. A text may be given in pieces.
 * @throws SourceError `changed` for what is no table, `too-large`
 */
export async function readTable(body: Uint8Array, hints: TableHints): Promise<TableDocument> {
  const piece = hints.piece ?? null;
  const start = piece?.start ?? null;
  if (start === null && isXlsx(body)) {
    return { ...(await readXlsx(body, hints.sheet ?? null)), brokenLines: [], rest: null };
  }
  if (start === null) assertText(body);
  const { text, encoding } = decodePiece(body, piece);
  const linesBefore = start?.lines ?? 0;
  const isPart = piece?.isLast === false;
  const { rows, brokenLines, dialect, linesRead } = parseCsv(text, {
    dialect: start?.dialect ?? null,
    linesBefore,
    isPart,
  });
  const bytes = offsetOfLine(body, linesRead, encoding);
  const isEnd = !isPart && bytes >= body.length;
  const otherSheets: string[] = [];
  return {
    rows,
    brokenLines,
    otherSheets,
    rest: isEnd ? null : { bytes, start: { lines: linesBefore + linesRead, encoding, dialect } },
  };
}
