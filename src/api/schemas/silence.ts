import { z } from 'zod';
import { alertLevels } from '../../core/alert.ts';
import { instant, topic, word } from './common.ts';

const list = <Item extends z.ZodType>(item: Item) => z.array(item).max(100).default([]);

const matchers = z
  .strictObject({
    levels: list(z.enum(alertLevels)),
    rules: list(word).describe('Ids of alert rules.'),
    agencies: list(word).describe('Short names of agencies (OPD).'),
    topics: list(topic),
    places: list(word).describe('Codes of districts or villages; a district holds its villages.'),
    issues: list(z.int().min(1)),
  })
  .describe(
    'An alert is silenced if every list that is not empty holds its value. At least one list must not be empty.',
  );

/** What is sent to make one. */
export const silenceBody = z
  .strictObject({
    match: matchers,
    reason: z.string().trim().min(1).max(500).describe('Shown wherever the silence keeps something back.'),
    startsAt: z.iso.datetime({ offset: true }).optional().describe('Now if absent or past.'),
    endsAt: z.iso.datetime({ offset: true }).optional().describe('At most 7 days after it starts.'),
    hours: z
      .number()
      .min(0.25)
      .max(7 * 24)
      .optional()
      .describe('Instead of `endsAt`: how long it holds.'),
  })
  .meta({ id: 'NewSilence' });

export const silence = z
  .strictObject({
    id: z.int(),
    match: z.strictObject({
      levels: z.array(z.enum(alertLevels)),
      rules: z.array(z.string()),
      agencies: z.array(z.string()),
      topics: z.array(z.string()),
      places: z.array(z.string()),
      issues: z.array(z.int()),
    }),
    reason: z.string(),
    author: z.string(),
    createdAt: instant,
    startsAt: instant,
    endsAt: instant,
    endedAt: instant.nullable().describe('When somebody ended it early.'),
    endedBy: z.string().nullable(),
  })
  .meta({ id: 'Silence' });
