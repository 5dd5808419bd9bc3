import { z } from 'zod';
import type { Route } from './route.ts';

export const openApiPath = '/api/v1/openapi.json';

type Json = { readonly [key: string]: unknown };

const problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    problems: z
      .array(z.strictObject({ where: z.string(), message: z.string() }))
      .describe('Every parameter at fault, and what is wrong with it.'),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem document.' });

/** OpenAPI 3.1 document of the routes; schemas that are used by name come once, under `components`. */
export function toOpenApi(routes: readonly Route[], version: string): Json {
  const schemas: Record<string, unknown> = {};
  const paths: Record<string, Json> = {};
  toSchema(problem, 'output', schemas);
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: toOperation(route, schemas) };
  }
  paths[openApiPath] = {
    get: {
      operationId: 'getOpenapi',
      tags: ['operation'],
      summary: 'This document.',
      responses: { 200: { description: 'OK', content: { 'application/json': { schema: { type: 'object' } } } } },
    },
  };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Kentongan',
      version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description:
        'What the public writes about a regency, scored, grouped into issues, and alerted on. Reads are open, writes need an API token. ' +
        'Times are UTC. Errors are RFC 9457 problem documents. Lists answer `text/csv` when asked to, whole unless `limit` is given.',
    },
    paths,
    components: { schemas, securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  };
}

function toOperation(route: Route, schemas: Record<string, unknown>): Json {
  const inPath = new Set([...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? ''));
  const parameters = Object.entries(route.input.shape).map(([name, field]) => {
    const { description, ...schema } = toSchema(field, 'input', schemas);
    const required = inPath.has(name) || !z.safeParse(field, undefined).success;
    const where = inPath.has(name) ? 'path' : 'query';
    return { name, in: where, required, ...(description === undefined ? {} : { description }), schema };
  });
  const output = { schema: toSchema(route.output, 'output', schemas) };
  const text = { schema: { type: 'string' } };
  const content = {
    [route.mediaType ?? 'application/json']: output,
    ...(route.csv === undefined ? {} : { 'text/csv': text }),
    ...Object.fromEntries(Object.keys(route.formats ?? {}).map((type) => [type, text])),
  };
  const refusal = (description: string) => ({
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  });
  return {
    operationId: `${route.method}${route.path.replace('/api/v1', '').replace(/[^a-z]+([a-z])/g, (_, first: string) => first.toUpperCase())}`,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    parameters,
    ...('write' in route || route.access !== undefined ? { security: [{ token: [] }] } : {}),
    ...('write' in route && route.body !== null
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: toSchema(route.body, 'input', schemas) } },
          },
        }
      : {}),
    responses: {
      200: { description: 'OK', content },
      ...('statusOf' in route ? { 503: { description: 'Not all is well.', content } } : {}),
      ...('write' in route || route.access !== undefined
        ? {
            401: refusal('No token, or a wrong one.'),
            403: refusal('Not enabled, not yours to use, or sent from another site.'),
          }
        : {}),
      ...(parameters.length > 0 || 'write' in route
        ? { 400: refusal('Parameters or a body that are unknown or wrong.') }
        : {}),
      ...(inPath.size > 0 ? { 404: refusal('There is none.') } : {}),
      default: refusal('Anything else.'),
    },
  };
}

/** JSON Schema (2020-12, as OpenAPI 3.1 wants it) with its named parts moved to `schemas`. */
function toSchema(schema: z.core.$ZodType, io: 'input' | 'output', schemas: Record<string, unknown>): Json {
  const { $schema: _, $defs = {}, ...own } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  for (const [name, part] of Object.entries($defs)) {
    const { id: _id, ...rest } = part;
    schemas[name] = relink(rest);
  }
  const { id, ...body } = relink(own) as { id?: string };
  if (id === undefined) return body;
  schemas[id] = body;
  return { $ref: `#/components/schemas/${id}` };
}

function relink(schema: object): Json {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json;
}
