import type { Logger } from './log.ts';
import type { RawPost } from './mention.ts';
import type { NetClient } from './net.ts';
import type { Reader } from './reader.ts';

/** A kind of source: one file in `collectors/`, listed in its `index.ts`. */
export interface CollectorType {
  /** kebab-case, equals the file name, never reused. */
  readonly id: string;
  /** Shown on the dashboard and in docs, in Indonesian. */
  readonly title: string;
  /** Floor for the interval between two runs; configuration may only raise it. */
  readonly minIntervalMs: number;
  /** Valid options, used by docs and by the contract test. */
  readonly example: unknown;
  /** Validates the options. No I/O. @throws ConfigError */
  configure(options: unknown): Collector;
}

export interface Collector {
  /** ONE bounded step: at most a page of a list, or a handful of articles. @throws SourceError */
  collect(ctx: CollectContext): Promise<CollectStep>;
}

export interface CollectContext {
  /** Opaque outside this collector; null on the first step. */
  readonly cursor: string | null;
  readonly net: NetClient;
  readonly reader: Reader;
  readonly now: () => Date;
  /** IANA zone for dates that name none. */
  readonly zone: string;
  readonly log: Logger;
  readonly signal: AbortSignal;
  /** Reads a file of the operator, limited in size (import folder). @throws SourceError */
  readonly readFile: (path: string) => Promise<Uint8Array>;
}

export interface CollectStep {
  readonly posts: readonly RawPost[];
  /** Items the schema refused; shown as source health. */
  readonly rejected: number;
  /** Saved in the same transaction as the posts. */
  readonly cursor: string | null;
  /** Another step now, budget permitting. */
  readonly more: boolean;
  /** The shortest wait before the next run that the source asks for, in milliseconds; 0 if none. */
  readonly waitMs: number;
}
