import fc from 'fast-check';

export type Json = { readonly [key: string]: unknown };

/** Texts that have broken other programs. */
const nasty = [
  ...[
    '',
    ' ',
    '\0',
    'a\0b',
    '__proto__',
    'constructor',
    'toString',
    '../../etc/passwd',
    "' or 1=1 --",
    '%',
    '%00',
    '"',
    '\\',
  ],
  ...['-1', '0', '1.5', '1e309', '-0', 'NaN', 'Infinity', '9007199254740993', '99999999999999999999', '0x10', '٣'],
  ...[
    '2026-02-30',
    '9999-99-99',
    '0000-00-00',
    '+275760-09-13',
    '2026-W54',
    '2026-13',
    '24:61',
    '2026-11-22T99:99:99Z',
  ],
  ...[
    'true',
    'null',
    '[object Object]',
    '\u202e',
    '\ud83d\ude00'.repeat(40),
    '\ud800',
    '\ufeff',
    'İ',
    'ß',
    '\r\nSet-Cookie: a=b',
    '<b>',
  ],
  ...['a'.repeat(2_500), '('.repeat(300), '"a NEAR b', 'a OR', '-', '*', 'a:b', 'platform:', '{}', '[]', '(((a OR b'],
];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);

const deep = Array.from({ length: 500 }).reduce<unknown>((inner) => [inner], 1);

export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.integer(),
  fc.double(),
  fc.constantFrom<unknown>(null, true, [], {}, [null], deep, -1, 2 ** 53, 1e300, JSON.parse('{"__proto__":{"a":1}}')),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Values that a JSON Schema allows; those of a pattern that cannot be made backwards are a guess. */
export function valuesFor(schema: Json, root: Json, depth = 0): fc.Arbitrary<unknown> {
  if (depth > 6) return fc.constant(null);
  const inner = (part: unknown) => valuesFor(part as Json, root, depth + 1);
  if (typeof schema.$ref === 'string') return inner(find(schema.$ref, root));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  const variants = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(variants)) return fc.oneof(...variants.map(inner));
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => inner({ ...schema, type })));
  switch (schema.type) {
    case 'object':
      return objectOf(schema, inner);
    case 'array':
      return fc.array(inner(schema.items ?? {}), {
        minLength: Math.min(5, Number(schema.minItems ?? 0)),
        maxLength: 5,
      });
    case 'integer':
      return fc.oneof(
        fc.constantFrom(1, 2, 3, 4).filter((n) => inRange(n, schema)),
        integerOf(schema),
      );
    case 'number':
      return fc.double({ min: Number(schema.minimum ?? -1e9), max: Number(schema.maximum ?? 1e9), noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return textOf(schema);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function find(reference: string, root: Json): unknown {
  return reference
    .split('/')
    .slice(1)
    .reduce<unknown>((at, key) => (at as Json)[key], root);
}

function objectOf(schema: Json, inner: (part: unknown) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, unknown>);
  const requiredKeys = (schema.required ?? []) as string[];
  const known = fc.record(Object.fromEntries(properties.map(([name, part]) => [name, inner(part)])), { requiredKeys });
  const rest = schema.additionalProperties;
  if (typeof rest !== 'object' || rest === null) return known;
  return fc
    .tuple(known, fc.dictionary(fc.string({ maxLength: 12 }), inner(rest), { maxKeys: 3 }))
    .map(([a, b]) => ({ ...b, ...a }));
}

function inRange(n: number, { minimum, maximum }: Json): boolean {
  return n >= Number(minimum ?? n) && n <= Number(maximum ?? n);
}

function integerOf({ minimum, maximum }: Json): fc.Arbitrary<number> {
  const min = Math.max(Number(minimum ?? -1_000), Number.MIN_SAFE_INTEGER);
  const max = Math.min(Number(maximum ?? min + 1_000_000), Number.MAX_SAFE_INTEGER);
  return fc.integer({ min: Math.ceil(min), max: Math.floor(Math.max(min, max)) });
}

const words = [
  'air',
  'PDAM',
  'PUPR',
  'jalan rusak',
  'Sudah ditelepon.',
  'kabar-wanasari',
  '2026-11-21',
  '35.16',
  'https://contoh.test/a',
];

function textOf({ format, pattern, minLength, maxLength }: Json): fc.Arbitrary<string> {
  const days = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true });
  if (format === 'date') return days.map((date) => date.toISOString().slice(0, 10));
  if (format === 'date-time') return days.map((date) => date.toISOString());
  if (format === 'uri') return fc.webUrl();
  if (format === 'email') return fc.emailAddress();
  const size = { minLength: Number(minLength ?? 0), maxLength: Math.min(Number(maxLength ?? 80), 80) };
  const plain = fc.oneof(
    fc.constantFrom(...words),
    fc.string({ unit: 'grapheme', ...size, maxLength: Math.max(size.minLength, size.maxLength) }),
  );
  if (typeof pattern !== 'string') return plain;
  try {
    return fc.oneof(plain, fc.stringMatching(new RegExp(pattern, 'u'), { size: 'small' }));
  } catch {
    return plain;
  }
}
