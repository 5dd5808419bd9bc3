import { z } from 'zod';
import { date, instant, sourceClass } from './common.ts';
import { issue } from './issue.ts';
import { status } from './source.ts';

const count = z.int();
const counts = z
  .strictObject({ positive: count, neutral: count, negative: count, potential: count, unscored: count })
  .meta({ id: 'SentimentCounts', description: '`potential` is "berpotensi negatif".' });
const sentiment = z.strictObject({ media: counts, social: counts });

const digestIssue = z
  .strictObject({
    issue,
    substance: z.string(),
    spread: z.strictObject({ media: count, accounts: count, comments: count }),
    places: z.array(z.string()),
    count: count.describe('Mentions in the period.'),
    countBefore: count.describe('Mentions in the 24 hours before it.'),
    links: z.array(z.strictObject({ publisher: z.string(), title: z.string(), url: z.string().nullable() })),
    isNew: z.boolean(),
  })
  .meta({ id: 'DigestIssue' });

const clipping = z.strictObject({
  at: instant,
  publisher: z.string(),
  sourceClass,
  title: z.string(),
  label: z.string(),
  topic: z.string(),
  agency: z.string().nullable(),
  url: z.string().nullable(),
});

/** Equals the domain's `Digest`, key by key. */
export const digest = z
  .strictObject({
    date,
    regionName: z.string(),
    timezone: z.string(),
    from: instant,
    to: instant,
    madeAt: instant,
    complete: z.boolean().describe('False while the period has not ended.'),
    demo: z.boolean(),
    lexicon: z.string(),
    sentiment,
    sentimentBefore: sentiment,
    topWords: z.array(z.strictObject({ word: z.string(), count })),
    negative: z.array(digestIssue),
    potential: z.array(digestIssue),
    hoaxes: z.array(digestIssue),
    followUps: z.array(digestIssue),
    positive: z.array(digestIssue),
    clippings: z.array(clipping),
    coverage: z.strictObject({
      sources: z.array(
        z.strictObject({
          id: z.string(),
          title: z.string(),
          status,
          lastError: z.string().nullable(),
          lastNewItemAt: instant.nullable(),
        }),
      ),
      mentions: count,
      repeats: count,
      rejected: count,
      unscored: count,
      setAside: count,
      notRelevant: count,
    }),
  })
  .meta({ id: 'Digest', description: 'Laporan harian of the 24 hours from `date` 06.00.' });
