import type { ApiAlertRules } from '../api/deps.ts';
import type { AlertRule, RuleSetting } from '../core/alert.ts';
import { explainIssue } from '../jobs/explain-issue.ts';
import { createRuleLoader, type RuleSources } from '../jobs/load-rules.ts';
import { type ReplayDeps, replayRules } from '../jobs/replay.ts';
import { listAlertRules } from '../store/alert-rules.ts';
import type { Installation } from './installation.ts';
import { units } from './units.ts';

/** Gives the rules in force, each time it is asked: what changed through the API is in force at once. */
export function ruleLoader(installation: Installation): () => Promise<readonly AlertRule[]> {
  return createRuleLoader(sourcesOf(installation));
}

/** What the API's routes about rules work with. */
export function createAlertRules(installation: Installation): ApiAlertRules {
  const { db, now } = installation;
  const sources = sourcesOf(installation);
  const load = createRuleLoader(sources);
  return {
    types: units.rules,
    configured: sources.configured,
    async explain(issueId) {
      const settings = [...sources.configured, ...(await listAlertRules(db))];
      const titleOf = (id: string) =>
        units.rules.get(settings.find((setting) => setting.id === id)?.rule ?? id)?.title ?? id;
      return explainIssue(db, await load(), titleOf, issueId, now());
    },
    replay: (request) => replayRules(replayDepsOf(installation), request),
  };
}

/** The rules of the configuration. What "recurring" means is said once, for rules and reports alike (`themes`). */
export function configuredRules({ config }: Installation): readonly RuleSetting[] {
  const { days, count } = config.themes;
  return config.alerts.map((setting) =>
    setting.rule === 'recurring-theme'
      ? { ...setting, options: { days, count, ...(setting.options as Record<string, unknown>) } }
      : setting,
  );
}

export function replayDepsOf({ db, now, log, config, region }: Installation): ReplayDeps {
  const { routes, limits } = config.alerting;
  return { db, now, log, types: units.rules, routes, limits, zone: region.timezone };
}

function sourcesOf(installation: Installation): RuleSources {
  const { db, log } = installation;
  return { db, log, configured: configuredRules(installation), types: units.rules };
}
