import type { IssueMember } from './member.ts';

/** Newest texts of one topic and agency looked at: enough for a share, bounded in a flood of posts. */
const maxTexts = 500;
/** Counted as if they were about other matters, so that two or three texts are not yet "what everybody talks about". */
const doubt = 3;

/** Which issues the texts about one topic and agency belong to these days. */
export interface RecentTalk {
  add(member: Pick<IssueMember, 'topic' | 'agency'>, issueId: number, at: number): void;
  /** Issue → its share (0 … 1) of the texts of the same topic and agency around that time. */
  sharesOf(member: Pick<IssueMember, 'topic' | 'agency'>, at: number): ReadonlyMap<number, number>;
}

/**
 * When nearly all that is said of the water company this day is said of one burst pump, the next short complaint about water most
 * likely is too, though it shares few words.
 */
export function createRecentTalk(windowMs: number): RecentTalk {
  const texts = new Map<string, { readonly issueId: number; readonly at: number }[]>();
  return {
    add(member, issueId, at) {
      const key = keyOf(member);
      if (key === null) return;
      const list = texts.get(key);
      if (list === undefined) texts.set(key, [{ issueId, at }]);
      else list.push({ issueId, at });
    },

    sharesOf(member, at) {
      const key = keyOf(member);
      const near = (key === null ? [] : (texts.get(key) ?? []).slice(-maxTexts)).filter(
        (text) => Math.abs(at - text.at) <= windowMs,
      );
      const shares = new Map<number, number>();
      for (const { issueId } of near) shares.set(issueId, (shares.get(issueId) ?? 0) + 1 / (near.length + doubt));
      return shares;
    },
  };
}

function keyOf({ topic, agency }: Pick<IssueMember, 'topic' | 'agency'>): string | null {
  return topic === 'lainnya' || agency === null ? null : `${topic} ${agency}`;
}
