import type { CredentialUse } from '../../src/core/credential.ts';
import { SourceError } from '../../src/core/errors.ts';

export interface TestKey extends CredentialUse {
  /** What is taken of each budget, corrections included. */
  readonly spent: Record<string, number>;
}

/** A key that counts what it is used for. @param limits budgets that may run out; the others never do */
export function createKey(secret: string, limits: Readonly<Record<string, number>> = {}): TestKey {
  const spent: Record<string, number> = {};
  return {
    id: 'kunci-uji',
    secret,
    spent,
    async spend(budget, amount = 1) {
      const before = spent[budget] ?? 0;
      if (before + amount > (limits[budget] ?? Number.POSITIVE_INFINITY)) {
        throw new SourceError('budget', `${budget} is used up`, { retryAfterMs: 60_000 });
      }
      spent[budget] = before + amount;
      let taken = amount;
      return {
        async settle(actual) {
          spent[budget] = (spent[budget] ?? 0) + actual - taken;
          taken = actual;
        },
      };
    },
  };
}
