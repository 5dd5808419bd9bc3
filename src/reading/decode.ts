import { isUtf8 } from 'node:buffer';
import { constants, gunzipSync } from 'node:zlib';
import { SourceError } from '../core/errors.ts';
import { maxDocumentBytes } from './limits.ts';
import { decodeWindows1252 } from './windows-1252.ts';

/**
 * Bytes → text. A byte order mark wins, then UTF-16/32 by its zero bytes, then valid UTF-8 over any other label (feeds that
 * call UTF-8 "iso-8859-1" are common), then the label of the header, of the XML prolog, of the meta tag, then windows-1252.
 * A body that is still gzipped is unpacked first.
 * @throws SourceError `too-large` above 10 MB or another limit, `changed` when the gzip stream is unusable
 */
export function decodeText(body: Uint8Array, contentType: string | null, maxBytes = maxDocumentBytes): string {
  const bytes = isGzip(body) ? gunzip(body) : body;
  if (bytes.length > maxBytes) throw tooLarge(maxBytes);
  return byMark(bytes) ?? byZeros(bytes) ?? (isUtf8(bytes) ? utf8(bytes) : byLabel(bytes, contentType));
}

export function tooLarge(maxBytes = maxDocumentBytes): SourceError {
  return new SourceError('too-large', `document is over ${maxBytes / 1_048_576} MB`);
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 0x08;
}

function gunzip(body: Uint8Array): Uint8Array {
  try {
    // Z_SYNC_FLUSH keeps what arrived of a stream that was cut off.
    return gunzipSync(body, { maxOutputLength: maxDocumentBytes, finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new SourceError('changed', 'broken gzip body', { cause: error });
  }
}

const utf8Decoder = new TextDecoder('utf-8');

function utf8(bytes: Uint8Array): string {
  return utf8Decoder.decode(bytes);
}

function byMark(b: Uint8Array): string | null {
  if (b[0] === 0xef && b[1] === 0xbb && b[2] === 0xbf) return isUtf8(b) ? utf8(b) : mixed(b.subarray(3));
  if (b[0] === 0xff && b[1] === 0xfe)
    return b[2] === 0 && b[3] === 0 ? utf32(b, true) : new TextDecoder('utf-16le').decode(b);
  if (b[0] === 0xfe && b[1] === 0xff) return new TextDecoder('utf-16be').decode(b);
  if (b[0] === 0 && b[1] === 0 && b[2] === 0xfe && b[3] === 0xff) return utf32(b, false);
  return null;
}

/** Without a mark: in UTF-16 markup every second byte is zero, in UTF-32 three of four. A few stray zeros mean nothing. */
function byZeros(bytes: Uint8Array): string | null {
  const length = Math.min(bytes.length, 512) & ~3;
  const zeros = [0, 0, 0, 0];
  for (let i = 0; i < length; i++) if (bytes[i] === 0) zeros[i & 3] = (zeros[i & 3] ?? 0) + 1;
  const pattern = zeros.map((count) => (count * 4 > length * 0.8 ? '0' : 'x')).join('');
  if (length < 8) return null;
  if (pattern === 'x0x0') return new TextDecoder('utf-16le').decode(bytes);
  if (pattern === '0x0x') return new TextDecoder('utf-16be').decode(bytes);
  if (pattern === 'x000') return utf32(bytes, true);
  if (pattern === '000x') return utf32(bytes, false);
  return null;
}

function utf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: string[] = [];
  for (let i = 0; i + 4 <= bytes.length; i += 4) {
    const point = view.getUint32(i, littleEndian);
    if (point !== 0xfeff && point <= 0x10ffff && (point & 0xfffff800) !== 0xd800)
      chunks.push(String.fromCodePoint(point));
  }
  return chunks.join('');
}

const xmlLabel = /^[^<]*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)/i;
const metaLabel = /<meta[^>]+charset\s*=\s*["']?([\w.:-]+)/i;
const headerLabel = /charset\s*=\s*["']?([\w.:-]+)/i;

/** For bytes that are not valid UTF-8. */
function byLabel(bytes: Uint8Array, contentType: string | null): string {
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1');
  const labels = [headerLabel.exec(contentType ?? ''), xmlLabel.exec(head), metaLabel.exec(head)];
  for (const label of labels) {
    const name = toEncoding(label?.[1]);
    if (name === 'windows-1252') break;
    if (name !== null && !name.startsWith('utf-')) return new TextDecoder(name).decode(bytes);
  }
  return mixed(bytes);
}

/** The WHATWG name of a label; null when it is unknown. */
function toEncoding(label: string | undefined): string | null {
  if (label === undefined) return null;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

/**
 * Every whole UTF-8 sequence as UTF-8, every other byte as windows-1252. Legacy text practically never forms whole sequences,
 * so this reads windows-1252, damaged UTF-8, and pages that paste one into the other.
 */
function mixed(bytes: Uint8Array): string {
  const chunks: string[] = [];
  let from = 0;
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) continue;
    const more = sequenceLength(lead) - 1;
    let seen = 0;
    while (seen < more && ((bytes[i + seen + 1] ?? 0) & 0xc0) === 0x80) seen++;
    if (more > 0 && seen === more) {
      i += more;
      continue;
    }
    chunks.push(utf8(bytes.subarray(from, i)), decodeWindows1252(bytes.subarray(i, i + 1)));
    from = i + 1;
  }
  chunks.push(utf8(bytes.subarray(from)));
  return chunks.join('');
}

function sequenceLength(lead: number): number {
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  return lead >= 0xf0 && lead < 0xf5 ? 4 : 1;
}
