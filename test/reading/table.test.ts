import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SourceError } from '../../src/core/errors.ts';
import type { Piece, PieceStart, Reader, TableRow } from '../../src/core/reader.ts';
import { parseCsv } from '../../src/reading/csv.ts';
import { createReader } from '../../src/reading/reader.ts';
import { readTable } from '../../src/reading/table.ts';
import { listZip, packStored } from '../../src/reading/zip.ts';
import { makePdf, makeWorkbook, makeXlsx } from '../support/office-files.ts';

const hints = { url: '', contentType: null, zone: 'Asia/Jakarta' };
const cellsOf = (rows: readonly TableRow[]) => rows.map(({ line, cells }) => [line, ...cells]);

let reader: Reader & { close(): Promise<void> };
beforeAll(() => {
  reader = createReader({ workers: 1, timeoutMs: 20_000 });
});
afterAll(() => reader.close());

describe('a table of text', () => {
  it.each([
    ['commas', 'a,b\n"1,5",2\n'],
    ['semicolons', 'a;b\n"1,5";2\n'],
    ['tabs', 'a\tb\n1,5\t2\n'],
    ['bars', 'a|b\n1,5|2\n'],
    ['what its first line says', 'sep=;\na;b\n1,5;2\n'],
  ])('is cut at %s', (_, text) => {
    const { rows } = parseCsv(text);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['a', 'b'],
      ['1,5', '2'],
    ]);
  });

  it('keeps its line numbers behind sep=', () => {
    expect(parseCsv('sep=;\na;b\n1;2\n').rows.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('may write a quote with a backslash', () => {
    expect(parseCsv('a\tb\n"kata \\"rusak\\" lagi"\t2\n').rows[1]?.cells).toEqual(['kata "rusak" lagi', '2']);
    expect(parseCsv('a,b\n"C:\\\\""folder",2\n').rows[1]?.cells).toEqual(['C:\\\\"folder', '2']);
  });

  it('is read in UTF-16 of both kinds, with and without a mark', async () => {
    const text = 'tanggal\tjudul\r\n2026-11-19\tÉtape “baru”\r\n';
    const little = Buffer.from(text, 'utf16le');
    const big = Buffer.from(little).swap16();
    for (const body of [little, big, Buffer.concat([Buffer.from([0xff, 0xfe]), little])]) {
      expect(cellsOf((await readTable(body, hints)).rows)).toEqual([
        [1, 'tanggal', 'judul'],
        [2, '2026-11-19', 'Étape “baru”'],
      ]);
    }
  });
});

/** As the import reads a large file. */
async function inPieces(body: Uint8Array, size: number): Promise<{ rows: TableRow[]; broken: number[] }> {
  const rows: TableRow[] = [];
  const broken: number[] = [];
  let start: PieceStart | null = null;
  for (let at = 0; at < body.length; ) {
    const isLast = body.length - at <= size;
    const piece: Piece = { start, isLast };
    const document = await readTable(body.subarray(at, isLast ? body.length : at + size), { ...hints, piece });
    rows.push(...document.rows);
    broken.push(...document.brokenLines);
    if (document.rest === null) return { rows, broken };
    if (document.rest.bytes === 0) throw new Error('no progress');
    at += document.rest.bytes;
    start = document.rest.start;
  }
  return { rows, broken };
}

describe('a table in pieces', () => {
  const lines = Array.from(
    { length: 300 },
    (_, i) => `${i};"baris ${i}${i % 7 === 0 ? '\nkedua; “é”' : ''}";${i % 5 === 0 ? '""' : 'x'}`,
  );

  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('gives the same rows as the whole, with %s', async (_, end) => {
    const text = ['a;b;c', ...lines].join(end) + end;
    for (const body of [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      Buffer.from(text.replaceAll(/[“”]/g, '"é'), 'latin1'),
    ]) {
      const whole = await readTable(body, hints);
      for (const size of [130, 512, 3_000, 1_000_000]) {
        const { rows, broken } = await inPieces(body, size);
        expect(rows).toEqual(whole.rows);
        expect(broken).toEqual(whole.brokenLines);
      }
    }
  });

  it('does not lose the rows above its limit', async () => {
    const body = Buffer.from(`a,b\n${'1,2\n'.repeat(50_010)}`);
    const first = await readTable(body, hints);
    expect(first.rows).toHaveLength(50_000);
    expect(first.rest?.start.lines).toBe(50_000);
    expect((await inPieces(body, 10_000_000)).rows).toHaveLength(50_011);
  });
});

describe('a spreadsheet', () => {
  it('gives dates on the clock of the office, digits as they stand, and the numbers of its rows', async () => {
    const body = await makeXlsx([
      ['Laporan'],
      [null],
      ['tanggal', 'id', 'judul', 'suka'],
      [new Date('2026-11-19T08:15:00Z'), 1.89e18, 'Baris\nkedua', 12.5],
      [new Date('2026-11-20T00:00:00Z'), '7310000000000000001', null, 0],
    ]);
    const { rows, rest } = await reader.table(body, hints);
    expect(rest).toBeNull();
    expect(rows.slice(2).map(({ line, cells }) => [line, ...cells])).toEqual([
      [3, 'tanggal', 'id', 'judul', 'suka'],
      [4, '2026-11-19 08:15:00', expect.stringMatching(/^1\.89e\+18$|^1890000000000000000$/i), 'Baris\nkedua', '12.5'],
      [5, '2026-11-20', '7310000000000000001', '', '0'],
    ]);
  });

  const refusal = async (body: Uint8Array): Promise<SourceError> =>
    reader.table(body, hints).then(
      () => expect.fail('was read'),
      (error) => error,
    );
  const zip = (files: Readonly<Record<string, string>>) =>
    packStored(Object.entries(files).map(([name, text]) => ({ name, data: Buffer.from(text) })));

  it('is refused with what it is instead', async () => {
    const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
    expect((await refusal(old)).message).toContain('.xls lama atau berkas berkata sandi');
    expect((await refusal(zip({ 'word/document.xml': '<w/>' }))).message).toContain('arsip ZIP');
    expect((await refusal(zip({ 'xl/workbook.bin': 'x' }))).message).toContain('.xlsb');
    expect((await refusal(zip({ 'xl/workbook.xml': 'bukan xml <' }))).message).toContain('rusak');
    expect((await refusal(Buffer.from('PK\x03\x04rusak', 'latin1'))).message).toContain('arsip ZIP');
    expect((await refusal(makePdf([['Teks']]))).message).toContain('PDF');
    expect((await refusal(Buffer.from('1f8b0800', 'hex'))).message).toContain('gzip');
    expect((await refusal(Buffer.from([1, 2, 0, 0, 0, 5, 6, 7, 8, 9, 0, 3]))).message).toContain('bukan teks');
  });

  it('is the first of a workbook or the one that is named, and the others are told', async () => {
    const body = await makeWorkbook({ 'Januari & Februari': [['a']], Maret: [['b']], Petunjuk: [['c']] });
    const read = async (sheet: string | null) => {
      const { rows, otherSheets } = await reader.table(body, { ...hints, sheet });
      return [rows[0]?.cells[0], ...otherSheets];
    };
    expect(await read(null)).toEqual(['a', 'Maret']);
    expect(await read('Maret')).toEqual(['b', 'Januari & Februari']);
    await expect(read('April')).rejects.toThrow('yang ada: «Januari & Februari», «Maret»');
  });

  it('survives damage anywhere in the archive', async () => {
    const good = await makeXlsx([
      ['tanggal', 'judul'],
      ['2026-11-19', 'Satu'],
    ]);
    expect((await reader.table(Buffer.alloc(0), hints)).rows).toEqual([]);
    for (let at = 0; at < good.length; at += 37) {
      const bad = Buffer.from(good);
      bad.writeUInt8((bad[at] ?? 0) ^ 0xff, at);
      const result = await reader.table(bad, hints).catch((error: unknown) => error);
      if (result instanceof Error) expect(result).toMatchObject({ name: 'SourceError' });
    }
    expect((await reader.table(good.subarray(0, good.length - 30), hints).catch((error) => error)).message).toContain(
      'ZIP',
    );
  });

  it('is refused when it is encrypted', async () => {
    const body = Buffer.from(await makeXlsx([['a']]));
    for (let at = body.indexOf('PK\x01\x02'); at >= 0; at = body.indexOf('PK\x01\x02', at + 1)) {
      body.writeUInt16LE(body.readUInt16LE(at + 8) | 1, at + 8);
    }
    expect((await refusal(body)).message).toContain('berkata sandi');
  });

  it('is not unpacked beyond a limit, whatever sizes it claims', async () => {
    const bomb = deflateRawSync(Buffer.alloc(300 * 1_048_576, 32), { level: 9 });
    const body = zip({ 'xl/workbook.xml': '<workbook/>', 'xl/worksheets/sheet1.xml': '@' });
    const packed = withPacked(body, bomb);
    const error = await refusal(packed);
    expect([error.reason, error.message]).toEqual(['too-large', expect.stringContaining('terlalu besar')]);
  });

  it('cannot stretch to the last cell of Excel', async () => {
    const sheet =
      '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>';
    const good = await makeXlsx([['a']]);
    const files = (listZip(good) ?? []).map(({ name, method, packed }) => ({ name, method, packed }));
    const { unpack } = await import('../../src/reading/zip.ts');
    const body = packStored(
      files.map((file) => ({
        name: file.name,
        data:
          file.name === 'xl/worksheets/sheet1.xml'
            ? Buffer.from(sheet)
            : unpack({ ...file, isEncrypted: false }, 1_000_000),
      })),
    );
    const small = createReader({ workers: 1, timeoutMs: 2_000, memoryMb: 64 });
    try {
      await expect(small.table(body, hints)).rejects.toBeInstanceOf(SourceError);
      expect((await small.table(Buffer.from('a,b\n1,2\n'), hints)).rows).toHaveLength(2);
    } finally {
      await small.close();
    }
  });
});

/** The archive with its second entry replaced by deflated data, and its sizes left as they were. */
function withPacked(body: Buffer, packed: Buffer): Buffer {
  const local = body.lastIndexOf('PK\x03\x04');
  const data = local + 30 + body.readUInt16LE(local + 26);
  const directory = body.indexOf('PK\x01\x02');
  const head = Buffer.concat([body.subarray(0, data), packed]);
  const rest = Buffer.from(body.subarray(directory));
  const entry = rest.lastIndexOf('PK\x01\x02');
  rest.writeUInt16LE(8, entry + 10);
  rest.writeUInt32LE(packed.length, entry + 20);
  const end = rest.lastIndexOf('PK\x05\x06');
  rest.writeUInt32LE(head.length, end + 16);
  return Buffer.concat([head, rest]);
}
