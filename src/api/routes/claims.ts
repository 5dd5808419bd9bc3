import { z } from 'zod';
import { RequestError } from '../../core/errors.ts';
import { toWebAddress } from '../../core/web-address.ts';
import { decideRepeat } from '../../store/claim-decisions.ts';
import { listKnownClaims, listRepeats, type RepeatView } from '../../store/claims.ts';
import { parseBody } from '../input.ts';
import { defineRoute } from '../route.ts';
import { claimRepeat, claimVerdict, decisionBody, knownClaim } from '../schemas/claim.ts';
import { type Body, flag, id, pageOf, paging, present } from '../schemas/common.ts';

const maxText = 500;
const claimId = z.string().min(1).max(100);
const dayMs = 86_400_000;

export const claimRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/claims',
    access: 'read',
    tag: 'hoaxes',
    summary: 'Known claims that are repeated here, the one repeated last first, and the clarifications of the office.',
    input: z.strictObject({
      days: z.coerce.number().int().min(1).max(366).default(30).describe('Repeats of so many days count.'),
      limit: paging.limit,
    }),
    output: pageOf(knownClaim),
    csv: {
      filename: 'klaim.csv',
      columns: [
        { header: 'claimId', value: (item) => item.claimId },
        { header: 'title', value: (item) => item.title },
        { header: 'by', value: (item) => item.by },
        { header: 'rating', value: (item) => item.rating },
        { header: 'url', value: (item) => item.url },
        { header: 'matches', value: (item) => item.matches },
        { header: 'suggestions', value: (item) => item.suggestions },
        { header: 'lastRepeatAt', value: (item) => item.lastRepeatAt },
      ],
    },
    async handle({ days, limit }, { db, now }) {
      const since = new Date(now().getTime() - days * dayMs).toISOString();
      const items = await listKnownClaims(db, { since, limit });
      return { items: items.map((item) => ({ ...item, url: toWebAddress(item.url) })), next: null };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/claims/:claimId/repeats',
    access: 'read',
    tag: 'hoaxes',
    summary: 'Mentions that repeat a known claim or seem to, newest first, with their similarity.',
    input: z.strictObject({
      claimId,
      rejected: flag('Also those that a person has rejected.'),
      ...paging,
    }),
    output: pageOf(claimRepeat),
    async handle({ cursor, ...query }, { db }) {
      const { items, next } = await listRepeats(db, { ...query, ...present({ cursor }) });
      return { items: items.map(toBody), next };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/claims/:claimId/mentions/:mentionId',
    access: 'hoaxes',
    tag: 'hoaxes',
    summary: 'Confirms or rejects a repeat; a rejected one is left out of alerts and reports from then on.',
    input: z.strictObject({ claimId, mentionId: id }),
    body: decisionBody,
    output: z.strictObject({ claimId: z.string(), mentionId: z.int(), verdict: claimVerdict }),
    async write({ input, body, who }, { db, now }) {
      const { verdict } = parseBody(decisionBody, body);
      const decision = { ...input, verdict };
      if (await decideRepeat(db, { ...decision, who, at: now().toISOString() })) return decision;
      throw new RequestError(404, 'not-found', 'Sebutan ini tidak tercatat mengulang klaim itu.');
    },
  }),
];

function toBody({ sourceTitle, text, ...repeat }: RepeatView): Body<typeof claimRepeat> {
  return { ...repeat, source: sourceTitle, text: text.slice(0, maxText) } as Body<typeof claimRepeat>;
}
