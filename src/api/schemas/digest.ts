import { z } from 'zod';
import { alertLevels } from '../../core/alert.ts';
import { reportPeriods } from '../../core/digest.ts';
import { decisionReasons } from '../../core/dispatch.ts';
import { issueStates } from '../../core/issue.ts';
import { parseReportKey, periodOf } from '../../core/report-period.ts';
import { spikeDimensions } from '../../core/spike.ts';
import { instant, sourceClass } from './common.ts';
import { issue } from './issue.ts';
import { status } from './source.ts';

/** A day, week or month. */
export const reportDate = z
  .string()
  .refine((text) => periodOf(text) !== null, 'harus berupa 2026-11-21, 2026-W47, atau 2026-11')
  .describe('A day `2026-11-21`, an ISO week `2026-W47`, or a month `2026-11`.');

/** The same, or a version of it. */
export const reportKey = z
  .string()
  .refine((text) => parseReportKey(text) !== null, 'harus berupa 2026-11-21, 2026-W47, 2026-11, atau 2026-11-21+1')
  .describe(
    'A day `2026-11-21`, an ISO week `2026-W47`, or a month `2026-11`: the newest version. `2026-11-21+1` is its first correction, `+0` as first sent.',
  );

export const reportPeriod = z.enum(reportPeriods);

const count = z.int();
const counts = z
  .strictObject({ positive: count, neutral: count, negative: count, potential: count, unscored: count })
  .meta({ id: 'SentimentCounts', description: '`potential` is "berpotensi negatif".' });
const sentiment = z.strictObject({ media: counts, social: counts });

const tone = z.enum(['negative', 'neutral', 'positive']);

const digestIssue = z
  .strictObject({
    issue,
    substance: z.string(),
    spread: z.strictObject({ media: count, accounts: count, comments: count }),
    places: z.array(z.string()),
    count: count.describe('Mentions in the period.'),
    countBefore: count.describe('Mentions in the period before it.'),
    links: z.array(z.strictObject({ publisher: z.string(), title: z.string(), url: z.string().nullable() })),
    isNew: z.boolean(),
    headline: z
      .strictObject({ title: tone, body: tone, reports: count, of: count, example: z.string() })
      .nullable()
      .describe('Headlines against what the texts say; null when they agree.'),
    recurring: z
      .array(z.strictObject({ id: count, title: z.string(), firstAt: instant }))
      .describe('Earlier issues on the same theme.'),
    note: z.string().nullable().describe('What an analyst wrote beside it.'),
  })
  .meta({ id: 'DigestIssue' });

const hoax = z.strictObject({
  entry: digestIssue,
  status: z.enum(['answered', 'suggested', 'unanswered', 'fact-check-only']),
  answer: z
    .strictObject({ title: z.string().nullable(), url: z.string().nullable(), similarity: z.number() })
    .nullable(),
});

const effectCounts = z.strictObject({ negative: count, all: count });

const followUp = z.strictObject({
  entry: digestIssue,
  state: z.enum(issueStates),
  stateAt: instant.nullable(),
  agency: z.string().nullable(),
  dueAt: instant.nullable(),
  isOverdue: z.boolean(),
  responseMs: z.number().nullable(),
  effect: z
    .strictObject({
      answeredAt: instant,
      hours: count,
      before: effectCounts,
      after: effectCounts,
      complete: z.boolean(),
    })
    .nullable(),
});

const line = z.string().trim().min(1);

export const note = z.strictObject({ issueId: count.nullable(), text: line.max(1_000) });

export const action = z.strictObject({
  issueId: count.nullable(),
  action: line.max(500),
  responsible: line.max(200),
  dueAt: instant.nullable(),
});

const spike = z.strictObject({
  key: z.string(),
  dimension: z.enum(spikeDimensions),
  value: z.string(),
  channel: z.enum(['social', 'news']),
  from: instant,
  to: instant,
  count,
  expected: z.number(),
  score: z.number(),
  sources: count,
  topic: z.string().nullable(),
  agency: z.string().nullable(),
  placeCode: z.string().nullable(),
  placeName: z.string().nullable(),
  issueId: count.nullable(),
  mentionIds: z.array(count),
  sentence: z.string(),
});

const questions = z.strictObject({
  agency: z.string().nullable(),
  asked: count,
  waiting: count,
  oldestWaitingAt: instant.nullable(),
  examples: z.array(z.strictObject({ mentionId: count, text: z.string(), at: instant, url: z.string().nullable() })),
});

const clipping = z.strictObject({
  at: instant,
  hasTime: z.boolean().describe('False when only the day is known.'),
  publisher: z.string(),
  sourceClass,
  title: z.string(),
  label: z.string(),
  topic: z.string(),
  field: z.enum(['kesra', 'ekuin', 'polhukam']),
  agency: z.string().nullable(),
  url: z.string().nullable(),
});

const alerts = z.strictObject({
  raised: z.record(z.enum(alertLevels), count),
  acknowledged: count,
  sent: count,
  waiting: count,
  failed: count,
  keptBack: z.array(z.strictObject({ reason: z.enum(decisionReasons), count })),
  silences: z.array(
    z.strictObject({ id: count, reason: z.string(), author: z.string(), endsAt: instant, muted: count }),
  ),
});

const coverage = z
  .strictObject({
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
    counted: count,
    copies: count,
    notRelevant: count,
    waiting: count,
    unscored: count,
    setAside: count,
    repeats: count,
    rejected: count,
  })
  .meta({
    id: 'DigestCoverage',
    description:
      '`mentions` = `counted` + `copies` + `notRelevant` + `waiting`; `counted` is the sum of the sentiment table.',
  });

/** Equals the domain's `Digest`, key by key. */
export const digest = z
  .strictObject({
    period: reportPeriod,
    date: reportDate,
    regionName: z.string(),
    timezone: z.string(),
    from: instant,
    to: instant,
    madeAt: instant,
    complete: z.boolean().describe('False while the period has not ended.'),
    afterwards: z
      .boolean()
      .describe('True for a past period whose report was never stored: made now, from what is known now.'),
    demo: z.boolean(),
    preparedBy: z.string(),
    addressedTo: z.array(z.string()),
    lexicon: z.string(),
    program: z.string(),
    editorial: z.strictObject({
      editedBy: z.string().nullable(),
      editedAt: instant.nullable(),
      approvedBy: z.string().nullable(),
      approvedAt: instant.nullable(),
      excludedIssues: z.array(count),
      correction: count.describe('0 as first sent, 1 for "koreksi ke-1".'),
    }),
    summary: z.array(z.string()),
    trust: z.string().nullable(),
    sentiment,
    sentimentBefore: sentiment,
    sentimentWeekAgo: sentiment.nullable(),
    peak: z
      .strictObject({ from: instant, to: instant, count, negative: count, title: z.string().nullable() })
      .nullable(),
    trend: z.array(z.strictObject({ at: instant, counts })),
    topics: z.array(z.strictObject({ topic: z.string(), count, negative: count })),
    topWords: z.array(z.strictObject({ word: z.string(), count })),
    wordSample: z.strictObject({ read: count, of: count }),
    totals: z.strictObject({
      negative: count,
      negativeNew: count,
      potential: count,
      hoaxes: count,
      followUps: count,
      positive: count,
      clippings: count,
    }),
    negative: z.array(digestIssue),
    analysis: z.array(note),
    recommendations: z.array(action),
    potential: z.array(digestIssue),
    spikes: z.array(spike),
    hoaxes: z.array(hoax),
    followUps: z.array(followUp),
    questions: z.array(questions),
    positive: z.array(digestIssue),
    image: z.array(z.strictObject({ name: z.string(), counts, before: counts })),
    clippings: z.array(clipping),
    alerts,
    coverage,
  })
  .meta({ id: 'Digest', description: 'Laporan monitoring isu of a day (24 hours from `date` 06.00), week or month.' });

/** What an analyst changes; what is left out stays as the program wrote it. */
export const editsBody = z
  .strictObject({
    summary: z.array(line.max(600)).max(10).nullable().default(null),
    analysis: z.array(note).max(60).nullable().default(null),
    recommendations: z.array(action).max(60).nullable().default(null),
    excludedIssues: z.array(z.int().min(1)).max(200).default([]),
    notes: z
      .array(z.strictObject({ issueId: z.int().min(1), text: line.max(500) }))
      .max(100)
      .default([]),
  })
  .meta({ id: 'DigestEdits' });

export const storedEdits = z.strictObject({
  edits: editsBody,
  editedBy: z.string().nullable(),
  editedAt: instant.nullable(),
  approvedBy: z.string().nullable(),
  approvedAt: instant.nullable(),
});

export const reportLine = z.strictObject({
  date: reportDate,
  period: reportPeriod,
  status: z
    .enum(['otomatis', 'disetujui', 'terkirim'])
    .describe(
      '`otomatis`: made, waits for approval; `disetujui`: approved, not sent yet; `terkirim`: its messages are queued or sent.',
    ),
  approvedBy: z.string().nullable().describe('Null with `terkirim`: it was sent as "otomatis, belum diverifikasi".'),
  madeAt: instant,
  queuedAt: instant.nullable(),
  corrections: count,
});

export const sentReport = z.strictObject({
  version: z.string().describe('`2026-11-21`, or `2026-11-21+1` for its first correction.'),
  recipients: count,
  approved: z.boolean(),
});
