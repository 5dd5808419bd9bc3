import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits as 43 characters that need no escaping in addresses, cookies and headers. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a random secret. Fast on purpose: 256 bits cannot be guessed. Not for passwords. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
