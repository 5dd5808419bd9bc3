/** WhatsApp folds longer messages, and forwarding cuts them; about five thousand characters stay readable. */
export const maxTextLength = 5_000;

/** How much each list may show. */
export interface TextLimits {
  readonly summary: number;
  readonly issues: number;
  readonly lists: number;
  readonly clippings: number;
  /** Letters of what an issue is about; 0 leaves it out. */
  readonly substance: number;
  readonly title: number;
}

/** Tried from generous to tight until the report fits: the klipping gives way first, the negative issues last. */
export const attempts: readonly TextLimits[] = [
  { summary: 6, issues: 8, lists: 5, clippings: 8, substance: 220, title: 140 },
  { summary: 5, issues: 6, lists: 4, clippings: 5, substance: 180, title: 120 },
  { summary: 5, issues: 5, lists: 3, clippings: 3, substance: 140, title: 100 },
  { summary: 5, issues: 5, lists: 3, clippings: 1, substance: 100, title: 90 },
  { summary: 4, issues: 5, lists: 3, clippings: 1, substance: 0, title: 80 },
  { summary: 4, issues: 5, lists: 2, clippings: 1, substance: 0, title: 80 },
  { summary: 4, issues: 4, lists: 1, clippings: 1, substance: 0, title: 70 },
  { summary: 3, issues: 3, lists: 1, clippings: 0, substance: 0, title: 55 },
];

/** Fits whatever the day brought: every line that it leaves is bounded. */
export const tightest: TextLimits = { summary: 1, issues: 2, lists: 0, clippings: 0, substance: 0, title: 50 };
