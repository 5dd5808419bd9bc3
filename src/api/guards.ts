import express, { type ErrorRequestHandler, type RequestHandler, type Response } from 'express';
import { type Access, isAllowed } from '../core/access.ts';
import { RequestError } from '../core/errors.ts';
import type { ApiDeps } from './deps.ts';
import { bearerOf, identityOf } from './identify.ts';
import type { Route } from './route.ts';

/** Largest body that a write may send, unpacked. */
const maxBodyBytes = 100 * 1024;

export const formType = 'application/x-www-form-urlencoded';

/**
 * What a request must pass before a route sees it: it may use the route, and if it changes something it was not sent by a page of
 * another site and has a small body. Who sends it is asked before the body is read.
 */
export function guardsOf(
  route: Route,
  deps: Pick<ApiDeps, 'publicUrl'>,
): readonly (RequestHandler | ErrorRequestHandler)[] {
  const guards: (RequestHandler | ErrorRequestHandler)[] = [createAccessGuard(route.access)];
  if (!('write' in route)) return guards;
  guards.push(createOriginGuard(deps.publicUrl));
  if (route.upload !== undefined) return [...guards, createFileGuard(route.upload)];
  guards.push(express.urlencoded({ limit: maxBodyBytes, extended: false, type: formType, parameterLimit: 500 }));
  if (route.body !== null) guards.push(requireBody, express.json({ limit: maxBodyBytes, type: 'application/json' }));
  return [...guards, explainBody];
}

/** @throws RequestError 401 for guests, 403 for those whose role is another */
export function createAccessGuard(access: Access): RequestHandler & { readonly access: Access } {
  const guard: RequestHandler = (_request, response, next) => {
    if (isAllowed(identityOf(response).actor, access)) return next();
    throw refusal(response, access);
  };
  // The rule stands on the handler, so that a test can ask every one that is registered.
  return Object.assign(guard, { access });
}

function refusal(response: Response, access: Access): RequestError {
  const { actor } = identityOf(response);
  if (actor.kind === 'guest') {
    response.set('WWW-Authenticate', 'Bearer realm="kentongan"');
    const detail = 'Masuk dahulu, atau sertakan token API yang benar: Authorization: Bearer …';
    return new RequestError(401, 'unauthorized', detail);
  }
  return access === 'election'
    ? new RequestError(403, 'not-on-the-desk', 'Hanya untuk petugas meja pemilu.')
    : new RequestError(403, 'forbidden', `Peran atau token Anda tidak mempunyai izin "${access}".`);
}

/**
 * Browsers say where a request comes from. Programs do not, and need not when they bring a token; what comes without one acts by a
 * cookie, or signs in, and must be from our own pages.
 */
function createOriginGuard(publicUrl: string | null): RequestHandler {
  const own = publicUrl === null ? null : new URL(publicUrl).host;
  return (request, _response, next) => {
    const { origin, host } = request.headers;
    const site = request.headers['sec-fetch-site'];
    const from = origin !== undefined && URL.canParse(origin) ? new URL(origin).host : null;
    const isOwnOrigin = from !== null && (from === host || from === own);
    const isOwnSite = site === 'same-origin' || (site === 'none' && bearerOf(request) !== null);
    const isForeign = (origin !== undefined && !isOwnOrigin) || (site !== undefined && !isOwnSite);
    const saysNothing = origin === undefined && site === undefined;
    if (!isForeign && (!saysNothing || bearerOf(request) !== null)) return next();
    throw new RequestError(403, 'foreign-origin', 'Permintaan dari halaman situs lain ditolak.');
  };
}

/** The route itself counts what comes in: a length may be missing or wrong. */
function createFileGuard({
  mediaTypes,
  maxBytes,
}: {
  readonly mediaTypes: readonly string[];
  readonly maxBytes: number;
}): RequestHandler {
  return (request, _response, next) => {
    if (request.is([...mediaTypes]) === false) {
      throw new RequestError(415, 'unsupported-media-type', `Jenis berkas yang diterima: ${mediaTypes.join(', ')}.`);
    }
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
      throw new RequestError(413, 'too-large', `Berkas lebih dari ${Math.floor(maxBytes / 1_048_576)} MB.`);
    }
    next();
  };
}

const requireBody: RequestHandler = (request, _response, next) => {
  if (request.is(['application/json', formType]) !== false) return next();
  throw new RequestError(415, 'unsupported-media-type', 'Isi permintaan harus application/json.');
};

/** The body parser's own words are for developers. */
const explainBody: ErrorRequestHandler = (error: unknown, _request, _response, next) => {
  const status = error instanceof Error && 'status' in error ? error.status : null;
  if (status === 413) return next(new RequestError(413, 'too-large', 'Isi permintaan lebih dari 100 KB.'));
  if (status === 400) return next(new RequestError(400, 'invalid-body', 'Isi permintaan bukan JSON yang utuh.'));
  next(error);
};
