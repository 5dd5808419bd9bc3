import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { RequestError } from '../core/errors.ts';

/** Cost of one scrypt hash: N is 2^`logN`; memory is 128 · N · r bytes. */
export interface HashCost {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

/** 128 MB and about 0.3 s a hash. */
export const standardCost: HashCost = { logN: 17, r: 8, p: 1 };

export interface Passwords {
  /** @throws RequestError 429 when too many hashes wait */
  hash(password: string): Promise<string>;
  /**
   * Does the same work when there is nothing to compare with, so that the time says nothing about who has an account.
   * @param kept what `hash` gave; null for somebody unknown or without a password
   * @throws RequestError 429 when too many hashes wait
   */
  check(password: string, kept: string | null): Promise<{ readonly ok: boolean; readonly outdated: boolean }>;
}

export type Derive = (password: string, salt: Buffer, length: number, options: ScryptOptions) => Promise<Buffer>;

/** At most so many hashes run at once, each with its 128 MB, and so many wait: about 3 s. */
const running = 2;
const waiting = 20;
const hashBytes = 32;

export function createPasswords(cost: HashCost = standardCost, derive: Derive = deriveByScrypt): Passwords {
  const queue = createQueue();
  const current = `scrypt$${cost.logN}$${cost.r}$${cost.p}`;
  const nobody = `${current}$${randomBytes(16).toString('base64url')}$${randomBytes(hashBytes).toString('base64url')}`;

  const run = (password: string, salt: Buffer, { logN, r, p }: HashCost): Promise<Buffer> =>
    // The same password typed on another keyboard can be other code points.
    queue(() =>
      derive(password.normalize('NFKC'), salt, hashBytes, { N: 2 ** logN, r, p, maxmem: 256 * 2 ** logN * r }),
    );

  return {
    async hash(password) {
      const salt = randomBytes(16);
      const hash = await run(password, salt, cost);
      return `${current}$${salt.toString('base64url')}$${hash.toString('base64url')}`;
    },
    async check(password, kept) {
      const { salt, hash, ...used } = parse(kept ?? nobody);
      const same = timingSafeEqual(await run(password, salt, used), hash);
      return { ok: same && kept !== null, outdated: !(kept ?? nobody).startsWith(`${current}$`) };
    },
  };
}

function parse(kept: string): HashCost & { readonly salt: Buffer; readonly hash: Buffer } {
  const [, logN, r, p, salt = '', hash = ''] = kept.split('$');
  const bytes = (text: string) => Buffer.from(text, 'base64url');
  return { logN: Number(logN), r: Number(r), p: Number(p), salt: bytes(salt), hash: bytes(hash) };
}

function deriveByScrypt(password: string, salt: Buffer, length: number, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, length, options, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}

function createQueue() {
  let active = 0;
  const turns: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (active >= running) {
      if (turns.length >= waiting) {
        throw new RequestError(429, 'busy', 'Terlalu banyak orang masuk pada saat yang sama; coba lagi sebentar lagi.');
      }
      await new Promise<void>((resolve) => turns.push(resolve));
    } else {
      active += 1;
    }
    try {
      return await work();
    } finally {
      // Whoever waits takes over the place.
      const next = turns.shift();
      if (next === undefined) active -= 1;
      else next();
    }
  };
}
