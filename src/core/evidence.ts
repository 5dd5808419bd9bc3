import type { Instant } from './mention.ts';

/** An answer as it came: what mentions were made from. Kept so that it can be read again when a mapping has been corrected. */
export interface KeptAnswer {
  /** Address after redirects; never holds a key. */
  readonly url: string;
  readonly contentType: string | null;
  readonly body: Uint8Array;
  readonly fetchedAt: Instant;
}
