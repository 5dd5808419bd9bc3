import { sql } from 'kysely';
import { calendarWindow } from '../core/budget-window.ts';
import type { Budget, CredentialConfig } from '../core/credential.ts';
import type { Instant } from '../core/mention.ts';
import { inWriteTransaction } from './dialect.ts';
import type { Db } from './schema.ts';

/** `freeAt`: when there is room again; null when there never is, because the limit is smaller than what is asked for. */
export type Take =
  | { readonly taken: true; readonly at: Instant }
  | { readonly taken: false; readonly freeAt: Instant | null };

/** A rolling window is counted in so many pieces: use is given back up to a piece too late, never too early. */
const pieces = 24;
/** Money is added in fractions, which do not add up exactly. */
const hair = 1e-9;

/** What of the use that was written down still counts, under which time new use is written, and when a use stops to count. */
interface Span {
  readonly from: Instant;
  readonly at: Instant;
  endOf(at: Instant): Instant;
}

function spanOf({ window, distinct }: Budget, now: Date): Span {
  if (window.kind === 'calendar') {
    const { from, to } = calendarWindow(window, now);
    return { from, at: distinct ? now.toISOString() : from, endOf: () => to };
  }
  const piece = distinct ? 0 : Math.max(1, Math.floor(window.ms / pieces));
  const start = piece === 0 ? now.getTime() : Math.floor(now.getTime() / piece) * piece;
  return {
    from: new Date(now.getTime() - window.ms - piece + 1).toISOString(),
    at: new Date(start).toISOString(),
    endOf: (at) => new Date(Date.parse(at) + piece + window.ms).toISOString(),
  };
}

/**
 * Takes from a budget, or says when there is room. One writer at a time, so that the limit holds for every process on the database.
 * What was taken stays taken when the process dies before it asks: counts may be too high, never too low.
 * @param key what is counted when the budget is `distinct`: one that counts already is free and does not count for longer
 */
export function takeFromBudget(
  db: Db,
  credentialId: string,
  budget: Budget,
  amount: number,
  key: string,
  now: Date,
): Promise<Take> {
  return inWriteTransaction(db, async (trx) => {
    const span = spanOf(budget, now);
    await trx
      .deleteFrom('credentialUses')
      .where('credentialId', '=', credentialId)
      .where('budget', '=', budget.name)
      .where('at', '<', span.from)
      .execute();
    const uses = await trx
      .selectFrom('credentialUses')
      .select(['at', 'key', 'amount'])
      .where('credentialId', '=', credentialId)
      .where('budget', '=', budget.name)
      .orderBy('at')
      .execute();
    if (budget.distinct && uses.some((use) => use.key === key)) return { taken: true, at: span.at };
    const asked = budget.distinct ? 1 : amount;
    const fits = (used: number) => used + asked <= budget.limit + hair;
    let used = uses.reduce((sum, use) => sum + use.amount, 0);
    if (fits(used)) {
      await add(trx, credentialId, budget.name, span.at, budget.distinct ? key : '', asked);
      return { taken: true, at: span.at };
    }
    const freeing = uses.find((use) => {
      used -= use.amount;
      return fits(used);
    });
    return { taken: false, freeAt: freeing === undefined ? null : span.endOf(freeing.at) };
  });
}

/**
 * Corrects what was taken at `at` by the difference; what comes out negative is 0. Of a distinct budget nothing is given back: a key
 * that was asked for counts.
 */
export async function settleBudget(
  db: Db,
  credentialId: string,
  budget: Budget,
  at: Instant,
  difference: number,
): Promise<void> {
  if (budget.distinct || difference === 0) return;
  await inWriteTransaction(db, async (trx) => {
    if (difference > 0) return add(trx, credentialId, budget.name, at, '', difference);
    await trx
      .updateTable('credentialUses')
      .set({ amount: sql`case when amount > ${-difference} then amount + ${difference} else 0 end` })
      .where('credentialId', '=', credentialId)
      .where('budget', '=', budget.name)
      .where('at', '=', at)
      .execute();
  });
}

async function add(trx: Db, credentialId: string, budget: string, at: Instant, key: string, amount: number) {
  await trx
    .insertInto('credentialUses')
    .values({ credentialId, budget, at, key, amount })
    .onConflict((conflict) =>
      conflict
        .columns(['credentialId', 'budget', 'at', 'key'])
        .doUpdateSet({ amount: sql`credential_uses.amount + excluded.amount` }),
    )
    .execute();
}

/** How much of a budget is used now. */
export interface BudgetUse {
  readonly budget: Budget;
  readonly used: number;
  /** When it begins anew, or the first of what is used comes back; null for a rolling one that nothing was taken from. */
  readonly renewsAt: Instant | null;
}

/** By id of the credential, in the order of its budgets. */
export async function listBudgetUse(
  db: Db,
  credentials: readonly Pick<CredentialConfig, 'id' | 'budgets'>[],
  now: Date,
): Promise<ReadonlyMap<string, readonly BudgetUse[]>> {
  const rows = await db.selectFrom('credentialUses').selectAll().orderBy('at').execute();
  return new Map(
    credentials.map(({ id, budgets }) => [
      id,
      budgets.map((budget) => {
        const span = spanOf(budget, now);
        const uses = rows.filter(
          (row) => row.credentialId === id && row.budget === budget.name && row.at >= span.from && row.amount > 0,
        );
        const [first] = uses;
        const renews = budget.window.kind === 'calendar' ? span.from : first?.at;
        return {
          budget,
          used: uses.reduce((sum, { amount }) => sum + amount, 0),
          renewsAt: renews === undefined ? null : span.endOf(renews),
        };
      }),
    ]),
  );
}

/** Longer than any window: what is older belongs to keys that are no longer configured. */
const longestMs = 62 * 86_400_000;

export async function pruneBudgetUse(db: Db, now: Date): Promise<void> {
  const oldest = new Date(now.getTime() - longestMs).toISOString();
  await db.deleteFrom('credentialUses').where('at', '<', oldest).execute();
}

/** After the clock was set back: use from "the future" was real, so it counts as of now. */
export async function mendBudgetUse(trx: Db, now: Date): Promise<void> {
  const at = now.toISOString();
  const early = await trx.selectFrom('credentialUses').selectAll().where('at', '>', at).execute();
  await trx.deleteFrom('credentialUses').where('at', '>', at).execute();
  for (const { credentialId, budget, key, amount } of early) await add(trx, credentialId, budget, at, key, amount);
}
