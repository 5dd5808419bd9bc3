import type { AlertDraft, AlertRule, IssueFacts } from '../core/alert.ts';

const maxEvidence = 5;

/**
 * Runs every rule over the facts and keeps one draft per issue: the first rule's, with the others' reasons added to it.
 * Red before yellow, then the issue with most negative mentions first. Pure.
 */
export function runRules(rules: readonly AlertRule[], facts: readonly IssueFacts[], now: Date): readonly AlertDraft[] {
  const byIssue = new Map<number, AlertDraft>();
  for (const rule of rules) {
    for (const draft of rule.evaluate(facts, now)) {
      const earlier = byIssue.get(draft.issueId);
      byIssue.set(draft.issueId, earlier === undefined ? draft : join(earlier, draft));
    }
  }
  const weight = new Map(facts.map(({ issue }) => [issue.id, issue.negativeCount]));
  return [...byIssue.values()].sort(
    (a, b) =>
      Number(b.level === 'alert') - Number(a.level === 'alert') ||
      (weight.get(b.issueId) ?? 0) - (weight.get(a.issueId) ?? 0) ||
      a.issueId - b.issueId,
  );
}

function join(first: AlertDraft, second: AlertDraft): AlertDraft {
  return {
    ...first,
    level: first.level === 'alert' ? 'alert' : second.level,
    reason: `${first.reason} ${second.reason}`,
    mentionIds: [...new Set([...first.mentionIds, ...second.mentionIds])].slice(0, maxEvidence),
  };
}
