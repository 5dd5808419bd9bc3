import type { Selectable } from 'kysely';
import type { MentionCorrection, StoredScore } from '../core/correction.ts';
import type { DatePrecision, Instant, Mention, MentionKind, Metrics, Platform, SourceClass } from '../core/mention.ts';
import { isOfPresentText, toCorrection } from './corrections-rows.ts';
import { isAmong, kept } from './kept.ts';
import { loadMetrics, type MetricSnapshot } from './metrics.ts';
import type { Db, Tables } from './schema.ts';

/** A mention with what lists show beside it. */
export interface MentionView extends Mention {
  readonly sourceTitle: string;
  /** Of the account that speaks where the office knows it, else of the source. */
  readonly sourceClass: SourceClass;
  /** When `metrics` were counted. */
  readonly metricsAt: Instant | null;
  /** Null until it is scored, and always for those set aside. */
  readonly score: StoredScore | null;
  /** What a person has said of the text as it stands, which `score` then says too; null where nobody has. */
  readonly correction: MentionCorrection | null;
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
  'mentions.authorHandle',
] as const;

export type MentionRow = Omit<Selectable<Tables['mentions']>, 'parentKey' | 'voiceClass' | 'citizen'>;

/** @param latest count, if there is one */
export function toMention(row: MentionRow, latest: MetricSnapshot | undefined): Mention {
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
    authorHandle: row.authorHandle,
    publisher: row.publisher,
    publishedAt: row.publishedAt,
    precision: row.precision as DatePrecision,
    language: row.language,
    contentHash: row.contentHash,
    setAside: row.setAside as Mention['setAside'],
    metrics: latest === undefined ? null : toMetrics(latest),
    collectedAt: row.collectedAt,
    editedAt: row.editedAt,
  };
}

function toMetrics({ at: _, ...metrics }: MetricSnapshot): Metrics {
  return metrics;
}

type Joined = Record<'verdict' | 'note' | 'who' | 'at' | 'said', string | null>;

function toCorrectionOf({ verdict, note, who, at, said }: Joined): MentionCorrection | null {
  return verdict === null || who === null || at === null ? null : toCorrection({ verdict, note, who, at, said });
}

/** Whole mentions for ids that a narrow query has found, in the order of the ids; deleted ones are left out. */
export async function loadMentionViews(db: Db, ids: readonly number[]): Promise<MentionView[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('mentions')
    .innerJoin('sources', 'sources.id', 'mentions.sourceId')
    .leftJoin('scores', 'scores.mentionId', 'mentions.id')
    .leftJoin('corrections', (join) => join.onRef('corrections.mentionId', '=', 'mentions.id').on(isOfPresentText))
    .select([...mentionColumns, 'sources.title as sourceTitle', 'scores.detail'])
    .select(['corrections.verdict', 'corrections.note', 'corrections.who', 'corrections.at', 'corrections.said'])
    .select((eb) => eb.fn.coalesce('mentions.voiceClass', 'sources.class').as('sourceClass'))
    .where(isAmong(db, 'mentions.id', ids))
    .modifyEnd(kept)
    .execute();
  const metrics = await loadMetrics(db, ids);
  const views = new Map<number, MentionView>();
  for (const row of rows) {
    const latest = metrics.get(row.id);
    views.set(row.id, {
      ...toMention(row, latest),
      sourceTitle: row.sourceTitle,
      sourceClass: row.sourceClass as SourceClass,
      metricsAt: latest?.at ?? null,
      score: row.detail === null ? null : (JSON.parse(row.detail) as StoredScore),
      correction: toCorrectionOf(row),
    });
  }
  return ids.flatMap((id) => views.get(id) ?? []);
}
