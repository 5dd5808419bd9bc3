import { z } from 'zod';
import { issueEventKinds } from '../../core/issue.ts';
import { id, instant, moment } from './common.ts';
import { issueState } from './issue.ts';
import { line, prose, rowId, webAddress } from './written.ts';

const issueEvent = z
  .strictObject({
    id: z.int(),
    issueId: z.int(),
    kind: z.enum(issueEventKinds),
    from: z.string().nullable(),
    to: z
      .string()
      .nullable()
      .describe('By kind: state, agency, title, due time, or the id of an issue or clarification.'),
    who: z.string(),
    why: z.string().nullable(),
    at: instant,
  })
  .meta({ id: 'IssueEvent', description: 'One line of the history: who did what, when and why.' });

export const clarification = z
  .strictObject({
    id: z.int(),
    issueId: z.int().nullable(),
    title: z.string(),
    claimed: z.string().nullable().describe('What was spread; later mentions are compared with it.'),
    text: z.string(),
    url: z.string().nullable(),
    agency: z.string().nullable(),
    publishedAt: instant,
    who: z.string().describe('Who stored it.'),
  })
  .meta({ id: 'Clarification', description: "An office's answer (klarifikasi) to an issue or a rumour." });

const counts = z.strictObject({ negative: z.int(), all: z.int() });

const effect = z
  .strictObject({
    answeredAt: instant,
    hours: z.int().describe('Length of both spans.'),
    before: counts,
    after: counts,
    complete: z.boolean().describe('False while the span after the answer has not ended.'),
  })
  .meta({ id: 'ResponseEffect', description: 'Mentions in equally long spans before and after the answer.' });

const spread = z
  .strictObject({
    first: z.strictObject({ publisher: z.string(), at: instant }).nullable(),
    voices: z
      .array(z.strictObject({ name: z.string(), kind: z.enum(['media', 'account']), at: instant, count: z.int() }))
      .describe('Newsrooms, groups and accounts in the order of their first mention.'),
    unit: z.enum(['hour', 'day']),
    timeline: z
      .array(
        z.strictObject({
          at: instant,
          media: z.int(),
          accounts: z.int(),
          comments: z.int(),
          negative: z.int(),
        }),
      )
      .describe('Running totals at the end of each hour or day in which anything came.'),
  })
  .meta({ id: 'IssueSpread' });

const tone = z.enum(['negative', 'neutral', 'positive']);

const headline = z
  .strictObject({ title: tone, body: tone, reports: z.int(), of: z.int(), example: z.string() })
  .meta({ id: 'HeadlineTone', description: 'Headlines that are harsher than what stands under them.' });

/** Equals the domain's `IssueLife`, key by key. */
export const issueLife = {
  history: z.array(issueEvent).describe('Oldest first.'),
  clarifications: z.array(clarification).describe('Oldest first.'),
  answeredAt: instant.nullable(),
  responseMs: z.int().nullable().describe('From the first mention to the answer, in milliseconds.'),
  effect: effect.nullable(),
  spread,
  headline: headline.nullable().describe('Null when headlines and texts agree.'),
};

const maxReason = 1_000;
const why = line(maxReason).describe('Why; shown in the history.');
const moments = 'A date means the end of that day.';

export const issuePath = z.strictObject({ id });

export const stateBody = z
  .strictObject({
    to: issueState,
    why: why.optional().describe('Needed for closing without an answer, going back, and opening again.'),
    agency: line(200).optional().describe("For `diteruskan`: short name of the agency; the issue's own if absent."),
    dueAt: moment.optional().describe(`For \`diteruskan\`: one working day from now if absent. ${moments}`),
  })
  .meta({ id: 'IssueStateChange' });

const severalIssues = z.array(rowId).min(1).max(100);

export const statesBody = z
  .strictObject({ issueIds: severalIssues, ...stateBody.shape })
  .meta({ id: 'IssueStatesChange' });

export const mergeAllBody = z.strictObject({
  issueIds: severalIssues,
  into: rowId.optional().describe('The issue that stays; of those named the one with most mentions if absent.'),
  why,
});

export const titleBody = z.strictObject({ title: line(300), why: why.optional() });

export const agencyBody = z.strictObject({
  agency: line(200).nullable().describe('Short name of an agency (OPD), or null for none.'),
  why: why.optional(),
});

export const dueBody = z.strictObject({ dueAt: moment.describe(moments), why: why.optional() });

export const noteBody = z.strictObject({ note: prose(4_000) });

export const mergeBody = z.strictObject({ into: rowId.describe('The issue that stays.'), why });

export const splitBody = z.strictObject({
  mentionIds: z.array(rowId).min(1).max(5_000),
  title: line(300).optional().describe('Named after the first of the mentions if absent.'),
  why,
});

const clarificationFields = {
  title: line(300),
  claimed: prose(20_000).optional().describe('What was spread, in your words: later repeats are found by it.'),
  text: prose(20_000),
  url: webAddress.optional(),
  agency: line(200).optional().describe('Who answered: short name of an agency.'),
  publishedAt: moment.optional().describe('Now if absent.'),
};

export const clarificationBody = z.strictObject(clarificationFields).meta({ id: 'NewClarification' });

export const issueClarificationBody = z
  .strictObject({
    ...clarificationFields,
    title: clarificationFields.title.optional(),
    text: clarificationFields.text.optional(),
    mentionId: rowId
      .optional()
      .describe('Instead of title and text: an official post or article of the issue that is the answer.'),
    why: why.optional(),
    answers: z.boolean().default(true).describe('Lets the issue become `ditanggapi`.'),
  })
  .meta({ id: 'IssueClarification' });
