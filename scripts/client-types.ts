import type { Json } from '../src/api/json-schema.ts';

/** A JSON Schema as a TypeScript type. Limits of lengths and numbers are not types and are left out. */
export function toType(schema: Json): string {
  if (typeof schema.$ref === 'string') return schema.$ref.split('/').at(-1) ?? 'unknown';
  if (schema.const !== undefined) return literal(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map(literal).join(' | ');
  const variants = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(variants)) return union(variants.map(toType));
  if (Array.isArray(schema.allOf)) return schema.allOf.map((part) => `(${toType(part as Json)})`).join(' & ');
  if (Array.isArray(schema.type)) return union(schema.type.map((type) => toType({ ...schema, type })));
  switch (schema.type) {
    case 'object':
      return toObject(schema);
    case 'array':
      return toArray(schema);
    case 'integer':
    case 'number':
      return 'number';
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type;
    default:
      return 'unknown';
  }
}

function toObject({ properties, required, additionalProperties }: Json): string {
  const must = new Set(Array.isArray(required) ? required : []);
  const fields = Object.entries((properties ?? {}) as Record<string, Json>).map(([name, part]) => {
    const said = typeof part.description === 'string' ? `/** ${part.description.replaceAll('*/', '* /')} */\n` : '';
    const key = /^[a-z_$][\w$]*$/i.test(name) ? name : JSON.stringify(name);
    return `${said}${key}${must.has(name) ? '' : '?'}: ${toType(part)};`;
  });
  const rest = typeof additionalProperties === 'object' && additionalProperties !== null;
  if (rest) fields.push(`[key: string]: ${toType(additionalProperties as Json)};`);
  return fields.length === 0 ? 'Record<string, unknown>' : `{\n${fields.join('\n')}\n}`;
}

function toArray({ prefixItems, items }: Json): string {
  if (Array.isArray(prefixItems)) return `[${prefixItems.map((item) => toType(item as Json)).join(', ')}]`;
  return `(${toType((items ?? {}) as Json)})[]`;
}

function union(types: readonly string[]): string {
  return [...new Set(types)].join(' | ');
}

function literal(value: unknown): string {
  return typeof value === 'string'
    ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
    : JSON.stringify(value);
}
