import { z } from 'zod';

const problem = z.strictObject({
  start: z.int().min(0).describe('Where in `q`, in UTF-16 units.'),
  end: z.int().min(0),
  message: z.string().describe('Indonesian: what was left out or read otherwise.'),
});

/** How a search was understood and how far it went. */
export const searchSaid = z
  .strictObject({
    read: z.string().nullable().describe('`q` as it was understood, in its canonical spelling.'),
    problems: z.array(problem),
    sort: z.enum(['newest', 'relevance']).describe('The order of the items; without words there is no best.'),
    lookedAt: z
      .int()
      .nullable()
      .describe('Not null when the search stopped early, after so many matches of the words: `next` goes on there.'),
    indexing: z
      .boolean()
      .describe('An upgrade is still indexing older mentions: not all of them are found by words yet.'),
  })
  .meta({ id: 'SearchSaid' });

const counts = z.array(z.strictObject({ id: z.string(), count: z.int() })).describe('The most frequent first.');

export const facets = z
  .strictObject({
    counted: z.int().describe('Hits that were counted: the newest.'),
    complete: z.boolean().describe('Whether these are all hits.'),
    sentiment: counts,
    topic: counts,
    agency: counts,
    district: counts.describe('Codes of kecamatan.'),
    platform: counts,
    sourceClass: counts,
    problems: z.array(problem),
  })
  .meta({ id: 'Facets' });
