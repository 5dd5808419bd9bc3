import { z } from 'zod';
import type { Digest } from '../../core/digest.ts';
import { noEdits } from '../../core/digest-edits.ts';
import { RequestError } from '../../core/errors.ts';
import { hasBegun } from '../../core/report-period.ts';
import { inWriteTransaction } from '../../store/dialect.ts';
import { approveDigest, findEdits, saveEdits } from '../../store/digest-edits.ts';
import { listReports, type ReportLine } from '../../store/digests.ts';
import type { ApiDeps } from '../deps.ts';
import { toEdits } from '../digest-rows.ts';
import { parseBody } from '../input.ts';
import { loadReport } from '../load-report.ts';
import { defineRoute } from '../route.ts';
import { pageOf, present } from '../schemas/common.ts';
import {
  digest,
  editsBody,
  reportDate,
  reportKey,
  reportLine,
  reportPeriod,
  sentReport,
  storedEdits,
} from '../schemas/digest.ts';
import { editRowsBody } from '../schemas/digest-rows.ts';

export const digestRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/digests',
    access: 'read',
    tag: 'digests',
    summary: 'Stored reports, those made last first, in one page.',
    input: z.strictObject({
      period: reportPeriod.optional().describe('Only days, weeks or months.'),
      limit: z.coerce.number().int().min(1).max(1000).default(60).describe('Reports at most.'),
    }),
    output: pageOf(reportLine),
    csv: {
      filename: 'laporan.csv',
      columns: [
        { header: 'date', value: (item) => item.date },
        { header: 'period', value: (item) => item.period },
        { header: 'status', value: (item) => item.status },
        { header: 'approvedBy', value: (item) => item.approvedBy },
        { header: 'madeAt', value: (item) => item.madeAt },
        { header: 'queuedAt', value: (item) => item.queuedAt },
        { header: 'corrections', value: (item) => item.corrections },
      ],
    },
    async handle({ limit, ...filters }, { db }) {
      const lines = await listReports(db, { limit, ...present(filters) });
      return { items: lines.map((own) => ({ ...own, status: statusOf(own) })), next: null };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/digests/:date',
    access: 'read',
    tag: 'digests',
    summary:
      'The report (laporan monitoring isu) of a day, week or month: as it was sent, or made now from what is stored.',
    description: '`Accept: text/html` answers with the report as a page, `text/plain` with the text for WhatsApp.',
    input: z.strictObject({ date: reportKey }),
    output: digest,
    formats: {
      'text/html': (output, deps) => deps.digestHtml(output as Digest),
      'text/plain': (output, deps) => deps.digestText(output as Digest),
    },
    handle: ({ date }, deps) => loadReport(date, deps),
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/digests/:date/edits',
    access: 'read',
    tag: 'digests',
    summary: 'What people have changed in a report, and who approved it.',
    input: z.strictObject({ date: reportDate }),
    output: storedEdits,
    async handle({ date }, { db }) {
      const nobody = { editedBy: null, editedAt: null, approvedBy: null, approvedAt: null };
      return (await findEdits(db, date)) ?? { edits: noEdits, ...nobody };
    },
  }),
  defineRoute({
    method: 'put',
    path: '/api/v1/digests/:date/edits',
    access: 'reports',
    tag: 'digests',
    summary: 'Replaces what people have changed in a report: sentences, excluded issues, remarks.',
    description:
      'What is left out stays as the program wrote it. An approval is withdrawn: it was of another text. A report that was sent stays as it was; ' +
      'send it again for a correction.',
    input: z.strictObject({ date: reportDate }),
    body: editsBody,
    output: storedEdits,
    async write({ input: { date }, body, who }, deps) {
      requireBegun(date, deps);
      return saveEdits(deps.db, { date, who, now: deps.now() }, parseBody(editsBody, body));
    },
  }),
  defineRoute({
    method: 'put',
    path: '/api/v1/digests/:date/edits/rows',
    access: 'reports',
    tag: 'digests',
    summary: 'The same as a form writes it; a part that is sent back unchanged stays as the program wrote it.',
    input: z.strictObject({ date: reportDate }),
    body: editRowsBody,
    output: storedEdits,
    async write({ input: { date }, body, who }, deps) {
      requireBegun(date, deps);
      const rows = parseBody(editRowsBody, body);
      const report = await loadReport(date, deps);
      return inWriteTransaction(deps.db, async (trx) => {
        const stored = await findEdits(trx, date);
        if (rows.basedOn !== undefined && stored?.editedAt !== rows.basedOn) throw editedMeanwhile(stored?.editedBy);
        const edits = toEdits(rows, report, stored, deps.region.timezone);
        return saveEdits(trx, { date, who, now: deps.now() }, parseBody(editsBody, edits));
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/digests/:date/approval',
    access: 'reports',
    tag: 'digests',
    summary: 'Approves a report as it stands, with what was changed so far.',
    description: 'Before it is due: it goes out on time, with the name. One that is held goes out at once.',
    input: z.strictObject({ date: reportDate }),
    body: null,
    output: storedEdits,
    async write({ input: { date }, who }, deps) {
      requireBegun(date, deps);
      return approveDigest(deps.db, { date, who, now: deps.now() });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/digests/:date/send',
    access: 'reports',
    tag: 'digests',
    summary: 'Queues the messages of a report now, once; after edits, those of a correction.',
    input: z.strictObject({ date: reportDate }),
    body: null,
    output: sentReport,
    async write({ input: { date }, who }, deps) {
      requireBegun(date, deps);
      return deps.sendDigest(date, who);
    },
  }),
];

function statusOf({ queuedAt, approvedBy }: ReportLine): 'otomatis' | 'disetujui' | 'terkirim' {
  if (queuedAt !== null) return 'terkirim';
  return approvedBy === null ? 'otomatis' : 'disetujui';
}

function editedMeanwhile(by: string | null | undefined): RequestError {
  const detail = `Laporan ini sementara itu disunting ${by ?? 'orang lain'}: buka lagi halamannya, lalu ulangi suntingan Anda.`;
  return new RequestError(409, 'edited-meanwhile', detail);
}

/** @throws RequestError 404 for a period that has not begun */
function requireBegun(date: string, { now, region, reportMinute }: ApiDeps): void {
  if (hasBegun(date, now(), region.timezone, reportMinute)) return;
  throw new RequestError(404, 'not-found', `Belum ada laporan untuk ${date}.`);
}
