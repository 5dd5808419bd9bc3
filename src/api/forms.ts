import type { Request } from 'express';
import { z } from 'zod';
import { RequestError } from '../core/errors.ts';
import type { Route } from './route.ts';

/** Ways to give out a whole list as a file. */
export type ExportFormat = 'csv' | 'xlsx' | 'ndjson';

/** One form of an answer. */
export interface Form {
  /** As `?format=` says it; null for what has one form only. */
  readonly name: string | null;
  readonly mediaType: string;
  /** Null for an answer in one piece. */
  readonly exports: ExportFormat | null;
}

export const exportTypes: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ndjson: 'application/x-ndjson',
};

/** Query parameters that say how an answer is shown. They are taken off before the route checks its own. */
export const formatParameter = 'format';
export const fieldsParameter = 'fields';

const names: Readonly<Record<string, string>> = { 'text/html': 'html', 'text/plain': 'text' };

/** Every form that a route can answer in, the usual one first. */
export function formsOf(route: Route): readonly Form[] {
  const usual: Form = { name: 'json', mediaType: route.mediaType ?? 'application/json', exports: null };
  if (!('handle' in route)) return [{ ...usual, name: null }];
  const exports: readonly ExportFormat[] = route.csv !== undefined ? ['csv', 'xlsx', 'ndjson'] : ['ndjson'];
  const forms = [
    usual,
    ...(listItemOf(route.output) === null ? [] : exports).map((name) => ({
      name,
      mediaType: exportTypes[name],
      exports: name,
    })),
    ...Object.keys(route.formats ?? {}).map((mediaType) => ({
      name: names[mediaType] ?? mediaType,
      mediaType,
      exports: null,
    })),
  ];
  return forms.length === 1 ? [{ ...usual, name: null }] : forms;
}

/**
 * The form that a request wants: by `?format=`, which a link can say, else by `Accept`. What has one form only is given in it.
 * @throws RequestError 400 for a format that there is not, 406
 */
export function wantedForm(forms: readonly Form[], request: Request): Form {
  const [usual] = forms;
  if (usual === undefined) throw new Error('a route without forms');
  if (forms.length === 1) return usual;
  const asked = request.query[formatParameter];
  if (asked !== undefined) {
    const found = forms.find(({ name }) => name === asked);
    if (found !== undefined) return found;
    const message = `harus salah satu dari: ${forms.map(({ name }) => name).join(', ')}`;
    throw new RequestError(400, 'invalid-parameters', `Parameter perlu diperbaiki: ${formatParameter}`, [
      { where: formatParameter, message },
    ]);
  }
  const accepted = request.accepts(forms.map(({ mediaType }) => mediaType.split(';')[0] ?? mediaType));
  const found = forms.find(({ mediaType }) => accepted !== false && mediaType.startsWith(accepted));
  if (found !== undefined) return found;
  const known = forms.map(({ mediaType }) => mediaType).join(', ');
  throw new RequestError(406, 'not-acceptable', `Bentuk yang tersedia: ${known}`);
}

/** The schema of what a list holds (`{ items }`, or a page `{ items, next, … }`); null for what is no list. */
export function listItemOf(output: z.ZodType): z.ZodType | null {
  if (!(output instanceof z.ZodObject)) return null;
  const { items, ...more } = output.shape as Record<string, z.ZodType>;
  const isList = 'next' in more || Object.keys(more).length === 0;
  return isList && items instanceof z.ZodArray ? (items.element as z.ZodType) : null;
}
