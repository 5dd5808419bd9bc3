import { z } from 'zod';
import { RequestError } from '../../core/errors.ts';
import { addDays, instantAt, localDate } from '../../core/time.ts';
import { findStaleHours } from '../../store/hour-counts.ts';
import { countSentiment } from '../../store/stats.ts';
import { defineRoute } from '../route.ts';
import { attention, date, instant, kind, label, pageOf, regencyCode, sourceClass } from '../schemas/common.ts';

const maxDays = 92;

const row = z
  .strictObject({ date, class: sourceClass, kind, label, attention, count: z.int() })
  .meta({ id: 'SentimentCount' });

export const statRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/stats',
    access: 'read',
    tag: 'stats',
    summary: 'Scored mentions counted by day, class of source, kind, sentiment and attention.',
    description:
      `Days are calendar days in the regency's time zone, at most ${maxDays}; the last 7 if none are named. Days without mentions have no rows. ` +
      'What has been deleted since because it was kept for long enough still counts. After a change of very many verdicts older days lag behind by minutes; `staleDays` says which.',
    input: z.strictObject({
      from: date.optional().describe('First day.'),
      to: date.optional().describe('Last day.'),
      about: regencyCode.optional().describe("A regency; this installation's if absent."),
    }),
    output: pageOf(row).extend({
      from: date,
      to: date,
      staleDays: z.array(date).describe('Days with changes that are not counted yet; empty when all is up to date.'),
      about: z.string(),
      timezone: z.string(),
      madeAt: instant,
    }),
    csv: {
      filename: 'statistik.csv',
      columns: [
        { header: 'date', value: (item) => item.date },
        { header: 'class', value: (item) => item.class },
        { header: 'kind', value: (item) => item.kind },
        { header: 'label', value: (item) => item.label },
        { header: 'attention', value: (item) => item.attention },
        { header: 'count', value: (item) => item.count },
      ],
    },
    async handle(input, { db, now, region }) {
      const zone = region.timezone;
      const at = now();
      const to = input.to ?? localDate(at, zone);
      const from = input.from ?? addDays(to, -6);
      const days = listDays(from, to);
      const about = input.about ?? region.code;
      const stale = await findStaleHours(db, {
        from: instantAt(from, 0, zone),
        to: instantAt(addDays(to, 1), 0, zone),
      });
      const items = [];
      for (const day of days) {
        const dayPeriod = { from: instantAt(day, 0, zone), to: instantAt(addDays(day, 1), 0, zone) };
        for (const { sourceClass, ...count } of await countSentiment(db, { ...dayPeriod, about }, stale)) {
          items.push({ date: day, class: sourceClass, ...count });
        }
      }
      const staleDays = new Set(stale.behind.map((hour) => localDate(new Date(`${hour}:00:00.000Z`), zone)));
      return {
        items,
        next: null,
        from,
        to,
        staleDays: [...staleDays].sort(),
        about,
        timezone: zone,
        madeAt: at.toISOString(),
      };
    },
  }),
];

/** @throws RequestError 400 when the period is empty or too long */
function listDays(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to && days.length <= maxDays; day = addDays(day, 1)) days.push(day);
  if (days.length === 0) throw refused('from', 'tidak boleh sesudah `to`');
  if (days.length > maxDays) throw refused('to', `paling banyak ${maxDays} hari sekaligus`);
  return days;
}

function refused(where: string, message: string): RequestError {
  return new RequestError(400, 'invalid-parameters', `Parameter perlu diperbaiki: ${where}`, [{ where, message }]);
}
