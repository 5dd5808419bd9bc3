/**
 * What a database cannot hold is removed on the way in, for every statement: PostgreSQL refuses U+0000 and a lone surrogate
 * is not valid UTF-8. Fetched text has both; without this one hostile item would make its source fail for ever.
 */
export function bindable(value: unknown): unknown {
  if (typeof value === 'string') return storable(value);
  if (Array.isArray(value)) return value.map(bindable);
  return value;
}

/** The text as a database will hold it. */
export function storable(value: string): string {
  if (value.isWellFormed() && !value.includes('\0')) return value;
  return value.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd');
}
