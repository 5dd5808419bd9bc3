import type { KeywordHit } from '../core/keyword-pack.ts';
import type { Instant } from '../core/mention.ts';
import { localDate } from '../core/time.ts';
import type { Db } from './schema.ts';

export interface HitPeriod {
  readonly from?: Instant;
  readonly to?: Instant;
}

export interface HitCounts {
  /** Mentions with a keyword of the pack. */
  readonly mentions: number;
  readonly themes: readonly { readonly theme: string; readonly mentions: number }[];
  /** By day of the regency, oldest first; days without any are left out. */
  readonly days: readonly { readonly date: string; readonly mentions: number }[];
}

/** How much a pack has found. A mention counts once per theme and once per day, whatever the number of its keywords. */
export async function countHits(db: Db, packId: string, period: HitPeriod, zone: string): Promise<HitCounts> {
  const themes = await hitsOf(db, packId, period)
    .select('keywordHits.theme')
    .select((eb) => eb.fn.count<number | string>('keywordHits.mentionId').distinct().as('mentions'))
    .groupBy('keywordHits.theme')
    .execute();
  const hours = await hitsOf(db, packId, period)
    .select((eb) => eb.fn<string>('substr', ['keywordHits.publishedAt', eb.val(1), eb.val(13)]).as('hour'))
    .select((eb) => eb.fn.count<number | string>('keywordHits.mentionId').distinct().as('mentions'))
    .groupBy('hour')
    .orderBy('hour')
    .execute();
  const days = new Map<string, number>();
  // Zones of Indonesia are whole hours from UTC.
  for (const { hour, mentions } of hours) {
    const date = localDate(new Date(`${hour}:00:00.000Z`), zone);
    days.set(date, (days.get(date) ?? 0) + Number(mentions));
  }
  return {
    mentions: hours.reduce((sum, { mentions }) => sum + Number(mentions), 0),
    themes: themes
      .map(({ theme, mentions }) => ({ theme, mentions: Number(mentions) }))
      .sort((a, b) => b.mentions - a.mentions || (a.theme < b.theme ? -1 : 1)),
    days: [...days].map(([date, mentions]) => ({ date, mentions })),
  };
}

export interface Directions {
  readonly for: number;
  readonly against: number;
  readonly neither: number;
}

export interface CandidateCounts {
  readonly id: string;
  /** Every mention in which the pack found a keyword. */
  readonly mentions: Directions;
  /** Of these, those that spread a hoax or repeat a known claim. */
  readonly claims: Directions;
}

/**
 * Mentions for, against, and neither, per candidate that was named, by id: as the fact checkers' association counts hoaxes in an election.
 * Counted by one query for all candidates, so with the same thresholds for each.
 */
export async function countDirections(db: Db, packId: string, period: HitPeriod): Promise<readonly CandidateCounts[]> {
  const isClaim = (rows: { readonly hoaxClass: string | null; readonly repeats: number | string | null }) =>
    rows.hoaxClass === 'claim' || Number(rows.repeats ?? 0) > 0;
  const rows = await hitsOf(db, packId, period)
    .leftJoin('scores', 'scores.mentionId', 'keywordHits.mentionId')
    .select(['keywordHits.candidates', 'scores.hoaxClass'])
    .select((eb) =>
      eb
        .selectFrom('claimRepeats')
        .leftJoin('claimDecisions', (join) =>
          join
            .onRef('claimDecisions.mentionId', '=', 'claimRepeats.mentionId')
            .onRef('claimDecisions.claimId', '=', 'claimRepeats.claimId'),
        )
        .select((inner) => inner.fn.countAll<number | string>().as('count'))
        .whereRef('claimRepeats.mentionId', '=', 'keywordHits.mentionId')
        .where((inner) =>
          inner.or([
            inner('claimDecisions.verdict', '=', 'confirmed'),
            inner.and([inner('claimRepeats.kind', '=', 'match'), inner('claimDecisions.verdict', 'is', null)]),
          ]),
        )
        .as('repeats'),
    )
    .select('keywordHits.mentionId')
    .distinct()
    .where('keywordHits.candidates', '<>', '[]')
    .execute();
  const counts = new Map<string, { mentions: Counter; claims: Counter }>();
  for (const row of rows) {
    for (const { id, direction } of JSON.parse(row.candidates) as KeywordHit['candidates']) {
      const own = counts.get(id) ?? { mentions: noDirections(), claims: noDirections() };
      own.mentions[direction] += 1;
      if (isClaim(row)) own.claims[direction] += 1;
      counts.set(id, own);
    }
  }
  return [...counts].map(([id, own]) => ({ id, ...own })).sort((a, b) => (a.id < b.id ? -1 : 1));
}

type Counter = { -readonly [Key in keyof Directions]: number };
const noDirections = (): Counter => ({ for: 0, against: 0, neither: 0 });

function hitsOf(db: Db, packId: string, { from, to }: HitPeriod) {
  let select = db
    .selectFrom('keywordHits')
    .innerJoin('mentions', 'mentions.id', 'keywordHits.mentionId')
    .where('keywordHits.packId', '=', packId)
    .where('mentions.setAside', 'is', null);
  if (from !== undefined) select = select.where('keywordHits.publishedAt', '>=', from);
  if (to !== undefined) select = select.where('keywordHits.publishedAt', '<', to);
  return select;
}
