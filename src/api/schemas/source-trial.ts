import { z } from 'zod';
import { terms } from '../../core/collector.ts';
import { sourceFaults } from '../../core/errors.ts';
import { instant, platform, sourceClass } from './common.ts';
import { line } from './written.ts';

/** Either an address (or words to be searched for), or a source that there is. */
export const trialBody = z
  .strictObject({
    address: z
      .string()
      .trim()
      .min(1)
      .max(2_000)
      .optional()
      .describe('Of a site, a feed or an account; words become a search of Google News.'),
    source: line(60).optional().describe('Id of a source that is to be asked once.'),
  })
  .meta({ id: 'SourceTrialBody' });

const reading = z.strictObject({
  items: z.int(),
  rejected: z.int(),
  undated: z.int(),
  newest: z
    .array(
      z.strictObject({
        title: z.string().nullable(),
        url: z.string().nullable(),
        publishedAt: z.string().nullable(),
        language: z.string().describe('`und` when it cannot be told.'),
      }),
    )
    .describe('Five at the most, newest first.'),
});

const proposal = z.strictObject({
  id: z.string(),
  title: z.string(),
  collector: z.string(),
  class: sourceClass,
  platform,
  options: z.record(z.string(), z.unknown()),
  note: z.string().describe('Indonesian.'),
  every: z.string(),
  terms: z.enum(terms),
  key: z
    .strictObject({
      kind: z.string(),
      howTo: z.string(),
      ids: z.array(z.string()).describe('Configured keys that fit.'),
    })
    .nullable()
    .describe('The key that it needs.'),
  knownAs: z
    .strictObject({ id: z.string(), title: z.string() })
    .nullable()
    .describe('The source that reads the same already.'),
});

export const sourceTrial = z
  .strictObject({
    id: z.int(),
    who: z.string(),
    at: instant,
    durationMs: z.int(),
    input: z.string().describe('As it was typed; the title of a source that was asked.'),
    sourceId: z.string().nullable(),
    kind: z
      .string()
      .nullable()
      .describe(
        'What the address leads to: `feed`, `wordpress`, `news-sitemap`, `listing`, `article`, `account`, `search`.',
      ),
    reading: reading.nullable().describe('Null when nothing was read: a key is missing, or there is a fault.'),
    fault: z
      .strictObject({
        reason: z.enum([...sourceFaults, 'input', 'internal']),
        sentence: z.string(),
        advice: z.string(),
        technical: z.string().nullable(),
      })
      .nullable()
      .describe('Why it cannot be read and what to try instead, Indonesian.'),
    warnings: z.array(z.string()).describe('Indonesian.'),
    proposals: z.array(proposal).describe('Best first; each is the body of a new source, nearly.'),
  })
  .meta({ id: 'SourceTrial' });
