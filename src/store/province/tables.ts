import type { Kysely } from 'kysely';
import type { Db } from '../schema.ts';

/** Schema of what all regencies of a province share. PostgreSQL only. */
export const provinceSchema = 'shared';

export interface RegencyDayTable {
  regency: string;
  day: string;
  mentions: number;
  negatives: number;
  potentials: number;
  neutrals: number;
  positives: number;
  unscored: number;
  hoaxes: number;
  alerts: number;
  reports: number;
  openIssues: number | null;
  silentSources: number | null;
}

export interface RegencyStateTable {
  regency: string;
  publishedAt: string;
  openIssues: number;
  redIssues: number;
  sources: number;
  silentSources: number;
  lastItemAt: string | null;
}

export interface IssueCardTable {
  regency: string;
  issueId: number;
  title: string;
  topic: string;
  agency: string | null;
  attention: string;
  state: string;
  placeName: string | null;
  firstAt: string;
  lastAt: string;
  mentionCount: number;
  negativeCount: number;
  sourceCount: number;
  hoaxCount: number;
  /** core/province.ts CardKeys as JSON. */
  keys: string;
}

export interface SharedIssueTable {
  fromRegency: string;
  /** Code of a regency, or `province`. */
  toCode: string;
  issueId: number;
  title: string;
  topic: string;
  agency: string | null;
  attention: string;
  placeName: string | null;
  firstAt: string;
  lastAt: string;
  mentionCount: number;
  negativeCount: number;
  who: string;
  reason: string;
  at: string;
}

export interface SharedMentionTable {
  fromRegency: string;
  toCode: string;
  issueId: number;
  mentionId: number;
  publishedAt: string;
  platform: string;
  kind: string;
  publisher: string | null;
  url: string | null;
  title: string | null;
  text: string;
  label: string | null;
}

export interface ProvinceTables {
  regencyDays: RegencyDayTable;
  regencyStates: RegencyStateTable;
  issueCards: IssueCardTable;
  sharedIssues: SharedIssueTable;
  sharedMentions: SharedMentionTable;
}

export type ProvinceDb = Kysely<ProvinceTables>;

/** The province's own tables, with the rights of whoever `db` is: a regency sees and changes only what is its own or was shared with it. */
export function provinceOf(db: Db): ProvinceDb {
  return db.withSchema(provinceSchema) as unknown as ProvinceDb;
}
