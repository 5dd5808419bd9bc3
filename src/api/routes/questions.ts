import { z } from 'zod';
import { concerns } from '../../core/access.ts';
import { RequestError } from '../../core/errors.ts';
import type { Question } from '../../core/question.ts';
import { toWebAddress } from '../../core/web-address.ts';
import { inWriteTransaction } from '../../store/dialect.ts';
import { answerByHand, findQuestion, listQuestions } from '../../store/questions.ts';
import { parseBody } from '../input.ts';
import { defineRoute } from '../route.ts';
import { flag, id, pageOf, paging, period, present, toPeriod, word } from '../schemas/common.ts';
import { answeredBody, askKind, question } from '../schemas/question.ts';
import { agencyFilter } from '../scope.ts';

const filters = {
  agency: word.optional().describe('Short name of an agency (OPD): `PUPR`; `-` for those that no agency is known for.'),
  kind: askKind.optional(),
  waiting: z
    .enum(['true', 'false'])
    .optional()
    .describe('`true`: only what waits for an answer; `false`: only what has one.'),
};

export const questionRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/questions',
    access: 'read-agency',
    tag: 'questions',
    summary: 'What people ask the government or ask it to do, latest first.',
    description: 'Who asked is personal data, which this API leaves out.',
    input: z.strictObject({
      ...filters,
      oldestFirst: flag('What was asked longest ago first.'),
      ...period,
      ...paging,
    }),
    output: pageOf(question),
    csv: {
      filename: 'pertanyaan.csv',
      columns: [
        { header: 'mention', value: (item) => item.mentionId },
        { header: 'askedAt', value: (item) => item.askedAt },
        { header: 'kind', value: (item) => item.kind },
        { header: 'agency', value: (item) => item.agency },
        { header: 'text', value: (item) => item.text },
        { header: 'source', value: (item) => item.sourceTitle },
        { header: 'url', value: (item) => item.url },
        { header: 'issue', value: (item) => item.issueId },
        { header: 'answeredAt', value: (item) => item.answeredAt },
        { header: 'answeredBy', value: (item) => item.answeredBy },
      ],
    },
    async handle({ agency, waiting, from, to, limit, ...same }, deps, actor) {
      const own = agencyFilter(actor, agency === '-' ? null : agency);
      if (own === null) return { items: [], next: null };
      const isWaiting = waiting === undefined ? undefined : waiting === 'true';
      const query = present({ ...same, waiting: isWaiting, ...toPeriod({ from, to }, deps.region.timezone) });
      const { items, next } = await listQuestions(deps.db, { ...query, ...own, limit });
      return { items: items.map(toQuestionBody), next };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/questions/:id/answered',
    access: 'answer',
    tag: 'questions',
    summary: 'Says that a question was answered where this program does not see it.',
    input: z.strictObject({ id: id.describe('Id of the mention.') }),
    body: answeredBody,
    output: question,
    async write({ input, body, who, actor }, deps) {
      const { note = null, url = null } = parseBody(answeredBody, body);
      return inWriteTransaction(deps.db, async (trx) => {
        const asked = await findQuestion(trx, input.id);
        if (asked === null || !concerns(actor, asked.agency)) throw notThere(input.id);
        await answerByHand(trx, { mentionId: input.id, who, note, url, now: deps.now() });
        const found = await findQuestion(trx, input.id);
        if (found === null) throw notThere(input.id);
        return toQuestionBody(found);
      });
    },
  }),
];

function notThere(id: number): RequestError {
  return new RequestError(404, 'not-found', `Pertanyaan ${id} tidak ada.`);
}

function toQuestionBody(found: Question): Question {
  return { ...found, url: toWebAddress(found.url) };
}
