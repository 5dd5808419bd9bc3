import type { Clarification, Issue, IssueEvent, ResponseEffect } from '../core/issue.ts';
import type { IssueLife, IssueVoice } from '../core/issue-life.ts';
import type { Instant } from '../core/mention.ts';
import { responseEffect } from '../issues/effect.ts';
import { headlineToneOf } from '../issues/headline-tone.ts';
import { spreadOf } from '../issues/spread.ts';
import { listClarifications } from '../store/clarifications.ts';
import { listHistory, loadHistories } from '../store/issue-life.ts';
import { listIssueReports, loadIssueVoices } from '../store/issue-voices.ts';
import type { Db } from '../store/schema.ts';

/** Reports that are read for their headlines. */
const maxReports = 200;

/** What became of an issue, as API and pages show it. @param zone in which days begin */
export async function loadIssueLife(db: Db, issue: Issue, now: Date, zone: string): Promise<IssueLife> {
  const voices = (await loadIssueVoices(db, [issue.id])).get(issue.id) ?? [];
  const history = await listHistory(db, issue.id);
  const clarifications = await listClarifications(db, { issueIds: [issue.id] });
  return {
    history,
    clarifications,
    ...toResponse(issue, history, clarifications, voices, now),
    spread: spreadOf(voices, zone),
    headline: headlineToneOf(await listIssueReports(db, issue.id, maxReports)),
  };
}

/** The office's answer to an issue and what came of it; see `IssueLife`. */
export interface IssueResponse {
  readonly answeredAt: Instant | null;
  readonly responseMs: number | null;
  readonly effect: ResponseEffect | null;
}

/** The same for many issues at once; issues that were not answered have nulls. */
export async function loadResponses(
  db: Db,
  issues: readonly Issue[],
  now: Date,
): Promise<ReadonlyMap<number, IssueResponse>> {
  const ids = issues.map(({ id }) => id);
  const histories = await loadHistories(db, ids);
  const clarifications = await listClarifications(db, { issueIds: ids });
  const own = (issueId: number) => clarifications.filter((clarification) => clarification.issueId === issueId);
  const answered = ids.filter((id) => findAnswer(histories.get(id) ?? [], own(id)) !== null);
  const voices = await loadIssueVoices(db, answered);
  return new Map(
    issues.map((issue) => [
      issue.id,
      toResponse(issue, histories.get(issue.id) ?? [], own(issue.id), voices.get(issue.id) ?? [], now),
    ]),
  );
}

function toResponse(
  { firstAt }: Issue,
  history: readonly IssueEvent[],
  clarifications: readonly Clarification[],
  voices: readonly IssueVoice[],
  now: Date,
): IssueResponse {
  const answeredAt = findAnswer(history, clarifications);
  if (answeredAt === null) return { answeredAt, responseMs: null, effect: null };
  return {
    answeredAt,
    responseMs: Math.max(0, Date.parse(answeredAt) - Date.parse(firstAt)),
    effect: responseEffect(voices, answeredAt, now),
  };
}

/** When a clarification was published counts, not when somebody wrote it down here; without one, when the issue was called answered. */
function findAnswer(history: readonly IssueEvent[], clarifications: readonly Clarification[]): Instant | null {
  const [published] = clarifications.map(({ publishedAt }) => publishedAt).sort();
  if (published !== undefined) return published;
  return history.find(({ kind, to }) => kind === 'state' && to === 'ditanggapi')?.at ?? null;
}
