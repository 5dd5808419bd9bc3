import { createHash, timingSafeEqual } from 'node:crypto';
import type { ApiPeople } from '../api/deps.ts';
import { readSecret } from '../config/secret.ts';
import { type Actor, permissionsOf, type Role } from '../core/access.ts';
import { ConfigError } from '../core/errors.ts';
import type { Installation } from './installation.ts';

/** Whose the server's own token is. */
const operatorName = 'operator';
const tokenName = 'KENTONGAN_API_TOKEN';
/** Shorter ones can be guessed. */
const minTokenLength = 20;

/**
 * People whose tokens the configuration names.
 * @throws ConfigError for a token that is too short, or whose file cannot be read
 */
export function createConfiguredPeople(
  installation: Installation,
  env: Readonly<Record<string, string | undefined>>,
): ApiPeople['findByToken'] {
  const operator = { name: operatorName, role: 'admin', election: false, variable: tokenName } as const;
  const people = [{ ...operator, token: readSecret(tokenName, env) }, ...installation.config.people].flatMap(
    ({ name, role, election, variable, token }) =>
      token === null
        ? []
        : [{ actor: toActor(name, role, election), wanted: digestOf(checkToken(token.reveal().trim(), variable)) }],
  );
  // Digests are equally long, as the comparison wants them; all are compared, whoever it is.
  return async (token) =>
    people.filter(({ wanted }) => timingSafeEqual(digestOf(token), wanted)).map(({ actor }) => actor)[0] ?? null;
}

function toActor(name: string, role: Role, election: boolean): Actor {
  const permissions = permissionsOf(role, election);
  return { kind: 'operator', userId: null, tokenId: null, name, role, agency: null, permissions };
}

function checkToken(token: string, variable: string): string {
  if (token.length >= minTokenLength) return token;
  throw new ConfigError([{ where: variable, message: `token harus paling sedikit ${minTokenLength} karakter` }]);
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
