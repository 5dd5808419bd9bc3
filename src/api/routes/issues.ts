import { z } from 'zod';
import { listIssueMentions, listIssues } from '../../store/issues.ts';
import { defineRoute } from '../route.ts';
import { attention, flag, id, pageOf, paging, period, present, toPeriod, topic, word } from '../schemas/common.ts';
import { issue, issueState } from '../schemas/issue.ts';
import { issueLife } from '../schemas/issue-life.ts';
import { mention, toMentionBody } from '../schemas/mention.ts';
import { agencyFilter, loadOwnIssue } from '../scope.ts';

const filters = {
  q: word.optional().describe('Words of the title.'),
  state: issueState.optional(),
  topic: topic.optional(),
  agency: word.optional().describe('Short name of an agency (OPD): `PUPR`.'),
  attention: attention.optional(),
  overdue: flag('Only issues whose agency should have answered by now.'),
};

export const issueRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/issues',
    access: 'read-agency',
    tag: 'issues',
    summary: 'Issues, latest mentioned first.',
    description: '`from`: still mentioned at or after. `to`: first mentioned before.',
    input: z.strictObject({ ...filters, ...period, ...paging }),
    output: pageOf(issue),
    csv: {
      filename: 'isu.csv',
      columns: [
        { header: 'id', value: (item) => item.id },
        { header: 'title', value: (item) => item.title },
        { header: 'attention', value: (item) => item.attention },
        { header: 'state', value: (item) => item.state },
        { header: 'dueAt', value: (item) => item.dueAt },
        { header: 'topic', value: (item) => item.topic },
        { header: 'agency', value: (item) => item.agency },
        { header: 'place', value: (item) => item.placeName },
        { header: 'firstAt', value: (item) => item.firstAt },
        { header: 'lastAt', value: (item) => item.lastAt },
        { header: 'firstPublisher', value: (item) => item.firstPublisher },
        { header: 'mentions', value: (item) => item.mentionCount },
        { header: 'negative', value: (item) => item.negativeCount },
        { header: 'positive', value: (item) => item.positiveCount },
        { header: 'sources', value: (item) => item.sourceCount },
        { header: 'media', value: (item) => item.mediaCount },
        { header: 'accounts', value: (item) => item.accountCount },
        { header: 'comments', value: (item) => item.commentCount },
        { header: 'hoax', value: (item) => item.hoaxCount },
      ],
    },
    async handle({ from, to, limit, overdue, agency, ...filter }, deps, actor) {
      const own = agencyFilter(actor, agency);
      if (own === null) return { items: [], next: null };
      const overdueAt = overdue ? deps.now().toISOString() : undefined;
      const query = present({ ...filter, overdueAt, ...toPeriod({ from, to }, deps.region.timezone) });
      return listIssues(deps.db, { ...query, ...own, limit });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/issues/:id',
    access: 'read-agency',
    tag: 'issues',
    summary: 'One issue with its mentions, newest first, and what became of it.',
    description: 'An issue that was joined to another has no mentions of its own: `mergedInto` leads to the other.',
    input: z.strictObject({
      id,
      limit: z.coerce.number().int().min(1).max(500).default(100).describe('Mentions at most.'),
    }),
    output: issue.extend({ ...issueLife, mentions: z.array(mention) }).meta({ id: 'IssueWithMentions' }),
    async handle(input, { db, lifeOf }, actor) {
      const found = await loadOwnIssue(db, actor, input.id);
      const mentions = await listIssueMentions(db, input.id, input.limit);
      return { ...found, ...(await lifeOf(found)), mentions: mentions.map(toMentionBody) };
    },
  }),
];
