import type { Actor } from '../core/access.ts';
import type { ActivityReport } from '../core/account.ts';
import type { AlertRuleType, IssueExplanation, RuleSetting } from '../core/alert.ts';
import type { CredentialConfig } from '../core/credential.ts';
import type { Digest } from '../core/digest.ts';
import type { Issue } from '../core/issue.ts';
import type { IssueLife } from '../core/issue-life.ts';
import type { JobDesk } from '../core/job-desk.ts';
import type { LexiconDesk } from '../core/lexicon-desk.ts';
import type { LiveEvent, Subscribe } from '../core/live.ts';
import type { Logger } from '../core/log.ts';
import type { Instant } from '../core/mention.ts';
import type { ProvinceCircle } from '../core/province.ts';
import type { Region } from '../core/region.ts';
import type { Replay, ReplayRequest } from '../core/replay.ts';
import type { ReportFile, ReportFormat } from '../core/report-file.ts';
import type { SourceDesk } from '../core/source-desk.ts';
import type { Privacy } from '../core/subject.ts';
import type { People } from '../people/people.ts';
import type { Db } from '../store/schema.ts';
import type { ProcessFigures } from './metrics-process.ts';
import type { Body } from './schemas/common.ts';
import type { sentReport } from './schemas/digest.ts';
import type { PastedItem, PastedResult } from './schemas/pasted.ts';

/** Who the people are, as far as requests need to know. */
export interface ApiPeople {
  /** Null for a token that is nobody's, has run out, or whose user is disabled. In a time that says nothing about the tokens. */
  findByToken(token: string): Promise<Actor | null>;
  /** Null for a session that has ended, or whose user is disabled. Counts as a sign of life of the session. */
  findBySession(secret: string): Promise<{ readonly actor: Actor; readonly sessionId: number } | null>;
  /** Whether anybody has an account yet. */
  hasUsers(): Promise<boolean>;
}

/** The alert rules, as far as routes need those who run them. */
export interface ApiAlertRules {
  /** Kinds of rules, by id. */
  readonly types: ReadonlyMap<string, AlertRuleType>;
  /** From the configuration: not to be changed here. */
  readonly configured: readonly RuleSetting[];
  /** What every rule in force says of an issue now; null when there is no such issue. */
  explain(issueId: number): Promise<IssueExplanation | null>;
  replay(request: ReplayRequest): Promise<Replay>;
}

/** What routes work with; handed in by `app.ts`. */
export interface ApiDeps {
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
  /** What this process says of itself in `/metrics`; nothing if absent. */
  readonly figures?: ProcessFigures;
  /** When this process began: a schedule can only be late since then. */
  readonly startedAt: Instant;
  /** Address that mails print, also the only host name with dots that is answered; null when none is configured. */
  readonly publicUrl: string | null;
  readonly mailConfigured: boolean;
  /** The configured keys, without their secrets. */
  readonly credentials: readonly CredentialConfig[];
  /** Minute of the day at which a reporting day begins: 360 for 06.00. */
  readonly reportMinute: number;
  /** How long an acknowledgement holds that does not say. */
  readonly acknowledgeForMs: number;
  /** The office's own words. */
  readonly lexicon: LexiconDesk;
  /** Stems of a search text, as the search index holds them. */
  stemsOf(text: string): readonly string[];
  /** What became of an issue, reckoned now. */
  lifeOf(issue: Issue): Promise<IssueLife>;
  /** A report as it was sent, as it waits, or made now; null when nothing can be said of that period. @param key `2026-11-21`, `2026-W47`, `2026-11`, `2026-11-21+1` */
  digestOf(key: string): Promise<Digest | null>;
  /** Queues a report, or its correction. @throws RequestError 409 when it cannot be sent now */
  sendDigest(date: string, who: string): Promise<Body<typeof sentReport>>;
  /** A whole HTML document. */
  digestHtml(digest: Digest): string | Promise<string>;
  /** How the official accounts did in a month (`YYYY-MM`) that has begun, from what is stored now. */
  activityHtml(report: ActivityReport): string;
  activityOf(month: string): Promise<ActivityReport>;
  /** Ready to paste into WhatsApp. */
  digestText(digest: Digest): string;
  /** The report in one form, under the name that it is saved by. */
  reportFile(digest: Digest, format: ReportFormat): Promise<ReportFile>;
  readonly subscribe: Subscribe;
  /** Tells those who watch of what a person has just done. */
  announce(event: LiveEvent): void;
  readonly alertRules: ApiAlertRules;
  readonly people: ApiPeople;
  /** What those people may do about accounts, sessions and links. */
  readonly staff: People;
  /** What workers share, where there are several. */
  readonly jobDesk: JobDesk;
  /** Adding, trying and pausing sources, and bringing files. */
  readonly sourceDesk: SourceDesk;
  /** Indexes of the result are those of `items`. */
  addPasted(items: readonly PastedItem[]): Promise<PastedResult>;
}
