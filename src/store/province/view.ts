import type { IssueState } from '../../core/issue.ts';
import type { Instant } from '../../core/mention.ts';
import type { CardKeys, IssueCard, RegencyDay, RegencyState } from '../../core/province.ts';
import type { Attention } from '../../core/score.ts';
import type { Topic } from '../../core/topics.ts';
import type { Db } from '../schema.ts';
import { provinceOf } from './tables.ts';

/** What regencies have published; a regency itself reads its own only. By regency, then day. */
export function listRegencyDays(db: Db, from: string, to: string): Promise<RegencyDay[]> {
  return provinceOf(db)
    .selectFrom('regencyDays')
    .selectAll()
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('regency')
    .orderBy('day')
    .execute();
}

export function listRegencyStates(db: Db): Promise<RegencyState[]> {
  return provinceOf(db).selectFrom('regencyStates').selectAll().orderBy('regency').execute();
}

/** Issues still mentioned at or after `since`, latest mentioned first. */
export async function listIssueCards(db: Db, since: Instant): Promise<IssueCard[]> {
  const rows = await provinceOf(db)
    .selectFrom('issueCards')
    .selectAll()
    .where('lastAt', '>=', since)
    .orderBy('lastAt', 'desc')
    .orderBy('regency')
    .orderBy('issueId', 'desc')
    .execute();
  return rows.map(({ topic, attention, state, keys, ...row }) => ({
    ...row,
    topic: topic as Topic,
    attention: attention as Attention,
    state: state as IssueState,
    keys: JSON.parse(keys) as CardKeys,
  }));
}
