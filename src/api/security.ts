import { isIP } from 'node:net';
import compression from 'compression';
import type { Request, RequestHandler } from 'express';
import helmet from 'helmet';
import { RequestError } from '../core/errors.ts';

/** For documents that carry their own styles and pictures: reports and mails. Nothing is fetched, nothing runs. */
export const documentPolicy =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; sandbox";

/** Fetched text is only ever text; this is the second wall. No inline style or script anywhere. */
export const securityHeaders: RequestHandler = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  // Subdomains of a regency's domain are not ours to decide about.
  strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: false },
  xFrameOptions: { action: 'deny' },
  // With `no-referrer` browsers send `Origin: null` with our own forms.
  referrerPolicy: { policy: 'same-origin' },
});

/** Everything is only read, except what the routes say. */
export function createMethodGuard(
  routes: readonly { readonly method: string; readonly path: string }[],
): RequestHandler {
  const writes = routes
    .filter(({ method }) => method !== 'get')
    .map(({ method, path }) => ({ method, match: matcherOf(path) }));
  return (request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    const methods = writes.filter(({ match }) => match.test(request.path)).map(({ method }) => method.toUpperCase());
    if (methods.includes(request.method)) return next();
    const allowed = ['GET', 'HEAD', ...methods];
    response.set('Allow', allowed.join(', '));
    throw new RequestError(405, 'method-not-allowed', `Yang diterima: ${allowed.join(', ')}.`);
  };
}

/** `/api/v1/issues/:id/state` → what addresses of it look like. */
function matcherOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+')}/?$`);
}

/**
 * Refuses names that are not ours, so that a foreign page whose name is made to point here (DNS rebinding) reads nothing.
 * Answered: IP addresses, names without dots, `*.localhost`, and the configured public address.
 */
export function createHostGuard(publicUrl: string | null): RequestHandler {
  const own = publicUrl === null ? null : new URL(publicUrl).hostname.toLowerCase();
  return (request, _response, next) => {
    const name = hostName(request);
    if (name !== null && (isLocalName(name) || name === own)) return next();
    throw new RequestError(421, 'unknown-host', 'Alamat ini belum dikenal. Isi `http.publicUrl` di kentongan.yaml.');
  };
}

function hostName(request: Request): string | null {
  const { host } = request.headers;
  if (host === undefined || !URL.canParse(`http://${host}`)) return null;
  return new URL(`http://${host}`).hostname.toLowerCase();
}

function isLocalName(name: string): boolean {
  return isIP(name.replace(/^\[|\]$/g, '')) !== 0 || !name.includes('.') || name.endsWith('.localhost');
}

/**
 * Pages and answers packed for slow lines; events must go out at once. Nothing secret stands beside text that others choose, so the
 * length of an answer tells nothing.
 */
export const packed: RequestHandler = compression({
  threshold: 2_048,
  filter: (request, response) =>
    !String(response.getHeader('Content-Type')).startsWith('text/event-stream') &&
    compression.filter(request, response),
});
