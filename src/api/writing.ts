import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { RequestError } from '../core/errors.ts';
import type { ApiDeps } from './deps.ts';

/** Largest body that a write may send, unpacked. */
const maxBodyBytes = 100 * 1024;

/**
 * What a request must pass before it may change anything: not sent by a page of another site, with the API token, and with a small
 * JSON body. The token is asked for before the body is read.
 */
export function writeGuards(deps: ApiDeps): readonly (RequestHandler | ErrorRequestHandler)[] {
  const parse = express.json({ limit: maxBodyBytes, type: 'application/json' });
  return [createOriginGuard(deps.publicUrl), createTokenGuard(deps.writes), requireJson, parse, explainBody];
}

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
    if (token !== undefined && writes.isToken(token)) return next();
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
