import { z } from 'zod';
import { RequestError } from '../../core/errors.ts';
import { removeVerdict, setVerdict } from '../../store/corrections.ts';
import { findMention } from '../../store/mentions.ts';
import type { Db } from '../../store/schema.ts';
import { parseBody } from '../input.ts';
import { defineRoute } from '../route.ts';
import { type Body, id } from '../schemas/common.ts';
import { verdictBody } from '../schemas/correction.ts';
import { mention, toMentionBody } from '../schemas/mention.ts';

const common = {
  path: '/api/v1/mentions/:id/verdict',
  access: 'triage',
  tag: 'mentions',
  input: z.strictObject({ id }),
  output: mention,
} as const;

/** What people say of a mention. Each answers the mention as it is then. */
export const correctionRoutes = [
  defineRoute({
    ...common,
    method: 'post',
    summary: "Says what a mention's feeling is, that it is not about the regency, or that the program is right.",
    description:
      'The verdict replaces an earlier one, is shown and counted at once, and stays when the text is scored again; an edit of the text ' +
      'ends it. The same verdict again changes nothing. Answers 409 for a mention that is set aside, and for `correct` about one that has ' +
      'no score yet.',
    body: verdictBody,
    async write({ input, body, who }, { db, now }) {
      const { verdict, note } = parseBody(verdictBody, body);
      await setVerdict(db, { mentionId: input.id, verdict, note: note ?? null, who, now: now() });
      return reload(db, input.id);
    },
  }),
  defineRoute({
    ...common,
    method: 'delete',
    summary: 'Takes a verdict back: what the program says holds again.',
    body: null,
    async write({ input, who }, { db, now }) {
      await removeVerdict(db, { mentionId: input.id, who, now: now() });
      return reload(db, input.id);
    },
  }),
];

async function reload(db: Db, mentionId: number): Promise<Body<typeof mention>> {
  const found = await findMention(db, mentionId);
  if (found === null) throw new RequestError(404, 'not-found', `Sebutan ${mentionId} tidak ada.`);
  return toMentionBody(found);
}
