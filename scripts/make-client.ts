/** Writes `client/kentongan.ts` from the API document: `npx tsx scripts/make-client.ts`. */
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Json } from '../src/api/json-schema.ts';
import { toOpenApi } from '../src/api/openapi.ts';
import { routes } from '../src/api/routes/index.ts';
import { toType } from './client-types.ts';

const root = new URL('..', import.meta.url);
export const clientFile = new URL('client/kentongan.ts', root);

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly description?: string;
  readonly schema: Json;
}

interface Operation {
  readonly summary: string;
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Json }> };
  readonly responses: Record<string, { readonly content: Record<string, { readonly schema: Json }> }>;
}

/** What parameters the client has arguments of its own for. */
const own = new Set(['fields', 'format']);

/** The whole text of the file. */
export function makeClient(): string {
  // As it is sent: without anything that is undefined.
  const document = JSON.parse(JSON.stringify(toOpenApi(routes, '0'))) as {
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, Json> };
  };
  const { Problem: _, ...schemas } = document.components.schemas;
  const types = Object.entries(schemas)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, schema]) => `${comment(schema.description)}export type ${name} = ${toType(schema)};`);
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => toOperation(`${method.toUpperCase()} ${path}`, operation)),
  );
  return [
    '// Made by scripts/make-client.ts from the API document. Do not edit.',
    "import { Client } from './runtime.ts';",
    "export { type Options, Problem } from './runtime.ts';",
    ...types,
    '/** Every operation by method and address. */',
    `export interface Operations {\n${operations.join('\n')}\n}`,
    '/** `new Kentongan({ baseUrl, token })` */',
    'export class Kentongan extends Client<Operations> {}',
  ].join('\n\n');
}

function toOperation(name: string, { summary, parameters = [], requestBody, responses }: Operation): string {
  const params = parameters.filter((each): each is Parameter => 'name' in each && !own.has(each.name));
  const body = requestBody?.content['application/json'];
  const content = responses[200]?.content ?? {};
  const [usual] = Object.entries(content);
  const answer = content['application/json'] ?? content['text/event-stream'];
  const item = content['application/x-ndjson']?.schema['x-item'] as Json | undefined;
  const fields = params.map(
    ({ name: key, required, description, schema }) =>
      `${comment(description)}${JSON.stringify(key)}${required ? '' : '?'}: ${toParameterType(schema)};`,
  );
  return (
    `/** ${escapeComment(summary)} */\n${JSON.stringify(name)}: {` +
    `params: ${fields.length === 0 ? 'object' : `{\n${fields.join('\n')}}`};` +
    `body: ${body === undefined ? (requestBody === undefined ? 'undefined' : 'unknown') : toType(body.schema)};` +
    `answer: ${answer === undefined || usual === undefined ? 'string' : toType(answer.schema)};` +
    `item: ${item === undefined ? 'never' : toType(item)};};`
  );
}

/** Flags are texts in an address and booleans in a program. */
function toParameterType(schema: Json): string {
  const type = toType(schema);
  return type === "'true' | 'false'" ? 'boolean' : type;
}

function comment(text: unknown): string {
  return typeof text === 'string' ? `/** ${escapeComment(text)} */\n` : '';
}

function escapeComment(text: string): string {
  return text.replaceAll('*/', '* /').replace(/\s+/g, ' ');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { format } = await import('./format-code.ts');
  writeFileSync(clientFile, format(makeClient(), clientFile));
}
