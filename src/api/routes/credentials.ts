import { z } from 'zod';
import { listCredentials } from '../credentials.ts';
import { defineRoute } from '../route.ts';
import { pageOf } from '../schemas/common.ts';
import { credential } from '../schemas/credential.ts';

export const credentialRoutes = [
  defineRoute({
    method: 'get',
    path: '/api/v1/credentials',
    access: 'read',
    tag: 'sources',
    summary: 'Every key with its state and the use of its budgets, in one page; never a secret.',
    input: z.strictObject({}),
    output: pageOf(credential),
    handle: async (_input, deps) => ({ items: await listCredentials(deps, deps.now()), next: null }),
  }),
];
