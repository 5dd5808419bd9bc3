import { z } from 'zod';
import type { Digest } from '../../core/digest.ts';
import { RequestError } from '../../core/errors.ts';
import { runningReportDate } from '../../core/time.ts';
import { findDigest, listDigestDates } from '../../store/digests.ts';
import { defineRoute } from '../route.ts';
import { date, pageOf } from '../schemas/common.ts';
import { digest } from '../schemas/digest.ts';

export const digestRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/digests',
    tag: 'digests',
    summary: 'Dates that have a stored daily report, newest first, in one page.',
    input: z.strictObject({
      limit: z.coerce.number().int().min(1).max(1000).default(60).describe('Dates at most.'),
    }),
    output: pageOf(z.strictObject({ date })),
    csv: { filename: 'laporan.csv', columns: [{ header: 'date', value: (item) => item.date }] },
    async handle({ limit }, { db }) {
      const dates = await listDigestDates(db, limit);
      return { items: dates.map((day) => ({ date: day })), next: null };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/digests/:date',
    tag: 'digests',
    summary: 'The daily report (laporan harian) of a date: as it was sent, or made now from what is stored.',
    description: '`Accept: text/html` answers with the report as a page, `text/plain` with the text for WhatsApp.',
    input: z.strictObject({ date }),
    output: digest,
    formats: {
      'text/html': (output, deps) => deps.digestHtml(output as Digest),
      'text/plain': (output, deps) => deps.digestText(output as Digest),
    },
    async handle(input, deps) {
      if (input.date > runningReportDate(deps.now(), deps.region.timezone, deps.reportMinute))
        throw missing(input.date);
      const found = (await findDigest(deps.db, input.date)) ?? (await deps.digestOf(input.date));
      if (found === null) throw missing(input.date);
      return found;
    },
  }),
];

function missing(day: string): RequestError {
  return new RequestError(404, 'not-found', `Belum ada laporan untuk ${day}.`);
}
