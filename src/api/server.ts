import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Response } from 'express';
import { RequestError } from '../core/errors.ts';
import { createAnswer } from './answer.ts';
import type { ApiDeps } from './deps.ts';
import { openApiPath, toOpenApi } from './openapi.ts';
import { logBug, sendProblem, toRequestError } from './problems.ts';
import { routes } from './routes/index.ts';
import { createHostGuard, createLimiter, createMethodGuard, securityHeaders } from './security.ts';
import { guardsOf } from './writing.ts';

export interface ServerOptions {
  /** What answers every address that is not the API's: the dashboard. */
  readonly pages?: RequestHandler;
  /** Requests per minute and client address; 1,200 if absent. */
  readonly perMinute?: number;
}

/** The whole HTTP surface: headers, limits, API, then pages. Listen with `listen`. */
export function createApiServer(deps: ApiDeps, options: ServerOptions = {}): Express {
  const server = express();
  server.disable('x-powered-by');
  // Only a proxy on this machine may say who the client is.
  server.set('trust proxy', 'loopback');
  server.use(securityHeaders);
  server.use(createLimiter(options.perMinute ?? 1_200));
  server.use(createHostGuard(deps.publicUrl));
  server.use(createMethodGuard(routes));
  server.use((_request, response, next) => {
    response.set('Cache-Control', 'private, no-cache');
    next();
  });

  const clients = new Set<Response>();
  for (const route of routes) {
    server[route.method](route.path, ...guardsOf(route, deps), createAnswer(route, deps, clients));
  }
  const document = toOpenApi(routes, deps.version);
  server.get(openApiPath, (_request, response) => void response.json(document));
  server.use('/api', (request) => {
    throw new RequestError(404, 'not-found', `Tidak ada ${request.originalUrl.split('?')[0]}; lihat ${openApiPath}.`);
  });

  if (options.pages !== undefined) server.use(options.pages);
  server.use(() => {
    throw new RequestError(404, 'not-found', 'Tidak ada apa-apa di alamat ini.');
  });
  server.use(createErrorHandler(deps));
  return server;
}

function createErrorHandler(deps: ApiDeps): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, request, response, _next) => {
    logBug(deps.log, request, error);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.removeHeader('Content-Disposition');
    sendProblem(request, response, toRequestError(error));
  };
}
