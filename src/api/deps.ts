import type { ActivityReport } from '../core/account.ts';
import type { CredentialConfig } from '../core/credential.ts';
import type { Digest } from '../core/digest.ts';
import type { Subscribe } from '../core/live.ts';
import type { Logger } from '../core/log.ts';
import type { Instant } from '../core/mention.ts';
import type { Region } from '../core/region.ts';
import type { Db } from '../store/schema.ts';
import type { PastedItem, PastedResult } from './schemas/pasted.ts';

export interface ApiWrites {
  /** Whether this is the operator's token, in a time that says nothing about it. */
  isToken(given: string): boolean;
  /** Indexes of the result are those of `items`. */
  addPasted(items: readonly PastedItem[]): Promise<PastedResult>;
}

/** What routes work with; handed in by `app.ts`. */
export interface ApiDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly log: Logger;
  readonly region: Region;
  readonly demo: boolean;
  readonly version: string;
  /** When this process began: a schedule can only be late since then. */
  readonly startedAt: Instant;
  /** Address that mails print, also the only host name with dots that is answered; null when none is configured. */
  readonly publicUrl: string | null;
  readonly mailConfigured: boolean;
  /** The configured keys, without their secrets. */
  readonly credentials: readonly CredentialConfig[];
  /** Minute of the day at which a reporting day begins: 360 for 06.00. */
  readonly reportMinute: number;
  /** Stems of a search text, as the search index holds them. */
  stemsOf(text: string): readonly string[];
  /** The report of a date made now from what is stored; null when nothing can be said of that date. */
  digestOf(date: string): Promise<Digest | null>;
  /** A whole HTML document. */
  digestHtml(digest: Digest): string;
  /** How the official accounts did in a month (`YYYY-MM`) that has begun, from what is stored now. */
  activityHtml(report: ActivityReport): string;
  activityOf(month: string): Promise<ActivityReport>;
  /** Ready to paste into WhatsApp. */
  digestText(digest: Digest): string;
  readonly subscribe: Subscribe;
  /** Null when the operator has configured no API token: then nothing may be written. */
  readonly writes: ApiWrites | null;
}
