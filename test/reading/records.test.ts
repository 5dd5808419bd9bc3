import { describe, expect, it } from 'vitest';
import type { Piece, PieceStart } from '../../src/core/reader.ts';
import { createReader } from '../../src/reading/reader.ts';
import { readRecords } from '../../src/reading/records.ts';

const hints = { url: '', contentType: null, zone: 'Asia/Jakarta' };
const read = (text: string) => readRecords(Buffer.from(text), hints);
const valuesOf = (text: string) => read(text).records.map(({ line, value }) => [line, value]);

describe('readRecords', () => {
  it('reads an array, one object a line, a wrapped list and a single object', () => {
    expect(valuesOf('[{"a":1},{"a":2}]')).toEqual([
      [1, { a: 1 }],
      [2, { a: 2 }],
    ]);
    expect(valuesOf('{"a":1}\r\n\r\n{"a":2}\r\n')).toEqual([
      [1, { a: 1 }],
      [3, { a: 2 }],
    ]);
    expect(valuesOf('{\n"data":{"videos":[{"id":1},{"id":2}]},"error":{}}')).toEqual([
      [1, { id: 1 }],
      [2, { id: 2 }],
    ]);
    expect(valuesOf('{"a":1}')).toEqual([[1, { a: 1 }]]);
  });

  it('leaves the comments inside a post where they are', () => {
    expect(valuesOf('[{"text":"x","comments":[{"text":"y"}]}]')).toEqual([
      [1, { text: 'x', comments: [{ text: 'y' }] }],
    ]);
  });

  it('keeps numbers that a double cannot hold, and digits in texts', () => {
    expect(
      valuesOf('[{"id":7310000000000000001,"n":12.5,"m":-1,"t":"no 7310000000000000001 \\"x\\" 7310000000000000002"}]'),
    ).toEqual([
      [1, { id: '7310000000000000001', n: 12.5, m: -1, t: 'no 7310000000000000001 "x" 7310000000000000002' }],
    ]);
  });

  it('names the lines that are no objects', () => {
    const { records, rejected } = read('{"a":1}\n[1]\nx\n{"a":2}\n');
    expect(records).toHaveLength(2);
    expect(rejected).toEqual([
      { line: 2, reason: 'bukan objek JSON' },
      { line: 3, reason: 'bukan objek JSON' },
    ]);
    expect(read('[{"a":1},2,null]').rejected.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('goes on when the first line is broken', () => {
    const { records, rejected } = read('{"a":\n{"a":2}\n');
    expect(records).toEqual([{ line: 2, value: { a: 2 } }]);
    expect(rejected).toEqual([{ line: 1, reason: 'bukan objek JSON' }]);
  });

  it.each(['', 'bukan json', '<html></html>', '[1', '"teks"'])('refuses %j', (text) => {
    expect(() => read(text)).toThrow('bukan JSON yang utuh');
  });

  it('survives hostile objects', async () => {
    const deep = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
    expect(read(`{"a":1}\n${deep}\n{"__proto__":{"polluted":1}}\n`)).toMatchObject({
      records: [{ line: 1 }, { line: 3 }],
      rejected: [{ line: 2, reason: 'objek JSON bersarang terlalu dalam' }],
    });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(() => read(`[${deep}]`)).toThrow('terlalu dalam');
    const reader = createReader({ workers: 1, timeoutMs: 20_000 });
    try {
      const { records } = await reader.records(
        Buffer.from('{"__proto__":{"polluted":1},"constructor":2}\n{"a":1}'),
        hints,
      );
      expect(records).toHaveLength(2);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    } finally {
      await reader.close();
    }
  });

  it('gives the same in pieces', () => {
    const text = Array.from({ length: 200 }, (_, i) => JSON.stringify({ i, text: `baris “${i}”` })).join('\n');
    const body = Buffer.from(text);
    const found: unknown[] = [];
    let start: PieceStart | null = null;
    for (let at = 0; at < body.length; ) {
      const isLast: boolean = body.length - at <= 1_000;
      const piece: Piece = { start, isLast };
      const document = readRecords(body.subarray(at, isLast ? body.length : at + 1_000), { ...hints, piece });
      found.push(...document.records);
      expect(document.rejected).toEqual([]);
      if (document.rest === null) break;
      at += document.rest.bytes;
      start = document.rest.start;
    }
    expect(found).toEqual(read(text).records);
  });
});
