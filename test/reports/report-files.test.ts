import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Listening } from '../../src/api/listen.ts';
import { type ReportFormat, reportFormats } from '../../src/core/report-file.ts';
import { closeDatabase } from '../../src/store/database.ts';
import { type Seeded, seed } from '../api/seed.ts';
import { makeApiDeps, serveApi } from '../api/serve-seed.ts';
import { makeEmptyDigest } from './digests.ts';
import { makeFullDigest } from './rich-digest.ts';

let seeded: Seeded;
let server: Listening;

beforeAll(async () => {
  seeded = await seed();
  const corrected = { ...makeFullDigest().editorial, correction: 1 };
  const reports = new Map([
    ['2026-11-21', makeFullDigest()],
    ['2026-11-21+1', makeFullDigest({ editorial: corrected })],
    ['2026-W46', makeEmptyDigest({ period: 'week', date: '2026-W46' })],
    ['2026-10', makeEmptyDigest({ period: 'month', date: '2026-10' })],
  ]);
  server = await serveApi(makeApiDeps(seeded.db, { digestOf: async (key) => reports.get(key) ?? null }));
});
afterAll(async () => {
  await server.close();
  await closeDatabase(seeded.db);
});

const get = (date: string, format: string) => fetch(`${server.origin}/api/v1/digests/${date}/files/${format}`);

const starts: Readonly<Record<ReportFormat, string>> = {
  html: '<!doctype html>',
  text: '*LAPORAN HARIAN',
  pdf: '%PDF-',
  docx: 'PK\u0003\u0004',
  'klipping-xlsx': 'PK\u0003\u0004',
  'klipping-csv': 'No,Waktu',
  json: '{\n',
};

test.each(reportFormats)('%s is saved under its name, and never shown as a page of ours', async (format) => {
  const response = await get('2026-11-21', format);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-disposition')).toMatch(
    /^attachment; filename=(laporan-harian|klipping)-kabupaten-banyuraga-2026-11-21\.[a-z]+$/,
  );
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  const body = Buffer.from(await response.arrayBuffer())
    .toString('latin1')
    .replace('\u00ef\u00bb\u00bf', '');
  expect(body.startsWith(starts[format])).toBe(true);
});

test('a correction is a file of its own', async () => {
  const response = await get('2026-11-21+1', 'text');
  expect(response.headers.get('content-disposition')).toContain('-2026-11-21-koreksi-1.txt');
  expect(await response.text()).toContain('KOREKSI ke-1');
});

test('weeks and months are there as well; what has not begun is not', async () => {
  expect((await get('2026-W46', 'json')).status).toBe(200);
  expect((await get('2026-10', 'text')).status).toBe(200);
  expect((await get('2026-11-23', 'pdf')).status).toBe(404);
  expect((await get('2026-W48', 'pdf')).status).toBe(404);
});

test.each([
  ['2026-11-31', 'pdf', 'date'],
  ['2026-W54', 'pdf', 'date'],
  ['kemarin', 'pdf', 'date'],
  ['2026-11-21', 'exe', 'format'],
])('%s as %s is refused, and said why', async (date, format, where) => {
  const response = await get(date, format);
  expect(response.status).toBe(400);
  expect((await response.json()).problems).toEqual([{ where, message: expect.any(String) }]);
});
