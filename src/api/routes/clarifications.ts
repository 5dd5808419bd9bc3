import { z } from 'zod';
import { RequestError } from '../../core/errors.ts';
import { addClarification, findClarification, pageClarifications } from '../../store/clarifications.ts';
import { parseBody } from '../input.ts';
import { defineRoute } from '../route.ts';
import { id, pageOf, paging, present, toPeriod, word } from '../schemas/common.ts';
import { clarification, clarificationBody } from '../schemas/issue-life.ts';
import { requireAgency } from '../schemas/written.ts';
import { agencyFilter, agencyOfAnswer } from '../scope.ts';

export const clarificationRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/clarifications',
    access: 'read-agency',
    tag: 'issues',
    summary: "The offices' answers (klarifikasi), latest published first.",
    input: z.strictObject({
      issue: id.optional().describe('Id of an issue.'),
      agency: word.optional().describe('Short name of an agency (OPD): `PUPR`.'),
      ...paging,
    }),
    output: pageOf(clarification),
    csv: {
      filename: 'klarifikasi.csv',
      columns: [
        { header: 'id', value: (item) => item.id },
        { header: 'publishedAt', value: (item) => item.publishedAt },
        { header: 'title', value: (item) => item.title },
        { header: 'claimed', value: (item) => item.claimed },
        { header: 'text', value: (item) => item.text },
        { header: 'agency', value: (item) => item.agency },
        { header: 'url', value: (item) => item.url },
        { header: 'issue', value: (item) => item.issueId },
        { header: 'who', value: (item) => item.who },
      ],
    },
    async handle({ issue, limit, agency, ...filter }, { db }, actor) {
      const own = agencyFilter(actor, agency);
      if (own === null) return { items: [], next: null };
      return pageClarifications(db, { ...present({ ...filter, issueId: issue }), ...own, limit });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/clarifications',
    access: 'answer',
    tag: 'issues',
    summary: 'Stores an answer to a rumour that no issue is known of.',
    input: z.strictObject({}),
    body: clarificationBody,
    output: clarification,
    async write({ body, who, actor }, deps) {
      const { title, text, claimed, url, agency: named, publishedAt } = parseBody(clarificationBody, body);
      requireAgency(deps, named);
      const agency = agencyOfAnswer(actor, named);
      const now = deps.now();
      const newId = await addClarification(deps.db, {
        ...{ issueId: null, title, text, claimed: claimed ?? null, url: url ?? null, agency: agency ?? null },
        publishedAt: toPeriod({ from: publishedAt }, deps.region.timezone).from ?? now.toISOString(),
        ...{ who, why: null, answers: false, now },
      });
      const stored = await findClarification(deps.db, newId);
      if (stored === null) throw new RequestError(404, 'not-found', `Klarifikasi ${newId} tidak ada.`);
      return stored;
    },
  }),
];
