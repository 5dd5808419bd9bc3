import type { Instant, MentionKind, SourceClass } from '../core/mention.ts';
import type { Attention, SentimentLabel } from '../core/score.ts';
import type { Db } from './schema.ts';

/** Half-open: published at or after `from` and before `to`. */
export interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

export interface SentimentCount {
  readonly sourceClass: SourceClass;
  readonly kind: MentionKind;
  readonly label: SentimentLabel;
  readonly attention: Attention;
  readonly count: number;
}

/** Scored mentions about a regency, by who spoke, kind, label and attention. Mirrors are a class of their own here. */
export async function countSentiment(db: Db, period: Period & { readonly about: string }): Promise<SentimentCount[]> {
  const rows = await db
    .selectFrom('scores')
    .innerJoin('mentions', 'mentions.id', 'scores.mentionId')
    .innerJoin('sources', 'sources.id', 'mentions.sourceId')
    .select(['mentions.kind', 'scores.label', 'scores.attention'])
    .select((eb) => eb.fn.coalesce('mentions.voiceClass', 'sources.class').as('sourceClass'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('scores.about', '=', period.about)
    .where('scores.publishedAt', '>=', period.from)
    .where('scores.publishedAt', '<', period.to)
    .groupBy((eb) => [
      eb.fn.coalesce('mentions.voiceClass', 'sources.class'),
      'mentions.kind',
      'scores.label',
      'scores.attention',
    ])
    .orderBy('sourceClass')
    .orderBy('mentions.kind')
    .orderBy('scores.label')
    .orderBy('scores.attention')
    .execute();
  return rows.map((row) => ({
    sourceClass: row.sourceClass as SourceClass,
    kind: row.kind as MentionKind,
    label: row.label as SentimentLabel,
    attention: row.attention as Attention,
    count: row.count,
  }));
}

export interface Coverage {
  /** Published in the period, without those set aside. */
  readonly mentions: number;
  /** Of these, with a verdict. */
  readonly scored: number;
  readonly setAside: number;
  /** Seen by runs that ended in the period. */
  readonly repeats: number;
  readonly rejected: number;
}

/** What was collected in a period. Each count is answered by an index alone. */
export async function countCoverage(db: Db, period: Period): Promise<Coverage> {
  const count = (table: 'mentions' | 'scores') =>
    db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('publishedAt', '>=', period.from)
      .where('publishedAt', '<', period.to);
  const published = await countOf(count('mentions'));
  const setAside = await countOf(
    db
      .selectFrom('mentions')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('setAside', 'is not', null)
      .where('publishedAt', '>=', period.from)
      .where('publishedAt', '<', period.to),
  );
  const runs = await db
    .selectFrom('runs')
    .select((eb) => [
      eb.fn.sum<number | null>('repeats').as('repeats'),
      eb.fn.sum<number | null>('rejected').as('rejected'),
    ])
    .where('endedAt', '>=', period.from)
    .where('endedAt', '<', period.to)
    .executeTakeFirstOrThrow();
  return {
    mentions: published - setAside,
    scored: await countOf(count('scores')),
    setAside,
    repeats: runs.repeats ?? 0,
    rejected: runs.rejected ?? 0,
  };
}

async function countOf(query: { executeTakeFirstOrThrow(): Promise<{ count: number }> }): Promise<number> {
  return (await query.executeTakeFirstOrThrow()).count;
}
