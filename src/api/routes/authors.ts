import { z } from 'zod';
import { sayPseudonym } from '../../core/pseudonym.ts';
import { unmaskAuthor } from '../../store/authors-unmask.ts';
import { findMention } from '../../store/mentions.ts';
import { parseBody } from '../input.ts';
import { defineRoute } from '../route.ts';
import { id } from '../schemas/common.ts';
import { unmaskBody, unmaskedAuthor } from '../schemas/subject.ts';

export const authorRoutes = [
  defineRoute({
    method: 'post',
    path: '/api/v1/mentions/:id/author',
    access: 'personal',
    tag: 'privacy',
    summary: 'Tells who is behind the pseudonym of a mention, for a reason that goes on the audit trail.',
    description: 'Names are kept sealed for `retention.authorDays`; they are in no list and no export.',
    input: z.strictObject({ id }),
    body: unmaskBody,
    output: unmaskedAuthor,
    async write({ input, body, who }, { db, now, privacy }) {
      const { reason } = parseBody(unmaskBody, body);
      const { pseudonyms, retention } = privacy;
      const request = { mentionId: input.id, reason, who, now: now(), authorDays: retention.authorDays };
      const author = await unmaskAuthor(db, pseudonyms, request);
      const mention = await findMention(db, input.id);
      return { mention: input.id, pseudonym: sayPseudonym(mention?.authorHandle ?? null) ?? '', ...author };
    },
  }),
];
