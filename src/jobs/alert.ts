import { planNotices, unroutedDecision } from '../alerts/dispatch/plan-notices.ts';
import { type Facts, runRules } from '../alerts/run-rules.ts';
import type {
  Alert,
  AlertDraft,
  AlertRule,
  AlertSnapshot,
  IssueRule,
  KnownAnswer,
  LastAlert,
  SourceFacts,
  SpikeFacts,
} from '../core/alert.ts';
import { crashAt } from '../core/crash-point.ts';
import type { Route } from '../core/dispatch.ts';
import type { Issue } from '../core/issue.ts';
import type { LiveEvent } from '../core/live.ts';
import type { Logger } from '../core/log.ts';
import { sourceStatus } from '../core/source.ts';
import type { Spike } from '../core/spike.ts';
import { listIssuesSince } from '../store/alert-facts.ts';
import { type CurrentAlert, insertAlertsIfCurrent, lastAlerts } from '../store/alerts.ts';
import { loadMentionViews } from '../store/mention-rows.ts';
import type { Db } from '../store/schema.ts';
import { listSources } from '../store/sources.ts';
import { loadIssueFacts, loadThemes } from './alert-facts.ts';
import { toFactMention } from './fact-mention.ts';
import type { SearchWatcher } from './watch-searches.ts';

export interface AlertDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly log: Logger;
  /** Asked for each time, so that a change takes effect without a restart. */
  readonly rules: () => Promise<readonly AlertRule[]>;
  readonly routes: readonly Route[];
  /** Spikes that go on now; none if absent. */
  readonly spikes?: () => Promise<readonly Spike[]>;
  /** What the searches of rules find now; none if absent. */
  readonly searches?: SearchWatcher;
  readonly announce?: (event: LiveEvent) => void;
}

export interface AlertSummary {
  readonly alerts: readonly Alert[];
}

export interface Alerter {
  /**
   * Runs the rules over what may fire, and stores the alerts together with who is to be told of them, in batches that are transactions.
   * Calls must not overlap.
   */
  raise(): Promise<AlertSummary>;
}

/** Issues that are judged and stored at a time: a storm must not hold up everything else, nor fill the memory. */
const batchSize = 100;
/** An issue that has not changed is judged again after this time: what people decide about claims and keywords does not touch it. */
const lookAgainMs = 5 * 60_000;
/** The same for one that waits for its repeat. */
const waitingMs = 60_000;

/** When an issue was judged, and on what. */
interface Judged {
  readonly at: number;
  readonly updatedAt: string;
  readonly lastAt: string | null;
}

/** Known answers that an alert carries. */
const mostAnswers = 3;

const noFacts: Facts = { issues: [], spikes: [], sources: [] };

/** Remembers which issues it has judged, so that a call costs what is new. */
export function createAlerter(deps: AlertDeps): Alerter {
  let judged = new Map<number, Judged>();
  let judgedBy = '';

  return {
    async raise() {
      const now = deps.now();
      const rules = await deps.rules();
      const alerts: Alert[] = [];
      const signature = rules.map(({ id }) => id).join();
      if (signature !== judgedBy) judged = new Map();
      judgedBy = signature;

      const issueRules = rules.filter((rule) => rule.about === 'issue');
      const candidates = await listCandidates(deps.db, issueRules, now);
      const before = judged;
      judged = new Map();
      const due: Candidate[] = [];
      for (const candidate of candidates) {
        const earlier = before.get(candidate.issue.id);
        if (earlier === undefined || !isStillTrue(earlier, candidate, now)) due.push(candidate);
        else judged.set(candidate.issue.id, earlier);
      }
      const findEarlier = await loadThemes(
        deps.db,
        issueRules,
        due.map(({ issue }) => issue),
      );
      for (let start = 0; start < due.length; start += batchSize) {
        const batch = due.slice(start, start + batchSize);
        const issues = await loadIssueFacts(deps.db, issueRules, batch, findEarlier);
        alerts.push(...(await judgeAndStore(deps, rules, { ...noFacts, issues }, now)));
        for (const { issue, last } of batch) {
          judged.set(issue.id, { at: now.getTime(), updatedAt: issue.updatedAt, lastAt: last?.at ?? null });
        }
        await new Promise((resolve) => setImmediate(resolve));
      }
      const others = {
        spikes: rules.some(({ about }) => about === 'spike') ? await loadSpikeFacts(deps) : [],
        sources: rules.some(({ about }) => about === 'source') ? await loadSourceFacts(deps.db, now) : [],
        searches:
          (await deps.searches?.(
            rules.filter((rule) => rule.about === 'search'),
            now,
          )) ?? [],
      };
      alerts.push(...(await judgeAndStore(deps, rules, { ...noFacts, ...others }, now)));
      return { alerts };
    },
  };
}

/** The same once, with nothing remembered. */
export function raiseAlerts(deps: AlertDeps): Promise<AlertSummary> {
  return createAlerter(deps).raise();
}

interface Candidate {
  readonly issue: Issue;
  readonly last: LastAlert | null;
}

/** Issues that some rule may fire on. Cheap when there are none, for it runs every second. */
async function listCandidates(db: Db, rules: readonly IssueRule[], now: Date): Promise<readonly Candidate[]> {
  if (rules.length === 0) return [];
  const reachMs = Math.max(0, ...rules.map((rule) => rule.reachMs));
  const issues = await listIssuesSince(db, new Date(now.getTime() - reachMs).toISOString());
  const lasts = await lastAlerts(
    db,
    issues.map(({ id }) => `issue:${id}`),
  );
  return issues
    .map((issue) => ({ issue, last: lasts.get(`issue:${issue.id}`) ?? null }))
    .filter(({ issue, last }) => rules.some((rule) => rule.couldFire(issue, last, now)));
}

function isStillTrue(judged: Judged, { issue, last }: Candidate, now: Date): boolean {
  const age = now.getTime() - judged.at;
  const isSame = judged.updatedAt === issue.updatedAt && judged.lastAt === (last?.at ?? null);
  return isSame && age >= 0 && age < (last === null ? lookAgainMs : waitingMs);
}

async function loadSpikeFacts({ db, spikes }: AlertDeps): Promise<readonly SpikeFacts[]> {
  const found = (await spikes?.()) ?? [];
  if (found.length === 0) return [];
  const subjectsOf = ({ key, issueId }: Spike) => [`spike:${key}`, ...(issueId === null ? [] : [`issue:${issueId}`])];
  const lasts = await lastAlerts(db, found.flatMap(subjectsOf));
  const views = await loadMentionViews(db, [...new Set(found.flatMap(({ mentionIds }) => mentionIds))]);
  const mentions = new Map(views.map((view) => [view.id, toFactMention(view)]));
  return found.map((spike) => ({
    spike,
    mentions: spike.mentionIds.flatMap((id) => mentions.get(id) ?? []),
    last: latest(subjectsOf(spike).map((subject) => lasts.get(subject) ?? null)),
  }));
}

function latest(lasts: readonly (LastAlert | null)[]): LastAlert | null {
  return lasts.reduce((newest, last) => (newest === null || (last !== null && last.at > newest.at) ? last : newest));
}

async function loadSourceFacts(db: Db, now: Date): Promise<readonly SourceFacts[]> {
  const all = (await listSources(db)).map((source) => ({ source, status: sourceStatus(source, now) }));
  const lasts = await lastAlerts(db, ['source:*', ...all.map(({ source }) => `source:${source.id}`)]);
  const lastOfAll = lasts.get('source:*') ?? null;
  return all.map((entry) => ({ ...entry, all, last: lasts.get(`source:${entry.source.id}`) ?? null, lastOfAll }));
}

async function judgeAndStore(
  deps: AlertDeps,
  rules: readonly AlertRule[],
  facts: Facts,
  now: Date,
): Promise<readonly Alert[]> {
  const drafts = runRules(rules, facts, now);
  const known = lastsOf(facts);
  const entries = drafts.map(
    (draft): CurrentAlert => ({
      alert: { ...draft, firedAt: now.toISOString(), snapshot: snapshotOf(draft, facts) },
      knownLastAt: known.get(draft.subject) ?? null,
      notices: (alert) => planNotices(alert, deps.routes, now),
      decision: (alert) => unroutedDecision(alert, deps.routes, now),
    }),
  );
  if (entries.length === 0) return [];
  const stored = (await insertAlertsIfCurrent(deps.db, entries)).filter((alert) => alert !== null);
  crashAt('after-alert-commit');
  for (const { id, issueId, subject, ruleId, level, occasion, firedAt } of stored) {
    deps.log.info({ alert: id, subject, rule: ruleId, level, occasion }, 'alert raised');
    deps.announce?.({ type: 'alert', at: firedAt, alertId: id, issueId });
  }
  return stored;
}

/** When each subject was last alerted on, as the rules knew it. */
function lastsOf({ issues, spikes, sources, searches = [] }: Facts): ReadonlyMap<string, string> {
  return new Map(
    [
      ...issues.map(({ issue, last }) => [`issue:${issue.id}`, last] as const),
      ...spikes.map(({ spike, last }) => [`spike:${spike.key}`, last] as const),
      ...sources.map(({ source, last }) => [`source:${source.id}`, last] as const),
      ...searches.map(({ ruleId, last }) => [`search:${ruleId}`, last] as const),
      ...sources.slice(0, 1).map(({ lastOfAll }) => ['source:*', lastOfAll] as const),
    ].flatMap(([subject, last]): [string, string][] => (last === null ? [] : [[subject, last.at]])),
  );
}

/** What the recipients are told, so that it can be shown later as it was. */
function snapshotOf(draft: AlertDraft, { issues, spikes, searches = [] }: Facts): AlertSnapshot {
  const facts = issues.find(({ issue }) => draft.subject === `issue:${issue.id}`);
  const spike = spikes.find(({ spike: { key } }) => draft.subject === `spike:${key}`);
  const search = searches.find(({ ruleId }) => draft.subject === `search:${ruleId}`);
  const mentions = (facts ?? spike ?? search)?.mentions ?? [];
  const answers = new Map<string, KnownAnswer>();
  for (const answer of facts?.answers ?? []) if (!answers.has(answer.claimId)) answers.set(answer.claimId, answer);
  return {
    issue: facts?.issue ?? null,
    mentions: draft.mentionIds.flatMap((id) => mentions.find((mention) => mention.id === id) ?? []),
    answers: [...answers.values()].slice(0, mostAnswers),
  };
}
