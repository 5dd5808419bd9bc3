import type { Selectable } from 'kysely';
import type { Account, AccountDraft } from '../core/account.ts';
import type { Platform, SourceClass } from '../core/mention.ts';
import type { Pseudonyms } from '../core/pseudonym.ts';
import { inWriteTransaction } from './dialect.ts';
import type { Db, Tables } from './schema.ts';
import { relabelVoices } from './voices.ts';

export interface AccountFilter {
  readonly platform?: Platform;
  readonly class?: SourceClass;
  readonly agency?: string;
}

function toAccount(row: Selectable<Tables['accounts']>): Account {
  return {
    ...row,
    platform: row.platform as Platform,
    class: row.class as SourceClass,
    active: row.active === 1,
  };
}

/** By agency, platform and handle; those without an agency first. */
export async function listAccounts(db: Db, filter: AccountFilter = {}): Promise<Account[]> {
  let query = db.selectFrom('accounts').selectAll();
  if (filter.platform !== undefined) query = query.where('platform', '=', filter.platform);
  if (filter.class !== undefined) query = query.where('class', '=', filter.class);
  if (filter.agency !== undefined) query = query.where('agency', '=', filter.agency);
  const rows = await query.execute();
  return rows
    .map(toAccount)
    .sort(
      (a, b) =>
        (a.agency ?? '').localeCompare(b.agency ?? '', 'id') ||
        a.platform.localeCompare(b.platform) ||
        a.handle.localeCompare(b.handle),
    );
}

export interface SavedAccounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** What an account published before is left as it was counted then. */
const relabelledMs = 30 * 86_400_000;

/** Adds accounts, or makes those known by platform and handle say what the draft says. Accounts that are not named stay. */
export function saveAccounts(
  db: Db,
  drafts: readonly AccountDraft[],
  now: Date,
  pseudonyms: Pick<Pseudonyms, 'ofHandle'>,
): Promise<SavedAccounts> {
  return inWriteTransaction(db, async (trx) => {
    const known = new Map((await listAccounts(trx)).map((account) => [keyOf(account), account]));
    const result = { added: 0, changed: 0, unchanged: 0 };
    const relabelled: AccountDraft[] = [];
    const from = new Date(now.getTime() - relabelledMs).toISOString();
    for (const draft of drafts) {
      const row = { ...draft, active: draft.active ? 1 : 0 };
      const account = known.get(keyOf(draft));
      if (account === undefined) {
        const saved = { ...row, updatedAt: now.toISOString() };
        const { id } = await trx.insertInto('accounts').values(saved).returning('id').executeTakeFirstOrThrow();
        known.set(keyOf(draft), { ...draft, id, updatedAt: saved.updatedAt });
        relabelled.push(draft);
        result.added += 1;
      } else if (isSame(account, draft)) {
        result.unchanged += 1;
      } else {
        await trx
          .updateTable('accounts')
          .set({ ...row, updatedAt: now.toISOString() })
          .where('id', '=', account.id)
          .execute();
        if (account.class !== draft.class) relabelled.push(draft);
        result.changed += 1;
      }
    }
    await relabelVoices(trx, relabelled, from, now.toISOString(), pseudonyms);
    return result;
  });
}

function keyOf({ platform, handle }: Pick<AccountDraft, 'platform' | 'handle'>): string {
  return `${platform}:${handle}`;
}

function isSame(account: Account, draft: AccountDraft): boolean {
  return (Object.keys(draft) as (keyof AccountDraft)[]).every((key) => account[key] === draft[key]);
}
