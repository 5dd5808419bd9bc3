import { z } from 'zod';
import { RequestError } from '../../core/errors.ts';
import { provinceCode, type SharedIssue } from '../../core/province.ts';
import {
  findReceivedShare,
  listGivenShares,
  listReceivedShares,
  shareIssue,
  takeBackShare,
} from '../../store/province/shares.ts';
import { takeSnapshot } from '../../store/province/snapshot.ts';
import type { ApiDeps } from '../deps.ts';
import { parseBody } from '../input.ts';
import { defineRoute } from '../route.ts';
import { id, pageOf, regencyCode } from '../schemas/common.ts';
import { recipientCode, sharedIssue, sharedMention } from '../schemas/province.ts';
import { prose } from '../schemas/written.ts';
import { loadOwnIssue } from '../scope.ts';
import { circleOf } from './province.ts';

const tag = 'province';
const mostReceived = 200;

const shareBody = z.strictObject({
  to: recipientCode.describe('A regency of the province, or `province`.'),
  reason: prose(1_000).describe('Why they should know. They read it.'),
});

/** What others have shown to us: in a regency and in the province. */
export const receivedShareRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/shares',
    access: 'read',
    tag,
    summary:
      "What other regencies have shown to this one (or to the province), newest first. It is in none of one's own counts.",
    input: z.strictObject({}),
    output: pageOf(sharedIssue),
    trailOf: () => ({ object: 'share:*', detail: {} }),
    async handle(_input, deps) {
      const { self } = circleOf(deps);
      return { items: await listReceivedShares(deps.db, self, mostReceived), next: null };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/shares/:from/:id',
    access: 'read',
    tag,
    summary: 'One of them, with copies of its mentions as they were when it was shown.',
    input: z.strictObject({ from: regencyCode, id }),
    output: z.strictObject({ issue: sharedIssue, mentions: z.array(sharedMention) }),
    trailOf: ({ from, id: issueId }) => ({ object: `share:${from}/${issueId}`, detail: {} }),
    async handle({ from, id: issueId }, deps) {
      const { self } = circleOf(deps);
      const found = await findReceivedShare(deps.db, { from, to: self, issueId });
      if (found === null) throw new RequestError(404, 'not-found', 'Tidak dibagikan, atau sudah ditarik kembali.');
      return found;
    },
  }),
];

const path = '/api/v1/issues/:id/shares';

/** Showing an issue to the province or to another of its regencies, on purpose and with a reason. */
export const shareRoutes = [
  ...receivedShareRoutes,
  defineRoute({
    method: 'get',
    path,
    access: 'issues',
    tag,
    summary: 'To whom an issue was shown, newest first.',
    input: z.strictObject({ id }),
    output: pageOf(sharedIssue),
    async handle(input, deps, actor) {
      const { self } = circleOf(deps);
      const { id: issueId } = await loadOwnIssue(deps.db, actor, input.id);
      return { items: await listGivenShares(deps.db, self, issueId), next: null };
    },
  }),
  defineRoute({
    method: 'post',
    path,
    access: 'issues',
    tag,
    summary: 'Shows an issue, with copies of its newest mentions, to the province or another regency of it.',
    description: 'Authors and comments are left out. Showing it again to the same replaces what they see.',
    input: z.strictObject({ id }),
    body: shareBody,
    output: sharedIssue,
    async write({ input, body, who, actor }, deps) {
      const { to, reason } = parseBody(shareBody, body);
      const { self } = requireRecipient(deps, to);
      const issue = await loadOwnIssue(deps.db, actor, input.id);
      if (issue.mergedInto !== null) throw new RequestError(409, 'merged', 'Isu ini sudah digabung ke isu lain.');
      const { title, topic, agency, attention, placeName, firstAt, lastAt, mentionCount, negativeCount } = issue;
      const shown: SharedIssue = {
        ...{ from: self, to, issueId: issue.id, title, topic, agency, attention, placeName },
        ...{ firstAt, lastAt, mentionCount, negativeCount, who, reason, at: deps.now().toISOString() },
      };
      await shareIssue(deps.db, shown, await takeSnapshot(deps.db, issue.id));
      deps.log.info({ issue: issue.id, to, who }, 'issue shared');
      return shown;
    },
  }),
  defineRoute({
    method: 'delete',
    path: `${path}/:to`,
    access: 'issues',
    tag,
    summary: 'Takes back what was shown to somebody. What they have read they have read.',
    input: z.strictObject({ id, to: recipientCode }),
    body: null,
    output: z.strictObject({ issueId: z.int(), to: recipientCode }),
    async write({ input: { id: issueId, to }, who }, deps) {
      const { self } = circleOf(deps);
      if (!(await takeBackShare(deps.db, { from: self, to, issueId }, who, deps.now()))) {
        throw new RequestError(404, 'not-found', 'Isu ini tidak dibagikan kepada mereka.');
      }
      return { issueId, to };
    },
  }),
];

function requireRecipient(deps: Pick<ApiDeps, 'province'>, to: string) {
  const circle = circleOf(deps);
  const known = to === provinceCode || circle.members.some(({ code }) => code === to);
  if (known && to !== circle.self) return circle;
  const message = to === circle.self ? 'ini daerah Anda sendiri' : 'tidak ada di provinsi ini';
  throw new RequestError(400, 'invalid-body', 'Isi permintaan perlu diperbaiki: to', [{ where: 'to', message }]);
}
