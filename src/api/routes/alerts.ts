import { z } from 'zod';
import { listAlerts } from '../../store/alerts.ts';
import { toAtom } from '../atom.ts';
import { defineRoute } from '../route.ts';
import { alert, alertLevel, toAlertBody } from '../schemas/alert.ts';
import { id, pageOf, paging, period, present, toPeriod, word } from '../schemas/common.ts';

const filters = {
  level: alertLevel.optional(),
  issue: id.optional().describe('Id of an issue.'),
  rule: word.optional().describe('Id of an alert rule.'),
};

export const alertRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/alerts',
    tag: 'alerts',
    summary: 'Alerts, newest first, each with the issue and the evidence as the recipients were told.',
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
        { header: 'reason', value: (item) => item.reason },
        { header: 'issue', value: (item) => item.issueId },
        { header: 'title', value: (item) => item.issue.title },
        { header: 'topic', value: (item) => item.issue.topic },
        { header: 'agency', value: (item) => item.issue.agency },
        { header: 'place', value: (item) => item.issue.placeName },
        { header: 'mentions', value: (item) => item.issue.mentionCount },
        { header: 'negative', value: (item) => item.issue.negativeCount },
      ],
    },
    async handle({ level, issue, rule, from, to, limit, cursor }, deps) {
      const zone = deps.region.timezone;
      const query = present({ level, issueId: issue, ruleId: rule, cursor, ...toPeriod({ from, to }, zone) });
      const { items, next } = await listAlerts(deps.db, { ...query, limit });
      return { items: items.map(toAlertBody), next };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/alerts.atom',
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
