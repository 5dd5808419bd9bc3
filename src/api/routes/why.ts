import { z } from 'zod';
import { RequestError } from '../../core/errors.ts';
import { defineRoute } from '../route.ts';
import { explanation } from '../schemas/alert-rule.ts';
import { id } from '../schemas/common.ts';

export const whyRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/issues/:id/why',
    access: 'read',
    tag: 'issues',
    summary: 'Why an issue does, or does not, raise an alert now: what every rule says of it.',
    description: 'What became of an alert that was raised: `/api/v1/alerts/{id}/decisions`.',
    input: z.strictObject({ id }),
    output: explanation,
    async handle(input, { alertRules }) {
      const found = await alertRules.explain(input.id);
      if (found === null) throw new RequestError(404, 'not-found', `Isu ${input.id} tidak ada.`);
      return found;
    },
  }),
];
