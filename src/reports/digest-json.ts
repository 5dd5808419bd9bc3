import type { Digest } from '../core/digest.ts';

/** The digest's data, for other programs. */
export function renderDigestJson(digest: Digest): string {
  return `${JSON.stringify(digest, null, 2)}\n`;
}
