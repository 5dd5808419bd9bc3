import { createHash } from 'node:crypto';
import type { Config } from '../config/load.ts';
import { ConfigError } from '../core/errors.ts';
import { dialectOf } from '../store/dialect.ts';
import { claimMeta, findMeta, setMeta } from '../store/meta.ts';
import type { Db } from '../store/schema.ts';
import { keyFileBeside, makeKeyFile, readKeyFile } from './key-file.ts';

const fingerprintKey = 'signInKey';
const what = 'kunci masuk';

export type KeyOwner = Pick<Config, 'database' | 'path' | 'schema'>;

/** Of the key that second factors are sealed with. */
export function signInKeyFile(config: KeyOwner): string {
  return keyFileBeside(config, 'sign-in');
}

/** Tells keys apart without giving them away; null when there is no such file. @throws ConfigError when it is damaged */
export function readSignInFingerprint(config: KeyOwner): string | null {
  const key = readKeyFile(signInKeyFile(config), what);
  return key === null ? null : fingerprintOf(key);
}

/**
 * The key that second factors are sealed with; made when there is none. Beside a SQLite file a lost one is made anew: people come in by
 * recovery codes. Of several hosts on one PostgreSQL none may make its own, for it could not read what the others have sealed.
 * @throws ConfigError when the key is damaged, or on PostgreSQL missing or not the one of the other hosts
 */
export async function openSignInKey(db: Db, config: KeyOwner): Promise<Uint8Array> {
  const where = signInKeyFile(config);
  const known = readKeyFile(where, what);
  if (dialectOf(db) !== 'postgres') {
    const key = known ?? makeKeyFile(where, what);
    if ((await findMeta(db, fingerprintKey)) !== fingerprintOf(key)) {
      await setMeta(db, fingerprintKey, fingerprintOf(key));
    }
    return key;
  }
  if (known === null && (await findMeta(db, fingerprintKey)) !== null) {
    const message =
      'berkas kunci masuk tidak ada, padahal basis data sudah memakainya; salin dari mesin lain atau dari simpanan';
    throw new ConfigError([{ where, message: `${message}. Bila hilang di semua mesin: docs/panduan/orang.md` }]);
  }
  const key = known ?? makeKeyFile(where, what);
  if ((await claimMeta(db, fingerprintKey, fingerprintOf(key))) === fingerprintOf(key)) return key;
  const message =
    'kunci masuk ini bukan kunci yang dipakai mesin lain pada basis data yang sama; salin berkasnya dari sana';
  throw new ConfigError([{ where, message }]);
}

function fingerprintOf(key: Uint8Array): string {
  return createHash('sha256').update('kentongan sign-in fingerprint 1\n').update(key).digest('hex').slice(0, 16);
}
