import { z } from 'zod';
import type { ManagedSource } from '../../core/managed-source.ts';
import type { ApiDeps } from '../deps.ts';
import { parseBody } from '../input.ts';
import { defineRoute } from '../route.ts';
import { pauseBody, source, sourceBody, sourceChangeBody, toChange, toDraft, toSourceBody } from '../schemas/source.ts';
import { line } from '../schemas/written.ts';

const id = line(200);
const one = z.strictObject({ id });

const answer = async ({ now }: ApiDeps, changed: Promise<ManagedSource>) => toSourceBody(await changed, now());

/** What people do with sources. Those of the configuration can be paused, resumed and asked, and are changed in the file. */
export const sourceHandRoutes = [
  defineRoute({
    method: 'post',
    path: '/api/v1/sources',
    tag: 'sources',
    summary: 'Adds a source, which is due at once.',
    description:
      'The body is an entry of `sources` as in `kentongan.yaml` and checked like one. 409 when the id is taken.',
    access: 'sources',
    input: z.strictObject({}),
    body: sourceBody,
    output: source,
    write: ({ body, who }, deps) => answer(deps, deps.sourceDesk.add(toDraft(parseBody(sourceBody, body)), who)),
  }),
  defineRoute({
    method: 'put',
    path: '/api/v1/sources/:id',
    tag: 'sources',
    summary: 'Changes a source that was added here. With other options it starts afresh.',
    access: 'sources',
    input: one,
    body: sourceChangeBody,
    output: source,
    write: ({ input, body, who }, deps) =>
      answer(deps, deps.sourceDesk.change(input.id, toChange(parseBody(sourceChangeBody, body)), who)),
  }),
  defineRoute({
    method: 'delete',
    path: '/api/v1/sources/:id',
    tag: 'sources',
    summary: 'Removes a source that was added here. Its mentions stay, and its id stays taken.',
    access: 'sources',
    input: one,
    body: null,
    output: source,
    write: ({ input, who }, deps) => answer(deps, deps.sourceDesk.archive(input.id, who)),
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/sources/:id/pause',
    tag: 'sources',
    summary: 'Leaves a source alone until it is resumed, whatever the configuration says.',
    access: 'sources',
    input: one,
    body: pauseBody,
    output: source,
    write: ({ input, body, who }, deps) =>
      answer(deps, deps.sourceDesk.pause(input.id, parseBody(pauseBody, body).reason, who)),
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/sources/:id/resume',
    tag: 'sources',
    summary: 'Reads a paused source again, or takes a removed one back.',
    access: 'sources',
    input: one,
    body: null,
    output: source,
    write: ({ input, who }, deps) => answer(deps, deps.sourceDesk.resume(input.id, who)),
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/sources/:id/run',
    tag: 'sources',
    summary: 'Makes a source due now.',
    description:
      'Refused (409) while its site asks for a pause, within a minute of its last run, and when it is not read at all.',
    access: 'sources',
    input: one,
    body: null,
    output: source,
    write: ({ input, who }, deps) => answer(deps, deps.sourceDesk.run(input.id, who)),
  }),
];
