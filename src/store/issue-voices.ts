import type { IssueVoice } from '../core/issue-life.ts';
import type { MentionKind, Platform, SourceClass } from '../core/mention.ts';
import { isOfficeVoice } from '../core/reach.ts';
import type { Attention, SentimentLabel } from '../core/score.ts';
import { isIn } from './dialect.ts';
import { loadMentionViews, type MentionView } from './mention-rows.ts';
import type { Db } from './schema.ts';

/** All members of issues, narrow enough that an issue of ten thousand comments can be counted: by issue, oldest first. */
export async function loadIssueVoices(
  db: Db,
  issueIds: readonly number[],
): Promise<ReadonlyMap<number, readonly IssueVoice[]>> {
  const rows = await db
    .selectFrom('mentions')
    .innerJoin('sources', 'sources.id', 'mentions.sourceId')
    .leftJoin('scores', 'scores.mentionId', 'mentions.id')
    .select(['mentions.id', 'mentions.issueId', 'mentions.kind', 'mentions.platform', 'mentions.publisher'])
    .select(['mentions.authorHandle', 'mentions.publishedAt', 'mentions.voiceClass', 'sources.title as sourceTitle'])
    .select(['scores.label', 'scores.attention'])
    .select((eb) => eb.fn.coalesce('mentions.voiceClass', 'sources.class').as('sourceClass'))
    .where(isIn(db, 'mentions.issueId', issueIds))
    .where('mentions.setAside', 'is', null)
    .orderBy('mentions.publishedAt')
    .orderBy('mentions.id')
    .execute();
  const voices = new Map<number, IssueVoice[]>();
  for (const { issueId, voiceClass, ...row } of rows) {
    const voice: IssueVoice = {
      ...row,
      kind: row.kind as MentionKind,
      platform: row.platform as Platform,
      sourceClass: row.sourceClass as SourceClass,
      isOffice: isOfficeVoice({ ...row, voiceClass }),
      label: (row.label ?? 'unscored') as SentimentLabel,
      attention: (row.attention ?? 'none') as Attention,
    };
    const own = voices.get(issueId ?? 0);
    if (own === undefined) voices.set(issueId ?? 0, [voice]);
    else own.push(voice);
  }
  return voices;
}

/** Members of an issue that have a headline, whole: the latest, oldest first. */
export async function listIssueReports(db: Db, issueId: number, limit: number): Promise<MentionView[]> {
  const rows = await db
    .selectFrom('mentions')
    .select('id')
    .where('issueId', '=', issueId)
    .where('kind', '=', 'article')
    .where('title', 'is not', null)
    .where('setAside', 'is', null)
    .orderBy('publishedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return loadMentionViews(db, rows.map(({ id }) => id).reverse());
}
