import { crc32, inflateRawSync } from 'node:zlib';
import { SourceError } from '../core/errors.ts';

export interface ZipEntry {
  readonly name: string;
  readonly isEncrypted: boolean;
  readonly method: number;
  readonly packed: Uint8Array;
}

const maxEntries = 2_000;

/** Entries of the archive's own directory; null when it is no archive that can be read. */
export function listZip(body: Uint8Array): readonly ZipEntry[] | null {
  const zip = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + 22 > zip.length || zip.readUInt16BE(0) !== 0x504b) return null;
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  if (count > maxEntries) return null;
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== 0x02014b50) return null;
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const start = zip.readUInt32LE(at + 42);
    if (start + 30 > zip.length) return null;
    const data = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
    entries.push({
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      isEncrypted: (zip.readUInt16LE(at + 8) & 1) === 1,
      method: zip.readUInt16LE(at + 10),
      packed: zip.subarray(data, data + zip.readUInt32LE(at + 20)),
    });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

/** @param most bytes that it may unpack to @throws SourceError `too-large`, `changed` */
export function unpack(entry: ZipEntry, most: number): Buffer {
  try {
    if (entry.method === 8) return inflateRawSync(entry.packed, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLargeArchive();
    throw new SourceError('changed', `bagian ${entry.name} rusak`, { cause: error });
  }
  if (entry.method !== 0)
    throw new SourceError('changed', `bagian ${entry.name} dikemas dengan cara yang tidak dikenal`);
  if (entry.packed.length > most) throw tooLargeArchive();
  return Buffer.from(entry.packed);
}

function tooLargeArchive(): SourceError {
  return new SourceError('too-large', 'lembar kerja ini terlalu besar setelah dibuka');
}

/** An archive that holds these files and nothing else, not compressed. */
export function packStored(files: readonly { readonly name: string; readonly data: Buffer }[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data } of files) {
    const bytes = Buffer.from(name, 'utf8');
    const sums = Buffer.alloc(26);
    sums.writeUInt16LE(20, 0);
    sums.writeUInt32LE(crc32(data), 10);
    sums.writeUInt32LE(data.length, 14);
    sums.writeUInt32LE(data.length, 18);
    sums.writeUInt16LE(bytes.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), sums, bytes]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), sums, place, bytes]));
    parts.push(local, data);
    offset += local.length + data.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  const listing = Buffer.concat(directory);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listing, end]);
}
