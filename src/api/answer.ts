import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { Actor } from '../core/access.ts';
import { RequestError } from '../core/errors.ts';
import type { ReportFile } from '../core/report-file.ts';
import { writeAudit } from '../store/audit.ts';
import { toCsv } from './csv.ts';
import type { ApiDeps } from './deps.ts';
import { goBack, isForm, readForm, toBody } from './form-door.ts';
import { identityOf } from './identify.ts';
import { parseInput } from './input.ts';
import type { Route } from './route.ts';
import { documentPolicy } from './security.ts';

type AnswerRoute = Extract<Route, { handle: unknown }>;
type WriteRoute = Extract<Route, { write: unknown }>;
type Input = Record<string, unknown>;
interface List {
  readonly items: readonly unknown[];
  readonly next: string | null;
}

/** The most lines that one CSV answer holds; the `Link` header leads to the rest. */
const maxCsvRows = 10_000;
const csvPage = 200;

/**
 * Reads the request by the route's schema, calls it, and answers in the form that the client accepts.
 * @param clients open event streams of this server
 */
export function createAnswer(route: Route, deps: ApiDeps, clients: Set<Response>): RequestHandler {
  return async (request, response) => {
    response.vary('Accept');
    const input = parseInput(route.input, request);
    const { actor } = identityOf(response);
    if ('write' in route) return write(route, input, deps, request, response);
    const form = acceptedForm(route, request);
    if ('stream' in route) route.stream(response, deps, clients, actor);
    else if ('file' in route) sendFile(response, await route.file(input, deps, actor));
    else if (form === 'text/csv') await sendCsv(route, input, deps, request, response);
    else await sendAnswer(route, form, input, deps, request, response);
  };
}

async function write(
  route: WriteRoute,
  input: Input,
  deps: ApiDeps,
  request: Request,
  response: Response,
): Promise<void> {
  const { actor, session, client } = identityOf(response);
  const who = actor.name;
  if (!isForm(request)) {
    response.json(await route.write({ input, body: request.body, who, actor, session, client }, deps));
    return;
  }
  const form = readForm(request.body);
  const body = route.body === null ? undefined : toBody(form.fields, route.body);
  const output = await route.write({ input, body, who, actor, session, client }, deps);
  // Scripts send the same form and stay on their page.
  if (request.accepts(['application/json', 'text/html']) === 'application/json') response.json(output);
  else goBack(response, form, output, deps.publicUrl?.startsWith('https:') === true);
}

/** What has one form only is given in it, whatever the client asks for. @throws RequestError 406 */
function acceptedForm(route: Route, request: Request): string {
  const forms = [
    route.mediaType ?? 'application/json',
    ...(route.csv === undefined ? [] : ['text/csv']),
    ...Object.keys(route.formats ?? {}),
  ];
  if (forms.length === 1) return forms[0] ?? '';
  const form = request.accepts(forms.map((type) => type.split(';')[0] ?? type));
  if (form !== false) return forms.find((type) => type.startsWith(form)) ?? form;
  throw new RequestError(406, 'not-acceptable', `Bentuk yang tersedia: ${forms.join(', ')}`);
}

async function sendAnswer(
  route: AnswerRoute,
  form: string,
  input: z.output<z.ZodObject>,
  deps: ApiDeps,
  request: Request,
  response: Response,
): Promise<void> {
  const { actor } = identityOf(response);
  const output = await route.handle(input, deps, actor);
  await leaveTrail(route, input, deps, actor, { action: 'read', items: isList(output) ? output.items.length : 1 });
  response.status(route.statusOf?.(output) ?? 200);
  const render = route.formats?.[form];
  if (render !== undefined) {
    // A report is a document of its own, with its own styles and without any script.
    if (form === 'text/html') response.set('Content-Security-Policy', documentPolicy);
    response.type(form).send(await render(output, deps));
  } else if (route.mediaType !== undefined) {
    response.set('Content-Type', `${route.mediaType}; charset=utf-8`).send(output);
  } else {
    if (isList(output)) linkNext(request, response, output.next);
    response.json(output);
  }
}

/** Saved, not shown: what strangers wrote stands in it. */
function sendFile(response: Response, { filename, mediaType, content }: ReportFile): void {
  response
    .attachment(filename)
    .set({ 'Content-Type': mediaType, 'Content-Security-Policy': documentPolicy })
    .send(typeof content === 'string' ? content : Buffer.from(content.buffer, content.byteOffset, content.byteLength));
}

/** Without `limit` or `cursor` all that matches, page after page: an export that ends at the first page misleads. */
async function sendCsv(
  route: AnswerRoute,
  input: Input,
  deps: ApiDeps,
  request: Request,
  response: Response,
): Promise<void> {
  const { csv } = route;
  if (csv === undefined) return;
  const { actor } = identityOf(response);
  const paged = 'cursor' in route.input.shape;
  const whole = paged && request.query.limit === undefined && request.query.cursor === undefined;
  const items: unknown[] = [];
  let cursor: string | null = null;
  do {
    const asked: Input = whole ? { ...input, limit: csvPage, ...(cursor === null ? {} : { cursor }) } : input;
    const page = (await route.handle(asked, deps, actor)) as List;
    items.push(...page.items);
    cursor = page.next;
  } while (whole && cursor !== null && items.length < maxCsvRows);
  await leaveTrail(route, input, deps, actor, { action: 'export', items: items.length });
  linkNext(request, response, cursor);
  response
    .attachment(csv.filename)
    .type('text/csv')
    .send(toCsv(csv, items as never[]));
}

/** Before the answer is sent: what could not be noted is not shown. */
async function leaveTrail(
  { trailOf, access, tag }: AnswerRoute,
  input: Input,
  { db, now }: ApiDeps,
  actor: Actor,
  { action, items }: { readonly action: 'read' | 'export'; readonly items: number },
): Promise<void> {
  if (trailOf === undefined) return;
  const { object, detail } = trailOf(input);
  const at = now().toISOString();
  await writeAudit(db, {
    at,
    who: actor.name,
    action: `${access === 'election' ? access : tag}.${action}`,
    object,
    detail: { ...detail, items },
  });
}

function isList(output: unknown): output is List {
  return typeof output === 'object' && output !== null && 'items' in output && 'next' in output;
}

/** RFC 8288, so that clients can page without reading the body. */
function linkNext(request: Request, response: Response, next: string | null): void {
  if (next === null) return;
  const url = new URL(request.originalUrl, 'http://localhost');
  url.searchParams.set('cursor', next);
  response.links({ next: `${url.pathname}${url.search}` });
}
