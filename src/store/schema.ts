import type { Generated, Kysely } from 'kysely';

/**
 * The tables, as Kysely sees them (camelCase here, snake_case in the database by CamelCasePlugin).
 * Times are ISO 8601 UTC text, booleans are 0/1 integers and JSON is text, so that both databases hold the same values.
 * The full-text index `mention_search` is the one table that differs by database; only `search-index.ts` touches it.
 */
export interface Tables {
  meta: { key: string; value: string };
  sources: SourceTable;
  mentions: MentionTable;
  mentionKeys: { key: string; mentionId: number };
  mentionVersions: { mentionId: number; contentHash: string; title: string | null; text: string; seenAt: string };
  /** Mentions that no scorer has read yet, or not since their last edit. */
  scoreQueue: { mentionId: number };
  scores: ScoreTable;
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
  audit: { id: Generated<number>; at: string; who: string; action: string; object: string; detail: string | null };
  alertRules: { id: string; rule: string; options: string; enabled: number; author: string; updatedAt: string };
  silences: SilenceTable;
  notices: NoticeTable;
  decisions: DecisionTable;
  digestEdits: DigestEditTable;
  spikes: { key: string; startedAt: string; lastAt: string; score: number; data: string };
}

export type Db = Kysely<Tables>;

interface SourceTable {
  id: string;
  title: string;
  collector: string;
  class: string;
  platform: string;
  enabled: number;
  intervalMs: number;
  silentAfterMs: number;
  options: string;
  cursor: string | null;
  nextRunAt: string;
  lastRunAt: string | null;
  firstSuccessAt: string | null;
  lastSuccessAt: string | null;
  lastNewItemAt: string | null;
  errorCount: Generated<number>;
  lastError: string | null;
  lastErrorAt: string | null;
  itemCount: Generated<number>;
  setAsideCount: Generated<number>;
  rejectedCount: Generated<number>;
  stoppedReason: string | null;
  credential: string | null;
  /** core/source.ts Legal as JSON. */
  legal: string | null;
  lastFault: string | null;
  notice: string | null;
  pace: Generated<number>;
}

interface MentionTable {
  id: Generated<number>;
  sourceId: string;
  parentId: number | null;
  /** Kept so that a parent collected after its answer can still be linked. */
  parentKey: string | null;
  issueId: number | null;
  kind: string;
  platform: string;
  publishedAt: string;
  precision: string;
  language: string;
  contentHash: string;
  setAside: string | null;
  collectedAt: string;
  editedAt: string | null;
  author: string | null;
  publisher: string | null;
  url: string | null;
  title: string | null;
  text: string;
  authorHandle: string | null;
  /** Class of the account that speaks, where the list of accounts has it. */
  voiceClass: string | null;
}

interface ScoreTable {
  mentionId: number;
  /** Scorer stamp; another stamp means: score again. */
  stamp: string;
  scoredAt: string;
  /** Copy of the mention's, which never changes: filters on scores page through one index. */
  publishedAt: string;
  language: string;
  about: string | null;
  level: string;
  label: string;
  value: number;
  confidence: number;
  target: string;
  attention: string;
  hoaxClass: string;
  topic: string;
  agency: string | null;
  /** The place named most, kecamatan or desa. */
  placeCode: string | null;
  placeName: string | null;
  /** 0 until the issues job has looked at this verdict. */
  clustered: Generated<number>;
  /** The whole ScoredDoc as JSON. */
  detail: string;
}

interface IssueTable {
  id: Generated<number>;
  title: string;
  state: string;
  topic: string;
  agency: string | null;
  placeCode: string | null;
  placeName: string | null;
  attention: string;
  firstAt: string;
  lastAt: string;
  firstPublisher: string;
  mentionCount: number;
  negativeCount: number;
  positiveCount: number;
  sourceCount: number;
  hoaxCount: number;
  updatedAt: string;
  stateAt: string | null;
  dueAt: string | null;
  mergedInto: number | null;
  /** 1 when a person named it: the program leaves the title alone. */
  titleByHand: Generated<number>;
  agencyByHand: Generated<number>;
  mediaCount: Generated<number>;
  accountCount: Generated<number>;
  commentCount: Generated<number>;
}

interface IssueEventTable {
  id: Generated<number>;
  issueId: number;
  kind: string;
  fromValue: string | null;
  toValue: string | null;
  who: string;
  why: string | null;
  at: string;
}

interface ClarificationTable {
  id: Generated<number>;
  issueId: number | null;
  title: string;
  claimed: string | null;
  text: string;
  url: string | null;
  agency: string | null;
  publishedAt: string;
  who: string;
  at: string;
}

interface QuestionTable {
  mentionId: number;
  agency: string | null;
  /** `question` or `aspiration`. */
  kind: string;
  askedAt: string;
  answeredAt: string | null;
  answerMentionId: number | null;
  /** Publisher of the answer, or the person who said that it was answered. */
  answeredBy: string | null;
}

interface KeywordPackTable {
  id: string;
  title: string;
  stage: string;
  fromDate: string | null;
  toDate: string | null;
  /** The whole KeywordPack as JSON. */
  data: string;
  updatedAt: string;
  updatedBy: string;
}

interface KeywordHitTable {
  packId: string;
  mentionId: number;
  keyword: string;
  theme: string;
  field: string;
  startAt: number;
  endAt: number;
  /** JSON, as in core/keyword-pack.ts. */
  candidates: string;
  publishedAt: string;
  at: string;
}

interface AlertTable {
  id: Generated<number>;
  ruleId: string;
  subject: string;
  issueId: number | null;
  level: string;
  title: string;
  reason: string;
  occasion: string;
  topic: string | null;
  agency: string | null;
  placeCode: string | null;
  placeName: string | null;
  mentionIds: string;
  snapshot: string;
  firedAt: string;
  acknowledgedAt: string | null;
  acknowledgedBy: string | null;
  acknowledgedNote: string | null;
  acknowledgedUntil: string | null;
}

interface SilenceTable {
  id: Generated<number>;
  /** core/dispatch.ts Matchers as JSON. */
  matchers: string;
  reason: string;
  author: string;
  createdAt: string;
  startsAt: string;
  endsAt: string;
  endedAt: string | null;
  endedBy: string | null;
}

interface NoticeTable {
  id: Generated<number>;
  alertId: number;
  recipient: string;
  name: string;
  channel: string;
  address: string;
  routeId: string;
  purpose: string;
  groupKey: string;
  state: string;
  dueAt: string;
  reason: string | null;
  outboxId: number | null;
  createdAt: string;
}

interface DecisionTable {
  id: Generated<number>;
  alertId: number;
  target: string;
  outcome: string;
  reason: string | null;
  detail: string | null;
  at: string;
}

interface DigestEditTable {
  date: string;
  /** What was changed, as JSON. */
  data: string;
  editedBy: string;
  editedAt: string;
  approvedBy: string | null;
  approvedAt: string | null;
}

interface OutboxTable {
  id: Generated<number>;
  kind: string;
  about: string;
  channel: string;
  recipientName: string;
  /** E-mail address, chat id, number or web address, by channel. */
  address: string;
  messageId: string;
  subject: string;
  text: string;
  html: string;
  /** JSON for channels that do not send text. */
  payload: string | null;
  /** pending → sending → sent, or dead. */
  state: string;
  attempts: Generated<number>;
  nextAttemptAt: string;
  leaseUntil: string | null;
  lastError: string | null;
  lastErrorAt: string | null;
  sentAt: string | null;
  createdAt: string;
}

interface DigestTable {
  date: string;
  madeAt: string;
  /** When its mails were put in the outbox; null while it was only made for reading. */
  queuedAt: string | null;
  data: string;
}

/** One row per run of a source: what it found. */
interface RunTable {
  id: Generated<number>;
  sourceId: string;
  startedAt: string;
  endedAt: string;
  stored: number;
  repeats: number;
  edits: number;
  rejected: number;
  setAside: number;
  error: string | null;
}

interface MetricSnapshotTable {
  mentionId: number;
  at: string;
  likes: number | null;
  comments: number | null;
  shares: number | null;
  views: number | null;
  /** Record of numbers as JSON. */
  others: string;
}

interface EvidenceTable {
  id: Generated<number>;
  sourceId: string;
  fetchedAt: string;
  url: string;
  contentType: string | null;
  sha256: string;
  /** Bytes before compression. */
  size: number;
  /** Compressed with gzip. */
  body: Uint8Array;
}

interface CredentialTable {
  id: string;
  kind: string;
  /** Of the secret, to see that it was replaced; never the secret. */
  fingerprint: string | null;
  /** Why the platform no longer takes it; null while it does. */
  fault: string | null;
  faultAt: string | null;
  pausedUntil: string | null;
}

interface AccountTable {
  id: Generated<number>;
  platform: string;
  /** Lower case, without `@`. */
  handle: string;
  name: string;
  class: string;
  agency: string | null;
  owner: string | null;
  contact: string | null;
  url: string | null;
  sourceId: string | null;
  note: string | null;
  active: Generated<number>;
  updatedAt: string;
}
