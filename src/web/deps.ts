import type { ActivityReport } from '../core/account.ts';
import type { AlertRuleType, IssueExplanation, RuleSetting } from '../core/alert.ts';
import type { CredentialConfig } from '../core/credential.ts';
import type { Digest } from '../core/digest.ts';
import type { Route } from '../core/dispatch.ts';
import type { Issue } from '../core/issue.ts';
import type { IssueLife } from '../core/issue-life.ts';
import type { JobDesk } from '../core/job-desk.ts';
import type { LexiconDesk } from '../core/lexicon-desk.ts';
import type { Logger } from '../core/log.ts';
import type { Instant } from '../core/mention.ts';
import type { ProvinceCircle } from '../core/province.ts';
import type { Region } from '../core/region.ts';
import type { Replay, ReplayRequest } from '../core/replay.ts';
import type { SourceDesk } from '../core/source-desk.ts';
import type { Privacy } from '../core/subject.ts';
import type { OnceShown, Session } from '../core/user.ts';
import type { Db } from '../store/schema.ts';
import type { ApiDocument } from './api-document.ts';

/** What pages work with; handed in by `app.ts`. */
export interface WebDeps {
  /** Pseudonyms, how long everything is kept, and where erasures are remembered. */
  readonly privacy: Privacy;
  readonly db: Db;
  readonly now: () => Date;
  readonly log: Logger;
  readonly region: Region;
  /** The province that this regency is part of, or whose pages these are; null for a regency on its own. */
  readonly province: ProvinceCircle | null;
  readonly demo: boolean;
  readonly version: string;
  readonly mailConfigured: boolean;
  /** Minute of the day at which a reporting day begins: 360 for 06.00. */
  readonly reportMinute: number;
  /** The office's own words. */
  readonly lexicon: LexiconDesk;
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
  /** The alert rules, as far as pages need those who run them. */
  readonly alertRules: PageAlertRules;
  /** Which alerts go to whom, in the order in which they are tried. */
  readonly alertRoutes: readonly Route[];
  /** How long an acknowledgement holds that does not say. */
  readonly acknowledgeForMs: number;
  /** The configured keys, without their secrets. */
  readonly credentials: readonly CredentialConfig[];
  /** Titles of the ways to read a source, by collector id. */
  readonly collectorTitles: ReadonlyMap<string, string>;
  /** What is known of the ways to read a source, and the legal basis that holds unless a source names its own. */
  readonly sourceDesk: Pick<SourceDesk, 'collectors' | 'commonLegal'>;
  /** Mails that the demo's own mail server received; null outside the demo. */
  readonly mailbox: PageMailbox | null;
  /** The first collection after the start: how many of how many sources have been asked. */
  progress(): Progress;
  readonly jobDesk: Pick<JobDesk, 'hasQueues' | 'queues' | 'dead'>;
  readonly staff: PageStaff;
  /** The OpenAPI document; made when it is first asked for. */
  apiDocument(): ApiDocument;
}

/** What pages need to know of accounts beyond what is stored. */
export interface PageStaff {
  /** Who must have a second factor. */
  readonly secondFactor: 'admins' | 'everyone';
  /** Whether links go out by mail; else they are shown. */
  readonly mailsLinks: boolean;
  /** Null when no single sign-on is configured. */
  readonly single: { readonly openId: { readonly label: string } } | null;
  /** The session of a browser, also of a sign-in that is not complete; null when it has ended. */
  sessionOf(secret: string | null): Promise<(Session & { readonly fresh: boolean }) | null>;
  /** A second factor that is being set up in this browser: key in base32, and what its QR code holds. */
  enrolment(secret: string | null): Promise<{ readonly key: string; readonly address: string } | null>;
  /** What this browser still has to be shown once. */
  onceOf(secret: string | null): Promise<OnceShown | null>;
}

export interface PageAlertRules {
  /** Kinds of rules, by id. */
  readonly types: ReadonlyMap<string, AlertRuleType>;
  /** From the configuration: not to be changed on pages. */
  readonly configured: readonly RuleSetting[];
  /** What every rule in force says of an issue now; null when there is no such issue. */
  explain(issueId: number): Promise<IssueExplanation | null>;
  replay(request: ReplayRequest): Promise<Replay>;
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
