/** How many days each class of what is stored is kept, from when it was collected or made. */
export interface Retention {
  /** What citizens wrote, and every copy of their words in alerts, messages and reports. */
  readonly citizenDays: number;
  /** Articles and posts of media and offices. */
  readonly newsDays: number;
  /** Alerts with what became of them, and messages. */
  readonly alertDays: number;
  readonly auditDays: number;
  /** Names behind pseudonyms, from when the person was last seen. */
  readonly authorDays: number;
  /** Raw answers, which hold names; 0 keeps none. */
  readonly evidenceDays: number;
  /** Copies of the database that `backup` has made. */
  readonly backupDays: number;
}

/** What one purge removed, by class. */
export interface PurgeCounts {
  readonly citizens: number;
  readonly news: number;
  readonly seals: number;
  /** Emptied of words: issues that lost their last mention, alerts, messages, reports. */
  readonly issues: number;
  readonly alertTexts: number;
  readonly messages: number;
  readonly reports: number;
  readonly imports: number;
  /** Whose requester is named no more. */
  readonly requests: number;
  /** Removed whole. */
  readonly alerts: number;
  readonly evidence: number;
  readonly runs: number;
  readonly audit: number;
  readonly backups: number;
}

/** What the daily purge did. */
export interface Purge {
  readonly at: string;
  readonly tookMs: number;
  readonly counts: PurgeCounts;
}
