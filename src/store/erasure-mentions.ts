import { createBlotCheck } from '../core/blot-out.ts';
import type { Instant } from '../core/mention.ts';
import { topicNames } from '../core/topics.ts';
import { isIn } from './dialect.ts';
import { partitionsOf } from './partitions.ts';
import { markUnclean, uncleanTables } from './purge-files.ts';
import { refreshIssues } from './refresh-issues.ts';
import type { Db } from './schema.ts';

export interface DeletedMentions {
  readonly mentions: number;
  readonly evidence: number;
  /** Issues whose title or history lost words of what was deleted. */
  readonly issues: number;
}

/**
 * Deletes mentions whole: texts, versions, scores, counts, search, and the kept answers that they were read from, also when those hold
 * other posts too. Answers to them stay, without a parent. Their issues keep their row, and a title that is not theirs.
 * Only inside a write transaction.
 * @param recountLater asked which of these issues somebody recounts later; all are recounted at once if absent
 */
export async function deleteMentions(
  trx: Db,
  ids: readonly number[],
  at: Instant,
  recountLater?: (issueIds: readonly number[]) => Promise<ReadonlySet<number>>,
): Promise<DeletedMentions> {
  const rows = await trx
    .selectFrom('mentions')
    .select(['id', 'issueId', 'title', 'text', 'sourceId', 'setAside'])
    .where(isIn(trx, 'mentions.id', ids))
    .execute();
  if (rows.length === 0) return { mentions: 0, evidence: 0, issues: 0 };
  const own = rows.map(({ id }) => id);
  const kept = await trx
    .selectFrom('mentionEvidence')
    .select('evidenceId')
    .distinct()
    .where(isIn(trx, 'mentionEvidence.mentionId', own))
    .execute();
  await trx
    .deleteFrom('evidence')
    .where(
      isIn(
        trx,
        'evidence.id',
        kept.map(({ evidenceId }) => evidenceId),
      ),
    )
    .execute();
  // Everything else of a mention goes with its row.
  await trx
    .deleteFrom('mentions')
    .where(isIn(trx, 'mentions.id', own))
    .execute();
  const issueIds = [...new Set(rows.flatMap(({ issueId }) => issueId ?? []))];
  const later = (await recountLater?.(issueIds)) ?? new Set<number>();
  await refreshIssues(
    trx,
    issueIds.filter((id) => !later.has(id)),
    at,
  );
  const texts = rows.flatMap(({ title, text }) => (title === null ? [text] : [title, text]));
  const isGone = createBlotCheck(texts);
  const issues = await renameIssues(trx, issueIds, async ({ title }) => isGone(title));
  await markUnclean(
    trx,
    uncleanTables(await partitionsOf(trx, own), { evidence: kept.length > 0, issues: issues > 0 }),
    at,
  );
  return { mentions: rows.length, evidence: kept.length, issues };
}

/**
 * A title that is made of deleted words gives way to that of a report that is left, or to what the issue is about.
 * @param isGone asked only of an issue that has mentions left
 * @returns how many
 */
export async function renameIssues(
  trx: Db,
  issueIds: readonly number[],
  isGone: (issue: { readonly id: number; readonly title: string }) => Promise<boolean>,
): Promise<number> {
  if (issueIds.length === 0) return 0;
  const issues = await trx
    .selectFrom('issues')
    .select(['id', 'title', 'topic', 'placeName'])
    .where(isIn(trx, 'issues.id', issueIds))
    .execute();
  let renamed = 0;
  for (const { id, title, topic, placeName } of issues) {
    const members = await trx
      .selectFrom('mentions')
      .select(['title', 'kind'])
      .where('issueId', '=', id)
      .orderBy('publishedAt')
      .orderBy('id')
      .limit(20)
      .execute();
    if (members.length > 0 && !(await isGone({ id, title }))) continue;
    const report = members.find((member) => member.kind === 'article' && member.title !== null)?.title;
    const about = topicNames[topic as keyof typeof topicNames] ?? topic;
    const neutral = placeName === null ? `Isu ${id}: ${about}` : `Isu ${id}: ${about}, ${placeName}`;
    await trx
      .updateTable('issues')
      .set({ title: report ?? neutral, titleByHand: 0 })
      .where('id', '=', id)
      .execute();
    await trx
      .updateTable('issueEvents')
      .set({ fromValue: null, toValue: null })
      .where('issueId', '=', id)
      .where('kind', '=', 'title')
      .execute();
    renamed += 1;
  }
  return renamed;
}
