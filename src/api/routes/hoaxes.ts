import { z } from 'zod';
import { searchMentions } from '../../store/search-mentions.ts';
import { defineRoute } from '../route.ts';
import { flag, pageOf, paging, period, present, toPeriod } from '../schemas/common.ts';
import { mention, toMentionBody } from '../schemas/mention.ts';
import { mentionCsv } from './mentions.ts';

export const hoaxRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/hoaxes',
    access: 'read',
    tag: 'hoaxes',
    summary: 'Mentions that spread a claim, check one or speak of one, newest first.',
    input: z.strictObject({
      class: z
        .enum(['claim', 'fact-check', 'mention'])
        .default('claim')
        .describe('`claim`: spreads it. `fact-check`: refutes or confirms it. `mention`: speaks of hoaxes.'),
      relevantOnly: flag("Only what is about this installation's regency."),
      ...period,
      ...paging,
    }),
    output: pageOf(mention),
    csv: { ...mentionCsv, filename: 'hoaks.csv' },
    async handle({ class: hoaxClass, relevantOnly, from, to, limit, cursor }, deps) {
      const query = present({ hoaxClass, relevantOnly, cursor, ...toPeriod({ from, to }, deps.region.timezone) });
      const { items, next } = await searchMentions(deps.db, { ...query, limit });
      return { items: items.map(toMentionBody), next };
    },
  }),
];
