/** How much of each list a form of the report shows; what is left out is counted. */
export interface DocumentLimits {
  /** Negative issues in full. */
  readonly issues: number;
  /** Entries of every other list. */
  readonly lists: number;
  readonly clippings: number;
  /** Links under an issue. */
  readonly links: number;
  /** Letters of a title, and of a longer text. */
  readonly title: number;
  readonly text: number;
}

/** For paper and for the word processor: all there is; only absurdly long texts are cut. */
export const wholeReport: DocumentLimits = {
  issues: 200,
  lists: 200,
  clippings: 2_000,
  links: 5,
  title: 300,
  text: 1_200,
};
