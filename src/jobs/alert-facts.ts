import { createThemeIndex, type FindEarlier } from '../alerts/themes.ts';
import type { IssueFacts, IssueRule, KnownAnswer, LastAlert } from '../core/alert.ts';
import type { Issue } from '../core/issue.ts';
import type { KeywordHit } from '../core/keyword-pack.ts';
import { listIssuesOnTopics, loadMentionsOfIssues } from '../store/alert-facts.ts';
import { listAnswersOfMentions } from '../store/claim-repeats.ts';
import { listHitsOfMentions } from '../store/keyword-hits.ts';
import type { MentionView } from '../store/mention-rows.ts';
import type { Db } from '../store/schema.ts';
import { countedMentions } from './counted-mentions.ts';
import { toFactMention } from './fact-mention.ts';

/** Mentions of one issue that rules look at, newest first. */
const maxMentions = 300;
const dayMs = 86_400_000;

/** What rules may know of these issues now, in their order. */
export async function loadIssueFacts(
  db: Db,
  rules: readonly IssueRule[],
  issues: readonly { readonly issue: Issue; readonly last: LastAlert | null }[],
  findEarlier: FindEarlier,
): Promise<readonly IssueFacts[]> {
  const views = await loadMentionsOfIssues(
    db,
    issues.map(({ issue }) => issue.id),
    maxMentions,
  );
  const all = [...views.values()].flat();
  const details = await loadDetails(db, all);
  const themeDays = themeDaysOf(rules);
  return issues.map(({ issue, last }) => {
    const members = countedMentions(views.get(issue.id) ?? []);
    return {
      issue,
      mentions: members.map(toFactMention),
      last,
      sameTheme: findEarlier(issue, themeDays),
      ...details(members),
    };
  });
}

export function themeDaysOf(rules: readonly IssueRule[]): number {
  return Math.max(0, ...rules.map(({ themeDays }) => themeDays));
}

/** Finds what came before these issues on their themes; nothing when no rule asks. */
export async function loadThemes(db: Db, rules: readonly IssueRule[], issues: readonly Issue[]): Promise<FindEarlier> {
  const days = themeDaysOf(rules);
  if (days === 0 || issues.length === 0) return createThemeIndex([]);
  const topics = [...new Set(issues.map(({ topic }) => topic))].filter((topic) => topic !== 'lainnya');
  const oldest = Math.min(...issues.map(({ firstAt }) => Date.parse(firstAt)));
  return createThemeIndex(await listIssuesOnTopics(db, topics, new Date(oldest - days * dayMs).toISOString()));
}

export type Details = Pick<IssueFacts, 'hits' | 'answers'>;

/** Keyword hits and known answers of all these mentions, asked for at once. @returns those of some of them */
export async function loadDetails(
  db: Db,
  views: readonly MentionView[],
): Promise<(members: readonly MentionView[]) => Details> {
  const hits = new Map<number, KeywordHit[]>();
  const found = await listHitsOfMentions(
    db,
    views.map(({ id }) => id),
  );
  for (const hit of found) hits.set(hit.mentionId, [...(hits.get(hit.mentionId) ?? []), hit]);
  const answers = new Map<number, KnownAnswer[]>();
  const known = await listAnswersOfMentions(
    db,
    views.map(({ id }) => id),
  );
  for (const answer of known) answers.set(answer.mentionId, [...(answers.get(answer.mentionId) ?? []), answer]);
  return (members) => ({
    hits: members.flatMap(({ id }) => hits.get(id) ?? []),
    answers: members
      .flatMap(({ id }) => answers.get(id) ?? [])
      .sort((a, b) => b.similarity - a.similarity || a.mentionId - b.mentionId),
  });
}
