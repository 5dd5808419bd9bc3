import { z } from 'zod';
import type { CollectContext } from '../../core/collector.ts';
import { SourceError } from '../../core/errors.ts';
import { callApi, credentialOf } from './api.ts';
import { blueskyFault } from './bluesky-faults.ts';
import { fingerprint } from './seen.ts';

const Session = z.object({ accessJwt: z.string().min(1), refreshJwt: z.string().min(1) });
type Session = z.infer<typeof Session>;

/** Logins under way. Tokens live in memory only: a new process logs in again. */
export interface BlueskySessions {
  /** A token for requests to this server, by the login that is open or a new one. @throws SourceError */
  open(ctx: CollectContext, pds: string): Promise<string>;
  /** Another token, because the server says that the last one has expired. @throws SourceError */
  renew(ctx: CollectContext, pds: string): Promise<string>;
}

export function createBlueskySessions(): BlueskySessions {
  const sessions = new Map<string, Session>();

  async function logIn(ctx: CollectContext, pds: string): Promise<string> {
    const { identifier, password } = accountOf(credentialOf(ctx).secret);
    const body = JSON.stringify({ identifier, password });
    return keep(ctx, pds, await post(ctx, pds, 'createSession', { 'content-type': 'application/json' }, body));
  }

  function keep(ctx: CollectContext, pds: string, session: Session): string {
    sessions.set(keyOf(ctx, pds), session);
    return session.accessJwt;
  }

  return {
    async open(ctx, pds) {
      return sessions.get(keyOf(ctx, pds))?.accessJwt ?? (await logIn(ctx, pds));
    },
    async renew(ctx, pds) {
      const session = sessions.get(keyOf(ctx, pds));
      sessions.delete(keyOf(ctx, pds));
      if (session === undefined) return logIn(ctx, pds);
      try {
        const headers = { authorization: `Bearer ${session.refreshJwt}` };
        return keep(ctx, pds, await post(ctx, pds, 'refreshSession', headers));
      } catch (error) {
        // The refresh token has a life of its own, about two months, and ends when the app password is removed.
        if (error instanceof SourceError && error.reason === 'credential') return logIn(ctx, pds);
        throw error;
      }
    },
  };
}

function keyOf(ctx: CollectContext, pds: string): string {
  return `${pds} ${fingerprint(credentialOf(ctx).secret)}`;
}

async function post(
  ctx: CollectContext,
  pds: string,
  method: 'createSession' | 'refreshSession',
  headers: Readonly<Record<string, string>>,
  body?: string,
): Promise<Session> {
  await credentialOf(ctx).spend('requests');
  const url = `${pds.replace(/\/+$/, '')}/xrpc/com.atproto.server.${method}`;
  const request = { url, method: 'POST' as const, headers, isSecret: true, ...(body === undefined ? {} : { body }) };
  const { data } = await callApi(ctx, request, Session, (status, json, response) => {
    // Whatever it does not like about a login, it is the key.
    if (status === 400) return new SourceError('credential', 'Bluesky refuses the login', { credentialWide: true });
    return blueskyFault(status, json, response, { now: ctx.now(), hasKey: true });
  });
  return data;
}

/** `nama.akun:sandi-aplikasi`; the name may also be a DID, which holds colons itself. */
function accountOf(secret: string): { readonly identifier: string; readonly password: string } {
  const at = secret.lastIndexOf(':');
  const [identifier, password] = [secret.slice(0, at).trim().replace(/^@/, ''), secret.slice(at + 1).trim()];
  if (at > 0 && identifier !== '' && password !== '') return { identifier, password };
  throw new SourceError('credential', 'a Bluesky key is nama.akun:sandi-aplikasi', { credentialWide: true });
}
