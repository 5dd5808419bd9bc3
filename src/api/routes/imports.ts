import { z } from 'zod';
import { RequestError } from '../../core/errors.ts';
import { type ImportSettings, maxImportBytes } from '../../core/source-desk.ts';
import { findImport, listImports, listRejections } from '../../store/imports.ts';
import { parseBody } from '../input.ts';
import { defineRoute } from '../route.ts';
import { id, pageOf, paging, present } from '../schemas/common.ts';
import { importJob, pastedTable, rejectedLine, uploadQuery } from '../schemas/import.ts';

/** Browsers name CSV files as Excel's, and files that they do not know as octets; what it is, its bytes say. */
const mediaTypes = [
  'text/csv',
  'text/tab-separated-values',
  'text/plain',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.ms-excel',
  'application/x-ndjson',
  'application/json',
  'application/pdf',
  'application/octet-stream',
];

export const importRoutes = [
  defineRoute({
    method: 'put',
    path: '/api/v1/imports',
    tag: 'imports',
    summary: 'Takes a file (CSV, XLSX, NDJSON, PDF) as the raw body, and reads its first rows.',
    description:
      'At most 20 MB, within 30 seconds; nothing is stored as a mention before `run`. A file that is not run is dropped after a day, or ' +
      'when the server stops.',
    access: 'sources',
    input: uploadQuery,
    body: null,
    upload: { mediaTypes, maxBytes: maxImportBytes },
    output: importJob,
    write({ input, file, who }, { sourceDesk }) {
      if (file === null) throw new Error('an upload without a file');
      return sourceDesk.receive(file, toSettings(input), who);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/imports',
    tag: 'imports',
    summary: 'Takes a pasted table (CSV or NDJSON), and reads its first rows.',
    access: 'sources',
    input: z.strictObject({}),
    body: pastedTable,
    output: importJob,
    write({ body, who }, { sourceDesk }) {
      const { text, ...settings } = parseBody(pastedTable, body);
      return sourceDesk.receive(piecesOf(text), toSettings(settings), who);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/imports/:id/run',
    tag: 'imports',
    summary: 'Imports a file that was received. What is known already is stored only once.',
    description:
      'Answers after eight seconds at the latest; a larger file is `running` then. Scoring and grouping follow by themselves.',
    access: 'sources',
    input: z.strictObject({ id }),
    body: null,
    output: importJob,
    write: ({ input, who }, { sourceDesk }) => sourceDesk.importReceived(input.id, who),
  }),
  defineRoute({
    method: 'delete',
    path: '/api/v1/imports/:id',
    tag: 'imports',
    summary: 'Drops a file that was received and not imported.',
    access: 'sources',
    input: z.strictObject({ id }),
    body: null,
    output: importJob,
    write: ({ input, who }, { sourceDesk }) => sourceDesk.discardImport(input.id, who),
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/imports',
    tag: 'imports',
    summary: 'Files that were brought, newest first.',
    access: 'sources',
    input: z.strictObject(paging),
    output: pageOf(importJob),
    async handle({ limit, cursor }, { db }) {
      const { items, next } = await listImports(db, { limit, ...present({ cursor }) });
      return { items, next };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/imports/:id',
    tag: 'imports',
    summary: 'One file that was brought, and what became of it.',
    access: 'sources',
    input: z.strictObject({ id }),
    output: importJob,
    async handle(input, { db }) {
      const job = await findImport(db, input.id);
      if (job === null) throw notFound();
      return job;
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/imports/:id/rejected',
    tag: 'imports',
    summary: 'The lines of a file that were rejected, the first 10,000, in one page.',
    access: 'sources',
    input: z.strictObject({ id }),
    output: pageOf(rejectedLine),
    csv: {
      filename: 'baris-ditolak.csv',
      columns: [
        { header: 'baris', value: ({ line }) => line },
        { header: 'alasan', value: ({ reason }) => reason },
      ],
    },
    async handle(input, { db }) {
      const items = await listRejections(db, input.id);
      if (items === null) throw notFound();
      return { items, next: null };
    },
  }),
];

function toSettings({ name, basis, format, sheet, zone, date }: z.output<typeof uploadQuery>): ImportSettings {
  return { name, basis, format: format ?? null, sheet: sheet ?? null, zone: zone ?? null, date: date ?? null };
}

async function* piecesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text, 'utf8');
}

function notFound(): RequestError {
  return new RequestError(404, 'not-found', 'Impor ini tidak ada.');
}
