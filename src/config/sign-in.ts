import type { ConfigFile } from './schema.ts';
import { readSecret, type Secret } from './secret.ts';
import type { Fault } from './unit-problems.ts';

export interface SignInConfig {
  readonly secondFactor: 'admins' | 'everyone';
  readonly openId: OpenIdConfig | null;
}

export interface OpenIdConfig {
  readonly issuer: string;
  readonly clientId: string;
  /** Null when its variable is empty: the button is then left out, and said in the log. */
  readonly clientSecret: Secret | null;
  /** Name of the environment variable. */
  readonly variable: string;
  readonly label: string;
  readonly allowedDomains: readonly string[];
  readonly createRole: 'analis' | 'humas' | 'pimpinan' | 'auditor' | null;
}

/** @throws ConfigError when a file that a variable names cannot be read */
export function toSignIn(
  { signIn }: Pick<ConfigFile, 'signIn'>,
  env: Readonly<Record<string, string | undefined>>,
): SignInConfig {
  const { secondFactor, openId } = signIn;
  if (openId === undefined) return { secondFactor, openId: null };
  const { clientSecret: variable, createRole, ...rest } = openId;
  const clientSecret = readSecret(variable, env);
  return { secondFactor, openId: { ...rest, variable, clientSecret, createRole: createRole ?? null } };
}

/** Single sign-on needs to know where people are sent back to, and must not be spoken to in the open. */
export function signInProblems(value: unknown): readonly Fault[] {
  const openId = partOf(partOf(value, 'signIn'), 'openId');
  if (openId === undefined) return [];
  const faults: Fault[] = [];
  const loopback = partOf(partOf(value, 'network'), 'allowLoopback') === true;
  const issuer = partOf(openId, 'issuer');
  if (typeof issuer === 'string' && issuer.startsWith('http://') && !loopback) {
    faults.push({ keys: ['signIn', 'openId', 'issuer'], message: 'harus https://' });
  }
  if (partOf(partOf(value, 'http'), 'publicUrl') === undefined) {
    const message = 'isi juga http.publicUrl: ke sanalah orang dikembalikan setelah masuk';
    faults.push({ keys: ['signIn', 'openId'], message });
  }
  return faults;
}

function partOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}
