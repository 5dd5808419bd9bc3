/**
 * The closed set of errors that callers act on. Anything else that is thrown is a bug.
 * They are caught in three places only: the job runner (per source), the API error middleware, and `main`.
 */

/** One fault of a configuration, an import file or a request: where it is and what is wrong. */
export interface Problem {
  /** Key path, file and line, or parameter: `sources[2].options.url (line 31)`. */
  readonly where: string;
  readonly message: string;
}

/** The operator's input is wrong. Carries every problem found, not only the first. Exit code 2. */
export class ConfigError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map((p) => `${p.where}: ${p.message}`).join('\n'), options);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/**
 * Why a source could not be read.
 * `rate-limited` come back later · `budget` what we allow ourselves is used up · `blocked` refused by the site or by our own address
 * guard · `gone` stop asking · `credential` no key, or one that is no longer accepted · `permission` the key may not do this ·
 * `query` the platform does not understand what is asked of it · `changed` the answer is not what the collector reads ·
 * `too-large` over a limit · `network` no answer.
 */
export const sourceFaults = [
  'rate-limited',
  'budget',
  'blocked',
  'gone',
  'credential',
  'permission',
  'query',
  'changed',
  'too-large',
  'network',
] as const;
export type SourceFault = (typeof sourceFaults)[number];

/** The other side's fault. Recorded on the source row; the source backs off and is shown as broken. */
export class SourceError extends Error {
  readonly reason: SourceFault;
  /** How long the site asked us to wait, in milliseconds. */
  readonly retryAfterMs: number | null;
  /** The whole credential is affected: its other sources wait too. */
  readonly credentialWide: boolean;
  constructor(
    reason: SourceFault,
    message: string,
    options: ErrorOptions & { retryAfterMs?: number | null; credentialWide?: boolean } = {},
  ) {
    super(message, options);
    this.name = 'SourceError';
    this.reason = reason;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.credentialWide = options.credentialWide ?? false;
  }
}

/**
 * Why nobody was asked: the host wants to be left alone · others are before us there · nobody can tell whose turn it is · the platform
 * wants the key to be left alone.
 */
export type NotAskedReason = 'host-paused' | 'host-busy' | 'turn-unknown' | 'key-paused';

/** Nothing is wrong and nobody was asked: it is not our turn yet. `retryAfterMs` says when it may be. */
export class NotAskedError extends SourceError {
  readonly why: NotAskedReason;
  constructor(why: NotAskedReason, message: string, options: ErrorOptions & { retryAfterMs: number }) {
    super('rate-limited', message, options);
    this.name = 'NotAskedError';
    this.why = why;
  }
}

/** What a failed delivery says of the other messages: nothing · none to this address will be taken · none will be until an operator mends our account. */
export type DeliveryConcern = 'message' | 'target' | 'channel';

/** A notification was not accepted. `retryable` false means: never try this row again by itself. */
export class DeliveryError extends Error {
  readonly retryable: boolean;
  /** How long the other side asked us to wait, in milliseconds. */
  readonly retryAfterMs: number | null;
  readonly concerns: DeliveryConcern;
  constructor(
    message: string,
    options: ErrorOptions & { retryable: boolean; retryAfterMs?: number | null; concerns?: DeliveryConcern },
  ) {
    super(message, options);
    this.name = 'DeliveryError';
    this.retryable = options.retryable;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.concerns = options.concerns ?? 'message';
  }
}

/** A request to our API that we refuse: becomes an RFC 9457 problem document. */
export class RequestError extends Error {
  readonly status: number;
  /** Stable machine-readable word, last part of the problem's `type`. */
  readonly code: string;
  readonly problems: readonly Problem[];
  constructor(status: number, code: string, message: string, problems: readonly Problem[] = []) {
    super(message);
    this.name = 'RequestError';
    this.status = status;
    this.code = code;
    this.problems = problems;
  }
}
