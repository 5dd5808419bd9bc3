import { z } from 'zod';
import { provinceCode } from '../../core/province.ts';
import { attention, instant, kind, label, platform, regencyCode, topic } from './common.ts';
import { issueState } from './issue.ts';

export const recipientCode = z.union([regencyCode, z.literal(provinceCode)], {
  error: 'harus berupa kode kabupaten/kota seperti 35.16, atau province',
});

const count = z.int().min(0);

/** Equals the domain's `SharedIssue`, key by key. */
export const sharedIssue = z
  .strictObject({
    from: regencyCode,
    to: recipientCode,
    issueId: z.int().describe("Its id in the giver's own installation."),
    title: z.string(),
    topic,
    agency: z.string().nullable(),
    attention,
    placeName: z.string().nullable(),
    firstAt: instant,
    lastAt: instant,
    mentionCount: count,
    negativeCount: count,
    who: z.string(),
    reason: z.string(),
    at: instant,
  })
  .meta({ id: 'SharedIssue', description: 'An issue that a regency showed on purpose, as it was then.' });

export const sharedMention = z
  .strictObject({
    mentionId: z.int(),
    publishedAt: instant,
    platform,
    kind,
    publisher: z.string().nullable(),
    url: z.string().nullable(),
    title: z.string().nullable(),
    text: z.string(),
    label: label.nullable(),
  })
  .meta({ id: 'SharedMention', description: 'A copy without its author.' });

const totals = z.strictObject({
  mentions: count,
  negatives: count,
  unscored: count.describe('Could not be judged; not neutral.'),
  alerts: count,
  hoaxes: count,
});

export const regencyRow = z
  .strictObject({
    code: regencyCode,
    name: z.string(),
    publicUrl: z.string(),
    publishedAt: instant.nullable().describe('When it was heard of last; null when never.'),
    unheard: z.boolean().describe('Nothing came for 15 minutes: the figures are old, not low.'),
    today: totals.describe('Of the running day.'),
    week: totals.describe('Of the last seven whole days.'),
    usual: z
      .strictObject({ mentions: z.number(), negatives: z.number() })
      .nullable()
      .describe(
        'What seven days usually have there, of the four weeks before; null while fewer than 14 days are known.',
      ),
    negativesPerThousand: z
      .number()
      .nullable()
      .describe('Of mentions with a verdict; null where there are fewer than 30.'),
    openIssues: count.nullable(),
    redIssues: count.nullable(),
    sources: count.nullable(),
    silentSources: count.nullable(),
    lastItemAt: instant.nullable(),
  })
  .meta({ id: 'ProvinceRegency' });

/** Equals the domain's `RegencyDay`, key by key. */
export const regencyDay = z
  .strictObject({
    regency: regencyCode,
    day: z.string(),
    mentions: count,
    negatives: count,
    potentials: count,
    neutrals: count,
    positives: count,
    unscored: count,
    hoaxes: count,
    alerts: count,
    reports: count,
    openIssues: count.nullable(),
    silentSources: count.nullable(),
  })
  .meta({ id: 'RegencyDay' });

const card = z.strictObject({
  regency: regencyCode,
  issueId: z.int(),
  title: z.string(),
  topic,
  agency: z.string().nullable(),
  attention,
  state: issueState,
  placeName: z.string().nullable(),
  firstAt: instant,
  lastAt: instant,
  mentionCount: count,
  negativeCount: count,
  sourceCount: count,
  hoaxCount: count,
});

export const spreadingIssue = z
  .strictObject({
    regencies: z.array(regencyCode).describe('In the order in which it appeared there.'),
    firstAt: instant,
    lastAt: instant,
    mentionCount: count,
    negativeCount: count,
    attention,
    cards: z.array(card),
  })
  .meta({ id: 'SpreadingIssue', description: 'One event that is an issue in several regencies.' });
