import { z } from 'zod';
import { concerns } from '../../core/access.ts';
import { RequestError } from '../../core/errors.ts';
import { findAlert, listAlerts } from '../../store/alerts.ts';
import { toAtom } from '../atom.ts';
import { defineRoute } from '../route.ts';
import { alert, alertLevel, toAlertBody } from '../schemas/alert.ts';
import { id, pageOf, paging, period, present, toPeriod, word } from '../schemas/common.ts';
import { agencyFilter } from '../scope.ts';

const filters = {
  level: alertLevel.optional(),
  issue: id.optional().describe('Id of an issue.'),
  rule: word.optional().describe('Id of an alert rule.'),
  subject: z
    .string()
    .regex(/^(issue|spike|source)(:.{1,200})?$/u, 'harus issue, spike, source, atau satu pokok seperti source:radar')
    .optional()
    .describe('What alerts are about: `issue`, `spike`, `source`, or one of them as `source:radar`.'),
  agency: word.optional().describe('Short name of an agency (OPD): `PUPR`.'),
  acknowledged: z.enum(['true', 'false']).optional().describe('Whether somebody has said that they see to it.'),
};

export const alertRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/alerts',
    access: 'read-agency',
    tag: 'alerts',
    summary: 'Alerts, newest first, each with what it is about and the evidence as the recipients were told.',
    input: z.strictObject({ ...filters, ...period, ...paging }),
    output: pageOf(alert),
    csv: {
      filename: 'peringatan.csv',
      columns: [
        { header: 'id', value: (item) => item.id },
        { header: 'firedAt', value: (item) => item.firedAt },
        { header: 'level', value: (item) => item.level },
        { header: 'occasion', value: (item) => item.occasion },
        { header: 'rule', value: (item) => item.ruleId },
        { header: 'subject', value: (item) => item.subject },
        { header: 'reason', value: (item) => item.reason },
        { header: 'issue', value: (item) => item.issueId },
        { header: 'title', value: (item) => item.title },
        { header: 'topic', value: (item) => item.topic },
        { header: 'agency', value: (item) => item.agency },
        { header: 'place', value: (item) => item.placeName },
        { header: 'mentions', value: (item) => item.issue?.mentionCount ?? null },
        { header: 'negative', value: (item) => item.issue?.negativeCount ?? null },
        { header: 'acknowledgedAt', value: (item) => item.acknowledged?.at ?? null },
        { header: 'acknowledgedBy', value: (item) => item.acknowledged?.by ?? null },
      ],
    },
    async handle({ issue, rule, acknowledged, from, to, limit, agency, ...same }, deps, actor) {
      const own = agencyFilter(actor, agency);
      if (own === null) return { items: [], next: null };
      const zone = deps.region.timezone;
      const isAcknowledged = acknowledged === undefined ? undefined : acknowledged === 'true';
      const renamed = { issueId: issue, ruleId: rule, acknowledged: isAcknowledged };
      const query = present({ ...same, ...renamed, ...toPeriod({ from, to }, zone) });
      const { items, next } = await listAlerts(deps.db, { ...query, ...own, limit });
      return { items: items.map(toAlertBody), next };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/alerts/:id',
    access: 'read-agency',
    tag: 'alerts',
    summary: 'One alert with its evidence, as the recipients were told.',
    input: z.strictObject({ id }),
    output: alert,
    async handle(input, { db }, actor) {
      const found = await findAlert(db, input.id);
      if (found === null || !concerns(actor, found.agency))
        throw new RequestError(404, 'not-found', `Peringatan ${input.id} tidak ada.`);
      return toAlertBody(found);
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/alerts.atom',
    access: 'read',
    tag: 'alerts',
    summary: 'The newest 50 alerts as an Atom feed, for feed readers and other systems.',
    input: z.strictObject({}),
    output: z.string(),
    mediaType: 'application/atom+xml',
    async handle(_input, deps) {
      const { items } = await listAlerts(deps.db, { limit: 50 });
      return toAtom(items, deps);
    },
  }),
];
