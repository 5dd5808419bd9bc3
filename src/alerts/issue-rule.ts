import type { AlertDraft, AlertLevel, FactMention, IssueFacts, IssueRule, Judgement } from '../core/alert.ts';
import type { Issue } from '../core/issue.ts';
import { freshMentions, stopReason, strongestFirst } from './facts.ts';
import { dayMs, hourMs, type Timing } from './options.ts';
import { mayBeDue, occasionOf } from './repeat.ts';

/** What a rule has found in an issue. */
export interface Finding {
  readonly level: AlertLevel;
  /** Indonesian, whole sentences. */
  readonly reason: string;
  /** What it is about, at least one: one of them has to be new for a repeat, and the strongest are shown. */
  readonly mentions: readonly FactMention[];
}

export interface IssueRuleParts {
  readonly id: string;
  readonly timing: Timing;
  /** Days back that it looks for the same theme. */
  readonly themeDays?: number;
  /** By the issue alone, before its mentions are loaded: why it would find nothing, null when it might. */
  dismiss(issue: Issue): string | null;
  /** @param fresh mentions inside the window, newest first @returns a sentence when there is nothing to raise */
  find(facts: IssueFacts, fresh: readonly FactMention[], now: Date): Finding | string;
}

/** A rule about issues: what all of them have in common is here (states that stop it, fresh mentions, repeats and rises). */
export function createIssueRule(parts: IssueRuleParts): IssueRule {
  const { id, timing, themeDays = 0 } = parts;
  return {
    about: 'issue',
    id,
    reachMs: timing.freshHours * hourMs,
    themeDays,
    couldFire: (issue, last, now) =>
      stopReason(issue) === null && parts.dismiss(issue) === null && mayBeDue(issue, last, now, timing.repeatHours),
    judge(facts, now) {
      const { issue } = facts;
      const stopped = stopReason(issue) ?? parts.dismiss(issue);
      if (stopped !== null) return no(stopped);
      const fresh = freshMentions(facts.mentions, now, timing.freshHours);
      if (fresh.length === 0) return no(`Tidak ada sebutan yang terbit dalam ${sayHours(timing.freshHours)} terakhir.`);
      const found = parts.find(facts, fresh, now);
      if (typeof found === 'string') return no(found);
      const when = occasionOf(facts, found.level, found.mentions, now, timing.repeatHours);
      if ('why' in when) return no(when.why);
      return { fires: true, draft: { ...draftOf(id, issue, found), occasion: when.occasion } };
    },
  };
}

export function no(why: string): Judgement {
  return { fires: false, why };
}

function sayHours(hours: number): string {
  return hours % 24 === 0 && hours > 48 ? `${(hours * hourMs) / dayMs} hari` : `${hours} jam`;
}

function draftOf(ruleId: string, issue: Issue, found: Finding): Omit<AlertDraft, 'occasion'> {
  const { id: issueId, title, topic, agency, placeCode, placeName } = issue;
  return {
    ruleId,
    subject: `issue:${issueId}`,
    issueId,
    level: found.level,
    title,
    reason: found.reason,
    topic,
    agency,
    placeCode,
    placeName,
    mentionIds: strongestFirst(found.mentions),
  };
}
