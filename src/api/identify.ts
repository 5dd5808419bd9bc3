import type { Request, RequestHandler, Response } from 'express';
import { type Actor, guest } from '../core/access.ts';
import type { ApiDeps } from './deps.ts';
import type { Client, SessionCookie } from './route.ts';

/** What the server knows of a request before any route looks at it. */
export interface Identity {
  readonly actor: Actor;
  readonly session: SessionCookie;
  readonly client: Client;
}

/**
 * Finds out who sends a request: by token, else by the cookie of a session, else a guest. A token that is nobody's makes a guest
 * without rights, also where guests may read: a program must not go on unnoticed with a token that has run out.
 */
export function createIdentifier(deps: Pick<ApiDeps, 'people' | 'publicUrl' | 'demo'>): RequestHandler {
  const { people } = deps;
  const secure = deps.publicUrl?.startsWith('https:') === true;
  // The prefix keeps a neighbouring name from planting a session; browsers take it only over https.
  const cookie = secure ? '__Host-kentongan' : 'kentongan';
  const options = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;

  async function actorOf(request: Request, secret: string | null): Promise<Actor> {
    const token = bearerOf(request);
    if (token !== null) return (await people.findByToken(token)) ?? guest(false);
    if (secret !== null) {
      const found = await people.findBySession(secret);
      if (found !== null) return found.actor;
    }
    if (deps.demo) return guest(true);
    return guest(deps.publicUrl === null && isFromThisMachine(request) && !(await people.hasUsers()));
  }

  return async (request, response, next) => {
    const secret = cookieOf(request, cookie);
    const identity: Identity = {
      actor: await actorOf(request, secret),
      session: {
        secret,
        begin: (fresh) => void response.cookie(cookie, fresh, options),
        end: () => void response.clearCookie(cookie, options),
      },
      client: {
        ip: (request.ip ?? 'unknown').replace(/^::ffff:/i, ''),
        agent: request.headers['user-agent']?.slice(0, 300) ?? null,
      },
    };
    response.locals.identity = identity;
    next();
  };
}

/** Of a request that passed `createIdentifier`. */
export function identityOf(response: Response): Identity {
  return response.locals.identity as Identity;
}

export function bearerOf(request: Request): string | null {
  return /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

/** Values of cookies that we set need no decoding. */
function cookieOf(request: Request, name: string): string | null {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name)
      return (
        pair
          .slice(at + 1)
          .trim()
          .slice(0, 200) || null
      );
  }
  return null;
}

/** Not through a proxy that says so, and by a name that only this machine has. */
function isFromThisMachine(request: Request): boolean {
  const { headers, socket } = request;
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) return false;
  const isLocal = /^(::1$|(::ffff:)?127\.)/.test(socket.remoteAddress ?? '');
  return isLocal && /^(localhost|[\w-]+\.localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i.test(headers.host ?? '');
}
