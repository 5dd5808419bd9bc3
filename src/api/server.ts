import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import { RequestError } from '../core/errors.ts';
import type { SentForm } from '../core/form.ts';
import { createAnswer } from './answer.ts';
import { createBriefAnswers } from './brief-answers.ts';
import { createDenialNotes } from './denials.ts';
import type { ApiDeps } from './deps.ts';
import { isForm, overrideMethod, readForm } from './form-door.ts';
import { createFreshness } from './freshness.ts';
import { createAccessGuard, guardsOf } from './guards.ts';
import { createIdentifier } from './identify.ts';
import { createExportGuard, createLimiters, type Limits, usualLimits } from './limits.ts';
import { createOpenIdDoor } from './open-id-door.ts';
import { openApiPath, toOpenApi } from './openapi.ts';
import { logBug, sendProblem, toRequestError } from './problems.ts';
import type { Route } from './route.ts';
import { routes as regencyRoutes } from './routes/index.ts';
import { createHostGuard, createMethodGuard, packed, securityHeaders } from './security.ts';

/** What answers every address that is not the API's: the dashboard. */
export interface Pages {
  readonly handler: RequestHandler;
  /** Shows what is wrong with a form that was refused, and what was typed. */
  showFault(request: Request, response: Response, error: RequestError, form: SentForm): Promise<void>;
}

export interface ServerOptions {
  /** Addresses and networks of proxies that may say who the client is; those on this machine if absent. */
  readonly trustProxy?: readonly string[];
  readonly pages?: Pages;
  /** What is answered; the routes of a regency if absent. */
  readonly routes?: readonly Route[];
  /** Requests a minute; the usual ones if absent. */
  readonly limits?: Partial<Limits>;
  /** How long what a person was shown may be shown again, milliseconds; never if absent. */
  readonly brieflyMs?: number;
}

/** The whole HTTP surface: headers, limits, API, then pages. Listen with `listen`. */
export function createApiServer(deps: ApiDeps, options: ServerOptions = {}): Express {
  const { routes = regencyRoutes } = options;
  const server = express();
  server.disable('x-powered-by');
  server.set('trust proxy', [...(options.trustProxy ?? ['loopback'])]);
  if (deps.figures !== undefined) server.use(deps.figures.observe);
  server.use(securityHeaders);
  server.use(packed);
  server.use(createHostGuard(deps.publicUrl));
  server.use(overrideMethod);
  server.use(createMethodGuard(routes));
  server.use(createIdentifier(deps));
  server.use(createDenialNotes(deps));
  const limits = { ...usualLimits, ...options.limits };
  server.use(...createLimiters(limits));
  server.use((_request, response, next) => {
    response.set('Cache-Control', 'private, no-cache');
    next();
  });
  if (options.brieflyMs !== undefined) {
    const brief = createBriefAnswers(options.brieflyMs);
    deps.subscribe(brief.forget);
    server.use(brief.handler);
  }

  const shared = { clients: new Set<Response>(), freshness: createFreshness(deps) };
  const exportGuard = createExportGuard(limits);
  for (const route of routes) {
    server[route.method](
      route.path,
      ...guardsOf(route, deps),
      ...exportGuard(route),
      createAnswer(route, deps, shared),
    );
  }
  let document: ReturnType<typeof toOpenApi> | null = null;
  server.get(openApiPath, createAccessGuard('anyone'), (_request, response) => {
    // When it is asked for: making it takes longer than the rest of the server together.
    document ??= toOpenApi(routes, deps.version);
    response.json(document);
  });
  server.use('/api', (request) => {
    throw new RequestError(404, 'not-found', `Tidak ada ${request.originalUrl.split('?')[0]}; lihat ${openApiPath}.`);
  });

  server.use(createOpenIdDoor(deps));
  if (options.pages !== undefined) server.use(options.pages.handler);
  server.use(() => {
    throw new RequestError(404, 'not-found', 'Tidak ada apa-apa di alamat ini.');
  });
  server.use(createErrorHandler(deps, options.pages));
  return server;
}

function createErrorHandler(deps: ApiDeps, pages: Pages | undefined): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return async (error: unknown, request, response, _next) => {
    logBug(deps.log, request, error);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.removeHeader('Content-Disposition');
    const refusal = toRequestError(error);
    const shows = isForm(request) && request.accepts(['application/json', 'text/html']) === 'text/html';
    if (shows && pages !== undefined) await pages.showFault(request, response, refusal, readForm(request.body));
    else sendProblem(request, response, refusal);
  };
}
