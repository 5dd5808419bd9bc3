import { runRules } from '../alerts/run-rules.ts';
import type { FindEarlier } from '../alerts/themes.ts';
import type { AlertDraft, AlertLevel, FactMention, IssueRule, LastAlert } from '../core/alert.ts';
import { alertLevels } from '../core/alert.ts';
import type { Issue } from '../core/issue.ts';
import type { Attention } from '../core/score.ts';
import type { Topic } from '../core/topics.ts';
import type { MentionView } from '../store/mention-rows.ts';
import { type Member, summaryOf } from '../store/refresh-issues.ts';
import { type Details, themeDaysOf } from './alert-facts.ts';
import { countedMentions } from './counted-mentions.ts';
import { toFactMention } from './fact-mention.ts';

/** What is known of an issue today. */
export interface PastIssue {
  readonly issue: Issue;
  /** Oldest published first. */
  readonly members: readonly Member[];
  /** Newest published first. */
  readonly views: readonly MentionView[];
  readonly details: (members: readonly MentionView[]) => Details;
  readonly findEarlier: FindEarlier;
}

export interface PastDraft {
  readonly at: Date;
  readonly draft: AlertDraft;
}

/** What came in is looked at this often; the rules of a running installation look every few seconds. */
const stepMs = 5 * 60_000;
/** What waits for its repeat is looked at this often after the last alert. */
const waitMs = 15 * 60_000;
const maxMentions = 300;
const dayMs = 86_400_000;

/** What the rules would have raised on one issue until `to`, as its mentions became known. Verdicts and grouping are those of today. */
export function replayIssue(past: PastIssue, rules: readonly IssueRule[], to: Date): readonly PastDraft[] {
  const { members } = past;
  const reachMs = Math.max(0, ...rules.map((rule) => rule.reachMs));
  const ticks = [...new Set(members.map(({ collectedAt }) => Math.ceil(Date.parse(collectedAt) / stepMs) * stepMs))]
    .filter((tick) => tick <= to.getTime())
    .sort((a, b) => a - b);
  const raised: PastDraft[] = [];
  for (const [index, tick] of ticks.entries()) {
    const known = knownAt(past, tick);
    if (known === null) continue;
    const newest = Math.max(...known.mentions.map(({ publishedAt }) => Date.parse(publishedAt)));
    const end = Math.min(ticks[index + 1] ?? to.getTime(), newest + reachMs, to.getTime());
    let at = tick;
    do {
      const draft = judge(known, past, rules, lastOf(raised), new Date(at));
      if (draft !== null) raised.push({ at: new Date(at), draft });
      const last = raised.at(-1);
      // Nothing that waits, or it has just been told.
      if (last === undefined || draft !== null) break;
      at = last.at.getTime() + Math.floor((at - last.at.getTime()) / waitMs + 1) * waitMs;
    } while (at < end);
  }
  return raised;
}

interface Known {
  readonly issue: Issue;
  readonly mentions: readonly FactMention[];
  readonly details: Details;
}

function knownAt({ issue, members, views, details }: PastIssue, tick: number): Known | null {
  const at = new Date(tick).toISOString();
  const own = members.filter(({ collectedAt }) => collectedAt <= at);
  const seen = countedMentions(views.filter(({ collectedAt }) => collectedAt <= at)).slice(0, maxMentions);
  if (own.length === 0 || seen.length === 0) return null;
  const { attention, topic, agency, ...counts } = summaryOf(own);
  const updatedAt =
    own
      .map(({ collectedAt }) => collectedAt)
      .sort()
      .at(-1) ?? at;
  return {
    issue: {
      ...issue,
      ...counts,
      attention: attention as Attention,
      topic: (topic ?? issue.topic) as Topic,
      agency: agency ?? issue.agency,
      state: issue.stateAt !== null && issue.stateAt <= at ? issue.state : 'baru',
      updatedAt,
    },
    // An edit is known as it is today, and counts from when it was first seen.
    mentions: seen.map((view) => ({ ...toFactMention(view), collectedAt: view.collectedAt })),
    details: details(seen),
  };
}

function judge(
  { issue, mentions, details }: Known,
  { findEarlier }: PastIssue,
  rules: readonly IssueRule[],
  last: LastAlert | null,
  now: Date,
): AlertDraft | null {
  const able = rules.filter((rule) => rule.couldFire(issue, last, now));
  if (able.length === 0) return null;
  const sameTheme = findEarlier(issue, themeDaysOf(rules));
  const issues = [{ issue, mentions, last, sameTheme, ...details }];
  return runRules(able, { issues, spikes: [], sources: [] }, now)[0] ?? null;
}

/** As the store tells it: the time of the last one, and the highest level told in the day before it. */
export function lastOf(raised: readonly PastDraft[]): LastAlert | null {
  const newest = raised.at(-1);
  if (newest === undefined) return null;
  const since = newest.at.getTime() - dayMs;
  const levels = raised.filter(({ at }) => at.getTime() > since).map(({ draft }) => alertLevels.indexOf(draft.level));
  const level: AlertLevel = alertLevels[Math.max(...levels)] ?? newest.draft.level;
  return { at: newest.at.toISOString(), level };
}
