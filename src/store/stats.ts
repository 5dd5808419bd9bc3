import { sql } from 'kysely';
import type { Instant, MentionKind, SourceClass } from '../core/mention.ts';
import type { Attention, SentimentLabel } from '../core/score.ts';
import { findStaleHours, type HourCount, planCount, type StaleHours, sumHours } from './hour-counts.ts';
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

/**
 * Scored mentions about a regency, by who spoke, kind, label and attention. Mirrors are a class of their own here. Whole hours are taken
 * from the kept counts, the rest is counted now; what was deleted because it was kept for long enough still counts.
 * @param stale hours of this period, or of one that holds it, to count anew; those that `findStaleHours` finds if absent
 */
export async function countSentiment(
  db: Db,
  period: Period & { readonly about: string },
  stale?: StaleHours,
): Promise<SentimentCount[]> {
  const { anew } = stale ?? (await findStaleHours(db, period));
  const { kept, spans } = planCount(period, anew);
  const rows: HourCount[] = kept === null ? [] : [...(await sumHours(db, kept, period.about, anew))];
  for (const span of spans) rows.push(...(await countSpan(db, { ...span, about: period.about })));
  const sums = new Map<string, SentimentCount>();
  for (const { class: sourceClass, kind, label, attention, count } of rows) {
    const key = `${sourceClass}\n${kind}\n${label}\n${attention}`;
    const row = { sourceClass, kind, label, attention } as Omit<SentimentCount, 'count'>;
    sums.set(key, { ...row, count: (sums.get(key)?.count ?? 0) + count });
  }
  return [...sums].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
}

/** The same, verdict by verdict. */
async function countSpan(db: Db, { about, from, to }: Period & { readonly about: string }): Promise<HourCount[]> {
  const voice = sql<string>`coalesce(mentions.voice_class, sources.class)`;
  return db
    .selectFrom('scores')
    .innerJoin('mentions', 'mentions.id', 'scores.mentionId')
    .innerJoin('sources', 'sources.id', 'mentions.sourceId')
    .select(['mentions.kind', 'scores.label', 'scores.attention', voice.as('class')])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('scores.about', '=', about)
    .where('scores.publishedAt', '>=', from)
    .where('scores.publishedAt', '<', to)
    .groupBy([voice, 'mentions.kind', 'scores.label', 'scores.attention'])
    .execute();
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
