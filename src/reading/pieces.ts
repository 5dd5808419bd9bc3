import type { Piece } from '../core/reader.ts';
import { decodeText } from './decode.ts';
import { encodingOf, type TextEncoding } from './file-kind.ts';
import { repairText } from './repair.ts';

/** Text of a piece of a file; of one that is not the last only its whole lines. */
export function decodePiece(body: Uint8Array, piece: Piece | null): { text: string; encoding: TextEncoding } {
  const encoding = (piece?.start?.encoding as TextEncoding | undefined) ?? encodingOf(body);
  // The size was judged when the whole file was opened.
  const decoded = encoding === 'bytes' ? decodeText(body, null, body.length) : new TextDecoder(encoding).decode(body);
  const text = piece?.isLast === false ? decoded.slice(0, endOfLines(decoded)) : decoded;
  return { text: repairText(text), encoding };
}

/** Behind the last line break that is surely whole: a CR at the very end may be half of one. */
function endOfLines(text: string): number {
  return Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r', text.length - 2)) + 1;
}

const LF = 10;
const CR = 13;

/** Bytes before the given line (counted from 0), whatever its line breaks are; all bytes when there are fewer lines. */
export function offsetOfLine(body: Uint8Array, line: number, encoding: TextEncoding): number {
  const width = encoding === 'bytes' ? 1 : 2;
  const [low, high] = encoding === 'utf-16be' ? [1, 0] : [0, 1];
  const unitAt = (at: number): number =>
    width === 1 ? (body[at] ?? 0) : (body[at + low] ?? 0) + 256 * (body[at + high] ?? 0);
  let seen = 0;
  for (let at = 0; at < body.length && seen <= line; at += width) {
    if (seen === line) return at;
    const unit = unitAt(at);
    if (unit === LF || (unit === CR && unitAt(at + width) !== LF)) seen++;
  }
  return body.length;
}
