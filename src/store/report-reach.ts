import type { Issue } from '../core/issue.ts';
import { isOfficeVoice, reachKindOf, reachNameOf } from '../core/reach.ts';
import { isIn } from './dialect.ts';
import type { CopyRow } from './report-counts.ts';
import type { Db } from './schema.ts';
import type { Period } from './stats.ts';

const offices = ['government', 'village'] as const;

/** How far each issue was carried in a period: newsrooms, accounts and comments, and all mentions. */
export interface PeriodReach {
  readonly media: number;
  readonly accounts: number;
  readonly comments: number;
  /** Said by offices themselves. */
  readonly offices: number;
  readonly count: number;
}

/**
 * Reach of issues in a period. An issue that began and ended in it has its own counts; of the others the members are looked at.
 * @param copies mentions that only copy others
 */
export async function countReach(
  db: Db,
  issues: readonly Issue[],
  { from, to }: Period,
  copies: readonly Pick<CopyRow, 'id' | 'issueId' | 'sourceClass'>[],
): Promise<ReadonlyMap<number, PeriodReach>> {
  const within = issues.filter(({ firstAt, lastAt }) => firstAt >= from && lastAt < to);
  const overlapping = issues.filter((issue) => !within.includes(issue) && issue.lastAt >= from && issue.firstAt < to);
  return new Map([
    ...(await readReach(db, within, copies)),
    ...(await reckonReach(
      db,
      overlapping.map(({ id }) => id),
      { from, to },
      new Set(copies.map(({ id }) => id)),
    )),
  ]);
}

/** What the issues say of themselves; they count pointers, but no mirrors. */
async function readReach(
  db: Db,
  issues: readonly Issue[],
  copies: readonly Pick<CopyRow, 'issueId' | 'sourceClass'>[],
): Promise<ReadonlyMap<number, PeriodReach>> {
  const spoken = await db
    .selectFrom('mentions')
    .innerJoin('sources', 'sources.id', 'mentions.sourceId')
    .select('mentions.issueId')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(
      isIn(
        db,
        'mentions.issueId',
        issues.map(({ id }) => id),
      ),
    )
    .where((eb) =>
      eb.or([
        eb('mentions.voiceClass', 'in', offices),
        eb.and([
          eb('mentions.voiceClass', 'is', null),
          eb('sources.class', 'in', offices),
          eb('mentions.kind', '<>', 'comment'),
        ]),
      ]),
    )
    .groupBy('mentions.issueId')
    .execute();
  const officesOf = new Map(spoken.map(({ issueId, count }) => [issueId, count]));
  const pointers = new Map<number | null, number>();
  for (const { issueId, sourceClass } of copies) {
    if (sourceClass === 'aggregator') pointers.set(issueId, (pointers.get(issueId) ?? 0) + 1);
  }
  return new Map(
    issues.map(({ id, mediaCount, accountCount, commentCount, mentionCount }) => [
      id,
      {
        ...{ media: mediaCount, accounts: accountCount, comments: commentCount },
        offices: officesOf.get(id) ?? 0,
        count: mentionCount - (pointers.get(id) ?? 0),
      },
    ]),
  );
}

async function reckonReach(
  db: Db,
  issueIds: readonly number[],
  { from, to }: Period,
  without: ReadonlySet<number>,
): Promise<ReadonlyMap<number, PeriodReach>> {
  if (issueIds.length === 0) return new Map();
  const comments = await db
    .selectFrom('mentions')
    .innerJoin('sources', 'sources.id', 'mentions.sourceId')
    .select('mentions.issueId')
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.countAll<number>().filterWhere('mentions.voiceClass', 'in', offices).as('offices'),
    ])
    .where(isIn(db, 'mentions.issueId', issueIds))
    .where('mentions.publishedAt', '>=', from)
    .where('mentions.publishedAt', '<', to)
    .where('mentions.kind', '=', 'comment')
    .where((eb) => eb(eb.fn.coalesce('mentions.voiceClass', 'sources.class'), '<>', 'mirror'))
    .groupBy('mentions.issueId')
    .execute();
  const posts = await db
    .selectFrom('mentions')
    .innerJoin('sources', 'sources.id', 'mentions.sourceId')
    .select(['mentions.id', 'mentions.issueId', 'mentions.kind', 'mentions.platform', 'mentions.voiceClass'])
    .select(['mentions.publisher', 'mentions.authorHandle', 'sources.title as sourceTitle'])
    .select((eb) => eb.fn.coalesce('mentions.voiceClass', 'sources.class').as('sourceClass'))
    .where(isIn(db, 'mentions.issueId', issueIds))
    .where('mentions.publishedAt', '>=', from)
    .where('mentions.publishedAt', '<', to)
    .where('mentions.kind', '<>', 'comment')
    .execute();
  const found = new Map<
    number,
    { media: Set<string>; account: Set<string>; comments: number; offices: number; count: number }
  >();
  const of = (issueId: number | null) => {
    const known = found.get(issueId ?? 0) ?? {
      media: new Set(),
      account: new Set(),
      comments: 0,
      offices: 0,
      count: 0,
    };
    found.set(issueId ?? 0, known);
    return known;
  };
  for (const { issueId, count, offices } of comments) {
    const own = of(issueId);
    own.comments += count - offices;
    own.offices += offices;
    own.count += count;
  }
  for (const post of posts) {
    if (post.sourceClass === 'mirror' || without.has(post.id)) continue;
    const own = of(post.issueId);
    own.count += 1;
    const isOffice = isOfficeVoice(post);
    if (isOffice) own.offices += 1;
    const kind = reachKindOf({ ...post, isOffice });
    if (kind === 'media' || kind === 'account') own[kind].add(reachNameOf(post));
  }
  return new Map(
    [...found].map(([id, { media, account, ...counts }]) => [
      id,
      { ...counts, media: media.size, accounts: account.size },
    ]),
  );
}
