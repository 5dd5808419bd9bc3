import {
  type AlertDraft,
  type AlertLevel,
  type AlertRule,
  alertLevels,
  type IssueFacts,
  type Judgement,
  type SearchFacts,
  type SourceFacts,
  type SpikeFacts,
} from '../core/alert.ts';
import { isHigher } from './repeat.ts';

const maxEvidence = 5;

/** All that the rules look at in one go. */
export interface Facts {
  readonly issues: readonly IssueFacts[];
  readonly spikes: readonly SpikeFacts[];
  readonly sources: readonly SourceFacts[];
  /** Absent where no search is looked at: a replay cannot know what one would have found. */
  readonly searches?: readonly SearchFacts[];
}

/**
 * Runs every rule over the facts and keeps one draft per subject: the first rule's in the order given, with the others' reasons added to it
 * and the highest level of all. Crisis before red before yellow, then the issue with most negative mentions first. Pure.
 */
export function runRules(rules: readonly AlertRule[], facts: Facts, now: Date): readonly AlertDraft[] {
  const bySubject = new Map<string, AlertDraft>();
  for (const rule of rules) {
    for (const judgement of judgeAll(rule, facts, now)) {
      if (!judgement.fires) continue;
      // Several rules of one kind have names of their own.
      const draft = { ...judgement.draft, ruleId: rule.id };
      const earlier = bySubject.get(draft.subject);
      bySubject.set(draft.subject, earlier === undefined ? draft : join(earlier, draft));
    }
  }
  const weight = new Map(facts.issues.map(({ issue }) => [issue.id, issue.negativeCount]));
  const weightOf = ({ issueId }: AlertDraft) => (issueId === null ? 0 : (weight.get(issueId) ?? 0));
  return [...bySubject.values()].sort(
    (a, b) =>
      rankOf(b.level) - rankOf(a.level) ||
      weightOf(b) - weightOf(a) ||
      (a.issueId ?? 0) - (b.issueId ?? 0) ||
      a.subject.localeCompare(b.subject),
  );
}

function rankOf(level: AlertLevel): number {
  return alertLevels.indexOf(level);
}

function judgeAll(rule: AlertRule, { issues, spikes, sources, searches = [] }: Facts, now: Date): readonly Judgement[] {
  switch (rule.about) {
    case 'issue':
      return issues.map((facts) => rule.judge(facts, now));
    case 'spike':
      return spikes.map((facts) => rule.judge(facts, now));
    case 'source':
      return sources.map((facts) => rule.judge(facts, now));
    case 'search':
      return searches.filter(({ ruleId }) => ruleId === rule.id).map((facts) => rule.judge(facts, now));
  }
}

/** Most sources silent is said by each of them, and what made the level by each rule: once is enough. */
function withoutRepeats(first: string, second: string): string {
  if (first.includes(second)) return first;
  const level = / Tingkat (?:kuning|merah|krisis): [^.]*\.$/.exec(second)?.[0] ?? '';
  const rest = level !== '' && first.includes(level) ? second.slice(0, -level.length) : second;
  return `${first} ${rest}`;
}

function join(first: AlertDraft, second: AlertDraft): AlertDraft {
  return {
    ...first,
    level: isHigher(second.level, first.level) ? second.level : first.level,
    // Told at once because it rose, whatever else would have repeated it anyway.
    occasion: second.occasion === 'rise' ? 'rise' : first.occasion,
    reason: withoutRepeats(first.reason, second.reason),
    mentionIds: [...new Set([...first.mentionIds, ...second.mentionIds])].slice(0, maxEvidence),
  };
}
