import { z } from 'zod';
import { type Alert, alertLevels } from '../../core/alert.ts';
import { toWebAddress } from '../../core/web-address.ts';
import { type Body, instant } from './common.ts';
import { issue } from './issue.ts';

/** An alert tells of texts, it does not carry them whole: `/api/v1/mentions/{id}` does. */
const maxText = 500;

const alertMention = z
  .strictObject({
    id: z.int(),
    title: z.string().nullable(),
    text: z.string().describe(`At most ${maxText} characters.`),
    url: z.string().nullable(),
    publisher: z.string(),
    platform: z.string(),
    publishedAt: instant,
    label: z.string(),
    value: z.number(),
    target: z.string(),
    attention: z.string(),
    hoaxClass: z.string(),
    agency: z.string().nullable(),
    evidence: z.array(z.string()).describe('Words that made the verdict, strongest first.'),
  })
  .meta({ id: 'AlertMention' });

export const alertLevel = z.enum(alertLevels);

export const alert = z
  .strictObject({
    id: z.int(),
    ruleId: z.string(),
    subject: z.string().describe('What it is about: `issue:12`, `spike:topic:air-listrik`, `source:radar`.'),
    issueId: z.int().nullable(),
    level: alertLevel.describe('watch kuning · alert merah · crisis'),
    title: z.string(),
    topic: z.string().nullable(),
    agency: z.string().nullable(),
    placeCode: z.string().nullable(),
    placeName: z.string().nullable(),
    reason: z.string().describe('One Indonesian sentence: why it fired.'),
    occasion: z.enum(['first', 'repeat', 'rise']),
    firedAt: instant,
    issue: issue
      .nullable()
      .describe('The issue as it was when the alert fired; null for an alert about something else.'),
    mentions: z.array(alertMention).describe('Evidence, strongest first, as the recipients were told.'),
    answers: z
      .array(
        z.strictObject({
          claimId: z.string(),
          mentionId: z.int(),
          title: z.string().nullable(),
          url: z.string().nullable(),
          similarity: z.number(),
          kind: z.enum(['match', 'suggest']),
        }),
      )
      .describe('Published answers to what the mentions repeat.'),
    acknowledged: z
      .strictObject({ by: z.string(), at: instant, note: z.string().nullable(), until: instant })
      .nullable(),
  })
  .meta({ id: 'Alert' });

export function toAlertBody({ snapshot, mentionIds: _, ...own }: Alert): Body<typeof alert> {
  return {
    ...own,
    issue: snapshot.issue,
    answers: snapshot.answers.map((answer) => ({ ...answer, url: toWebAddress(answer.url) })),
    mentions: snapshot.mentions.map(({ collectedAt: _seen, isOffice: _office, isReport: _report, ...mention }) => ({
      ...mention,
      url: toWebAddress(mention.url),
      text: mention.text.slice(0, maxText),
    })),
  };
}
