import type { CredentialUse } from './credential.ts';
import type { KeptAnswer } from './evidence.ts';
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
  readonly facts: CollectorFacts;
  /** Kind of key that it needs (`credential-kinds.ts`); null when it needs none. */
  readonly credential: string | null;
  /** Without that key it still reads what is open to everybody. Left out: it needs the key. */
  readonly worksWithoutCredential?: true;
  /**
   * Terms that it is read under unless the source says otherwise: `public` pages, an `api` with terms that the key holder accepted,
   * the office's `own` account, or only under a `contract` that the source must name.
   */
  readonly terms: Terms;
  /** Floor for the interval between two runs; configuration may only raise it. */
  readonly minIntervalMs: number;
  /** Valid options, used by docs and by the contract test. */
  readonly example: unknown;
  /** Validates the options. No I/O. @throws ConfigError */
  configure(options: unknown): Collector;
}

/** The law of a source in one word; `permitted`: the site's owner agreed; `unchecked`: nobody has looked yet. */
export const terms = ['public', 'api', 'own', 'contract', 'permitted', 'unchecked'] as const;
export type Terms = (typeof terms)[number];

/** What an operator wants to know before choosing a collector. Indonesian, one or two sentences each; `docs/platforms.md` is made of it. */
export interface CollectorFacts {
  /** Groups the table: `Media daring`, `YouTube`. */
  readonly platform: string;
  readonly collects: string;
  readonly needs: string;
  readonly limits: string;
  readonly cost: string;
  readonly law: string;
  /** What the local server of its test does. */
  readonly tested: string;
}

export interface Collector {
  /** ONE bounded step: at most a page of a list, or a handful of articles. @throws SourceError */
  collect(ctx: CollectContext): Promise<CollectStep>;
  /**
   * Reads one kept answer again, as `collect` would: the same posts, without asking anybody. An answer that never holds posts (a list
   * of addresses) gives none. @throws SourceError `changed` when it cannot be read
   */
  read(answer: KeptAnswer, ctx: ReadContext): Promise<ReadPosts>;
}

export interface ReadContext {
  readonly reader: Reader;
  /** IANA zone for dates that name none. */
  readonly zone: string;
}

export interface ReadPosts {
  readonly posts: readonly RawPost[];
  /** Items that could not be used. */
  readonly rejected: number;
}

export interface CollectContext extends ReadContext {
  /** Opaque outside this collector; null on the first step. */
  readonly cursor: string | null;
  readonly net: NetClient;
  readonly now: () => Date;
  readonly log: Logger;
  readonly signal: AbortSignal;
  /** The key that the source names; null when the collector needs none. */
  readonly credential: CredentialUse | null;
  /** Reads a file of the operator, limited in size (import folder). @throws SourceError */
  readonly readFile: (path: string) => Promise<Uint8Array>;
  /** What the province has collected for all its regencies; absent where there is no province. */
  readonly readShared?: ReadShared;
}

/**
 * @param source id of a source of the province
 * @param after last item that was looked at, 0 for none
 * @param options `everything`: also what does not name the regency
 */
export type ReadShared = (
  source: string,
  after: number,
  options: { readonly everything: boolean },
) => Promise<SharedPage>;

export interface SharedPage {
  readonly posts: readonly RawPost[];
  /** Last item that was looked at. */
  readonly last: number;
  readonly more: boolean;
}

export interface CollectStep {
  readonly posts: readonly RawPost[];
  /** Items the schema refused; shown as source health. */
  readonly rejected: number;
  /**
   * Identity keys of posts that their platform says are deleted or no longer public (`id:x:posts:12`), where its terms ask that copies
   * go too. Left out: none.
   */
  readonly gone?: readonly string[];
  /** Saved in the same transaction as the posts. */
  readonly cursor: string | null;
  /** Another step now, budget permitting. */
  readonly more: boolean;
  /** The shortest wait before the next run that the source asks for, in milliseconds; 0 if none. */
  readonly waitMs: number;
}
