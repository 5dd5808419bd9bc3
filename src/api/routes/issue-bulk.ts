import { z } from 'zod';
import { nextWorkingDay } from '../../core/issue-life.ts';
import { changeStates, mergeAll } from '../../store/issue-bulk.ts';
import { parseBody } from '../input.ts';
import { defineRoute } from '../route.ts';
import { issue } from '../schemas/issue.ts';
import { mergeAllBody, statesBody } from '../schemas/issue-life.ts';
import { requireAgency } from '../schemas/written.ts';
import { endOf, reload } from './issue-hands.ts';

/** The same done to several issues at once: to all of them or to none. */
const common = { method: 'post', access: 'issues', tag: 'issues', input: z.strictObject({}) } as const;

export const issueBulkRoutes = [
  defineRoute({
    ...common,
    path: '/api/v1/issues/states',
    summary: 'Moves several issues on, as `/issues/{id}/state` moves one; all of them or none.',
    body: statesBody,
    output: z.strictObject({ issueIds: z.array(z.int()) }),
    changes: (_input, { issueIds }) => ({ type: 'issue', issueIds }),
    async write({ body, who }, deps) {
      const { issueIds, to, why, agency, dueAt } = parseBody(statesBody, body);
      requireAgency(deps, agency);
      const now = deps.now();
      const zone = deps.region.timezone;
      const due = dueAt === undefined ? nextWorkingDay(now, zone) : endOf(dueAt, zone);
      const passedOn = to === 'diteruskan' ? { dueAt: due, ...(agency === undefined ? {} : { agency }) } : {};
      const change = { to, who, why: why ?? null, now, ...passedOn };
      return { issueIds: await changeStates(deps.db, issueIds, change) };
    },
  }),
  defineRoute({
    ...common,
    path: '/api/v1/issues/merges',
    summary: 'Joins several issues to one of them, or to another. Answers the one that stays.',
    body: mergeAllBody,
    output: issue,
    changes: (_input, { id }) => ({ type: 'issue', issueIds: [id] }),
    async write({ body, who }, deps) {
      const { issueIds, into, why } = parseBody(mergeAllBody, body);
      const stays = await mergeAll(deps.db, { issueIds, into: into ?? null, why, who, now: deps.now() });
      return reload(deps.db, stays);
    },
  }),
];
