import { createHash } from 'node:crypto';
import type { Db } from '../schema.ts';
import { type Adjusted, createLineFormat } from './lines.ts';
import { readRows } from './read-rows.ts';
import type { TableShape } from './shape.ts';

/**
 * A table is cut into parts by its rows alone: so many rows, or so many bytes. So the same rows make the same parts on every database,
 * and their hashes can be compared.
 */
const mostRows = 50_000;
const enoughBytes = 8_388_608;

export interface Part {
  readonly rows: number;
  /** Lines of JSON, each ended by a line feed. */
  readonly content: Buffer;
  /** Of the content, hexadecimal. */
  readonly sha256: string;
}

/** @param tell hears of values that could not be taken as they are */
export async function* readParts(db: Db, shape: TableShape, tell: (adjusted: Adjusted) => void): AsyncGenerator<Part> {
  const format = createLineFormat(shape, tell);
  let buffer = Buffer.allocUnsafe(65_536);
  let size = 0;
  let rows = 0;
  const cut = (): Part => {
    const content = Buffer.from(buffer.subarray(0, size));
    const part = { rows, content, sha256: createHash('sha256').update(content).digest('hex') };
    size = 0;
    rows = 0;
    return part;
  };
  for await (const batch of readRows(db, shape, tell)) {
    for (const values of batch) {
      const line = format(values);
      // A character takes three bytes at most.
      const needed = size + line.length * 3 + 1;
      if (needed > buffer.length) {
        const larger = Buffer.allocUnsafe(Math.max(needed, Math.min(buffer.length * 2, enoughBytes * 2)));
        buffer.copy(larger, 0, 0, size);
        buffer = larger;
      }
      size += buffer.write(line, size);
      buffer[size++] = 10;
      rows += 1;
      if (rows === mostRows || size >= enoughBytes) yield cut();
    }
  }
  if (rows > 0) yield cut();
}

/** Of a whole table, from the hashes of its parts. */
export function tableHash(parts: readonly { readonly sha256: string }[]): string {
  return createHash('sha256')
    .update(parts.map(({ sha256 }) => `${sha256}\n`).join(''))
    .digest('hex');
}
