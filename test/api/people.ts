import type { ApiPeople } from '../../src/api/deps.ts';
import { type Actor, permissionsOf, type Role } from '../../src/core/access.ts';

export interface MadeActor {
  readonly kind?: 'token' | 'operator';
  readonly name?: string;
  readonly role?: Role;
  readonly agency?: string | null;
  readonly election?: boolean;
}

/** Somebody with a role, as routes and pages see them. */
export function makeActor({
  kind = 'token',
  name = 'Rina',
  role = 'analis',
  agency = null,
  election = false,
}: MadeActor = {}): Actor {
  const permissions = permissionsOf(role, election);
  return { kind, userId: null, tokenId: null, name, role, agency, permissions };
}

/** People by their tokens. Nobody has an account, so guests on this machine may read. */
export function peopleWith(tokens: Readonly<Record<string, MadeActor>> = {}): ApiPeople {
  const actors = new Map(Object.entries(tokens).map(([token, made]) => [token, makeActor(made)]));
  return {
    findByToken: async (token) => actors.get(token) ?? null,
    findBySession: async () => null,
    hasUsers: async () => false,
  };
}
