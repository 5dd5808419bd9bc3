import { listTokens } from '../../store/tokens.ts';
import { defineRoute } from '../route.ts';
import { done, doneResult, idInput, listOf, noInput, token, whole } from '../schemas/people.ts';

export const tokenRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/tokens',
    tag: 'people',
    summary: "Everybody's tokens, newest first. The tokens themselves are not kept.",
    access: 'people',
    input: noInput,
    output: listOf(token),
    async handle(_input, { db }) {
      return whole(await listTokens(db, null));
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/api/v1/tokens/:id',
    tag: 'people',
    summary: "Revokes anybody's token at once.",
    access: 'people',
    input: idInput,
    body: null,
    output: doneResult,
    async write({ input, who }, { staff }) {
      await staff.revokeToken(input.id, null, who);
      return done;
    },
  }),
];
