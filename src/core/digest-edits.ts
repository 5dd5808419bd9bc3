import type { DigestAction, DigestNote } from './digest.ts';
import type { Instant } from './mention.ts';

/** What an analyst changed in a report; null leaves what the program wrote. */
export interface DigestEdits {
  readonly summary: readonly string[] | null;
  readonly analysis: readonly DigestNote[] | null;
  readonly recommendations: readonly DigestAction[] | null;
  /** Issues that are left out of every section. */
  readonly excludedIssues: readonly number[];
  /** Remarks beside single issues. */
  readonly notes: readonly { readonly issueId: number; readonly text: string }[];
}

export const noEdits: DigestEdits = {
  summary: null,
  analysis: null,
  recommendations: null,
  excludedIssues: [],
  notes: [],
};

/** The edits of a report with who made them, and who approved the report with them. */
export interface StoredEdits {
  readonly edits: DigestEdits;
  /** Null while it was only approved. */
  readonly editedBy: string | null;
  readonly editedAt: Instant | null;
  readonly approvedBy: string | null;
  readonly approvedAt: Instant | null;
}

/** The sentences of a report that people may write anew. */
export interface EditableTexts {
  readonly summary: readonly string[];
  readonly analysis: readonly DigestNote[];
  readonly recommendations: readonly DigestAction[];
}

/** As they stand: what was edited, else what the report says. */
export function editableTexts(digest: EditableTexts, edits: DigestEdits | null): EditableTexts {
  return {
    summary: edits?.summary ?? digest.summary,
    analysis: edits?.analysis ?? digest.analysis,
    recommendations: edits?.recommendations ?? digest.recommendations,
  };
}
