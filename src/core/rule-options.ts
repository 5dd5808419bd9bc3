import type { OptionSchema } from './alert.ts';

export type Options = Readonly<Record<string, unknown>>;

/**
 * Options as a rule takes them, from what a form sends: numbers written as text, lists written with commas or as ticked boxes
 * (`{ negative: 'on' }`). What fits no description stays as it is: the rule then says what is wrong with it.
 */
export function readOptions(schema: OptionSchema, options: Options): Options {
  const read = Object.entries(options).map(([name, value]) => {
    const part = Object.hasOwn(schema.properties ?? {}, name) ? schema.properties?.[name] : undefined;
    return [name, part === undefined ? value : readValue(part, value)] as const;
  });
  return Object.fromEntries(read);
}

function readValue(schema: OptionSchema, value: unknown): unknown {
  switch (schema.type) {
    case 'integer':
    case 'number':
      return typeof value === 'string' && /^-?\d+([.,]\d+)?$/.test(value.trim())
        ? Number(value.trim().replace(',', '.'))
        : value;
    case 'boolean':
      return value === 'true' ? true : value === 'false' ? false : value;
    case 'array':
      if (typeof value === 'string') return listOf(value);
      return isObject(value) ? Object.keys(value) : value;
    case 'object':
      return isObject(value) ? readOptions(schema, value) : value;
    default:
      return value;
  }
}

function listOf(text: string): readonly string[] {
  return text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function isObject(value: unknown): value is Options {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
