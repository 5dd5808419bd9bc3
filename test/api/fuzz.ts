import fc from 'fast-check';
import { z } from 'zod';
import { toOpenApi } from '../../src/api/openapi.ts';
import type { Route } from '../../src/api/route.ts';
import { routes } from '../../src/api/routes/index.ts';
import { hostileText, hostileValue, type Json, valuesFor } from './fuzz-values.ts';

/** Requests made from the API document, good and bad, and what every answer must be like. */

export interface FuzzRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Json;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Json }> };
  readonly responses: Record<string, unknown>;
}

const document = JSON.parse(JSON.stringify(toOpenApi(routes, '0.1.0'))) as Json;

const problem = z.strictObject({
  type: z.string().regex(/^urn:kentongan:problem:[a-z-]+$/),
  title: z.string().min(3),
  status: z.int(),
  detail: z.string().min(3),
  instance: z.string(),
  problems: z.array(z.strictObject({ where: z.string(), message: z.string() })),
});

function operationOf({ method, path }: Route): Operation {
  const paths = document.paths as Record<string, Record<string, Operation>>;
  const found = paths[path.replace(/:(\w+)/g, '{$1}')]?.[method];
  if (found === undefined) throw new Error(`${method} ${path} is not in the document`);
  return found;
}

/** @param token of somebody who may do everything */
export function requestsOf(route: Route, token: string): fc.Arbitrary<FuzzRequest> {
  const { parameters = [], requestBody } = operationOf(route);
  const own = parameters.filter((each) => 'name' in each && each.in !== 'header');
  const inPath = own.filter((each) => each.in === 'path');
  const inQuery = own.filter((each) => each.in === 'query');
  const types = Object.keys(requestBody?.content ?? {});
  const schema = requestBody?.content['application/json']?.schema;
  return fc
    .record({
      path: fc.tuple(...inPath.map((each) => orHostile(textsOf(each)))),
      query: fc.tuple(
        ...inQuery.map((each) => fc.option(orHostile(textsOf(each)), { nil: null, freq: each.required ? 20 : 1 })),
      ),
      unknown: rarely(fc.tuple(hostileText, hostileText)),
      body: schema === undefined ? bodyless(types) : bodyOf(schema),
      type: orRarely(
        types[0] ?? null,
        fc.constantFrom('text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=utf-16', 'x'),
      ),
      method: orRarely(route.method.toUpperCase(), fc.constantFrom('GET', 'PUT', 'PATCH', 'DELETE', 'HEAD')),
      token: orRarely(
        token,
        hostileText.map((text) => text.replace(/[^!-~]/g, '')),
      ),
      accept: orRarely(
        '*/*',
        fc.constantFrom('text/csv', 'application/x-ndjson', 'image/png', ';;', 'application/json;q=0'),
      ),
    })
    .map(({ path, query, unknown, body, type, method, token: bearer, accept }) => {
      const search = new URLSearchParams();
      for (const [index, value] of query.entries()) {
        const name = inQuery[index]?.name;
        if (name !== undefined && value !== null) search.append(name, value);
      }
      if (unknown !== null) search.append(...unknown);
      const values = new Map(inPath.map(({ name }, index) => [name, path[index] ?? '']));
      const address = route.path.replace(/:(\w+)/g, (_, name: string) => encode(values.get(name) ?? ''));
      const sends = !['GET', 'HEAD'].includes(method) && body !== null;
      return {
        method,
        path: `${address}${search.size === 0 ? '' : `?${search}`}`,
        headers: {
          authorization: `Bearer ${bearer}`,
          accept,
          ...(sends && type !== null ? { 'content-type': type } : {}),
        },
        body: sends ? body : null,
      };
    });
}

/** As one piece of a path: no dots that a client takes away, no empty piece. */
function encode(value: string): string {
  const text = encodeURIComponent(value.toWellFormed());
  return text === '' || /^\.+$/.test(text) ? '-' : text;
}

function textsOf({ schema }: Parameter): fc.Arbitrary<string> {
  return valuesFor(schema, document).map((value) => (Array.isArray(value) ? value.join(',') : String(value)));
}

const orHostile = (good: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 5, arbitrary: good }, { weight: 1, arbitrary: hostileText });
const rarely = <T>(value: fc.Arbitrary<T>) => orRarely<T | null>(null, value);
const orRarely = <T>(usual: T, other: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });

const huge = JSON.stringify({ text: 'x'.repeat(110_000) });

function bodyOf(schema: Json): fc.Arbitrary<string | null> {
  const good = valuesFor(schema, document);
  const json = (value: unknown) => JSON.stringify(value) ?? 'null';
  return fc.oneof(
    { weight: 6, arbitrary: good.map(json) },
    { weight: 3, arbitrary: fc.tuple(good, hostileText, hostileValue).map(spoil).map(json) },
    { weight: 1, arbitrary: hostileValue.map(json) },
    { weight: 1, arbitrary: fc.constantFrom<string | null>(null, '', '{', '[', '{"a":', '\0', 'a=b&_back=/', huge) },
  );
}

/** One value of a good body becomes another, or there is one more. */
function spoil([good, name, value]: [unknown, string, unknown]): unknown {
  if (typeof good !== 'object' || good === null || Array.isArray(good)) return value;
  const keys = Object.keys(good);
  return { ...good, [keys[name.length % (keys.length + 1)] ?? name]: value };
}

function bodyless(types: readonly string[]): fc.Arbitrary<string | null> {
  return types.length === 0 ? orRarely<string | null>(null, hostileText) : hostileText;
}

export interface Outcome {
  readonly status: number;
  /** Everything that is wrong with the answer. */
  readonly faults: readonly string[];
}

export async function faultsOf(route: Route, request: FuzzRequest, origin: string): Promise<Outcome> {
  const { method, path, headers, body } = request;
  const response = await fetch(`${origin}${path}`, {
    ...{ method, headers, redirect: 'manual' },
    ...(body === null ? {} : { body }),
  });
  const { status } = response;
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('text/event-stream')) {
    await response.body?.cancel();
    return { status, faults: [] };
  }
  const text = await response.text();
  if (status >= 400 && !(status === 503 && route.statusOf !== undefined))
    return { status, faults: refusalFaults(status, type, text, method) };
  const faults: string[] = [];
  const asked = method.toLowerCase() === route.method;
  // A form is sent back to its page.
  if (asked && status !== 303 && operationOf(route).responses[status] === undefined)
    faults.push(`status ${status} is not in the document`);
  if (asked && status === 200 && type.startsWith('application/json') && !/[?&](fields|format)=/.test(path)) {
    const parsed = route.output.safeParse(JSON.parse(text));
    if (!parsed.success) faults.push(`does not fit its schema: ${JSON.stringify(parsed.error.issues).slice(0, 600)}`);
  }
  return { status, faults };
}

function refusalFaults(status: number, type: string, text: string, method: string): string[] {
  const faults = status >= 500 && status !== 503 && status !== 502 ? [`status ${status}`] : [];
  if (type !== 'application/problem+json; charset=utf-8') faults.push(`a refusal (${status}) of type ${type}`);
  if (method === 'HEAD' || faults.length > 0) return faults;
  const parsed = problem.safeParse(JSON.parse(text));
  if (!parsed.success) faults.push(`no problem document: ${text.slice(0, 300)}`);
  else if (parsed.data.status !== status) faults.push(`status ${status} and ${parsed.data.status}`);
  return faults;
}
