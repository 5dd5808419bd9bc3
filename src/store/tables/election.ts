export interface KeywordPackTable {
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

export interface KeywordHitTable {
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
