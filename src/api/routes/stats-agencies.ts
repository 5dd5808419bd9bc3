import { z } from 'zod';
import { agencyScopeOf } from '../../core/access.ts';
import { addDays, instantAt, localDate } from '../../core/time.ts';
import { type AgencyOverview, loadAgencyOverviews } from '../../store/agency-overview.ts';
import { defineRoute } from '../route.ts';
import { type Body, date, pageOf } from '../schemas/common.ts';
import { day } from '../schemas/day.ts';

const ms = z.int().nullable();

const row = z
  .strictObject({
    agency: z.string(),
    name: z.string(),
    red: z.int().describe('Open red issues that were mentioned in the period.'),
    yellow: z.int(),
    waiting: z.int().describe('Issues that are with the agency now.'),
    overdue: z.int().describe('Of these, past their time.'),
    passedOn: z.int().describe('Issues passed on to it in the period.'),
    answered: z.int(),
    late: z.int().describe('Answered after the time that was asked for.'),
    medianMs: ms.describe('From being asked to the answer, of those answered.'),
    p90Ms: ms,
    questionsWaiting: z.int().describe('Asked in the period.'),
    questionsAnswered: z.int(),
  })
  .meta({ id: 'AgencyOverview' });

const hours = (value: number | null): number | null => (value === null ? null : Math.round(value / 360_000) / 10);

export const agencyStatRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/stats/agencies',
    tag: 'stats',
    access: 'read-agency',
    summary: 'How the agencies deal with what is said: open issues, response times, what is overdue, questions.',
    description:
      "Whole days in the regency's time zone; the last 30 if none are named. Response times are nearest-rank quantiles.",
    input: z.strictObject({
      from: day.optional().describe('First day.'),
      to: day.optional().describe('Last day, included.'),
    }),
    output: pageOf(row).extend({ from: date, to: date }),
    csv: {
      filename: 'opd.csv',
      columns: [
        { header: 'opd', value: (item) => item.agency },
        { header: 'nama', value: (item) => item.name },
        { header: 'merah', value: (item) => item.red },
        { header: 'kuning', value: (item) => item.yellow },
        { header: 'menunggu', value: (item) => item.waiting },
        { header: 'lewat-batas', value: (item) => item.overdue },
        { header: 'diteruskan', value: (item) => item.passedOn },
        { header: 'ditanggapi', value: (item) => item.answered },
        { header: 'terlambat', value: (item) => item.late },
        { header: 'median-jam', value: (item) => hours(item.medianMs) },
        { header: 'p90-jam', value: (item) => hours(item.p90Ms) },
        { header: 'pertanyaan-menunggu', value: (item) => item.questionsWaiting },
        { header: 'pertanyaan-dijawab', value: (item) => item.questionsAnswered },
      ],
    },
    async handle(input, { db, now, region }, actor) {
      const zone = region.timezone;
      const to = input.to ?? localDate(now(), zone);
      const from = input.from ?? addDays(to, -29);
      const scope = agencyScopeOf(actor);
      const shown = region.agencies.filter(({ id }) => scope === null || id === scope);
      const period = { from: instantAt(from, 0, zone), to: instantAt(addDays(to, 1), 0, zone) };
      const rows = await loadAgencyOverviews(db, { ...period, agencies: shown.map(({ id }) => id), now: now() });
      const names = new Map(shown.map(({ id, name }) => [id, name]));
      return { items: rows.map((own) => toBody(own, names.get(own.agency) ?? own.agency)), next: null, from, to };
    },
  }),
];

function toBody({ times, ...own }: AgencyOverview, name: string): Body<typeof row> {
  const { passedOn = 0, answered = 0, late = 0, medianMs = null, p90Ms = null } = times ?? {};
  return { ...own, name, passedOn, answered, late, medianMs, p90Ms };
}
