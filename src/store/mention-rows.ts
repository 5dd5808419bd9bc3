import type { Selectable } from 'kysely';
import type { DatePrecision, Mention, MentionKind, Platform, SourceClass } from '../core/mention.ts';
import type { ScoredDoc } from '../core/score.ts';
import { isIn } from './dialect.ts';
import type { Db, Tables } from './schema.ts';

/** A mention with what lists show beside it. */
export interface MentionView extends Mention {
  readonly sourceTitle: string;
  readonly sourceClass: SourceClass;
  /** Null until it is scored, and always for those set aside. */
  readonly score: ScoredDoc | null;
}

export const mentionColumns = [
  'mentions.id',
  'mentions.sourceId',
  'mentions.parentId',
  'mentions.issueId',
  'mentions.kind',
  'mentions.platform',
  'mentions.publishedAt',
  'mentions.precision',
  'mentions.language',
  'mentions.contentHash',
  'mentions.setAside',
  'mentions.collectedAt',
  'mentions.editedAt',
  'mentions.author',
  'mentions.publisher',
  'mentions.url',
  'mentions.title',
  'mentions.text',
] as const;

export type MentionRow = Omit<Selectable<Tables['mentions']>, 'parentKey'>;

export function toMention(row: MentionRow): Mention {
  return {
    id: row.id,
    sourceId: row.sourceId,
    parentId: row.parentId,
    issueId: row.issueId,
    kind: row.kind as MentionKind,
    platform: row.platform as Platform,
    url: row.url,
    title: row.title,
    text: row.text,
    author: row.author,
    publisher: row.publisher,
    publishedAt: row.publishedAt,
    precision: row.precision as DatePrecision,
    language: row.language,
    contentHash: row.contentHash,
    setAside: row.setAside as Mention['setAside'],
    collectedAt: row.collectedAt,
    editedAt: row.editedAt,
  };
}

/** Whole mentions for ids that a narrow query has found, in the order of the ids; deleted ones are left out. */
export async function loadMentionViews(db: Db, ids: readonly number[]): Promise<MentionView[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('mentions')
    .innerJoin('sources', 'sources.id', 'mentions.sourceId')
    .leftJoin('scores', 'scores.mentionId', 'mentions.id')
    .select([...mentionColumns, 'sources.title as sourceTitle', 'sources.class as sourceClass', 'scores.detail'])
    .where(isIn(db, 'mentions.id', ids))
    .execute();
  const views = new Map<number, MentionView>();
  for (const row of rows) {
    views.set(row.id, {
      ...toMention(row),
      sourceTitle: row.sourceTitle,
      sourceClass: row.sourceClass as SourceClass,
      score: row.detail === null ? null : (JSON.parse(row.detail) as ScoredDoc),
    });
  }
  return ids.flatMap((id) => views.get(id) ?? []);
}
