import { type Actor, permissionsOf } from '../core/access.ts';
import { hashOfSecret } from '../core/secret-text.ts';
import type { ApiToken, User } from '../core/user.ts';
import { findSession, touchSession } from '../store/sessions.ts';
import { findToken, touchToken } from '../store/tokens.ts';
import { findUser } from '../store/users.ts';
import type { PeopleContext } from './context.ts';

/** A sign of life is written at most this often. */
const touchEveryMs = 60_000;

/** @param configured tokens that the configuration names */
export function createFinders({ db, now }: PeopleContext, configured: (token: string) => Promise<Actor | null>) {
  const isDue = (last: string | null, at: Date) => last === null || at.getTime() - Date.parse(last) >= touchEveryMs;

  return {
    async findByToken(secret: string): Promise<Actor | null> {
      const named = await configured(secret);
      if (named !== null) return named;
      const at = now();
      const token = await findToken(db, hashOfSecret(secret), at);
      const user = token === null ? null : await findUser(db, token.userId);
      if (token === null || user === null) return null;
      if (isDue(token.lastUsedAt, at)) await touchToken(db, token.id, at.toISOString());
      return tokenActor(token, user);
    },

    async findBySession(secret: string): Promise<{ readonly actor: Actor; readonly sessionId: number } | null> {
      const at = now();
      const session = await findSession(db, hashOfSecret(secret), at);
      const user = session?.state === 'full' ? await findUser(db, session.userId) : null;
      if (session === null || user === null) return null;
      if (isDue(session.seenAt, at)) await touchSession(db, session.id, at.toISOString());
      return { actor: userActor(user), sessionId: session.id };
    },
  };
}

export function userActor({ id, name, role, agency, election }: User): Actor {
  const permissions = permissionsOf(role, election);
  return { kind: 'user', userId: id, tokenId: null, name, role, agency, permissions };
}

/** Of its scopes what its user may still do. */
function tokenActor({ id, scopes }: ApiToken, user: User): Actor {
  const may = userActor(user);
  const permissions = new Set(scopes.filter((scope) => may.permissions.has(scope)));
  return { ...may, kind: 'token', tokenId: id, permissions };
}
