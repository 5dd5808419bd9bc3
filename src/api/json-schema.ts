import { z } from 'zod';

export type Json = { readonly [key: string]: unknown };

/** JSON Schema (2020-12, as OpenAPI 3.1 wants it) with its named parts moved to `schemas`. */
export function toSchema(schema: z.core.$ZodType, io: 'input' | 'output', schemas: Record<string, unknown>): Json {
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
