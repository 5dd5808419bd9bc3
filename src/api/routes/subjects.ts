import { z } from 'zod';
import { isAllowed } from '../../core/access.ts';
import { RequestError } from '../../core/errors.ts';
import type { SubjectRequest } from '../../core/subject.ts';
import { writeAudit } from '../../store/audit.ts';
import { eraseMentions } from '../../store/erasure.ts';
import { listPurges } from '../../store/purge.ts';
import {
  addSubjectRequest,
  endRequest,
  findSubjectMentions,
  listOpenRequests,
  listSubjectRequests,
  requireOpen,
  requireRequest,
} from '../../store/subjects.ts';
import { exportSubject } from '../../store/subjects-export.ts';
import { liftRestriction, restrictMentions } from '../../store/subjects-restricted.ts';
import { toCsv } from '../csv.ts';
import type { ApiDeps } from '../deps.ts';
import { parseBody } from '../input.ts';
import { defineRoute } from '../route.ts';
import { flag, id, pageOf, paging, present } from '../schemas/common.ts';
import {
  lifted,
  newSubjectRequest,
  purgeBody,
  requestDone,
  requestRefused,
  subjectCsv,
  subjectExport,
  subjectRequest,
  toSubjectBody,
} from '../schemas/subject.ts';

const tag = 'privacy';
const path = '/api/v1/subject-requests';
const one = z.strictObject({ id });

export const subjectRoutes = [
  defineRoute({
    method: 'get',
    path,
    access: 'audit',
    tag,
    summary:
      'Requests of people about their own data, last received first; or those that wait, the one due first in front.',
    description: 'Who asks is shown to those who may handle requests; auditors see kind, times and outcome.',
    input: z.strictObject({ open: flag('Only those that wait.'), ...paging }),
    output: pageOf(subjectRequest),
    trailOf: ({ open }) => ({ object: 'subject-request:*', detail: { open } }),
    async handle({ open, limit, cursor }, { db, now }, actor) {
      const show = (request: SubjectRequest) => toSubjectBody(request, isAllowed(actor, 'personal'), now());
      if (open) return { items: (await listOpenRequests(db, limit)).map(show), next: null };
      const page = await listSubjectRequests(db, { limit, ...present({ cursor }) });
      return { items: page.items.map(show), next: page.next };
    },
  }),
  defineRoute({
    method: 'get',
    path: `${path}/:id`,
    access: 'audit',
    tag,
    summary: 'One request of a person about their own data.',
    input: one,
    output: subjectRequest,
    trailOf: (input) => ({ object: `subject-request:${input.id}`, detail: {} }),
    async handle(input, { db, now }, actor) {
      return toSubjectBody(await requireRequest(db, input.id), isAllowed(actor, 'personal'), now());
    },
  }),
  defineRoute({
    method: 'post',
    path,
    access: 'personal',
    tag,
    summary: 'Notes a request; 3 × 24 hours to answer it run from when it was received.',
    input: z.strictObject({}),
    body: newSubjectRequest,
    output: subjectRequest,
    async write({ body, who }, deps) {
      const draft = parseBody(newSubjectRequest, body);
      const { kind, requester, contact, platform, handle, mentions = [], note } = draft;
      const now = deps.now();
      if ((platform === undefined) !== (handle === undefined) || (handle === undefined && mentions.length === 0)) {
        const message = 'isi platform dan nama akun bersama-sama, atau nomor sebutannya';
        throw new RequestError(400, 'invalid-body', `Permintaan ini tentang siapa? ${message}`, [
          { where: handle === undefined ? 'handle' : 'platform', message },
        ]);
      }
      const receivedAt = new Date(draft.receivedAt ?? now);
      if (receivedAt > now) {
        throw new RequestError(400, 'invalid-body', 'Waktu diterima tidak boleh di depan.', [
          { where: 'receivedAt', message: 'tidak boleh di depan' },
        ]);
      }
      const pseudonym =
        platform === undefined || handle === undefined ? null : deps.privacy.pseudonyms.ofHandle(platform, handle);
      const newId = await addSubjectRequest(deps.db, {
        ...{ kind, requester, contact: contact ?? null, pseudonym, platform: platform ?? null, note: note ?? null },
        ...{ mentionIds: mentions, receivedAt: receivedAt.toISOString(), who, now },
      });
      return toSubjectBody(await requireRequest(deps.db, newId), true, now);
    },
  }),
  defineRoute({
    method: 'post',
    path: `${path}/:id/done`,
    access: 'personal',
    tag,
    summary:
      'Does what is asked and ends the request: `erase` erases, `restrict` freezes; the others were done by hand.',
    input: one,
    body: requestDone,
    output: subjectRequest,
    async write({ input, body, who }, deps) {
      const { answer } = parseBody(requestDone, body);
      const request = await requireOpen(deps.db, input.id);
      const result = await carryOut(request, deps);
      const end = { id: request.id, outcome: 'done' as const, legalGround: null, answer: answer ?? null, result };
      await endRequest(deps.db, { ...end, who, now: deps.now() });
      return toSubjectBody(await requireRequest(deps.db, request.id), true, deps.now());
    },
  }),
  defineRoute({
    method: 'post',
    path: `${path}/:id/refusal`,
    access: 'personal',
    tag,
    summary: 'Refuses a request, with the article that allows it.',
    input: one,
    body: requestRefused,
    output: subjectRequest,
    async write({ input, body, who }, { db, now }) {
      const { legalGround, answer } = parseBody(requestRefused, body);
      const end = { id: input.id, outcome: 'refused' as const, legalGround, answer, result: null };
      await endRequest(db, { ...end, who, now: now() });
      return toSubjectBody(await requireRequest(db, input.id), true, now());
    },
  }),
  defineRoute({
    method: 'post',
    path: `${path}/:id/lift`,
    access: 'personal',
    tag,
    summary: 'Ends the restriction that a request has brought; the mentions are judged afresh.',
    input: one,
    body: null,
    output: lifted,
    async write({ input, who }, { db, now }) {
      const { id: requestId } = await requireRequest(db, input.id);
      const object = `subject-request:${requestId}`;
      const mentions = await liftRestriction(db, requestId);
      await writeAudit(db, { at: now().toISOString(), who, action: 'subject.lift', object, detail: { mentions } });
      return { mentions };
    },
  }),
  defineRoute({
    method: 'get',
    path: `${path}/:id/export`,
    access: 'personal',
    tag,
    summary: 'Everything that is held about the person, with who looked at it; signs of other people are replaced.',
    input: z.strictObject({ id, format: z.enum(['json', 'csv']).default('json') }),
    output: subjectExport,
    async file({ id: requestId, format }, { db, now, privacy }, actor) {
      const request = await requireRequest(db, requestId);
      const at = now();
      const data = await exportSubject(db, request, privacy.pseudonyms, at);
      const object = `subject-request:${requestId}`;
      const detail = { format, facts: data.facts.length };
      await writeAudit(db, { at: at.toISOString(), who: actor.name, action: 'subject.export', object, detail });
      const name = `data-pribadi-${requestId}`;
      return format === 'csv'
        ? { filename: `${name}.csv`, mediaType: 'text/csv; charset=utf-8', content: toCsv(subjectCsv, data.facts) }
        : { filename: `${name}.json`, mediaType: 'application/json', content: JSON.stringify(data, null, 2) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/purges',
    access: 'audit',
    tag,
    summary: 'What the daily purge deleted, newest first.',
    input: z.strictObject({ limit: paging.limit }),
    output: pageOf(purgeBody),
    async handle({ limit }, { db }) {
      const purges = await listPurges(db, limit);
      return { items: purges.map(({ counts, ...purge }) => ({ ...purge, counts: { ...counts } })), next: null };
    },
  }),
];

async function carryOut(
  request: SubjectRequest,
  { db, now, privacy }: Pick<ApiDeps, 'db' | 'now' | 'privacy'>,
): Promise<Readonly<Record<string, number>> | null> {
  const { kind, pseudonym } = request;
  if (kind !== 'erase' && kind !== 'restrict') return null;
  const mentionIds = await findSubjectMentions(db, request);
  if (kind === 'restrict') {
    return { mentions: await restrictMentions(db, request, mentionIds, now().toISOString()) };
  }
  const pseudonyms = pseudonym === null ? [] : [pseudonym];
  return { ...(await eraseMentions(db, { mentionIds, pseudonyms, file: privacy.erasures, now: now() })) };
}
