/**
 * Keys to platforms, and what may be used of them. Rates and budgets are data, because platforms change them: each limit has its
 * amount, its window, and the zone in which the window begins anew.
 */

/** `calendar`: begins anew at midnight (or the full hour, or the first of the month) of `zone`. `rolling`: any stretch of this length. */
export type BudgetWindow =
  | { readonly kind: 'calendar'; readonly unit: 'hour' | 'day' | 'month'; readonly zone: string }
  | { readonly kind: 'rolling'; readonly ms: number };

export interface Budget {
  /** kebab-case, unique within the kind of credential: `units`, `searches`, `usd`. */
  readonly name: string;
  /** Shown to the operator, Indonesian: `unit kuota`, `pencarian`. */
  readonly title: string;
  readonly limit: number;
  readonly window: BudgetWindow;
  /** Counts different keys within the window instead of amounts: 30 different hashtags in 7 days. */
  readonly distinct: boolean;
}

/** A platform's kind of key, with the limits that its documentation names. */
export interface CredentialKind {
  /** kebab-case: `youtube`, `meta`. */
  readonly id: string;
  readonly title: string;
  /** How to get one, Indonesian, one sentence. */
  readonly howTo: string;
  readonly budgets: readonly Budget[];
}

/** A key as the office configured it, without the secret itself. */
export interface CredentialConfig {
  readonly id: string;
  readonly kind: string;
  /** Of its kind. */
  readonly title: string;
  /** Of the environment variable that holds the secret. */
  readonly variable: string;
  /** False while that variable is empty: its sources wait. */
  readonly hasSecret: boolean;
  /** Last day on which it is valid, `2027-01-31`; null when it has none. */
  readonly expires: string | null;
  /** Those of its kind, with what the office set instead. */
  readonly budgets: readonly Budget[];
}

/** One key of the operator, as a collector uses it. */
export interface CredentialUse {
  readonly id: string;
  readonly secret: string;
  /**
   * Takes from a budget before the request is made, in the database, so that a crash never loses count.
   * @param key what is counted, for a `distinct` budget
   * @throws SourceError `budget` with the time until there is room again; nothing is taken then
   */
  spend(budget: string, amount?: number, key?: string): Promise<Spending>;
}

export interface Spending {
  /** Corrects the amount once it is known: what was taken too much is given back, what was too little is taken. */
  settle(actual: number): Promise<void>;
}

/** What the database remembers of a key. */
export interface CredentialHealth {
  /** Why the platform no longer takes it; null while it does. */
  readonly fault: string | null;
  readonly pausedUntil: string | null;
}

export const credentialStatuses = ['ok', 'expiring', 'paused', 'expired', 'refused', 'no-secret'] as const;
export type CredentialStatus = (typeof credentialStatuses)[number];

/**
 * State of a key in one word. `refused`: the platform does not take it; `paused`: it asked us to wait; `expiring`: within 14 days.
 * @param health null for a key that was never stored
 */
export function credentialStatus(
  config: Pick<CredentialConfig, 'hasSecret' | 'expires'>,
  health: CredentialHealth | null,
  now: Date,
): CredentialStatus {
  if (!config.hasSecret) return 'no-secret';
  if (health !== null && health.fault !== null) return 'refused';
  const days = daysToRenew(config, now.toISOString().slice(0, 10));
  if (days !== null && days < 0) return 'expired';
  if (health !== null && health.pausedUntil !== null && health.pausedUntil > now.toISOString()) return 'paused';
  return days === null ? 'ok' : 'expiring';
}

/** From this many days before its end an operator is reminded to renew a key. */
const remindDays = 14;

/** Days until a key's last day: 0 on that day, negative afterwards; null when it has no end or that is far off. */
function daysToRenew({ expires }: Pick<CredentialConfig, 'expires'>, today: string): number | null {
  if (expires === null) return null;
  const days = Math.round((Date.parse(expires) - Date.parse(today)) / 86_400_000);
  return days > remindDays ? null : days;
}
