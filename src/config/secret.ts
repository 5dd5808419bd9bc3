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

/** Read anew each time, because short-lived tokens are renewed by other programs; the last value while it cannot be read. */
function createFileSecret(read: () => string): Secret {
  let last = read();
  return {
    ...createSecret(''),
    reveal() {
      try {
        last = read() || last;
      } catch {
        // Being replaced at this moment.
      }
      return last;
    },
  };
}

/**
 * A secret from the environment: `NAME`, or the content of the file that `NAME_FILE` names (its last line break is dropped).
 * @throws ConfigError when the file cannot be read
 */
export function readSecret(name: string, env: Readonly<Record<string, string | undefined>>): Secret | null {
  const file = env[`${name}_FILE`];
  if (file !== undefined && file !== '') {
    try {
      return createFileSecret(() => readFileSync(file, 'utf8').replace(/\r?\n$/, ''));
    } catch (cause) {
      throw new ConfigError([{ where: `${name}_FILE`, message: `berkas ${file} tidak dapat dibaca` }], { cause });
    }
  }
  const value = env[name];
  return value === undefined || value === '' ? null : createSecret(value);
}
