import { z } from 'zod';
import { activityStates } from '../../core/account.ts';
import { instant, platform, sourceClass } from './common.ts';

/** Without the contact of its owner: a telephone number is nobody's business who has no account here. */
export const account = z
  .strictObject({
    id: z.int(),
    platform,
    handle: z.string().describe('Lower case, without `@`; the host of a site.'),
    name: z.string(),
    class: sourceClass,
    agency: z.string().nullable(),
    url: z.string().nullable(),
    sourceId: z.string().nullable(),
    active: z.boolean(),
    updatedAt: instant,
  })
  .meta({ id: 'Account' });

const question = z.strictObject({
  mentionId: z.int(),
  text: z.string(),
  url: z.string().nullable(),
  askedAt: instant,
});

const accountActivity = z.strictObject({
  account,
  state: z
    .enum(activityStates)
    .describe('`active`: at least one post a week. `unmonitored`: no source collects it, so nothing can be said.'),
  posts: z.int(),
  postsPerWeek: z.number(),
  lastPostAt: instant.nullable(),
  interactions: z.number().nullable().describe('Likes, comments and shares; null when the platform counts none.'),
  interactionsPerPost: z.number().nullable(),
  views: z.number().nullable(),
  questions: z.int(),
  unanswered: z.array(question).describe('The first 20.'),
  unansweredCount: z.int(),
});

export const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'harus berupa bulan seperti 2026-10');

export const activityReport = z
  .strictObject({
    regionName: z.string(),
    month,
    from: instant,
    to: instant,
    madeAt: instant,
    demo: z.boolean(),
    agencies: z.array(
      z.strictObject({
        agency: z.string().nullable(),
        agencyName: z.string(),
        accounts: z.array(accountActivity),
      }),
    ),
    agenciesWithoutActive: z.array(z.string()),
    agenciesUnmonitored: z.array(z.string()),
    agenciesWithoutAccount: z.array(z.string()),
  })
  .meta({ id: 'ActivityReport' });
