import { createHash } from 'node:crypto';

/** Short fingerprint of an address: 10 characters keep thousands of them in a cursor without a collision in sight. */
export function fingerprint(address: string): string {
  return createHash('sha256').update(address).digest('base64url').slice(0, 10);
}

/**
 * The seen list after another look: what is still there moves to the end, the oldest fall off.
 * @param limit fingerprints kept
 */
export function remember(seen: readonly string[], now: readonly string[], limit: number): string[] {
  const fresh = new Set(now);
  return [...seen.filter((mark) => !fresh.has(mark)), ...fresh].slice(-limit);
}
