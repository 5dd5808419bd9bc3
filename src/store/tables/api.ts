/** One write that came with an `Idempotency-Key`. */
export interface IdempotencyKeyTable {
  /** Who sent it: `user:3`, `token:7`, `operator:Diskominfo`. */
  actor: string;
  /** Of the key; the key itself is not kept, because the answer is sealed with it. */
  keyHash: string;
  /** Of method, address and body. */
  requestHash: string;
  state: string;
  /** Sealed JSON; null while it runs, and when nobody knows how it ended. */
  answer: string | null;
  at: string;
}
