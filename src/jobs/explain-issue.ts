import type { AlertRule, IssueExplanation, RuleVerdict } from '../core/alert.ts';
import { lastAlerts } from '../store/alerts.ts';
import { findIssue } from '../store/issues.ts';
import type { Db } from '../store/schema.ts';
import { loadIssueFacts, loadThemes } from './alert-facts.ts';

/** Asks every rule about issues. @param titleOf the Indonesian title of a rule @returns null when there is no such issue */
export async function explainIssue(
  db: Db,
  rules: readonly AlertRule[],
  titleOf: (ruleId: string) => string,
  issueId: number,
  now: Date,
): Promise<IssueExplanation | null> {
  const issue = await findIssue(db, issueId);
  if (issue === null) return null;
  const subject = `issue:${issueId}`;
  const last = (await lastAlerts(db, [subject])).get(subject) ?? null;
  const issueRules = rules.filter((rule) => rule.about === 'issue');
  const findEarlier = await loadThemes(db, issueRules, [issue]);
  const [facts] = await loadIssueFacts(db, issueRules, [{ issue, last }], findEarlier);
  if (facts === undefined) return null;
  return {
    issueId,
    last,
    rules: issueRules.map((rule): RuleVerdict => {
      const judgement = rule.judge(facts, now);
      const own = { ruleId: rule.id, title: titleOf(rule.id) };
      return judgement.fires
        ? { ...own, fires: true, level: judgement.draft.level, why: judgement.draft.reason }
        : { ...own, fires: false, level: null, why: judgement.why };
    }),
  };
}
