import type { Generated } from 'kysely';

export interface MentionTable {
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
  /** 1 for what a citizen wrote, 0 for offices and media, null until it was looked at. */
  citizen: number | null;
}

export interface ScoreTable {
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

export interface MetricSnapshotTable {
  mentionId: number;
  at: string;
  likes: number | null;
  comments: number | null;
  shares: number | null;
  views: number | null;
  /** Record of numbers as JSON. */
  others: string;
}
