import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { backField, doneField, methodParameter, noticeCookie, ownPath, type SentForm } from '../core/form.ts';
import { formType } from './guards.ts';

/**
 * Our pages change things through the API's own routes, with plain HTML forms. A form says by `?_method=` which method it means and, in
 * hidden fields, where to go back to (`_back`) and what to say there (`_done`). The rest are the keys of the route's body.
 */

type Json = { readonly [key: string]: unknown };

/** HTML forms know GET and POST only. */
export const overrideMethod: RequestHandler = (request, _response, next) => {
  const wanted = request.query[methodParameter];
  if (request.method === 'POST' && isForm(request) && typeof wanted === 'string' && /^(put|delete)$/i.test(wanted)) {
    request.method = wanted.toUpperCase();
    const url = new URL(request.url, 'http://localhost');
    url.searchParams.delete(methodParameter);
    request.url = url.pathname + url.search;
  }
  next();
};

export function isForm(request: Request): boolean {
  return request.is(formType) === formType;
}

/** What a form sent. @param body as the body parser left it */
export function readForm(body: unknown): SentForm {
  const all = Object.entries((body ?? {}) as Record<string, string | string[]>).map(
    ([name, value]) => [name, typeof value === 'string' ? [value] : value] as const,
  );
  const hidden = (name: string) => all.find(([key]) => key === name)?.[1][0] ?? null;
  return {
    back: ownPath(hidden(backField)) ?? '/',
    done: hidden(doneField)?.slice(0, 300) ?? null,
    fields: Object.fromEntries(all.filter(([name]) => !name.startsWith('_'))),
  };
}

/** The body that a form means: `match.topic` is a key inside `match`, an empty field is an absent one. */
export function toBody(fields: SentForm['fields'], schema: z.ZodType): unknown {
  const wanted = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json;
  const body = new Map<string, unknown>();
  for (const [name, values] of Object.entries(fields)) {
    const value = convert(values, partOf(wanted, name.split('.'), wanted), wanted);
    if (value !== undefined) put(body, name.split('.'), value);
  }
  return toObject(body);
}

function put(into: Map<string, unknown>, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    into.set(key, value);
    return;
  }
  const inner = into.get(key);
  const map = inner instanceof Map ? inner : new Map<string, unknown>();
  into.set(key, map);
  put(map, rest, value);
}

/** Own properties only, whatever the keys are called. */
function toObject(map: ReadonlyMap<string, unknown>): object {
  return Object.fromEntries([...map].map(([key, value]) => [key, value instanceof Map ? toObject(value) : value]));
}

function partOf(schema: Json, path: readonly string[], root: Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return schema;
  for (const variant of variantsOf(schema, root)) {
    const properties = variant.properties as Record<string, Json> | undefined;
    const own = properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : undefined;
    const free = variant.additionalProperties;
    const part = own ?? (typeof free === 'object' && free !== null ? (free as Json) : undefined);
    if (part !== undefined) return partOf(part, rest, root);
  }
  return {};
}

/** The schemas that a value may follow: unions opened, references followed. */
function variantsOf(schema: Json, root: Json): readonly Json[] {
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.split('/').at(-1) ?? '';
    const found = ((root.$defs ?? {}) as Record<string, Json>)[name];
    return found === undefined ? [] : variantsOf(found, root);
  }
  const unions = (schema.anyOf ?? schema.oneOf) as readonly Json[] | undefined;
  return unions === undefined ? [schema] : unions.flatMap((each) => variantsOf(each, root));
}

/** What cannot be converted stays text: the route's schema then says what is wrong with it. */
function convert(values: readonly string[], schema: Json, root: Json): unknown {
  const variants = variantsOf(schema, root);
  const array = variants.find(({ type }) => type === 'array');
  const filled = values.map((value) => value.trim()).filter((value) => value !== '');
  if (array !== undefined) return filled.map((value) => convert([value], (array.items ?? {}) as Json, root));
  const types = new Set(variants.map(({ type }) => type));
  const text = filled.at(-1);
  // A box that is not ticked is not sent; a form that must say "no" has a hidden field before it.
  if (types.has('boolean')) return text === undefined ? undefined : ['true', 'ya', 'on', '1'].includes(text);
  if (text === undefined) return undefined;
  if ((types.has('integer') || types.has('number')) && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  return values.at(-1);
}

/** Back to the page, with the sentence. `{id}` in the address is filled in from what the route answered. */
export function goBack(response: Response, form: SentForm, output: unknown, secure: boolean): void {
  const facts = typeof output === 'object' && output !== null ? (output as Record<string, unknown>) : {};
  const back = form.back.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(facts, name) ? encodeURIComponent(String(facts[name])) : whole,
  );
  if (form.done !== null) {
    const value = Buffer.from(form.done).toString('base64url');
    response.cookie(noticeCookie, value, { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: 60_000 });
  }
  response.redirect(303, back);
}
