import type { Instant, Platform } from './mention.ts';

/** `question` asks to be told something, `aspiration` asks for something to be done. */
export const askKinds = ['question', 'aspiration'] as const;
export type AskKind = (typeof askKinds)[number];

/** A mention that asks the government something. */
export interface Question {
  readonly mentionId: number;
  readonly kind: AskKind;
  /** Whom it concerns; null when no agency is recognised. */
  readonly agency: string | null;
  readonly askedAt: Instant;
  readonly answeredAt: Instant | null;
  /** The office's reply; null for one that a person called answered. */
  readonly answerMentionId: number | null;
  /** Publisher of the reply, or the person who said that it was answered. */
  readonly answeredBy: string | null;
  /** Where the answer stands, as a person said. */
  readonly answerUrl: string | null;
  readonly text: string;
  readonly url: string | null;
  readonly platform: Platform;
  /** Source title: where it was asked. */
  readonly sourceTitle: string;
  readonly issueId: number | null;
}
