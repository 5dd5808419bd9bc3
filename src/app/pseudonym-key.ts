import { randomBytes } from 'node:crypto';
import type { Config } from '../config/load.ts';
import { ConfigError } from '../core/errors.ts';
import { createPseudonyms, type Pseudonyms, pseudonymKeyBytes } from '../core/pseudonym.ts';
import { claimMeta, findMeta } from '../store/meta.ts';
import type { Db } from '../store/schema.ts';
import { keyFileBeside, makeKeyFile, parseKey, readKeyFile } from './key-file.ts';

const variable = 'KENTONGAN_PSEUDONYM_KEY';
const fingerprintKey = 'pseudonymKey';
const what = 'kunci nama samaran';

/** Where the key lies that is not in the environment: never inside the database, nor in a copy of it. */
export function pseudonymKeyFile(config: Pick<Config, 'database' | 'privacy' | 'path' | 'schema'>): string {
  return config.privacy.keyFile ?? keyFileBeside(config, 'pseudonym');
}

/**
 * The key of this installation: from the environment, from its file, or made now when the database has never had one.
 * @throws ConfigError when the key is lost, damaged, or not the one that the database was filled with
 */
export async function openPseudonyms(
  db: Db,
  config: Pick<Config, 'database' | 'privacy' | 'path' | 'schema'>,
): Promise<Pseudonyms> {
  const isNeeded = (await findMeta(db, fingerprintKey)) !== null;
  const pseudonyms = createPseudonyms(readKey(config, isNeeded));
  if ((await claimMeta(db, fingerprintKey, pseudonyms.fingerprint)) === pseudonyms.fingerprint) return pseudonyms;
  const where = config.privacy.key === null ? pseudonymKeyFile(config) : variable;
  const message =
    'kunci ini bukan kunci yang dipakai basis data; pasang kunci yang semula (di beberapa mesin: salin berkas kunci dari mesin ' +
    'pertama). Cara mengganti kunci: docs/panduan/privasi.md';
  throw new ConfigError([{ where, message }]);
}

/** Fingerprint of the key as it is configured, without making one; null when there is none. @throws ConfigError when it is damaged */
export function readPseudonymFingerprint(
  config: Pick<Config, 'database' | 'privacy' | 'path' | 'schema'>,
): string | null {
  const { key } = config.privacy;
  const bytes = key === null ? readKeyFile(pseudonymKeyFile(config), what) : parseKey(key.reveal(), variable);
  return bytes === null ? null : createPseudonyms(bytes).fingerprint;
}

function readKey(config: Pick<Config, 'database' | 'privacy' | 'path' | 'schema'>, isNeeded: boolean): Uint8Array {
  const { key } = config.privacy;
  if (key !== null) return parseKey(key.reveal(), variable);
  if (config.database === ':memory:') return randomBytes(pseudonymKeyBytes);
  const file = pseudonymKeyFile(config);
  const known = readKeyFile(file, what);
  if (known !== null) return known;
  if (isNeeded) {
    const message =
      `berkas kunci nama samaran hilang, padahal basis data sudah memakainya; salin dari mesin lain yang memakai basis data ini, ` +
      `kembalikan dari simpanan, atau isi ${variable}. ` +
      'Tanpa kunci itu nama samaran yang lama tidak dapat dibandingkan dengan yang baru.';
    throw new ConfigError([{ where: file, message }]);
  }
  return makeKeyFile(file, what);
}
