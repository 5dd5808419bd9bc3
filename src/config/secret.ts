import { readFileSync } from 'node:fs';
import { ConfigError } from '../core/errors.ts';

/** A value that never prints: in logs and errors it shows as `***`. */
export interface Secret {
  reveal(): string;
  toString(): string;
  toJSON(): string;
}

export function createSecret(value: string): Secret {
  return { reveal: () => value, toString: () => '***', toJSON: () => '***' };
}

/**
 * A secret from the environment: `NAME`, or the content of the file that `NAME_FILE` names (its last line break is dropped).
 * @throws ConfigError when the file cannot be read
 */
export function readSecret(name: string, env: Readonly<Record<string, string | undefined>>): Secret | null {
  const file = env[`${name}_FILE`];
  if (file !== undefined && file !== '') {
    try {
      return createSecret(readFileSync(file, 'utf8').replace(/\r?\n$/, ''));
    } catch (cause) {
      throw new ConfigError([{ where: `${name}_FILE`, message: `berkas ${file} tidak dapat dibaca` }], { cause });
    }
  }
  const value = env[name];
  return value === undefined || value === '' ? null : createSecret(value);
}
