import { isDeepStrictEqual } from 'node:util';
import type { IssueCard, RegencyDay, RegencyState } from '../../core/province.ts';
import { chunksOf, inWriteTransaction } from '../dialect.ts';
import type { Db } from '../schema.ts';
import { type IssueCardTable, provinceOf } from './tables.ts';

/** What a regency publishes: all its days and cards that are to stand there. */
export interface Publication {
  readonly regency: string;
  readonly days: readonly RegencyDay[];
  /** Days before this one are left as they were published. */
  readonly since: string;
  readonly cards: readonly IssueCard[];
  readonly state: RegencyState;
}

export interface Published {
  readonly days: number;
  readonly cards: number;
  readonly withdrawn: number;
}

/**
 * Makes what stands in the province's tables follow the publication, in one transaction; writes only what has changed, and always that the
 * regency was heard of.
 * @param db of the regency, with its role
 */
export function publish(db: Db, publication: Publication): Promise<Published> {
  return inWriteTransaction(db, async (trx) => {
    const days = await publishDays(trx, publication);
    const { cards, withdrawn } = await publishCards(trx, publication);
    const { regency: _regency, ...state } = publication.state;
    await provinceOf(trx)
      .insertInto('regencyStates')
      .values(publication.state)
      .onConflict((conflict) => conflict.column('regency').doUpdateSet(state))
      .execute();
    return { days, cards, withdrawn };
  });
}

async function publishDays(trx: Db, { regency, days, since }: Publication): Promise<number> {
  const province = provinceOf(trx);
  const stored = await province
    .selectFrom('regencyDays')
    .selectAll()
    .where('regency', '=', regency)
    .where('day', '>=', since)
    .execute();
  const byDay = new Map(stored.map((row) => [row.day, row]));
  // What stood open on a day is known on that day only.
  const wanted = days.map((day) => {
    const before = byDay.get(day.day);
    const { openIssues = null, silentSources = null } = before ?? {};
    return { ...day, openIssues: day.openIssues ?? openIssues, silentSources: day.silentSources ?? silentSources };
  });
  const changed = wanted.filter((day) => !isDeepStrictEqual({ ...byDay.get(day.day) }, { ...day }));
  for (const { regency: code, day, ...counts } of changed) {
    await province
      .insertInto('regencyDays')
      .values({ regency: code, day, ...counts })
      .onConflict((conflict) => conflict.columns(['regency', 'day']).doUpdateSet(counts))
      .execute();
  }
  return changed.length;
}

async function publishCards(trx: Db, { regency, cards }: Publication) {
  const province = provinceOf(trx);
  const stored = await province.selectFrom('issueCards').selectAll().where('regency', '=', regency).execute();
  const byId = new Map(stored.map((row) => [row.issueId, row]));
  const rows = cards.map((card): IssueCardTable => ({ ...card, keys: JSON.stringify(card.keys) }));
  const changed = rows.filter((row) => !isDeepStrictEqual({ ...byId.get(row.issueId) }, { ...row }));
  const kept = new Set(rows.map(({ issueId }) => issueId));
  const withdrawn = [...byId.keys()].filter((id) => !kept.has(id));
  const replaced = changed.map(({ issueId }) => issueId);
  for (const ids of chunksOf([...withdrawn, ...replaced], 1)) {
    await province.deleteFrom('issueCards').where('regency', '=', regency).where('issueId', 'in', ids).execute();
  }
  for (const chunk of chunksOf(changed, 15))
    await province
      .insertInto('issueCards')
      .values([...chunk])
      .execute();
  return { cards: changed.length, withdrawn: withdrawn.length };
}
