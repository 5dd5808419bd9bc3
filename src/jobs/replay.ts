import { planNotices } from '../alerts/dispatch/plan-notices.ts';
import { quietUntil } from '../alerts/dispatch/quiet-hours.ts';
import { runRules } from '../alerts/run-rules.ts';
import type { AlertRule, AlertRuleType, IssueRule, SpikeRule } from '../core/alert.ts';
import { type RecipientLimits, type Route, targetKey } from '../core/dispatch.ts';
import type { Logger } from '../core/log.ts';
import type { Replay, ReplayedAlert, ReplayRequest } from '../core/replay.ts';
import { localDate, wallTime } from '../core/time.ts';
import { listIssuesSince, loadMentionsOfIssues } from '../store/alert-facts.ts';
import { loadMentionViews } from '../store/mention-rows.ts';
import { loadMembers } from '../store/refresh-issues.ts';
import type { Db } from '../store/schema.ts';
import { listSpikes } from '../store/spikes.ts';
import { loadDetails, loadThemes } from './alert-facts.ts';
import { toFactMention } from './fact-mention.ts';
import { configureAll } from './load-rules.ts';
import { lastOf, type PastDraft, replayIssue } from './replay-issue.ts';

export interface ReplayDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly log: Logger;
  readonly types: ReadonlyMap<string, AlertRuleType>;
  readonly routes: readonly Route[];
  /** By recipient. */
  readonly limits: ReadonlyMap<string, RecipientLimits>;
  readonly zone: string;
}

const dayMs = 86_400_000;
const batchSize = 50;
/** Mentions of one issue that are looked at, the newest. */
const maxMentions = 2_000;

/** Office hours of the regional government, in minutes of the day, Monday to Friday. */
const officeHours = { from: 7 * 60 + 30, to: 16 * 60 };

/** Runs rules over the last days of what is stored, as it became known. Writes nothing. */
export async function replayRules(deps: ReplayDeps, { days, settings }: ReplayRequest): Promise<Replay> {
  const to = deps.now();
  const from = new Date(to.getTime() - days * dayMs);
  const rules = configureAll(settings, deps.types, deps.log);
  const issueDrafts = await replayIssues(deps.db, pick(rules, 'issue'), from, to);
  const spikeDrafts = await replaySpikes(deps.db, pick(rules, 'spike'), issueDrafts, from, to);
  const alerts = [...issueDrafts, ...spikeDrafts]
    .filter(({ at }) => at >= from)
    .sort((a, b) => a.at.getTime() - b.at.getTime() || a.draft.subject.localeCompare(b.draft.subject))
    .map((past) => toReplayed(past, deps));
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    rules: rules.filter(({ about }) => about !== 'source' && about !== 'search').map(({ id }) => id),
    notReplayed: rules.filter(({ about }) => about === 'source' || about === 'search').map(({ id }) => id),
    alerts,
    offHours: alerts.filter(({ isOffHours }) => isOffHours).length,
    perDay: count(alerts.map(({ at }) => localDate(new Date(at), deps.zone))).map(([date, total]) => ({
      date,
      count: total,
    })),
    perTarget: count(alerts.flatMap(({ targets }) => targets)).map(([target, total]) => ({
      target,
      count: total,
      held: alerts.filter(({ held }) => held.includes(target)).length,
    })),
  };
}

function pick<About extends AlertRule['about']>(rules: readonly AlertRule[], about: About) {
  return rules.filter((rule): rule is Extract<AlertRule, { about: About }> => rule.about === about);
}

async function replayIssues(db: Db, rules: readonly IssueRule[], from: Date, to: Date): Promise<readonly PastDraft[]> {
  if (rules.length === 0) return [];
  const reachMs = Math.max(0, ...rules.map((rule) => rule.reachMs));
  const issues = await listIssuesSince(db, new Date(from.getTime() - reachMs).toISOString());
  const findEarlier = await loadThemes(db, rules, issues);
  const drafts: PastDraft[] = [];
  for (let start = 0; start < issues.length; start += batchSize) {
    const batch = issues.slice(start, start + batchSize);
    const ids = batch.map(({ id }) => id);
    const views = await loadMentionsOfIssues(db, ids, maxMentions);
    const members = await loadMembers(db, ids);
    const details = await loadDetails(db, [...views.values()].flat());
    for (const issue of batch) {
      const own = members.filter(({ issueId }) => issueId === issue.id);
      const past = { issue, members: own, views: views.get(issue.id) ?? [], details, findEarlier };
      drafts.push(...replayIssue(past, rules, to));
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  return drafts;
}

/** Of the spikes that were seen at the time: each at its highest point. */
async function replaySpikes(
  db: Db,
  rules: readonly SpikeRule[],
  issueDrafts: readonly PastDraft[],
  from: Date,
  to: Date,
): Promise<readonly PastDraft[]> {
  if (rules.length === 0) return [];
  const spikes = await listSpikes(db, { from: from.toISOString(), to: to.toISOString() });
  const views = await loadMentionViews(db, [...new Set(spikes.flatMap(({ mentionIds }) => mentionIds))]);
  const mentions = new Map(views.map((view) => [view.id, toFactMention(view)]));
  const raised: PastDraft[] = [];
  for (const spike of [...spikes].sort((a, b) => a.to.localeCompare(b.to))) {
    const at = new Date(spike.to);
    const isEarlier = (past: PastDraft) =>
      past.at <= at && (past.draft.subject === `spike:${spike.key}` || past.draft.subject === `issue:${spike.issueId}`);
    const last = lastOf([...issueDrafts, ...raised].filter(isEarlier).sort((a, b) => a.at.getTime() - b.at.getTime()));
    const shown = spike.mentionIds.flatMap((id) => mentions.get(id) ?? []);
    const facts = { issues: [], spikes: [{ spike, mentions: shown, last }], sources: [] };
    const [draft] = runRules(rules, facts, at);
    if (draft !== undefined) raised.push({ at, draft });
  }
  return raised;
}

function toReplayed({ at, draft }: PastDraft, { routes, limits, zone }: ReplayDeps): ReplayedAlert {
  const { ruleId, subject, issueId, level, title, reason, occasion } = draft;
  const snapshot = { issue: null, mentions: [], answers: [] };
  const alert = { ...draft, id: 0, firedAt: at.toISOString(), snapshot, acknowledged: null };
  const targets = planNotices(alert, routes, at).map(({ target }) => target);
  const held = targets.filter(({ recipient }) => {
    const quiet = limits.get(recipient)?.quiet ?? null;
    return quiet !== null && !quiet.except.includes(level) && quietUntil(quiet, at, zone) !== null;
  });
  return {
    ...{ at: at.toISOString(), ruleId, subject, issueId, level, title, reason, occasion },
    isOffHours: isOffHours(at, zone),
    targets: targets.map(targetKey),
    held: held.map(targetKey),
  };
}

/** Outside of Monday to Friday, 07.30 to 16.00. */
export function isOffHours(at: Date, zone: string): boolean {
  const { date, hour, minute } = wallTime(at, zone);
  const day = new Date(`${date}T00:00:00.000Z`).getUTCDay();
  const time = hour * 60 + minute;
  return day === 0 || day === 6 || time < officeHours.from || time >= officeHours.to;
}

function count(values: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a.localeCompare(b));
}
