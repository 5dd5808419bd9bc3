import { z } from 'zod';
import { RequestError } from '../../core/errors.ts';
import type { Question } from '../../core/question.ts';
import { toWebAddress } from '../../core/web-address.ts';
import { answerByHand, findQuestion, listQuestions } from '../../store/questions.ts';
import { parseBody } from '../input.ts';
import { defineRoute } from '../route.ts';
import { id, pageOf, paging, period, present, toPeriod, word } from '../schemas/common.ts';
import { answeredBody, askKind, question } from '../schemas/question.ts';

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
    input: z.strictObject({ ...filters, ...period, ...paging }),
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
    async handle({ agency, waiting, from, to, limit, ...same }, deps) {
      const renamed = {
        agency: agency === '-' ? null : agency,
        waiting: waiting === undefined ? undefined : waiting === 'true',
      };
      const query = present({ ...same, ...renamed, ...toPeriod({ from, to }, deps.region.timezone) });
      const { items, next } = await listQuestions(deps.db, { ...query, limit });
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
    async write({ input, body, who }, deps) {
      const { note } = parseBody(answeredBody, body);
      await answerByHand(deps.db, { mentionId: input.id, who, note: note ?? null, now: deps.now() });
      const found = await findQuestion(deps.db, input.id);
      if (found === null) throw new RequestError(404, 'not-found', `Pertanyaan ${input.id} tidak ada.`);
      return toQuestionBody(found);
    },
  }),
];

function toQuestionBody(found: Question): Question {
  return { ...found, url: toWebAddress(found.url) };
}
