import { z } from 'zod';
import { platforms } from '../../core/mention.ts';
import { sayPseudonym } from '../../core/pseudonym.ts';
import { type SubjectRequest, subjectRequestKinds } from '../../core/subject.ts';
import type { SubjectExport } from '../../store/subjects-export.ts';
import type { CsvShape } from '../route.ts';
import { type Body, instant, platform } from './common.ts';
import { line, prose, rowId } from './written.ts';

const counts = z.record(z.string(), z.number());

export const subjectRequest = z.strictObject({
  id: z.int(),
  kind: z.enum(subjectRequestKinds),
  requester: z.string().nullable().describe('Only for those who may handle requests; null for everybody else.'),
  contact: z.string().nullable(),
  note: z.string().nullable(),
  pseudonym: z.string().nullable().describe('As pages show it: `Warga 7F3K2A`.'),
  platform: platform.nullable(),
  mentions: z.array(z.int()),
  receivedAt: instant,
  dueAt: instant.describe('3 × 24 hours after it was received.'),
  overdue: z.boolean(),
  endedAt: instant.nullable(),
  outcome: z.enum(['done', 'refused']).nullable(),
  legalGround: z.string().nullable(),
  answer: z.string().nullable(),
  result: counts.nullable().describe('What was done, in counts.'),
  createdBy: z.string(),
  endedBy: z.string().nullable(),
});

/** @param showsPeople whether the reader may know who asks */
export function toSubjectBody(request: SubjectRequest, showsPeople: boolean, now: Date): Body<typeof subjectRequest> {
  const { pseudonym, mentionIds, requester, contact, note, answer, ...rest } = request;
  return {
    ...rest,
    ...(showsPeople
      ? { requester, contact, note, answer }
      : { requester: null, contact: null, note: null, answer: null }),
    pseudonym: sayPseudonym(pseudonym),
    mentions: mentionIds,
    overdue: request.endedAt === null && request.dueAt < now.toISOString(),
  };
}

export const newSubjectRequest = z.strictObject({
  kind: z.enum(subjectRequestKinds),
  requester: line(200).describe('Who asks, after their identity was checked.'),
  contact: line(200).optional().describe('Where the answer goes.'),
  platform: z.enum(platforms).optional().describe('Of the account, with `handle`.'),
  handle: line(200).optional().describe('Account that the person writes with. Only its pseudonym is stored.'),
  mentions: z.array(rowId).max(500).optional().describe('Single mentions that the request is about.'),
  note: prose(2_000).optional(),
  receivedAt: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('When it came in, if that was earlier; the time to answer runs from then.'),
});

export const requestDone = z.strictObject({ answer: prose(2_000).optional().describe('What the person was told.') });

export const requestRefused = z.strictObject({
  legalGround: line(300).describe('Article that the refusal stands on: `UU 27/2022 Pasal 33 huruf b`.'),
  answer: prose(2_000).describe('What the person was told.'),
});

export const lifted = z.strictObject({ mentions: z.int() });

export const subjectExport = z.strictObject({
  request: z.int(),
  madeAt: instant,
  facts: z.array(
    z.strictObject({
      section: z.string(),
      about: z.string(),
      at: z.string().nullable(),
      field: z.string(),
      value: z.string().nullable(),
    }),
  ),
});

export const subjectCsv: CsvShape<SubjectExport['facts'][number]> = {
  filename: 'data-pribadi.csv',
  columns: [
    { header: 'section', value: (fact) => fact.section },
    { header: 'about', value: (fact) => fact.about },
    { header: 'at', value: (fact) => fact.at },
    { header: 'field', value: (fact) => fact.field },
    { header: 'value', value: (fact) => fact.value },
  ],
};

export const purgeBody = z.strictObject({ at: instant, tookMs: z.int(), counts });

export const unmaskBody = z.strictObject({
  reason: prose(500)
    .refine((text) => text.length >= 10, 'tulis alasannya, paling sedikit 10 huruf')
    .describe('Why the name is needed; it goes on the audit trail.'),
});

export const unmaskedAuthor = z.strictObject({
  mention: z.int(),
  pseudonym: z.string(),
  handle: z.string().nullable(),
  name: z.string().nullable(),
});
