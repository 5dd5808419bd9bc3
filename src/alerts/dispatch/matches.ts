import type { Alert } from '../../core/alert.ts';
import type { Matchers } from '../../core/dispatch.ts';

/** What routes and silences look at. */
export type Matchable = Pick<Alert, 'level' | 'ruleId' | 'agency' | 'topic' | 'placeCode' | 'issueId'>;

/** Every list that is not empty must hold the alert's value; the code of a district holds its villages. */
export function matches(match: Matchers, alert: Matchable): boolean {
  return (
    holds(match.levels, alert.level) &&
    holds(match.rules, alert.ruleId) &&
    holds(match.agencies, alert.agency) &&
    holds(match.topics, alert.topic) &&
    holds(match.issues, alert.issueId) &&
    (match.places.length === 0 || match.places.some((place) => isWithin(alert.placeCode, place)))
  );
}

function holds<T>(list: readonly T[], value: T | null): boolean {
  return list.length === 0 || (value !== null && list.includes(value));
}

function isWithin(code: string | null, place: string): boolean {
  return code !== null && (code === place || code.startsWith(`${place}.`));
}
