import type { Selectable } from 'kysely';
import type { RuleSetting } from '../core/alert.ts';
import type { Instant } from '../core/mention.ts';
import { writeAudit } from './audit.ts';
import { inWriteTransaction } from './dialect.ts';
import type { Db, Tables } from './schema.ts';

/** A rule that was made through the API. */
export interface StoredRule extends RuleSetting {
  /** One that is switched off is kept, and not run. */
  readonly enabled: boolean;
  readonly author: string;
  readonly updatedAt: Instant;
}

/** By id. */
export async function listAlertRules(db: Db): Promise<readonly StoredRule[]> {
  return (await db.selectFrom('alertRules').selectAll().orderBy('id').execute()).map(toRule);
}

export async function findAlertRule(db: Db, id: string): Promise<StoredRule | null> {
  const row = await db.selectFrom('alertRules').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toRule(row);
}

/** Makes or replaces a rule, and records who did it with what it was before. Its options are checked by the caller. */
export function saveAlertRule(db: Db, rule: Omit<StoredRule, 'updatedAt'>, now: Date): Promise<StoredRule> {
  const saved: StoredRule = { ...rule, updatedAt: now.toISOString() };
  const { options, enabled, ...own } = saved;
  const row = { ...own, options: JSON.stringify(options), enabled: enabled ? 1 : 0 };
  return inWriteTransaction(db, async (trx) => {
    const before = await findAlertRule(trx, rule.id);
    const { id: _, ...changes } = row;
    await trx
      .insertInto('alertRules')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(changes))
      .execute();
    await writeAudit(trx, {
      at: saved.updatedAt,
      who: rule.author,
      action: before === null ? 'alert-rule.create' : 'alert-rule.change',
      object: `alert-rule:${rule.id}`,
      detail: { after: settingOf(saved), ...(before === null ? {} : { before: settingOf(before) }) },
    });
    return saved;
  });
}

/** @returns false when there is no such rule */
export function deleteAlertRule(db: Db, id: string, who: string, now: Date): Promise<boolean> {
  return inWriteTransaction(db, async (trx) => {
    const before = await findAlertRule(trx, id);
    if (before === null) return false;
    await trx.deleteFrom('alertRules').where('id', '=', id).execute();
    const detail = { before: settingOf(before) };
    await writeAudit(trx, {
      at: now.toISOString(),
      who,
      action: 'alert-rule.delete',
      object: `alert-rule:${id}`,
      detail,
    });
    return true;
  });
}

function settingOf({ rule, options, enabled }: StoredRule) {
  return { rule, options, enabled };
}

function toRule({ options, enabled, ...row }: Selectable<Tables['alertRules']>): StoredRule {
  return { ...row, options: JSON.parse(options), enabled: enabled === 1 };
}
