import type { Config } from '../../config/load.ts';
import { ConfigError, type Problem } from '../../core/errors.ts';
import { adapterFolderOf, listAdapterNumbers } from '../adaptation/adapter-files.ts';
import { pseudonymKeyFile, readPseudonymFingerprint } from '../pseudonym-key.ts';
import { readSignInFingerprint, signInKeyFile } from '../sign-in-key.ts';
import type { Manifest } from './manifest.ts';

/** What of an installation lies beside its database. Keys are secrets, and never in the folder. */

/** A file or folder to be carried by hand. */
export interface Carried {
  readonly what: string;
  readonly path: string;
}

/** What the operator has to carry, where it lies here. */
export function listCarried(config: Config, keys: Manifest['keys']): readonly Carried[] {
  const adapters = adapterFolderOf(config);
  return [
    ...(keys.pseudonym === null || config.privacy.key !== null
      ? []
      : [{ what: 'kunci nama samaran', path: pseudonymKeyFile(config) }]),
    ...(keys.pseudonym !== null && config.privacy.key !== null
      ? [{ what: 'kunci nama samaran', path: 'KENTONGAN_PSEUDONYM_KEY' }]
      : []),
    ...(keys.signIn === null ? [] : [{ what: 'kunci masuk', path: signInKeyFile(config) }]),
    ...(listAdapterNumbers(adapters).length === 0 ? [] : [{ what: 'penyesuaian penilai', path: adapters }]),
  ];
}

/**
 * Whether the keys are here that the rows were written with: without them names stay sealed and second factors cannot be read.
 * @throws ConfigError naming each that is missing or another one
 */
export function requireKeys(config: Config, keys: Manifest['keys']): void {
  const problems: Problem[] = [];
  if (keys.pseudonym !== null && config.database !== ':memory:') {
    const where = config.privacy.key === null ? pseudonymKeyFile(config) : 'KENTONGAN_PSEUDONYM_KEY';
    const problem = faultOf('kunci nama samaran', keys.pseudonym, readPseudonymFingerprint(config));
    if (problem !== null) problems.push({ where, message: problem });
  }
  if (keys.signIn !== null) {
    const problem = faultOf('kunci masuk', keys.signIn, readSignInFingerprint(config));
    if (problem !== null) problems.push({ where: signInKeyFile(config), message: problem });
  }
  if (problems.length > 0) throw new ConfigError(problems);
}

function faultOf(what: string, expected: string, found: string | null): string | null {
  if (found === expected) return null;
  if (found === null)
    return `${what} tidak ada; salin dari pemasangan lama ke sini, lalu ulangi (docs/operations/transfer.md)`;
  return `${what} ini bukan kunci pemasangan yang diekspor; salin dari pemasangan lama ke sini, lalu ulangi`;
}
