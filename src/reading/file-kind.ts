import { SourceError } from '../core/errors.ts';

export type FileKind = 'text' | 'pdf' | 'zip' | 'old-office' | 'gzip' | 'binary';
export type TextEncoding = 'utf-16le' | 'utf-16be' | 'bytes';

const marks: readonly (readonly [FileKind, string])[] = [
  ['pdf', '25504446'],
  ['zip', '504b0304'],
  ['zip', '504b0506'],
  // The same container holds .xls and every Office file with a password.
  ['old-office', 'd0cf11e0'],
  ['gzip', '1f8b'],
];

/** What the first bytes say. */
export function kindOfBytes(body: Uint8Array): FileKind {
  const head = Buffer.from(body.subarray(0, 8)).toString('hex');
  const marked = marks.find(([, mark]) => head.startsWith(mark));
  if (marked !== undefined) return marked[0];
  if (encodingOf(body) !== 'bytes') return 'text';
  return body.subarray(0, 4096).includes(0) ? 'binary' : 'text';
}

/** UTF-16 by its mark or by its zero bytes; `bytes` for everything in which a line break is one byte. */
export function encodingOf(body: Uint8Array): TextEncoding {
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le';
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be';
  const length = Math.min(body.length, 512) & ~1;
  const zeros = [0, 0];
  for (let i = 0; i < length; i++) if (body[i] === 0) zeros[i & 1] = (zeros[i & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > length * 0.35 && even < length * 0.02) return 'utf-16le';
  if (even > length * 0.35 && odd < length * 0.02) return 'utf-16be';
  return 'bytes';
}

const refusals: Readonly<Record<Exclude<FileKind, 'text'>, string>> = {
  pdf: 'berkas ini PDF',
  zip: 'berkas ini arsip ZIP, bukan lembar kerja XLSX',
  'old-office':
    'lembar kerja .xls lama atau berkas berkata sandi tidak dapat dibaca; simpan sebagai .xlsx tanpa kata sandi, atau sebagai CSV',
  gzip: 'berkas ini masih terkompresi (gzip); buka dulu kompresinya',
  binary: 'berkas ini bukan teks dan bukan lembar kerja XLSX',
};

/** For readers of text. @throws SourceError `changed` that says, in Indonesian, what the file is instead */
export function assertText(body: Uint8Array): void {
  const kind = kindOfBytes(body);
  if (kind !== 'text') throw new SourceError('changed', refusals[kind]);
}
