import type { Json } from './json-schema.ts';
import { toOperation } from './openapi-operation.ts';
import { headersOf, toComponents } from './openapi-parts.ts';
import type { Route } from './route.ts';

export const openApiPath = '/api/v1/openapi.json';

const description = `What the public writes about a regency, scored, grouped into issues, and alerted on.

Who may do what is said at each operation. Programs send \`Authorization: Bearer <token>\`. Times are UTC. Errors are RFC 9457 problem
documents. Lists are paged: pass \`next\` as \`cursor\`. A list asked for as CSV, XLSX or NDJSON is an export: it holds everything that
matches, needs the permission \`export\` and is noted on the audit trail.`;

/** OpenAPI 3.1 document of the routes; schemas that are used by name come once, under `components`. */
export function toOpenApi(routes: readonly Route[], version: string): Json {
  const schemas: Record<string, unknown> = {};
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: toOperation(route, schemas) };
  }
  paths[openApiPath] = {
    get: {
      operationId: 'getOpenapi',
      tags: ['operation'],
      summary: 'This document.',
      description: 'Open to everybody.',
      'x-permission': 'anyone',
      security: [],
      responses: {
        200: {
          description: 'OK',
          headers: headersOf('ETag'),
          content: { 'application/json': { schema: { type: 'object' } } },
        },
      },
    },
  };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Kentongan',
      version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description,
    },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: toComponents(schemas),
  };
}
