import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reader } from '../../src/core/reader.ts';
import { createReader } from '../../src/reading/reader.ts';
import { makePdf } from '../support/office-files.ts';

const hints = { url: '', contentType: null, zone: 'Asia/Jakarta' };

let reader: Reader & { close(): Promise<void> };
beforeAll(() => {
  reader = createReader({ workers: 1, timeoutMs: 20_000 });
});
afterAll(() => reader.close());

describe('a PDF', () => {
  it('is read page by page, an empty one for a picture', async () => {
    const { pages } = await reader.pdf(makePdf([['Jalan Rusak di Sukalaras', 'Warga mengeluh.'], []]), hints);
    expect(pages).toEqual([
      { page: 1, text: 'Jalan Rusak di Sukalaras\nWarga mengeluh.' },
      { page: 2, text: '' },
    ]);
  });

  it.each([
    ['cut off', makePdf([['Teks']]).subarray(0, 40)],
    ['empty', Buffer.from('%PDF-1.7')],
    ['nonsense', Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(5_000, 0xa5)])],
    [
      'pages that contain themselves',
      Buffer.from(
        makePdf([['x']])
          .toString('latin1')
          .replace('/Kids[4 0 R]', '/Kids[2 0 R]'),
        'latin1',
      ),
    ],
  ])('that is %s is refused or empty, and the next is read', async (_, body) => {
    const result = await reader.pdf(body, hints).catch((error: unknown) => error);
    if (result instanceof Error) expect(result).toMatchObject({ name: 'SourceError', reason: 'changed' });
    else expect(result).toEqual({ pages: expect.any(Array) });
    expect((await reader.pdf(makePdf([['Teks']]), hints)).pages).toHaveLength(1);
  });

  it('with a password says so', async () => {
    const locked = makePdf([['Teks']])
      .toString('latin1')
      .replace(
        '/Root 1 0 R',
        `/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -4/O<${'ab'.repeat(32)}>/U<${'cd'.repeat(32)}>>>`,
      );
    await expect(reader.pdf(Buffer.from(locked, 'latin1'), hints)).rejects.toThrow('berkata sandi');
  });

  it('is not unpacked beyond a limit', async () => {
    const bomb = deflateSync(Buffer.alloc(200 * 1_048_576, 32), { level: 9 });
    const body = Buffer.concat([
      makePdf([['Teks']]),
      Buffer.from('\n9 0 obj\n<</Filter/FlateDecode>>\nstream\r\n'),
      bomb,
    ]);
    await expect(reader.pdf(body, hints)).rejects.toMatchObject({ reason: 'too-large' });
  });

  it('with too many pages is refused', async () => {
    await expect(reader.pdf(makePdf(Array.from({ length: 501 }, () => [])), hints)).rejects.toMatchObject({
      reason: 'too-large',
    });
  });
});
