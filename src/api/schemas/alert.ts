import { z } from 'zod';
import type { Alert } from '../../core/alert.ts';
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
    evidence: z.array(z.string()).describe('Words that made the verdict, strongest first.'),
  })
  .meta({ id: 'AlertMention' });

export const alertLevel = z.enum(['watch', 'alert']);

export const alert = z
  .strictObject({
    id: z.int(),
    ruleId: z.string(),
    issueId: z.int(),
    level: alertLevel.describe('watch kuning · alert merah'),
    reason: z.string().describe('One Indonesian sentence: why it fired.'),
    occasion: z.enum(['first', 'repeat']),
    firedAt: instant,
    issue: issue.describe('The issue as it was when the alert fired.'),
    mentions: z.array(alertMention).describe('Evidence, strongest first, as the recipients were told.'),
  })
  .meta({ id: 'Alert' });

export function toAlertBody({ snapshot, mentionIds: _, ...own }: Alert): Body<typeof alert> {
  return {
    ...own,
    issue: snapshot.issue,
    mentions: snapshot.mentions.map(({ collectedAt: _seen, isOffice: _office, ...mention }) => ({
      ...mention,
      url: toWebAddress(mention.url),
      text: mention.text.slice(0, maxText),
    })),
  };
}
