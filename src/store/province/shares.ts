import type { MentionKind, Platform } from '../../core/mention.ts';
import type { SharedIssue, SharedMention } from '../../core/province.ts';
import type { Attention, SentimentLabel } from '../../core/score.ts';
import type { Topic } from '../../core/topics.ts';
import { writeAudit } from '../audit.ts';
import { inWriteTransaction, isIn } from '../dialect.ts';
import type { Db } from '../schema.ts';
import { provinceOf } from './tables.ts';

/** What names a share: who gave which issue to whom. */
export interface ShareKey {
  readonly from: string;
  /** Code of a regency, or `provinceCode`. */
  readonly to: string;
  readonly issueId: number;
}

/**
 * Shows an issue with these mentions, in place of what was shown of it to the same before, with a line on the regency's audit trail.
 * @param db of the regency that gives, with its role
 */
export function shareIssue(db: Db, issue: SharedIssue, mentions: readonly SharedMention[]): Promise<void> {
  const { from, to, issueId, who, at, reason } = issue;
  return inWriteTransaction(db, async (trx) => {
    await remove(trx, { from, to, issueId });
    const { from: _from, to: _to, ...facts } = issue;
    await provinceOf(trx)
      .insertInto('sharedIssues')
      .values({ fromRegency: from, toCode: to, ...facts })
      .execute();
    if (mentions.length > 0) {
      const rows = mentions.map((mention) => ({ fromRegency: from, toCode: to, issueId, ...mention }));
      await provinceOf(trx).insertInto('sharedMentions').values(rows).execute();
    }
    const detail = { to, reason, mentions: mentions.map(({ mentionId }) => mentionId) };
    await writeAudit(trx, { at, who, action: 'issue.share', object: `issue:${issueId}`, detail });
  });
}

/** Takes back what was shown; those who have read it have read it. @returns whether there was anything */
export function takeBackShare(db: Db, key: ShareKey, who: string, now: Date): Promise<boolean> {
  return inWriteTransaction(db, async (trx) => {
    if (!(await remove(trx, key))) return false;
    const entry = { at: now.toISOString(), who, action: 'issue.unshare', object: `issue:${key.issueId}` };
    await writeAudit(trx, { ...entry, detail: { to: key.to } });
    return true;
  });
}

async function remove(trx: Db, { from, to, issueId }: ShareKey): Promise<boolean> {
  const province = provinceOf(trx);
  for (const table of ['sharedMentions', 'sharedIssues'] as const) {
    const { numDeletedRows } = await province
      .deleteFrom(table)
      .where('fromRegency', '=', from)
      .where('toCode', '=', to)
      .where('issueId', '=', issueId)
      .executeTakeFirstOrThrow();
    if (table === 'sharedIssues') return numDeletedRows > 0n;
  }
  return false;
}

/** What this regency has shown of one of its issues, newest first. */
export async function listGivenShares(db: Db, from: string, issueId: number): Promise<SharedIssue[]> {
  const rows = await provinceOf(db)
    .selectFrom('sharedIssues')
    .selectAll()
    .where('fromRegency', '=', from)
    .where('issueId', '=', issueId)
    .orderBy('at', 'desc')
    .execute();
  return rows.map(toShared);
}

/** What others have shown to it (a regency, or the province), newest first. */
export async function listReceivedShares(db: Db, to: string, limit: number): Promise<SharedIssue[]> {
  const rows = await provinceOf(db)
    .selectFrom('sharedIssues')
    .selectAll()
    .where('toCode', '=', to)
    .orderBy('at', 'desc')
    .orderBy('fromRegency')
    .orderBy('issueId')
    .limit(limit)
    .execute();
  return rows.map(toShared);
}

/** One of them with its mentions, newest first; null when it was not shown to them, or taken back. */
export async function findReceivedShare(
  db: Db,
  { from, to, issueId }: ShareKey,
): Promise<{ readonly issue: SharedIssue; readonly mentions: readonly SharedMention[] } | null> {
  const province = provinceOf(db);
  const row = await province
    .selectFrom('sharedIssues')
    .selectAll()
    .where('fromRegency', '=', from)
    .where('toCode', '=', to)
    .where('issueId', '=', issueId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const mentions = await province
    .selectFrom('sharedMentions')
    .selectAll()
    .where('fromRegency', '=', from)
    .where('toCode', '=', to)
    .where('issueId', '=', issueId)
    .orderBy('publishedAt', 'desc')
    .orderBy('mentionId', 'desc')
    .execute();
  return {
    issue: toShared(row),
    mentions: mentions.map(({ fromRegency: _from, toCode: _to, issueId: _issue, platform, kind, label, ...rest }) => ({
      ...rest,
      platform: platform as Platform,
      kind: kind as MentionKind,
      label: label as SentimentLabel | null,
    })),
  };
}

/**
 * Takes back copies of what the regency itself no longer keeps: erased for a person, restricted, or past its time.
 * @returns how many mentions
 */
export function dropForgotten(db: Db, from: string): Promise<number> {
  return inWriteTransaction(db, async (trx) => {
    const province = provinceOf(trx);
    const shown = await province
      .selectFrom('sharedMentions')
      .select('mentionId')
      .distinct()
      .where('fromRegency', '=', from)
      .execute();
    if (shown.length === 0) return 0;
    const ids = shown.map(({ mentionId }) => mentionId);
    const kept = await trx
      .selectFrom('mentions')
      .leftJoin('restrictedMentions', 'restrictedMentions.mentionId', 'mentions.id')
      .select('mentions.id')
      .where(isIn(trx, 'mentions.id', ids))
      .where('restrictedMentions.mentionId', 'is', null)
      .execute();
    const own = new Set(kept.map(({ id }) => id));
    const gone = ids.filter((id) => !own.has(id));
    if (gone.length === 0) return 0;
    await province
      .deleteFrom('sharedMentions')
      .where('fromRegency', '=', from)
      .where('mentionId', 'in', gone)
      .execute();
    return gone.length;
  });
}

interface Stored extends Omit<SharedIssue, 'from' | 'to' | 'topic' | 'attention'> {
  readonly fromRegency: string;
  readonly toCode: string;
  readonly topic: string;
  readonly attention: string;
}

function toShared({ fromRegency, toCode, topic, attention, ...rest }: Stored): SharedIssue {
  return { from: fromRegency, to: toCode, topic: topic as Topic, attention: attention as Attention, ...rest };
}
