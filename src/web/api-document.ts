/** The API document, as far as its page reads it. */
export interface ApiDocument {
  readonly info: { readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, ApiSchema>> };
}

export interface ApiOperation {
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly 'x-permission': string;
  readonly parameters?: readonly (ApiParameter | { readonly $ref: string })[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: ApiSchema }>> };
  readonly responses: Readonly<Record<string, ApiResponse | { readonly $ref: string }>>;
}

export interface ApiResponse {
  readonly description: string;
  readonly content?: Readonly<Record<string, { readonly schema: ApiSchema }>>;
}

export interface ApiParameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly description?: string;
  readonly schema: ApiSchema;
  readonly example?: unknown;
}

export type ApiSchema = { readonly [key: string]: unknown };

/** One operation with its address. */
export interface NamedOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly operation: ApiOperation;
}

/** In the order of the document. */
export function operationsOf({ paths }: ApiDocument): NamedOperation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      id: `${method}-${path.replace(/[^a-z]+/gi, '-').replace(/^-|-$/g, '')}`,
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
}

/** Name of a schema that is referred to; null for one that stands where it is used. */
export function nameOf({ $ref }: ApiSchema): string | null {
  return typeof $ref === 'string' ? ($ref.split('/').at(-1) ?? null) : null;
}

/** Names of all schemas that these use, and those that they use, sorted. */
export function usedSchemas(from: readonly unknown[], { components }: ApiDocument): string[] {
  const used = new Set<string>();
  const waiting = [...from];
  while (waiting.length > 0) {
    const part = waiting.pop();
    if (typeof part !== 'object' || part === null) continue;
    const name = nameOf(part as ApiSchema);
    if (name !== null && Object.hasOwn(components.schemas, name) && !used.has(name)) {
      used.add(name);
      waiting.push(components.schemas[name]);
    }
    waiting.push(...Object.values(part));
  }
  return [...used].sort();
}

/** The least that a schema asks for, as an example. */
export function exampleOf(schema: ApiSchema, document: ApiDocument, depth = 0): unknown {
  const name = nameOf(schema);
  const inner = (part: unknown) => exampleOf((part ?? {}) as ApiSchema, document, depth + 1);
  if (depth > 5) return null;
  if (name !== null) return inner(document.components.schemas[name]);
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const variants = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(variants)) return inner(variants[0]);
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object': {
      const required = (schema.required ?? []) as readonly string[];
      const all = Object.entries((schema.properties ?? {}) as Record<string, ApiSchema>);
      return Object.fromEntries(all.filter(([key]) => required.includes(key)).map(([key, part]) => [key, inner(part)]));
    }
    case 'array':
      return Number(schema.minItems ?? 0) > 0 ? [inner(schema.items)] : [];
    case 'integer':
    case 'number':
      return Math.max(1, Number(schema.minimum ?? 1));
    case 'boolean':
      return true;
    case 'string':
      return schema.format === 'date' ? '2026-11-21' : schema.format === 'date-time' ? '2026-11-21T23:00:00.000Z' : '…';
    default:
      return null;
  }
}
