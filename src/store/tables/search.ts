import type { Generated } from 'kysely';

export interface SavedSearchTable {
  id: Generated<number>;
  /** Null for one whose owner has no account: a token of the configuration. */
  userId: number | null;
  owner: string;
  name: string;
  query: string;
  sort: string;
  /** 1: also what is not about this regency. */
  everywhere: number;
  shared: number;
  createdAt: string;
  updatedAt: string;
}
