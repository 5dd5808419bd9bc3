import { z } from 'zod';
import { askKinds } from '../../core/question.ts';
import { instant, platform } from './common.ts';
import { line, webAddress } from './written.ts';

export const askKind = z.enum(askKinds);

/** Equals the domain's `Question`, key by key. */
export const question = z
  .strictObject({
    mentionId: z.int(),
    kind: askKind.describe('`question` asks to be told something, `aspiration` asks for something to be done.'),
    agency: z.string().nullable(),
    askedAt: instant,
    answeredAt: instant.nullable(),
    answerMentionId: z.int().nullable().describe("The office's reply."),
    answeredBy: z.string().nullable(),
    answerUrl: z.string().nullable().describe('Where the answer stands, as a person said.'),
    text: z.string(),
    url: z.string().nullable(),
    platform,
    sourceTitle: z.string(),
    issueId: z.int().nullable(),
  })
  .meta({ id: 'Question', description: 'A mention that asks the government something.' });

export const answeredBody = z.strictObject({
  note: line(500).optional().describe('How it was answered: `dijawab lewat telepon`.'),
  url: webAddress.optional().describe('Where the answer stands.'),
});
