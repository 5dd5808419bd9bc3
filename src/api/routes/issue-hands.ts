import { RequestError } from '../../core/errors.ts';
import type { Issue } from '../../core/issue.ts';
import { nextWorkingDay } from '../../core/issue-life.ts';
import { addClarification, markAnswer } from '../../store/clarifications.ts';
import { inWriteTransaction } from '../../store/dialect.ts';
import { mergeIssues, splitIssue } from '../../store/issue-hands.ts';
import { addNote, changeState, renameIssue, setAgency, setDue } from '../../store/issue-life.ts';
import { findIssue } from '../../store/issues.ts';
import type { Db } from '../../store/schema.ts';
import { parseBody } from '../input.ts';
import { defineRoute } from '../route.ts';
import { toPeriod } from '../schemas/common.ts';
import { issue } from '../schemas/issue.ts';
import {
  agencyBody,
  dueBody,
  issueClarificationBody,
  issuePath,
  mergeBody,
  noteBody,
  splitBody,
  stateBody,
  titleBody,
} from '../schemas/issue-life.ts';
import { requireAgency } from '../schemas/written.ts';
import { agencyOfAnswer, loadOwnIssue, mayAnswer, requireStep } from '../scope.ts';

/** What people do with an issue. Each answers the issue as it is then, and leaves a line in its history. */
const common = {
  method: 'post',
  tag: 'issues',
  input: issuePath,
  output: issue,
  changes: ({ id }: { id: number }, output: { readonly id: number }) =>
    ({ type: 'issue', issueIds: [...new Set([id, output.id])] }) as const,
} as const;

export const issueHandRoutes = [
  defineRoute({
    ...common,
    path: '/api/v1/issues/:id/state',
    access: 'answer',
    summary: 'Moves an issue on: baru, diverifikasi, diteruskan, ditanggapi, selesai, or bukan-isu.',
    description:
      'Answers 409 with the states that may follow when this one may not, or when a reason is missing. An agency itself may only take ' +
      'what was passed on to it to `ditanggapi`.',
    body: stateBody,
    async write({ input, body, who, actor }, deps) {
      const { to, why, agency, dueAt } = parseBody(stateBody, body);
      requireAgency(deps, agency);
      const { timezone } = deps.region;
      const now = deps.now();
      const due = dueAt === undefined ? nextWorkingDay(now, timezone) : endOf(dueAt, timezone);
      const passedOn = to === 'diteruskan' ? { dueAt: due, ...(agency === undefined ? {} : { agency }) } : {};
      return inWriteTransaction(deps.db, async (trx) => {
        const { state } = await loadOwnIssue(trx, actor, input.id);
        requireStep(actor, state, to);
        await changeState(trx, { issueId: input.id, to, who, why: why ?? null, now, ...passedOn });
        return reload(trx, input.id);
      });
    },
  }),
  defineRoute({
    ...common,
    path: '/api/v1/issues/:id/title',
    access: 'issues',
    summary: 'Names an issue by hand; the program leaves its title alone from then on.',
    body: titleBody,
    async write({ input, body, who }, deps) {
      const { title, why } = parseBody(titleBody, body);
      await renameIssue(deps.db, { issueId: input.id, title, who, why: why ?? null, now: deps.now() });
      return reload(deps.db, input.id);
    },
  }),
  defineRoute({
    ...common,
    path: '/api/v1/issues/:id/agency',
    access: 'issues',
    summary: 'Says which agency is to be asked about an issue.',
    body: agencyBody,
    async write({ input, body, who }, deps) {
      const { agency, why } = parseBody(agencyBody, body);
      requireAgency(deps, agency);
      await setAgency(deps.db, { issueId: input.id, agency, who, why: why ?? null, now: deps.now() });
      return reload(deps.db, input.id);
    },
  }),
  defineRoute({
    ...common,
    path: '/api/v1/issues/:id/due',
    access: 'issues',
    summary: 'Gives the agency that an issue was passed on to another due time.',
    body: dueBody,
    async write({ input, body, who }, deps) {
      const { dueAt, why } = parseBody(dueBody, body);
      const change = { issueId: input.id, who, why: why ?? null, now: deps.now() };
      await setDue(deps.db, { ...change, dueAt: endOf(dueAt, deps.region.timezone) });
      return reload(deps.db, input.id);
    },
  }),
  defineRoute({
    ...common,
    path: '/api/v1/issues/:id/notes',
    access: 'answer',
    summary: 'Adds a remark to the history of an issue.',
    body: noteBody,
    async write({ input, body, who, actor }, deps) {
      const { note } = parseBody(noteBody, body);
      return inWriteTransaction(deps.db, async (trx) => {
        await loadOwnIssue(trx, actor, input.id);
        await addNote(trx, { issueId: input.id, note, who, now: deps.now() });
        return reload(trx, input.id);
      });
    },
  }),
  defineRoute({
    ...common,
    path: '/api/v1/issues/:id/merge',
    access: 'issues',
    summary: 'Joins this issue to another, whose mentions they become. Answers the other.',
    body: mergeBody,
    async write({ input, body, who }, deps) {
      const { into, why } = parseBody(mergeBody, body);
      await mergeIssues(deps.db, { from: input.id, into, who, why, now: deps.now() });
      return reload(deps.db, into);
    },
  }),
  defineRoute({
    ...common,
    path: '/api/v1/issues/:id/split',
    access: 'issues',
    summary: 'Takes mentions, with the comments under them, out of an issue into a new one. Answers the new one.',
    body: splitBody,
    async write({ input, body, who }, deps) {
      const { title, ...split } = parseBody(splitBody, body);
      const now = deps.now();
      const newId = await splitIssue(deps.db, { ...split, issueId: input.id, title: title ?? null, who, now });
      return reload(deps.db, newId);
    },
  }),
  defineRoute({
    ...common,
    path: '/api/v1/issues/:id/clarifications',
    access: 'answer',
    summary: "Stores the office's answer to an issue: a text, or one of the issue's own official mentions.",
    body: issueClarificationBody,
    async write({ input, body, who, actor }, deps) {
      const { mentionId, answers, agency: named, ...given } = parseBody(issueClarificationBody, body);
      requireAgency(deps, named);
      const agency = agencyOfAnswer(actor, named) ?? null;
      const now = deps.now();
      const by = { issueId: input.id, who, why: given.why ?? null, now };
      return inWriteTransaction(deps.db, async (trx) => {
        const { state } = await loadOwnIssue(trx, actor, input.id);
        if (mentionId !== undefined) {
          requireStep(actor, state, 'ditanggapi');
          await markAnswer(trx, { ...by, mentionId, agency });
          return reload(trx, input.id);
        }
        const { title, text, claimed, url, publishedAt } = given;
        if (title === undefined || text === undefined) throw needsAnswer();
        await addClarification(trx, {
          ...by,
          ...{ title, text, claimed: claimed ?? null, url: url ?? null, agency },
          answers: answers && mayAnswer(actor, state),
          publishedAt: toPeriod({ from: publishedAt }, deps.region.timezone).from ?? now.toISOString(),
        });
        return reload(trx, input.id);
      });
    },
  }),
];

function needsAnswer(): RequestError {
  const message = 'isi title dan text, atau mentionId';
  return new RequestError(400, 'invalid-body', `Isi permintaan perlu diperbaiki: ${message}`, [
    { where: 'text', message },
  ]);
}

export function endOf(moment: string, zone: string): string {
  return toPeriod({ to: moment }, zone).to ?? moment;
}

export async function reload(db: Db, id: number): Promise<Issue> {
  const found = await findIssue(db, id);
  if (found === null) throw new RequestError(404, 'not-found', `Isu ${id} tidak ada.`);
  return found;
}
