import type { Instant, MentionKind, SourceClass } from '../core/mention.ts';
import type { Attention, HoaxClass, PlaceHit, SentimentLabel, Target } from '../core/score.ts';
import type { Topic } from '../core/topics.ts';

/** What this room needs to know of a scored mention. */
export interface IssueMember {
  readonly id: number;
  /** The mention this one comments on. */
  readonly parentId: number | null;
  /** The issue it already belongs to; null for a new mention. */
  readonly issueId: number | null;
  readonly kind: MentionKind;
  readonly sourceId: string;
  readonly sourceClass: SourceClass;
  /** Who printed it: the mention's publisher, else the source's title. */
  readonly publisher: string;
  readonly title: string | null;
  readonly text: string;
  readonly publishedAt: Instant;
  readonly label: SentimentLabel;
  readonly target: Target;
  readonly attention: Attention;
  readonly hoaxClass: HoaxClass;
  readonly topic: Topic;
  readonly agency: string | null;
  readonly places: readonly PlaceHit[];
}

/** A mirror copies others and an aggregator only points at them: neither is another voice. */
export function isVoice(member: Pick<IssueMember, 'sourceClass'>): boolean {
  return member.sourceClass !== 'mirror' && member.sourceClass !== 'aggregator';
}
