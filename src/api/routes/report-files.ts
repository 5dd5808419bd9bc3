import { z } from 'zod';
import { reportFormats } from '../../core/report-file.ts';
import { loadReport } from '../load-report.ts';
import { defineRoute } from '../route.ts';
import { reportKey } from '../schemas/digest.ts';

export const reportFileRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/digests/:date/files/:format',
    access: 'read',
    tag: 'digests',
    summary: 'The report of a day, week or month as a file: to print, to edit, to send on.',
    description: '`klipping-xlsx` and `klipping-csv` are the list of clippings alone; `text` is for WhatsApp.',
    input: z.strictObject({ date: reportKey, format: z.enum(reportFormats) }),
    output: z.string().meta({ format: 'binary' }),
    mediaType: 'application/octet-stream',
    async file({ date, format }, deps) {
      return deps.reportFile(await loadReport(date, deps), format);
    },
  }),
];
