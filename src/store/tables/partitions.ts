/** Range of ids whose mentions lie in partitions of their own, with what grows with them. */
export interface MentionPartitionTable {
  firstId: number;
  /** Exclusive. */
  endId: number;
  /** `2026-11`, when its first mention was collected; null for one that was made ahead. */
  month: string | null;
  /** Not null: taken out of `mentions`, and its issues up to this id have been told. */
  issuesDone: number | null;
}

/** A table, or a partition, in whose files deleted words may still stand. */
export interface UncleanTableTable {
  name: string;
  since: string;
  /** Tells whether something was deleted again while its files were written anew. */
  changes: number;
}
