import express, { type ErrorRequestHandler, type RequestHandler, type Response } from 'express';
import { RequestError } from '../core/errors.ts';
import { type ApiDeps, type ApiPerson, operatorName } from './deps.ts';
import type { Route } from './route.ts';

/** Largest body that a write may send, unpacked. */
const maxBodyBytes = 100 * 1024;

/**
 * What a request must pass before it may change anything: not sent by a page of another site, with a person's token, and with a small
 * JSON body. The token is asked for before the body is read. What only some may read asks for the token too.
 */
export function guardsOf(route: Route, deps: ApiDeps): readonly (RequestHandler | ErrorRequestHandler)[] {
  const guards: (RequestHandler | ErrorRequestHandler)[] = [];
  const writes = 'write' in route;
  if (writes) guards.push(createOriginGuard(deps.publicUrl));
  if (writes || route.access !== undefined) guards.push(createTokenGuard(deps.writes));
  if (route.access === 'election') guards.push(requireDesk);
  if (route.access === 'audit') guards.push(requireAuditor);
  if (writes && route.body !== null) {
    guards.push(requireJson, express.json({ limit: maxBodyBytes, type: 'application/json' }), explainBody);
  }
  return guards;
}

/** Whose token came with a request that passed the guards. @throws RequestError 401 for one that did not */
export function personOf(response: Response): ApiPerson {
  const person = response.locals.person as ApiPerson | undefined;
  if (person === undefined) throw new RequestError(401, 'unauthorized', 'Sertakan token API.');
  return person;
}

const requireDesk: RequestHandler = (_request, response, next) => {
  if (personOf(response).election) return next();
  throw new RequestError(403, 'not-on-the-desk', 'Hanya untuk petugas meja pemilu (people[].election).');
};

const requireAuditor: RequestHandler = (_request, response, next) => {
  const { election, name } = personOf(response);
  if (election || name === operatorName) return next();
  throw new RequestError(403, 'not-an-auditor', 'Hanya untuk petugas meja pemilu dan operator.');
};

/** Browsers say where a request comes from; programs do not, and need not. */
function createOriginGuard(publicUrl: string | null): RequestHandler {
  const own = publicUrl === null ? null : new URL(publicUrl).host;
  return (request, _response, next) => {
    const { origin, host } = request.headers;
    const site = request.headers['sec-fetch-site'];
    const from = origin !== undefined && URL.canParse(origin) ? new URL(origin).host : null;
    const isForeignOrigin = origin !== undefined && (from === null || (from !== host && from !== own));
    const isForeignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
    if (!isForeignOrigin && !isForeignSite) return next();
    throw new RequestError(403, 'foreign-origin', 'Permintaan dari halaman situs lain ditolak.');
  };
}

function createTokenGuard(writes: ApiDeps['writes']): RequestHandler {
  return (request, response, next) => {
    if (writes === null) {
      const detail =
        'Menulis lewat API belum diizinkan: isi KENTONGAN_API_TOKEN di lingkungan server, lalu jalankan ulang.';
      throw new RequestError(403, 'writes-disabled', detail);
    }
    const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const person = token === undefined ? null : writes.findPerson(token);
    if (person !== null) {
      response.locals.person = person;
      return next();
    }
    response.set('WWW-Authenticate', 'Bearer realm="kentongan"');
    throw new RequestError(401, 'unauthorized', 'Sertakan token API yang benar: Authorization: Bearer …');
  };
}

const requireJson: RequestHandler = (request, _response, next) => {
  if (request.is('application/json') !== false) return next();
  throw new RequestError(415, 'unsupported-media-type', 'Isi permintaan harus application/json.');
};

/** The body parser's own words are for developers. */
const explainBody: ErrorRequestHandler = (error: unknown, _request, _response, next) => {
  const status = error instanceof Error && 'status' in error ? error.status : null;
  if (status === 413) return next(new RequestError(413, 'too-large', 'Isi permintaan lebih dari 100 KB.'));
  if (status === 400) return next(new RequestError(400, 'invalid-body', 'Isi permintaan bukan JSON yang utuh.'));
  next(error);
};
