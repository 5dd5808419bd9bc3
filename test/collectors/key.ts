import type { CredentialUse } from '../../src/core/credential.ts';
import { SourceError } from '../../src/core/errors.ts';

export interface TestKey extends CredentialUse {
  /** What is taken of each budget, corrections included. */
  readonly spent: Record<string, number>;
  /** Different keys counted in each budget. */
  readonly counted: Record<string, Set<string>>;
}

/** A key that counts what it is used for. @param limits budgets that may run out; the others never do */
export function createKey(secret: string, limits: Readonly<Record<string, number>> = {}): TestKey {
  const spent: Record<string, number> = {};
  const counted: Record<string, Set<string>> = {};
  return {
    id: 'kunci-uji',
    secret,
    spent,
    counted,
    async spend(budget, amount = 1, key) {
      const keys = counted[budget] ?? new Set();
      let taken = key === undefined ? amount : keys.has(key) ? 0 : 1;
      const before = spent[budget] ?? 0;
      if (before + taken > (limits[budget] ?? Number.POSITIVE_INFINITY)) {
        throw new SourceError('budget', `${budget} is used up`, { retryAfterMs: 3_600_000 });
      }
      spent[budget] = before + taken;
      if (key !== undefined) counted[budget] = keys.add(key);
      return {
        async settle(actual) {
          spent[budget] = (spent[budget] ?? 0) + actual - taken;
          taken = actual;
        },
      };
    },
  };
}
