import { inflateRawSync } from 'node:zlib';

/** The files of a ZIP archive by name, read from its central directory (APPNOTE 4.3.12). */
export function unzip(archive: Uint8Array): ReadonlyMap<string, Buffer> {
  const data = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = data.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  const files = new Map<string, Buffer>();
  let at = data.readUInt32LE(end + 16);
  for (let count = data.readUInt16LE(end + 10); count > 0; count -= 1) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => data.readUInt16LE(at + offset));
    const name = data.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    const local = data.readUInt32LE(at + 42);
    const start = local + 30 + data.readUInt16LE(local + 26) + data.readUInt16LE(local + 28);
    const packed = data.subarray(start, start + data.readUInt32LE(at + 20));
    files.set(name, data.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed));
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return files;
}
