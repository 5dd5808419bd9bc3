import type { Request, RequestHandler, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { Actor } from '../core/access.ts';
import { RequestError } from '../core/errors.ts';
import { formsOf, wantedForm } from './forms.ts';
import { createAccessGuard } from './guards.ts';
import { identityOf } from './identify.ts';
import { sendProblem } from './problems.ts';
import type { Route } from './route.ts';

/** Requests a minute. Counted in this process, so several servers on one database each count their own. */
export interface Limits {
  /** Of each client address, for those who have not signed in and bring no token. */
  readonly guest: number;
  /** Of each user, each token: */
  readonly reading: number;
  readonly writing: number;
  readonly exporting: number;
}

export const usualLimits: Limits = { guest: 1_200, reading: 600, writing: 120, exporting: 6 };

/** The operator's own programs on this machine may read so many times as much. */
const operatorShare = 100;

const detail = {
  guest: 'Terlalu banyak permintaan dari alamat ini; coba lagi sebentar lagi.',
  reading: 'Terlalu banyak permintaan dalam satu menit; coba lagi sebentar lagi.',
  writing: 'Terlalu banyak perubahan dalam satu menit; coba lagi sebentar lagi.',
  exporting: 'Terlalu banyak ekspor dalam satu menit; coba lagi sebentar lagi.',
} satisfies Record<keyof Limits, string>;

/** For requests that passed `createIdentifier`: guests by their address, everybody else by who they are. */
export function createLimiters(limits: Limits): readonly RequestHandler[] {
  const isGuest = (response: Response) => identityOf(response).actor.kind === 'guest';
  return [
    createLimiter('guest', limits.guest, (request, response) => !isGuest(response) || isHere(request)),
    createLimiter(
      'reading',
      limits.reading,
      (request, response) => isGuest(response) || !reads(request) || request.path.startsWith('/aset/'),
    ),
    createLimiter('writing', limits.writing, (request, response) => isGuest(response) || reads(request)),
  ];
}

/**
 * What an export must pass beside what the route itself asks for: the permission, and a limit of its own for all exports together.
 * @returns what guards one route
 */
export function createExportGuard(limits: Limits): (route: Route) => readonly RequestHandler[] {
  const requirePermission = createAccessGuard('export');
  const limit = createLimiter(
    'exporting',
    limits.exporting,
    (request, response) => identityOf(response).actor.kind === 'guest' && isHere(request),
  );
  return (route) => {
    const forms = formsOf(route);
    if (forms.every((form) => form.exports === null)) return [];
    const onlyExports =
      (guard: RequestHandler): RequestHandler =>
      (request, response, next) =>
        wantedForm(forms, request).exports === null ? next() : guard(request, response, next);
    return [onlyExports(requirePermission), onlyExports(limit)];
  };
}

/** Who is counted as one, also by `Idempotency-Key`. Null for guests. */
export function actorKey({ kind, userId, tokenId, name }: Actor): string | null {
  if (kind === 'guest') return null;
  if (tokenId !== null) return `token:${tokenId}`;
  return userId === null ? `operator:${name}` : `user:${userId}`;
}

function createLimiter(
  name: keyof Limits,
  perMinute: number,
  skip: (request: Request, response: Response) => boolean,
): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: (request: Request, response: Response) =>
      name === 'reading' && isHere(request) && identityOf(response).actor.kind === 'operator'
        ? perMinute * operatorShare
        : perMinute,
    identifier: name,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    skip,
    // Guests are counted by address, IPv6 by network: the library's own way.
    ...(name === 'guest'
      ? {}
      : {
          keyGenerator: (request: Request, response: Response) =>
            actorKey(identityOf(response).actor) ?? request.ip ?? 'unknown',
          validate: { keyGeneratorIpFallback: false },
        }),
    handler: (request, response) => {
      sendProblem(request, response, new RequestError(429, 'rate-limited', detail[name]));
    },
  });
}

/** Programs on this machine are not limited; behind a proxy here, the client's address counts. */
function isHere({ ip }: Request): boolean {
  return ip !== undefined && /^(::1$|(::ffff:)?127\.)/.test(ip);
}

function reads({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD';
}
