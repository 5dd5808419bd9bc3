import { z } from 'zod';
import { hoaxClass, instant, platform } from './common.ts';

const direction = z.enum(['for', 'against', 'neither']);
const directions = z.strictObject({ for: z.int(), against: z.int(), neither: z.int() }).meta({ id: 'Directions' });

/** A hit of an election pack: what is said, and never who said it. */
export const sighting = z
  .strictObject({
    publishedAt: instant,
    platform,
    medium: z.string().nullable().describe('Newsroom or office, on its own site; null for everybody else.'),
    url: z.string().nullable().describe('Only of a newsroom or office: other addresses name accounts.'),
    hoaxClass,
    keywords: z.array(
      z.strictObject({
        keyword: z.string(),
        theme: z.string(),
        field: z.enum(['title', 'text']),
        start: z.int().min(0),
        end: z.int().min(0),
        before: z.string().describe('Up to 80 characters; account names, addresses and long numbers are left out.'),
        hit: z.string(),
        after: z.string(),
      }),
    ),
    candidates: z
      .array(z.strictObject({ id: z.string(), direction }))
      .describe('Candidates named in the same text; `neither` when unsure.'),
    answers: z.array(
      z.strictObject({
        title: z.string().nullable(),
        url: z.string().nullable(),
        similarity: z.number(),
        kind: z.enum(['match', 'suggest']),
      }),
    ),
  })
  .meta({ id: 'Sighting' });

export const neutrality = z
  .strictObject({
    packId: z.string(),
    from: instant.nullable(),
    to: instant.nullable(),
    mentions: z.int(),
    themes: z.array(z.strictObject({ theme: z.string(), mentions: z.int() })),
    days: z.array(z.strictObject({ date: z.string(), mentions: z.int() })),
    candidates: z
      .array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          mentions: directions.describe('Mentions with a keyword that name the candidate.'),
          claims: directions.describe('Of these, those that spread a hoax or repeat a known claim.'),
        }),
      )
      .describe('Every candidate of the pack, also with nothing but zeros.'),
    thresholds: z.string().describe('What a direction takes; the same for every candidate.'),
  })
  .meta({ id: 'NeutralityReport' });
