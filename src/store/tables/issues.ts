import type { Generated } from 'kysely';

export interface IssueTable {
  id: Generated<number>;
  title: string;
  state: string;
  topic: string;
  agency: string | null;
  placeCode: string | null;
  placeName: string | null;
  attention: string;
  firstAt: string;
  lastAt: string;
  firstPublisher: string;
  mentionCount: number;
  negativeCount: number;
  positiveCount: number;
  sourceCount: number;
  hoaxCount: number;
  updatedAt: string;
  stateAt: string | null;
  dueAt: string | null;
  mergedInto: number | null;
  /** 1 when a person named it: the program leaves the title alone. */
  titleByHand: Generated<number>;
  agencyByHand: Generated<number>;
  mediaCount: Generated<number>;
  accountCount: Generated<number>;
  commentCount: Generated<number>;
}

export interface IssueEventTable {
  id: Generated<number>;
  issueId: number;
  kind: string;
  fromValue: string | null;
  toValue: string | null;
  who: string;
  why: string | null;
  at: string;
}

export interface ClarificationTable {
  id: Generated<number>;
  issueId: number | null;
  title: string;
  claimed: string | null;
  text: string;
  url: string | null;
  agency: string | null;
  publishedAt: string;
  who: string;
  at: string;
}

export interface QuestionTable {
  mentionId: number;
  agency: string | null;
  /** `question` or `aspiration`. */
  kind: string;
  askedAt: string;
  answeredAt: string | null;
  answerMentionId: number | null;
  /** Publisher of the answer, or the person who said that it was answered. */
  answeredBy: string | null;
  /** Where the answer stands, if a person said so. */
  answerUrl: Generated<string | null>;
}
