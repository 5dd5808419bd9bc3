import type { AlertRuleType, RuleSetting } from '../core/alert.ts';
import { ConfigError, type Problem } from '../core/errors.ts';
import type { Replay } from '../core/replay.ts';
import { type Options, readOptions } from '../core/rule-options.ts';
import type { WebDeps } from './deps.ts';
import { choiceOf, type PageRequest } from './page.ts';

/** What a rule would have raised, tried on a page before anything is saved. */
export interface Trial {
  readonly days: number;
  /** Null when the options are wrong. */
  readonly replay: Replay | null;
  readonly problems: readonly Problem[];
}

const spans = ['7', '30'] as const;

/** Options as a form put them into the address (`options.crisis.media=9`); null when it holds none. */
export function optionsOf(query: PageRequest['query'], type: AlertRuleType): Options | null {
  const found = new Map<string, unknown>();
  for (const [name, value] of Object.entries(query)) {
    const [first, key, inner, ...rest] = name.split('.');
    // A box that is ticked comes after the hidden "no" of the same name.
    const text: unknown = Array.isArray(value) ? value.at(-1) : value;
    if (first !== 'options' || key === undefined || rest.length > 0 || typeof text !== 'string') continue;
    if (text.trim() === '') continue;
    if (inner === undefined) found.set(key, text);
    else found.set(key, { ...(found.get(key) as object | undefined), [inner]: text });
  }
  const isTried = Object.keys(query).some((name) => name.startsWith('options.'));
  return isTried ? readOptions(type.options, Object.fromEntries(found)) : null;
}

/** Tries a rule over the days that were asked for; null when nothing was asked. */
export async function loadTrial(
  query: PageRequest['query'],
  setting: RuleSetting,
  { alertRules }: WebDeps,
): Promise<Trial | null> {
  const days = Number(choiceOf(query, 'coba', spans) ?? 0);
  if (days === 0) return null;
  try {
    alertRules.types.get(setting.rule)?.configure(setting.options);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { days, replay: null, problems: error.problems };
  }
  return { days, replay: await alertRules.replay({ days, settings: [setting] }), problems: [] };
}
