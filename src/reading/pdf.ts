import { constants, inflateSync } from 'node:zlib';
import { extractText, getDocumentProxy } from 'unpdf';
import { SourceError } from '../core/errors.ts';
import type { PdfDocument } from '../core/reader.ts';
import { toLines } from './html-text.ts';
import { maxPdfPages, maxPdfStreamBytes } from './limits.ts';

/**
 * Text of each page. A scanned page has none: its text is empty.
 * @throws SourceError `changed` for a broken or protected file, `too-large`
 */
export async function readPdf(body: Uint8Array): Promise<PdfDocument> {
  refuseBombs(body);
  // The library takes the bytes over.
  const pdf = await getDocumentProxy(Uint8Array.from(body), { verbosity: 0 }).catch((cause: unknown) => {
    throw new SourceError('changed', isPassword(cause) ? 'PDF ini berkata sandi' : 'PDF ini rusak', { cause });
  });
  try {
    if (pdf.numPages > maxPdfPages) {
      throw new SourceError('too-large', `PDF ini lebih dari ${maxPdfPages} halaman; pecah dahulu`);
    }
    const { text } = await extractText(pdf);
    return { pages: text.map((page, index) => ({ page: index + 1, text: toLines(page) })) };
  } catch (cause) {
    if (cause instanceof SourceError) throw cause;
    throw new SourceError('changed', 'PDF ini rusak', { cause });
  } finally {
    await pdf.destroy();
  }
}

/**
 * The library unpacks whole streams, outside the memory that the thread is held to: half a megabyte can become gigabytes. So each
 * is unpacked here first, under a limit. @throws SourceError `too-large`
 */
function refuseBombs(body: Uint8Array): void {
  const file = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  for (let at = file.indexOf(mark); at >= 0; at = file.indexOf(mark, at + mark.length)) {
    let start = at + mark.length;
    if (file[start] === CR) start++;
    if (file[start] === LF) start++;
    // Only zlib data can grow a thousandfold.
    if (file[start] !== zlibMark) continue;
    try {
      inflateSync(file.subarray(start), { maxOutputLength: maxPdfStreamBytes, finishFlush: constants.Z_SYNC_FLUSH });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
        throw new SourceError('too-large', 'isi PDF ini terlalu besar setelah dibuka');
      }
    }
  }
}

const mark = 'stream';
const zlibMark = 0x78;
const CR = 13;
const LF = 10;

function isPassword(error: unknown): boolean {
  return error instanceof Error && error.name === 'PasswordException';
}
