import type { IssueMember } from './member.ts';
import { type IssueProfile, rootOf } from './profile.ts';

/** Newest texts of one topic and agency looked at: enough for a share, bounded in a flood of posts. */
const maxTexts = 500;
/** Counted as if they were about other matters, so that two or three texts are not yet "what everybody talks about". */
const doubt = 3;

/** Which issues the texts about one topic and agency belong to these days. */
export interface RecentTalk {
  add(member: Pick<IssueMember, 'topic' | 'agency'>, issue: IssueProfile, at: number): void;
  /** Issue → its share (0 … 1) of the texts of the same topic and agency around that time. */
  sharesOf(member: Pick<IssueMember, 'topic' | 'agency'>, at: number): ReadonlyMap<IssueProfile, number>;
  /** Forgets what was said before `oldest` (ms). */
  forget(oldest: number): void;
}

/**
 * When nearly all that is said of the water company this day is said of one burst pump, the next short complaint about water most
 * likely is too, though it shares few words.
 */
export function createRecentTalk(windowMs: number): RecentTalk {
  const texts = new Map<string, { readonly issue: IssueProfile; readonly at: number }[]>();

  function sharesOf(member: Pick<IssueMember, 'topic' | 'agency'>, at: number): ReadonlyMap<IssueProfile, number> {
    const key = keyOf(member);
    const near = (key === null ? [] : (texts.get(key) ?? []).slice(-maxTexts)).filter(
      (text) => Math.abs(at - text.at) <= windowMs,
    );
    const shares = new Map<IssueProfile, number>();
    for (const text of near) {
      const issue = rootOf(text.issue);
      shares.set(issue, (shares.get(issue) ?? 0) + 1 / (near.length + doubt));
    }
    return shares;
  }

  return {
    add(member, issue, at) {
      const key = keyOf(member);
      if (key === null) return;
      const list = texts.get(key);
      if (list === undefined) texts.set(key, [{ issue, at }]);
      else list.push({ issue, at });
      if (list !== undefined && list.length > 2 * maxTexts) list.splice(0, maxTexts);
    },

    sharesOf,

    forget(oldest) {
      for (const [key, list] of texts) {
        const kept = list.filter(({ at }) => at >= oldest);
        if (kept.length === 0) texts.delete(key);
        else texts.set(key, kept);
      }
    },
  };
}

function keyOf({ topic, agency }: Pick<IssueMember, 'topic' | 'agency'>): string | null {
  return topic === 'lainnya' || agency === null ? null : `${topic} ${agency}`;
}
