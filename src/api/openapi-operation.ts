import { z } from 'zod';
import type { Access } from '../core/access.ts';
import { fieldNamesOf } from './fields.ts';
import { fieldsParameter, formatParameter, formsOf, listItemOf } from './forms.ts';
import { type Json, toSchema } from './json-schema.ts';
import { headersOf, idempotencyParameter, type Refusal, refusalStatus } from './openapi-parts.ts';
import type { Route } from './route.ts';

type WriteRoute = Extract<Route, { write: unknown }>;

/** One route as the API document shows it. @param schemas takes the named parts */
export function toOperation(route: Route, schemas: Record<string, unknown>): Json {
  const parameters = [...ownParameters(route, schemas), ...shownAs(route)];
  const writes = 'write' in route;
  return {
    operationId: operationIdOf(route),
    tags: [route.tag],
    summary: route.summary,
    description: [route.description, rule(route.access)].filter((text) => text !== undefined).join('\n\n'),
    'x-permission': route.access,
    security: route.access === 'anyone' ? [] : [{ token: [] }, { session: [] }],
    parameters: writes ? [...parameters, idempotencyParameter] : parameters,
    ...(writes ? requestBodyOf(route, schemas) : {}),
    responses: responsesOf(route, parameters.length, schemas),
  };
}

function requestBodyOf({ body, upload }: WriteRoute, schemas: Record<string, unknown>): Json {
  if (upload !== undefined) {
    const description = `A file of at most ${Math.floor(upload.maxBytes / 1_048_576)} MB.`;
    const schema = { type: 'string', format: 'binary' };
    const content = Object.fromEntries(upload.mediaTypes.map((type) => [type, { schema }]));
    return { requestBody: { description, required: true, content } };
  }
  if (body === null) return {};
  const schema = toSchema(body, 'input', schemas);
  return { requestBody: { required: true, content: { 'application/json': { schema } } } };
}

function operationIdOf({ method, path }: Route): string {
  const words = path.replace('/api/v1', '').replace(/[^a-zA-Z]+([a-zA-Z])/g, (_, first: string) => first.toUpperCase());
  return `${method}${words}`;
}

function rule(access: Access): string {
  if (access === 'anyone') return 'Open to everybody.';
  const also = ['read', 'read-agency'].includes(access)
    ? ' Also open on the machine that the program runs on, as long as nobody has an account, and in the demo.'
    : '';
  const own = ['read-agency', 'answer'].includes(access)
    ? ' Users of an agency (OPD) see and answer what is theirs.'
    : '';
  return `Needs the permission \`${access}\`.${also}${own}`;
}

function ownParameters(route: Route, schemas: Record<string, unknown>): Json[] {
  const inPath = new Set([...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? ''));
  return Object.entries(route.input.shape).map(([name, field]) => {
    const { description, ...schema } = toSchema(field, 'input', schemas);
    const required = inPath.has(name) || !z.safeParse(field, undefined).success;
    const example = exampleOf(schema);
    return {
      ...{ name, in: inPath.has(name) ? 'path' : 'query', required },
      ...(description === undefined ? {} : { description }),
      schema,
      ...(example === undefined ? {} : { example }),
    };
  });
}

function exampleOf(schema: Json): unknown {
  if (schema.default !== undefined) return undefined;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  if (schema.type === 'integer') return Math.max(12, Number(schema.minimum ?? 0));
  if (schema.format === 'date') return '2026-11-21';
  if (schema.format === 'date-time') return '2026-11-21T23:00:00.000Z';
  if (Array.isArray(schema.anyOf)) return exampleOf((schema.anyOf[0] ?? {}) as Json);
  return undefined;
}

/** Parameters that every answer of this kind has. */
function shownAs(route: Route): Json[] {
  const fields = fieldNamesOf(route);
  const forms = formsOf(route).flatMap(({ name }) => (name === null ? [] : [name]));
  return [
    ...(fields.length === 0
      ? []
      : [
          {
            ...{ name: fieldsParameter, in: 'query', required: false, style: 'form', explode: false },
            description: 'Only these fields, separated by commas. Of CSV and XLSX: names of columns.',
            schema: { type: 'array', items: { type: 'string' } },
            example: fields.slice(0, 2),
          },
        ]),
    ...(forms.length === 0
      ? []
      : [
          {
            ...{ name: formatParameter, in: 'query', required: false },
            description:
              'As `Accept`, for links. `csv`, `xlsx` and `ndjson` are exports: all that matches unless `limit` is given.',
            schema: { type: 'string', enum: forms },
          },
        ]),
  ];
}

function responsesOf(route: Route, parameters: number, schemas: Record<string, unknown>): Json {
  const writes = 'write' in route;
  const names: Refusal[] = [
    ...(parameters > 0 || writes ? (['BadRequest'] as const) : []),
    ...(route.access === 'anyone' ? [] : (['Unauthorized'] as const)),
    ...(route.access === 'anyone' && !writes ? [] : (['Forbidden'] as const)),
    ...(route.path.includes(':') ? (['NotFound'] as const) : []),
    ...(formsOf(route).length > 1 ? (['NotAcceptable'] as const) : []),
    ...(writes ? (['Conflict', 'TooLarge', 'UnsupportedMediaType', 'Unprocessable'] as const) : []),
    'TooManyRequests',
  ];
  const ok = { description: 'OK', headers: answerHeaders(route), content: contentOf(route, schemas) };
  return {
    200: ok,
    ...('handle' in route ? { 304: { description: 'As the client has it already.', headers: headersOf('ETag') } } : {}),
    ...('statusOf' in route ? { 503: { ...ok, description: 'Not all is well.' } } : {}),
    ...('stream' in route ? { 503: refer('Other') } : {}),
    ...Object.fromEntries(names.flatMap((name) => (name === 'Other' ? [] : [[refusalStatus[name], refer(name)]]))),
    default: refer('Other'),
  };
}

function answerHeaders(route: Route): Json {
  if ('write' in route) return headersOf('Idempotency-Replayed');
  if (!('handle' in route)) return headersOf();
  return 'cursor' in route.input.shape ? headersOf('ETag', 'Link') : headersOf('ETag');
}

function refer(name: Refusal): Json {
  return { $ref: `#/components/responses/${name}` };
}

function contentOf(route: Route, schemas: Record<string, unknown>): Json {
  const output = toSchema(route.output, 'output', schemas);
  const item = listItemOf(route.output);
  return Object.fromEntries(
    formsOf(route).map(({ mediaType, exports }, index) => {
      if (index === 0) return [mediaType, { schema: 'file' in route ? { type: 'string', format: 'binary' } : output }];
      if (exports === 'ndjson' && item !== null) {
        const description =
          'One item a line; the last line is `{"_end":{"items":…}}` and missing when the export broke off.';
        return [mediaType, { schema: { type: 'string', description, 'x-item': toSchema(item, 'output', schemas) } }];
      }
      return [mediaType, { schema: { type: 'string', ...(exports === 'xlsx' ? { format: 'binary' } : {}) } }];
    }),
  );
}
