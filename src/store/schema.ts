import type { Kysely } from 'kysely';
import type { AlertTable, DecisionTable, NoticeTable, OutboxTable, SilenceTable } from './tables/alerting.ts';
import type { IdempotencyKeyTable } from './tables/api.ts';
import type { AccountTable, CredentialTable, EvidenceTable, RunTable, SourceTable } from './tables/collecting.ts';
import type { KeywordHitTable, KeywordPackTable } from './tables/election.ts';
import type { ClarificationTable, IssueEventTable, IssueTable, QuestionTable } from './tables/issues.ts';
import type { CorrectionTable, LexiconFilesTable, LexiconVersionTable, ScoreStampTable } from './tables/lexicon.ts';
import type { MentionTable, MetricSnapshotTable, ScoreTable } from './tables/mentions.ts';
import type { MentionPartitionTable, UncleanTableTable } from './tables/partitions.ts';
import type {
  ApiTokenTable,
  AuditChainTable,
  AuditTable,
  InvitationTable,
  LoginAttemptTable,
  RecoveryCodeTable,
  SessionTable,
  UserTable,
} from './tables/people.ts';
import type {
  AuthorSealTable,
  ErasureTable,
  PurgeTable,
  RestrictedMentionTable,
  SubjectRequestTable,
} from './tables/privacy.ts';
import type { DigestEditTable, DigestTable } from './tables/reports.ts';
import type { DayCountTable, HourCountTable, StaleHourTable } from './tables/rollups.ts';
import type { SavedSearchTable } from './tables/search.ts';
import type { ImportTable, SourceDayTable, SourceTrialTable } from './tables/sources.ts';

/**
 * The tables, as Kysely sees them (camelCase here, snake_case in the database by CamelCasePlugin).
 * Times are ISO 8601 UTC text, booleans are 0/1 integers and JSON is text, so that both databases hold the same values.
 * The full-text index `mention_words` is the one table that differs by database; only `search-index.ts` touches it.
 */
export interface Tables {
  meta: { key: string; value: string };
  sources: SourceTable;
  sourceDays: SourceDayTable;
  sourceTrials: SourceTrialTable;
  imports: ImportTable;
  mentions: MentionTable;
  savedSearches: SavedSearchTable;
  mentionKeys: { key: string; mentionId: number };
  mentionVersions: { mentionId: number; contentHash: string; title: string | null; text: string; seenAt: string };
  /** Mentions that no scorer has read yet, or not since their last edit. */
  scoreQueue: { mentionId: number };
  scores: ScoreTable;
  corrections: CorrectionTable;
  lexiconVersions: LexiconVersionTable;
  lexiconFiles: LexiconFilesTable;
  scoreStamps: ScoreStampTable;
  issues: IssueTable;
  alerts: AlertTable;
  outbox: OutboxTable;
  digests: DigestTable;
  runs: RunTable;
  mentionAliases: { alias: string; mentionId: number };
  metricSnapshots: MetricSnapshotTable;
  evidence: EvidenceTable;
  mentionEvidence: { mentionId: number; evidenceId: number };
  claimReviews: { mentionId: number; claimed: string | null; verdict: string; rating: string };
  credentials: CredentialTable;
  credentialUses: { credentialId: string; budget: string; at: string; key: string; amount: number };
  accounts: AccountTable;
  issueEvents: IssueEventTable;
  /** Where a person has put a mention. */
  issuePins: { mentionId: number; issueId: number; who: string; at: string };
  /** Issues that must not be joined; the smaller id first. */
  issuesApart: { issueId: number; otherId: number; who: string; at: string };
  clarifications: ClarificationTable;
  /** Mentions that packs and known claims have not been held against since their last verdict. */
  watchQueue: { mentionId: number; claims: number };
  claimRepeats: { claimId: string; mentionId: number; similarity: number; kind: string; publishedAt: string };
  claimDecisions: { mentionId: number; claimId: string; verdict: string; who: string; at: string };
  questions: QuestionTable;
  questionQueue: { mentionId: number };
  keywordPacks: KeywordPackTable;
  keywordHits: KeywordHitTable;
  audit: AuditTable;
  auditChain: AuditChainTable;
  users: UserTable;
  recoveryCodes: RecoveryCodeTable;
  sessions: SessionTable;
  apiTokens: ApiTokenTable;
  invitations: InvitationTable;
  loginAttempts: LoginAttemptTable;
  idempotencyKeys: IdempotencyKeyTable;
  alertRules: { id: string; rule: string; options: string; enabled: number; author: string; updatedAt: string };
  silences: SilenceTable;
  notices: NoticeTable;
  decisions: DecisionTable;
  digestEdits: DigestEditTable;
  authorSeals: AuthorSealTable;
  erasures: ErasureTable;
  subjectRequests: SubjectRequestTable;
  /** What these people write is set aside as it comes. */
  restrictedPeople: { pseudonym: string; requestId: number; at: string };
  restrictedMentions: RestrictedMentionTable;
  purges: PurgeTable;
  /** Copies of the database that `backup` made, as absolute paths. */
  keptBackups: { file: string; madeAt: string };
  spikes: { key: string; startedAt: string; lastAt: string; score: number; data: string };
  dayCounts: DayCountTable;
  hourCounts: HourCountTable;
  staleHours: StaleHourTable;
  /** On PostgreSQL only. */
  mentionPartitions: MentionPartitionTable;
  /** On PostgreSQL only. */
  uncleanTables: UncleanTableTable;
}

export type Db = Kysely<Tables>;
