import type { Tables } from '../schema.ts';

/**
 * Every table that moves with an installation, in an order in which each comes after those that it refers to, and the columns that make
 * its order: unique, and the same on both databases. A table that is missing here does not compile.
 */
export const carriedTables = {
  sources: ['id'],
  runs: ['id'],
  sourceDays: ['source_id', 'day'],
  sourceTrials: ['id'],
  imports: ['id'],
  accounts: ['id'],
  credentials: ['id'],
  credentialUses: ['credential_id', 'budget', 'at', 'key'],
  issues: ['id'],
  issueEvents: ['id'],
  issuesApart: ['issue_id', 'other_id'],
  mentions: ['id'],
  mentionKeys: ['key'],
  mentionAliases: ['alias', 'mention_id'],
  mentionVersions: ['mention_id', 'content_hash'],
  metricSnapshots: ['mention_id', 'at'],
  evidence: ['id'],
  mentionEvidence: ['mention_id', 'evidence_id'],
  claimReviews: ['mention_id'],
  scores: ['mention_id'],
  scoreQueue: ['mention_id'],
  corrections: ['mention_id'],
  lexiconVersions: ['version'],
  lexiconFiles: ['version'],
  scoreStamps: ['stamp'],
  issuePins: ['mention_id'],
  clarifications: ['id'],
  watchQueue: ['mention_id'],
  claimRepeats: ['claim_id', 'mention_id'],
  claimDecisions: ['mention_id', 'claim_id'],
  questions: ['mention_id'],
  questionQueue: ['mention_id'],
  keywordPacks: ['id'],
  keywordHits: ['pack_id', 'mention_id', 'keyword'],
  alertRules: ['id'],
  silences: ['id'],
  alerts: ['id'],
  outbox: ['id'],
  notices: ['id'],
  decisions: ['id'],
  digests: ['date'],
  digestEdits: ['date'],
  spikes: ['key', 'started_at'],
  users: ['id'],
  recoveryCodes: ['user_id', 'hash'],
  sessions: ['id'],
  apiTokens: ['id'],
  invitations: ['id'],
  loginAttempts: ['id'],
  savedSearches: ['id'],
  idempotencyKeys: ['actor', 'key_hash'],
  authorSeals: ['pseudonym'],
  erasures: ['kind', 'key'],
  subjectRequests: ['id'],
  restrictedPeople: ['pseudonym'],
  restrictedMentions: ['mention_id'],
  purges: ['id'],
  keptBackups: ['file'],
  audit: ['id'],
  auditChain: ['id'],
  dayCounts: ['facet', 'day', 'first', 'second', 'category'],
  hourCounts: ['hour', 'about', 'class', 'kind', 'label', 'attention'],
  staleHours: ['hour'],
  meta: ['key'],
} as const satisfies Record<Exclude<keyof Tables, (typeof localTables)[number]>, readonly string[]>;

/** How PostgreSQL lays its files out. */
const localTables = ['mentionPartitions', 'uncleanTables'] as const;

/** What does not move: made anew at the destination, or the database's own. As beginnings of names. */
export const derivedTables: Readonly<Record<string, string>> = {
  mention_partitions: 'how PostgreSQL divides mentions: laid out by the months in the manifest',
  unclean_tables: 'where deleted words may still stand in the files of PostgreSQL: new files hold none',
  host_turns: 'whose turn it is at a host right now',
  robots_answers: 'what hosts said a moment ago',
  mention_words: 'the search index, made of the texts again',
  kysely_migration: 'which migrations have run: the manifest names them',
  sqlite_: "SQLite's own; the last ids of `sqlite_sequence` are in the manifest",
};

/** Rows of `meta` that say something of this database alone. */
export const localMeta: readonly string[] = ['search-reindex', 'transfer', 'transfer-done'];

/** The one column that may refer to a row further down in its own table; with what the rows are ordered by. */
export const forwardReference = { table: 'mentions', column: 'parent_id', key: 'id' } as const;

/** Tables that migrations put rows into: these are replaced. */
export const seededTables: readonly string[] = ['audit_chain'];

/** `mentionKeys` as the database calls it. */
export function sqlNameOf(table: string): string {
  return table.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
