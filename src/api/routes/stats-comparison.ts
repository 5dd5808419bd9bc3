import { z } from 'zod';
import { agencyScopeOf } from '../../core/access.ts';
import { categories, totalOf } from '../../core/category.ts';
import { RequestError } from '../../core/errors.ts';
import { comparePeriods } from '../../store/compare.ts';
import { readDays, readEarlierDays } from '../day-period.ts';
import { defineRoute } from '../route.ts';
import { pageOf, topic, word } from '../schemas/common.ts';
import { day } from '../schemas/day.ts';

const row = z
  .strictObject({
    kind: z.enum(['all', 'category', 'topic']),
    name: z.string().describe('`all`, a category, or a topic.'),
    now: z.int().describe('In the first period.'),
    before: z.int().describe('In the second.'),
  })
  .meta({ id: 'ComparedCount' });

export const comparisonRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/stats/comparison',
    tag: 'stats',
    access: 'read-agency',
    summary: 'Mentions about the regency in two periods, by sentiment and topic; mirrors left out.',
    description: "Whole days in the regency's time zone, at most 366 in each period.",
    input: z.strictObject({
      from: day.optional().describe('First day; 13 days before the last if absent.'),
      to: day.optional().describe('Last day, included; today if absent.'),
      from2: day
        .optional()
        .describe('First day of the period that it is compared with; as many days as the first has if absent.'),
      to2: day.optional().describe('Its last day; the one before the first period if absent.'),
      agency: word.optional().describe('Only what concerns this agency.'),
      topic: topic.optional(),
    }),
    output: pageOf(row),
    csv: {
      filename: 'perbandingan.csv',
      columns: [
        { header: 'kind', value: (item) => item.kind },
        { header: 'name', value: (item) => item.name },
        { header: 'now', value: (item) => item.now },
        { header: 'before', value: (item) => item.before },
      ],
    },
    async handle({ agency, topic: asked, ...input }, deps, actor) {
      const { from, to } = readDays(input, deps);
      const earlier = readEarlierDays({ from: input.from2, to: input.to2 }, { from, to });
      const scope = agencyScopeOf(actor);
      if (scope !== null && agency !== undefined && agency !== scope) {
        throw new RequestError(404, 'not-found', `OPD ${agency} tidak ada.`);
      }
      const query = { from, to, agency: scope ?? agency ?? null, topic: asked ?? null };
      const { now, before, topics } = await comparePeriods(deps.db, query, earlier);
      const items = [
        { kind: 'all' as const, name: 'all', now: totalOf(now), before: totalOf(before) },
        ...categories.map((name) => ({ kind: 'category' as const, name, now: now[name], before: before[name] })),
        ...topics.map((own) => ({ kind: 'topic' as const, name: own.topic, now: own.now, before: own.before })),
      ];
      return { items, next: null };
    },
  }),
];
