import { z } from 'zod';
import { instant } from './common.ts';
import { line } from './written.ts';

const sort = z.enum(['newest', 'relevance']);

export const savedSearchBody = z
  .strictObject({
    name: line(120),
    query: line(500).describe('In the language of `q` of `/api/v1/mentions`.'),
    sort: sort.default('newest'),
    everywhere: z.boolean().default(false).describe('Also what is not about this regency.'),
    shared: z.boolean().default(false).describe('Others of the office see it too; only its owner changes it.'),
  })
  .meta({ id: 'SavedSearchBody' });

export const savedSearch = z
  .strictObject({
    id: z.int(),
    name: z.string(),
    query: z.string(),
    sort,
    everywhere: z.boolean(),
    shared: z.boolean(),
    owner: z.string(),
    own: z.boolean().describe('Whether it is yours.'),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'SavedSearch' });

export const searchAlertBody = z
  .strictObject({
    minMentions: z.int().min(1).max(1_000).default(3).describe('Tell when at least so many match …'),
    windowHours: z
      .number()
      .min(1)
      .max(24 * 7)
      .default(24)
      .describe('… that were published in the last so many hours.'),
  })
  .meta({ id: 'SearchAlertBody' });
