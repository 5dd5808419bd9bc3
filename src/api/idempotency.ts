import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Actor } from '../core/access.ts';
import { RequestError } from '../core/errors.ts';
import { keepAnswer, releaseKey, takeKey } from '../store/idempotency.ts';
import type { ApiDeps } from './deps.ts';
import { actorKey } from './limits.ts';

export const idempotencyHeader = 'Idempotency-Key';
/** On an answer that was given before. */
export const replayedHeader = 'Idempotency-Replayed';

/**
 * Runs a write once for each `Idempotency-Key` of an actor, for 24 hours; a repeat gets the answer of the first. Refusals (4xx) changed
 * nothing and are not kept. Guests have no key: what they may send is signing in, whose answer is a cookie.
 * @throws RequestError 400 for a bad key, 409 while the first is at work or when nobody knows how it ended, 422 for another request
 */
export async function writeOnce(
  request: Request,
  response: Response,
  { db, now, log }: Pick<ApiDeps, 'db' | 'now' | 'log'>,
  actor: Actor,
  write: () => Promise<unknown>,
): Promise<unknown> {
  const key = readKey(request);
  const who = actorKey(actor);
  if (key === null || who === null) return write();
  // A file is not read before it is taken: it is known by its length.
  const body = request.body ?? request.get('Content-Length') ?? null;
  const requestHash = hashOf(JSON.stringify([request.method, request.originalUrl, body]));
  const keyed = { actor: who, keyHash: hashOf(key) };
  const fate = await takeKey(db, { ...keyed, requestHash, now: now() });
  switch (fate.state) {
    case 'done':
      response.set(replayedHeader, 'true');
      return JSON.parse(unseal(fate.answer, key));
    case 'other':
      throw new RequestError(422, 'idempotency-key-reused', 'Idempotency-Key ini sudah dipakai untuk permintaan lain.');
    case 'running':
      response.set('Retry-After', '5');
      throw new RequestError(
        409,
        'idempotency-key-running',
        'Permintaan dengan Idempotency-Key ini sedang dikerjakan.',
      );
    case 'unknown':
      throw new RequestError(
        409,
        'idempotency-key-unknown',
        'Permintaan dengan Idempotency-Key ini terputus. Periksa dahulu apakah sudah terlaksana, lalu pakai kunci baru.',
      );
    case 'run':
      break;
  }
  let output: unknown;
  try {
    output = await write();
  } catch (error) {
    if (error instanceof RequestError && error.status < 500) await releaseKey(db, keyed);
    else await keepAnswer(db, keyed, null);
    throw error;
  }
  try {
    await keepAnswer(db, keyed, seal(JSON.stringify(output), key));
  } catch (error) {
    // The change stands and its answer is here: a repeat will be told that nobody knows.
    log.error({ err: error }, 'answer to a keyed write was not kept');
  }
  return output;
}

/** As a structured field's string (`"abc"`) or bare. @throws RequestError 400 */
function readKey(request: Request): string | null {
  const sent = request.get(idempotencyHeader);
  if (sent === undefined) return null;
  const key = /^"?([!#-~]{1,200})"?$/.exec(sent)?.[1];
  if (key !== undefined) return key;
  throw new RequestError(400, 'invalid-idempotency-key', 'Idempotency-Key harus 1 sampai 200 huruf, angka atau tanda.');
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Answers hold new tokens and what people wrote: only who has the key can read them again. */
function seal(text: string, key: string): string {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', deriveKey(key, salt), nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([salt, nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

function unseal(sealed: string, key: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', deriveKey(key, bytes.subarray(0, 16)), bytes.subarray(16, 28));
  decipher.setAuthTag(bytes.subarray(28, 44));
  return Buffer.concat([decipher.update(bytes.subarray(44)), decipher.final()]).toString('utf8');
}

function deriveKey(key: string, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, 'kentongan idempotency', 32));
}
