import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { parse } from 'csv-parse/sync';
import express from 'express';
import fc from 'fast-check';
import readSheets from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createAnswer } from '../../src/api/answer.ts';
import type { ApiDeps } from '../../src/api/deps.ts';
import { createFreshness } from '../../src/api/freshness.ts';
import { type Listening, listen } from '../../src/api/listen.ts';
import { defineRoute } from '../../src/api/route.ts';
import { pageOf, paging } from '../../src/api/schemas/common.ts';
import { packed } from '../../src/api/security.ts';
import { createWorkbook } from '../../src/api/xlsx.ts';
import { listAudit } from '../../src/store/audit.ts';
import { closeDatabase } from '../../src/store/database.ts';
import type { Db } from '../../src/store/schema.ts';
import { makeActor, peopleWith } from './people.ts';
import { type SeedMention, seed } from './seed.ts';
import { makeApiDeps, serveApi } from './serve-seed.ts';

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const lines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
const csvRows = (text: string): string[][] => parse(text, { bom: true, relax_column_count: true });

/** Every cell as it stands in the file. */
async function sheetsOf(
  file: Uint8Array,
): Promise<readonly { sheet: string; data: readonly (readonly unknown[])[] }[]> {
  return (await readSheets(Buffer.from(file))) as never;
}

describe('lists of mentions as files', () => {
  const many: readonly SeedMention[] = Array.from({ length: 620 }, (_, index) => ({
    source: 'kabar-wanasari',
    minutes: 2000 + index,
    title: index === 0 ? '=HYPERLINK("https://penyerang.test")' : `Kabar ${index}`,
    text: `Isi berita ke-${index} <b>&amp;</b> _x0041_\u0007 “kutip”.`,
  }));
  const count = 16 + many.length;
  let db: Db;
  let server: Listening;
  const ask = (path: string, headers: Record<string, string> = {}) => fetch(`${server.origin}${path}`, { headers });

  beforeAll(async () => {
    ({ db } = await seed(many));
    const people = peopleWith({ humas: { name: 'Humas', role: 'humas' }, opd: { role: 'opd', agency: 'PUPR' } });
    server = await serveApi(makeApiDeps(db, { people }));
  });
  afterAll(async () => {
    await server.close();
    await closeDatabase(db);
  });

  it('hold everything that matches in each form, whether asked for by a link or by Accept', async () => {
    const ids = lines(await (await ask('/api/v1/mentions?format=ndjson')).text());
    expect(ids.pop()).toEqual({ _end: { items: count } });
    expect(new Set(ids.map(({ id }) => id)).size).toBe(count);
    const csv = await ask('/api/v1/mentions', { accept: 'text/csv' });
    expect(csvRows(await csv.text())).toHaveLength(1 + count);
    const xlsx = await ask('/api/v1/mentions', { accept: xlsxType });
    expect(xlsx.headers.get('content-disposition')).toBe('attachment; filename=sebutan.xlsx');
    const [sheet] = await sheetsOf(await xlsx.bytes());
    expect(sheet?.data).toHaveLength(1 + count);
    const title = sheet?.data[0]?.indexOf('title') ?? -1;
    const [newest] = sheet?.data.slice(17) ?? [];
    expect(newest?.[title]).toBe('=HYPERLINK("https://penyerang.test")');
    expect(newest?.[sheet?.data[0]?.indexOf('text') ?? -1]).toContain('Isi berita ke-0 <b>&amp;</b>');
  });

  it('take filters and columns', async () => {
    const text = await (await ask('/api/v1/mentions?format=csv&label=positive&fields=title,id')).text();
    const [head, ...rows] = csvRows(text);
    expect(head).toEqual(['id', 'title']);
    expect(rows).toHaveLength(2);
    const [first, end] = lines(
      await (await ask('/api/v1/mentions?format=ndjson&label=positive&fields=id&limit=1')).text(),
    );
    expect([Object.keys(first), end]).toEqual([['id'], { _end: { items: 1 } }]);
  });

  it('are one page when a page is named, with the way to the next', async () => {
    const response = await ask('/api/v1/mentions?format=ndjson&limit=10');
    expect(lines(await response.text())).toHaveLength(11);
    expect(response.headers.get('link')).toMatch(
      /^<\/api\/v1\/mentions\?format=ndjson&limit=10&cursor=[^>]+>; rel="next"$/,
    );
  });

  it('are not sent for HEAD, nor in a form that there is not', async () => {
    const head = await fetch(`${server.origin}/api/v1/mentions?format=xlsx`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-type'), await head.text()]).toEqual([200, xlsxType, '']);
    const refused = await (await ask('/api/v1/mentions?format=pdf')).json();
    expect(refused.problems).toEqual([{ where: 'format', message: 'harus salah satu dari: json, csv, xlsx, ndjson' }]);
    const none = await (await ask('/api/v1/outbox?format=xlsx')).json();
    expect(none.problems[0].message).toBe('harus salah satu dari: json, ndjson');
  });

  it('need a permission of their own', async () => {
    const opd = { authorization: 'Bearer opd' };
    expect((await ask('/api/v1/issues', opd)).status).toBe(200);
    expect((await ask('/api/v1/issues?format=csv', opd)).status).toBe(403);
    expect((await ask('/api/v1/issues', { ...opd, accept: 'application/x-ndjson' })).status).toBe(403);
    expect((await ask('/api/v1/issues?format=csv', { authorization: 'Bearer humas' })).status).toBe(200);
  });

  it('are on the audit trail with their filters and how many rows went out', async () => {
    const headers = { authorization: 'Bearer humas' };
    await (await ask('/api/v1/mentions?format=csv&topic=kesehatan', headers)).text();
    await (await ask('/api/v1/mentions?format=xlsx&fields=id', headers)).bytes();
    const { items } = await listAudit(db, { who: 'Humas', action: 'mentions.', limit: 10 });
    expect(items.map(({ action, object, detail }) => ({ action, object, detail })).reverse()).toEqual([
      {
        ...{ action: 'mentions.export', object: 'mentions' },
        detail: { filters: { topic: 'kesehatan' }, format: 'csv', items: 2 },
      },
      { action: 'mentions.export', object: 'mentions', detail: { filters: { fields: 'id' }, format: 'xlsx' } },
      { action: 'mentions.export-end', object: 'mentions', detail: { outcome: 'complete', items: count } },
    ]);
  });
});

describe('sparse answers', () => {
  let server: Listening;
  let db: Db;
  beforeAll(async () => {
    ({ db } = await seed());
    server = await serveApi(makeApiDeps(db));
  });
  afterAll(async () => {
    await server.close();
    await closeDatabase(db);
  });
  const json = async (path: string) => (await fetch(`${server.origin}${path}`)).json();

  it('hold the named fields only, of each item or of the object', async () => {
    const { items, next } = await json('/api/v1/issues?fields=title,id&limit=2');
    expect(items.map(Object.keys)).toEqual([
      ['id', 'title'],
      ['id', 'title'],
    ]);
    expect(next).toEqual(expect.any(String));
    expect(Object.keys(await json('/api/v1/issues/1?fields=history'))).toEqual(['history']);
  });

  it('name the known fields when one is unknown, or none or several lists are given', async () => {
    for (const query of [
      'fields=id,judul',
      'fields=',
      'fields=id&fields=title',
      'fields=__proto__',
      'fields=constructor',
    ]) {
      const problem = await json(`/api/v1/issues?${query}`);
      expect(problem).toMatchObject({ status: 400, problems: [{ where: 'fields' }] });
      expect(problem.problems[0].message).toContain('yang ada: id, title, state');
    }
  });
});

/** A list as long as a test wants, and what has been asked of it. */
function serveList({ rows, failAfter = Number.POSITIVE_INFINITY }: { rows: number; failAfter?: number }) {
  const asked: number[] = [];
  const route = defineRoute({
    ...{ method: 'get', path: '/daftar', access: 'read', tag: 'list', summary: 'A long list.' },
    input: z.strictObject(paging),
    output: pageOf(z.strictObject({ id: z.int(), text: z.string() })),
    csv: {
      filename: 'daftar.csv',
      columns: [
        { header: 'id', value: (item) => item.id },
        { header: 'text', value: (item) => item.text },
      ],
    },
    async handle({ limit, cursor }) {
      const start = Number(cursor ?? 0);
      asked.push(start);
      if (start >= failAfter) throw new Error('the disk is gone');
      const end = Math.min(rows, start + limit);
      const items = Array.from({ length: end - start }, (_, index) => ({
        id: start + index,
        text: randomBytes(300).toString('base64'),
      }));
      return { items, next: end < rows ? String(end) : null };
    },
  });
  return { route, asked };
}

describe('a long export', () => {
  let db: Db;
  let server: Listening | null = null;
  beforeAll(async () => {
    ({ db } = await seed());
  });
  afterAll(async () => {
    await server?.close();
    await closeDatabase(db);
  });

  async function open(options: Parameters<typeof serveList>[0]) {
    const { route, asked } = serveList(options);
    const deps: ApiDeps = makeApiDeps(db);
    const app = express();
    app.use(packed);
    app.use((_request, response, next) => {
      response.locals.identity = { actor: makeActor(), session: { secret: null }, client: { ip: '', agent: null } };
      next();
    });
    app.get('/daftar', createAnswer(route, deps, { clients: new Set(), freshness: createFreshness(deps) }));
    app.use(((_error, _request, response, _next) => response.destroy()) as express.ErrorRequestHandler);
    await server?.close();
    server = await listen(app, { host: '127.0.0.1', port: 0 });
    return { origin: server.origin, asked };
  }
  const trail = async () => (await listAudit(db, { action: 'list.', limit: 1 })).items[0]?.detail;

  it('comes page by page, whole', async () => {
    const { origin, asked } = await open({ rows: 60_000 });
    const text = await (await fetch(`${origin}/daftar?format=ndjson&fields=id`)).text();
    const items = lines(text);
    expect(items).toHaveLength(60_001);
    expect(items.at(-1)).toEqual({ _end: { items: 60_000 } });
    expect(items.slice(0, -1).every(({ id }, index) => id === index)).toBe(true);
    expect(asked).toHaveLength(240);
    const [sheet] = await sheetsOf(await (await fetch(`${origin}/daftar?format=xlsx&fields=id`)).bytes());
    expect(sheet?.data).toHaveLength(60_001);
    expect(sheet?.data.at(-1)).toEqual([59_999]);
  });

  it.each(['identity', 'gzip'])('waits for a slow client, and stops when it leaves: %s', async (coding) => {
    const { origin, asked } = await open({ rows: 1_000_000 });
    const asking = request(`${origin}/daftar?format=csv`, { headers: { 'accept-encoding': coding } }).end();
    const response = await new Promise<NodeJS.ReadableStream>((resolve) => asking.on('response', resolve));
    // Nothing is read: the socket fills up and the export stands still.
    let before = -1;
    await vi.waitUntil(
      () => {
        const still = asked.length === before && asked.length > 0;
        before = asked.length;
        return still;
      },
      { interval: 300, timeout: 15_000 },
    );
    expect(asked.length).toBeLessThan(200);
    response.on('error', () => {});
    asking.on('error', () => {});
    asking.destroy();
    await vi.waitUntil(
      async () => (await trail()) !== undefined && JSON.stringify(await trail()).includes('client-left'),
    );
    expect(asked.length).toBeLessThan(200);
  });

  it.each(['csv', 'xlsx', 'ndjson'])(
    'that breaks in the middle is cut off, so that nobody takes it for whole: %s',
    async (format) => {
      const { origin } = await open({ rows: 5_000, failAfter: 2_000 });
      const response = await fetch(`${origin}/daftar?format=${format}`);
      expect(response.status).toBe(200);
      await expect(response.text()).rejects.toThrow();
      expect(await trail()).toEqual({ outcome: 'broken', items: 2_000 });
    },
  );

  it('that fails at once is refused like any request', async () => {
    const { origin } = await open({ rows: 5_000, failAfter: 0 });
    await expect(fetch(`${origin}/daftar?format=csv`)).rejects.toThrow();
  });
});

describe('a workbook', () => {
  const write = (headers: string[], pages: (string | number | boolean | null)[][][], maxRows?: number) => {
    const book = createWorkbook(headers, maxRows === undefined ? {} : { maxRows });
    return Buffer.concat([...pages.map((page) => book.add(page)), book.end()]);
  };

  it('goes on in another sheet where one is full, each with the header', async () => {
    const rows = Array.from({ length: 25 }, (_, index) => [index]);
    const sheets = await sheetsOf(write(['n'], [rows.slice(0, 3), rows.slice(3, 24), rows.slice(24)], 11));
    expect(sheets.map(({ sheet, data }) => [sheet, data.length, data[0]])).toEqual([
      ['Data', 11, ['n']],
      ['Data 2', 11, ['n']],
      ['Data 3', 6, ['n']],
    ]);
    expect(sheets.flatMap(({ data }) => data.slice(1).map(([n]) => n))).toEqual(rows.flat());
  });

  it('keeps numbers and yes or no as such', async () => {
    const [sheet] = await sheetsOf(
      write(
        ['a', 'b', 'c'],
        [
          [
            [-0.5, true, null],
            [Number.NaN, false, 12],
          ],
        ],
      ),
    );
    expect(sheet?.data.slice(1)).toEqual([
      [-0.5, true, null],
      [null, false, 12],
    ]);
  });

  it('is whole without any row', async () => {
    const [sheet] = await sheetsOf(write(['a', 'b'], []));
    expect(sheet?.data).toEqual([['a', 'b']]);
  });

  it('gives every text back as text, whatever stands in it', async () => {
    const texts = fc.sample(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), 3_000);
    const hostile = [
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\t=1',
      '\uff1d1',
      ' <f>1+1</f>',
      ']]>',
      '&#0;',
      '_x0000_',
      'x'.repeat(40_000),
    ];
    const all = [...hostile, ...texts].filter((text) => text.trim() !== '');
    const file = write(['text'], [all.map((text) => [text])]);
    const [sheet] = await sheetsOf(file);
    const read = sheet?.data.slice(1).map(([cell]) => cell) ?? [];
    const plain = (text: string) =>
      text
        .slice(0, 32_767)
        .toWellFormed()
        .replace(/\r\n?/g, '\n')
        .replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
    // The reader leaves white space at the ends out.
    expect(
      read.map((cell) =>
        String(cell ?? '')
          .replaceAll('_x005F_', '_')
          .trim(),
      ),
    ).toEqual(all.map((text) => plain(text).trim()));
  });
});
