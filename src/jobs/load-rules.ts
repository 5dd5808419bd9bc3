import type { AlertRule, AlertRuleType, RuleSetting } from '../core/alert.ts';
import { ConfigError } from '../core/errors.ts';
import type { Logger } from '../core/log.ts';
import { listAlertRules } from '../store/alert-rules.ts';
import type { Db } from '../store/schema.ts';

export interface RuleSources {
  readonly db: Db;
  /** From the configuration, checked when it was read. */
  readonly configured: readonly RuleSetting[];
  /** In the order in which rules name an alert. */
  readonly types: ReadonlyMap<string, AlertRuleType>;
  readonly log: Logger;
}

/**
 * The rules in force: those of the configuration and those that were made through the API and are not switched off. A stored rule that this
 * version no longer understands is left out and told to the log: it must not stop the others.
 */
export async function loadRules({ db, configured, types, log }: RuleSources): Promise<readonly AlertRule[]> {
  const own = new Set(configured.map(({ id }) => id));
  const stored = (await listAlertRules(db)).filter(({ id, enabled }) => enabled && !own.has(id));
  return configureAll([...configured, ...stored], types, log);
}

/** The same, made anew only when something has changed. */
export function createRuleLoader(sources: RuleSources): () => Promise<readonly AlertRule[]> {
  let known = '';
  let rules: readonly AlertRule[] = [];
  return async () => {
    const stored = JSON.stringify(await listAlertRules(sources.db));
    if (stored === known) return rules;
    rules = await loadRules(sources);
    known = stored;
    return rules;
  };
}

/** Rules ready to run, in the order of their kinds. */
export function configureAll(
  settings: readonly RuleSetting[],
  types: ReadonlyMap<string, AlertRuleType>,
  log: Logger,
): readonly AlertRule[] {
  const order = [...types.keys()];
  return [...settings]
    .sort((a, b) => order.indexOf(a.rule) - order.indexOf(b.rule))
    .flatMap(({ id, rule, options }) => {
      try {
        const configured = types.get(rule)?.configure(options);
        if (configured !== undefined) return [{ ...configured, id }];
        log.error({ rule: id, type: rule }, 'an alert rule is of a kind that does not exist: it is left out');
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        log.error({ rule: id, problems: error.problems }, 'an alert rule is not understood: it is left out');
      }
      return [];
    });
}
