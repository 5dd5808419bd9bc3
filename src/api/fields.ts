import { z } from 'zod';
import { RequestError } from '../core/errors.ts';
import { type ExportFormat, fieldsParameter, listItemOf } from './forms.ts';
import type { Route } from './route.ts';

/** Sparse answers: `?fields=id,title` leaves out every other field of the object, or of each item of a list. */
export type Fields = readonly string[] | null;

/**
 * Names that `fields` may hold: columns of a sheet, or the keys of the answer. Empty for what has none to choose from.
 * @param as the export that is asked for; null for the answer itself
 */
export function fieldNamesOf(route: Route, as: ExportFormat | null = null): readonly string[] {
  if (!('handle' in route) || route.mediaType !== undefined) return [];
  if (as === 'csv' || as === 'xlsx') return route.csv?.columns.map(({ header }) => header) ?? [];
  return keysOf(listItemOf(route.output) ?? route.output);
}

function keysOf(schema: z.ZodType): readonly string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (schema instanceof z.ZodUnion)
    return [...new Set(schema.options.flatMap((option) => keysOf(option as z.ZodType)))];
  return [];
}

/** @param asked the query parameter as sent @throws RequestError 400 that names the known fields */
export function parseFields(asked: unknown, known: readonly string[]): Fields {
  if (asked === undefined) return null;
  const names = typeof asked === 'string' ? asked.split(',').map((name) => name.trim()) : [];
  const unknown = names.filter((name) => !known.includes(name));
  if (names.length > 0 && unknown.length === 0) return names;
  const what = names.length === 0 ? 'harus diisi satu kali' : `tidak dikenal: ${unknown.join(', ').slice(0, 200)}`;
  throw new RequestError(400, 'invalid-parameters', `Parameter perlu diperbaiki: ${fieldsParameter}`, [
    { where: fieldsParameter, message: `${what}; yang ada: ${known.join(', ')}` },
  ]);
}

/** The answer with the chosen fields only. */
export function chooseFields(output: unknown, fields: Fields, isList: boolean): unknown {
  if (fields === null) return output;
  if (!isList) return pick(output, fields);
  const list = output as { readonly items: readonly unknown[] };
  return { ...list, items: list.items.map((item) => pick(item, fields)) };
}

export function pick(item: unknown, fields: Fields): unknown {
  if (fields === null || typeof item !== 'object' || item === null) return item;
  return Object.fromEntries(Object.entries(item).filter(([name]) => fields.includes(name)));
}
