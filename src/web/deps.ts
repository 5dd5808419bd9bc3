import type { ActivityReport } from '../core/account.ts';
import type { CredentialConfig } from '../core/credential.ts';
import type { Digest } from '../core/digest.ts';
import type { Issue } from '../core/issue.ts';
import type { IssueLife } from '../core/issue-life.ts';
import type { Logger } from '../core/log.ts';
import type { Instant } from '../core/mention.ts';
import type { Region } from '../core/region.ts';
import type { Db } from '../store/schema.ts';

/** What pages work with; handed in by `app.ts`. */
export interface WebDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly log: Logger;
  readonly region: Region;
  readonly demo: boolean;
  readonly version: string;
  readonly mailConfigured: boolean;
  /** Minute of the day at which a reporting day begins: 360 for 06.00. */
  readonly reportMinute: number;
  /** Stems of a search text, as the search index holds them. */
  stemsOf(text: string): readonly string[];
  /** What became of an issue, reckoned now. */
  lifeOf(issue: Issue): Promise<IssueLife>;
  /**
   * A report as it was sent, as it waits, or made now; null when nothing can be said of that period.
   * @param key `2026-11-21`, `2026-W47`, `2026-11`, `2026-11-21+1`
   */
  digestOf(key: string): Promise<Digest | null>;
  /** A whole HTML document. */
  digestHtml(digest: Digest): string | Promise<string>;
  /** How the official accounts did in a month (`YYYY-MM`) that has begun, from what is stored now. */
  activityOf(month: string): Promise<ActivityReport>;
  /** Ready to paste into WhatsApp. */
  digestText(digest: Digest): string;
  /** The configured keys, without their secrets. */
  readonly credentials: readonly CredentialConfig[];
  /** Titles of the ways to read a source, by collector id. */
  readonly collectorTitles: ReadonlyMap<string, string>;
  /** Mails that the demo's own mail server received; null outside the demo. */
  readonly mailbox: PageMailbox | null;
  /** The first collection after the start: how many of how many sources have been asked. */
  progress(): Progress;
}

export interface Progress {
  readonly running: boolean;
  readonly done: number;
  readonly total: number;
}

export interface PageMailbox {
  /** Newest first. */
  list(): readonly PageMail[];
  find(id: number): PageMail | null;
}

export interface PageMail {
  readonly id: number;
  readonly receivedAt: Instant;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
}
