import type { Request, RequestHandler, Response } from 'express';
import type { ReportFile } from '../core/report-file.ts';
import { keepBriefly } from './brief-answers.ts';
import type { ApiDeps } from './deps.ts';
import { sendExport } from './export.ts';
import { chooseFields, type Fields, fieldNamesOf, parseFields } from './fields.ts';
import { goBack, isForm, readForm, toBody } from './form-door.ts';
import { type Form, fieldsParameter, formatParameter, formsOf, listItemOf, wantedForm } from './forms.ts';
import type { Freshness } from './freshness.ts';
import { writeOnce } from './idempotency.ts';
import { identityOf } from './identify.ts';
import { parseInput } from './input.ts';
import { linkNext } from './link.ts';
import type { Route } from './route.ts';
import { documentPolicy } from './security.ts';
import { createTrail } from './trail.ts';

type AnswerRoute = Extract<Route, { handle: unknown }>;
type WriteRoute = Extract<Route, { write: unknown }>;
type Input = Record<string, unknown>;

/** How an answer is to look. */
interface Wish {
  readonly form: Form;
  readonly fields: Fields;
  readonly input: Input;
}

/** What all routes of a server share. */
export interface Shared {
  /** Event streams that are open now. */
  readonly clients: Set<Response>;
  readonly freshness: Freshness;
}

/** Reads the request by the route's schema, calls it, and answers in the form that the client accepts. */
export function createAnswer(route: Route, deps: ApiDeps, { clients, freshness }: Shared): RequestHandler {
  const forms = formsOf(route);
  return async (request, response) => {
    response.vary('Accept');
    if ('write' in route) return write(route, deps, request, response);
    const form = wantedForm(forms, request);
    const { fields, query } = readQuery(route, form, request);
    const input = parseInput(route.input, { params: request.params, query });
    const { actor } = identityOf(response);
    if ('stream' in route) route.stream(response, deps, clients, actor);
    else if ('file' in route) sendFile(response, await route.file(input, deps, actor));
    else if (form.exports !== null)
      await sendExport(route, { format: form.exports, fields, input }, deps, request, response);
    else {
      if (mayBeKept(route)) keepBriefly(response);
      if (await freshness.answer(route, request, response)) return;
      await sendAnswer(route, { form, fields, input }, deps, request, response);
    }
  };
}

/** Takes off what says how the answer is to look. */
function readQuery(route: Route, form: Form, request: Request): { fields: Fields; query: Input } {
  const query: Input = { ...request.query };
  if (form.name !== null) delete query[formatParameter];
  const known = form.exports !== null || form.mediaType === 'application/json' ? fieldNamesOf(route, form.exports) : [];
  if (known.length === 0) return { fields: null, query };
  const fields = parseFields(query[fieldsParameter], known);
  delete query[fieldsParameter];
  return { fields, query };
}

/** What is personal or on the desk's record is made anew each time: every look at it leaves its own line on the trail. */
function mayBeKept({ access, tag, trailOf }: Route): boolean {
  return (access === 'read' || access === 'read-agency') && trailOf === undefined && tag !== 'operation';
}

async function write(route: WriteRoute, deps: ApiDeps, request: Request, response: Response): Promise<void> {
  const input = parseInput(route.input, request);
  const { actor, session, client } = identityOf(response);
  const who = actor.name;
  // A file that is refused halfway is left unread; the connection still carries the answer.
  const file = route.upload === undefined ? null : request.iterator({ destroyOnReturn: false });
  const run = (body: unknown) =>
    writeOnce(request, response, deps, actor, async () => {
      const output = await route.write({ input, body, who, actor, session, client, file }, deps);
      const change = route.changes?.(input, output);
      if (change !== undefined) deps.announce({ ...change, at: deps.now().toISOString() });
      return output;
    });
  if (!isForm(request)) {
    response.json(await run(request.body));
    return;
  }
  const form = readForm(request.body);
  const output = await run(route.body === null ? undefined : toBody(form.fields, route.body));
  // Scripts send the same form and stay on their page.
  if (request.accepts(['application/json', 'text/html']) === 'application/json') response.json(output);
  else goBack(response, form, output, deps.publicUrl?.startsWith('https:') === true);
}

async function sendAnswer(
  route: AnswerRoute,
  { form, fields, input }: Wish,
  deps: ApiDeps,
  request: Request,
  response: Response,
): Promise<void> {
  const { actor } = identityOf(response);
  const output = await route.handle(input, deps, actor);
  const isList = listItemOf(route.output) !== null;
  const list = output as { readonly items: readonly unknown[]; readonly next?: string | null };
  await createTrail(route, input, request, deps, actor).read(isList ? list.items.length : 1);
  response.status(route.statusOf?.(output) ?? 200);
  const render = route.formats?.[form.mediaType];
  if (render !== undefined) {
    // A report is a document of its own, with its own styles and without any script.
    if (form.mediaType === 'text/html') response.set('Content-Security-Policy', documentPolicy);
    response.type(form.mediaType).send(await render(output, deps));
  } else if (route.mediaType !== undefined) {
    response.set('Content-Type', `${route.mediaType}; charset=utf-8`).send(output);
  } else {
    if (isList) linkNext(request, response, list.next ?? null);
    response.json(chooseFields(output, fields, isList));
  }
}

/** Saved, not shown: what strangers wrote stands in it. */
function sendFile(response: Response, { filename, mediaType, content }: ReportFile): void {
  response
    .attachment(filename)
    .set({ 'Content-Type': mediaType, 'Content-Security-Policy': documentPolicy })
    .send(typeof content === 'string' ? content : Buffer.from(content.buffer, content.byteOffset, content.byteLength));
}
