import { type Claim, claimIdOfClarification, claimOfClarification, findClarificationOfClaim } from '../core/claim.ts';
import type { Instant } from '../core/mention.ts';
import { type ClaimAnswer, loadAnswers } from './claim-answers.ts';
import type { ClaimVerdict } from './claim-decisions.ts';
import { openRepeats } from './claim-repeats.ts';
import { type Page, parseCursor, toPage } from './paging.ts';
import type { Db } from './schema.ts';

/** A known claim with how often it is repeated; rejected repeats are not counted. */
export interface KnownClaim extends ClaimAnswer {
  /** Likely repeats: above the match threshold, or confirmed by a person. */
  readonly matches: number;
  /** Worth a look by a person, and not looked at yet. */
  readonly suggestions: number;
  readonly lastRepeatAt: Instant | null;
}

/** Clarifications of the office, all of them, as claims, with the issue that each belongs to. */
export async function listClarifiedClaims(
  db: Db,
): Promise<readonly { readonly claim: Claim; readonly issueId: number | null }[]> {
  const rows = await db
    .selectFrom('clarifications')
    .select(['id', 'issueId', 'title', 'claimed', 'text', 'url'])
    .orderBy('id')
    .execute();
  return rows.map(({ issueId, ...row }) => ({ claim: claimOfClarification(row), issueId }));
}

/**
 * Claims that were repeated since, the one repeated last first, and then the office's newest clarifications that nobody repeats.
 * @param limit most of each
 */
export async function listKnownClaims(
  db: Db,
  { since, limit }: { readonly since: Instant; readonly limit: number },
): Promise<readonly KnownClaim[]> {
  const counts = await countRepeats(db).where('claimRepeats.publishedAt', '>=', since).limit(limit).execute();
  const clarified = await db
    .selectFrom('clarifications')
    .select('id')
    .orderBy('publishedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return withAnswers(
    db,
    counts,
    clarified.map(({ id }) => claimIdOfClarification(id)),
  );
}

/** A claim that was ever repeated, or a clarification, with all its repeats; null when the answer is not stored here any more. */
export async function findKnownClaim(db: Db, claimId: string): Promise<KnownClaim | null> {
  const ever = await db.selectFrom('claimRepeats').select('claimId').where('claimId', '=', claimId).executeTakeFirst();
  if (ever === undefined && findClarificationOfClaim(claimId) === null) return null;
  const counts = await countRepeats(db).where('claimRepeats.claimId', '=', claimId).execute();
  return (await withAnswers(db, counts, [claimId]))[0] ?? null;
}

interface RepeatCounts {
  readonly claimId: string;
  readonly lastRepeatAt: Instant;
  readonly all: number | string;
  readonly matches: number | string;
}

function countRepeats(db: Db) {
  return openRepeats(db)
    .select('claimRepeats.claimId')
    .select((eb) => {
      const isMatch = eb.or([eb('claimRepeats.kind', '=', 'match'), eb('claimDecisions.verdict', 'is not', null)]);
      return [
        eb.fn.max('claimRepeats.publishedAt').as('lastRepeatAt'),
        eb.fn.countAll<number | string>().as('all'),
        eb.fn.sum<number | string>(eb.case().when(isMatch).then(1).else(0).end()).as('matches'),
      ];
    })
    .groupBy('claimRepeats.claimId')
    .orderBy('lastRepeatAt', 'desc')
    .orderBy('claimRepeats.claimId');
}

async function withAnswers(
  db: Db,
  rows: readonly RepeatCounts[],
  unrepeated: readonly string[],
): Promise<readonly KnownClaim[]> {
  const counts = new Map(rows.map((row) => [row.claimId, row]));
  const claimIds = [...new Set([...counts.keys(), ...unrepeated])];
  const answers = await loadAnswers(db, claimIds);
  return claimIds.flatMap((claimId) => {
    const answer = answers.get(claimId);
    if (answer === undefined) return [];
    const count = counts.get(claimId);
    const matches = Number(count?.matches ?? 0);
    const suggestions = Number(count?.all ?? 0) - matches;
    return [{ ...answer, matches, suggestions, lastRepeatAt: count?.lastRepeatAt ?? null }];
  });
}

/** A mention that repeats a claim, without who wrote it. */
export interface RepeatView {
  readonly claimId: string;
  readonly mentionId: number;
  readonly title: string | null;
  readonly text: string;
  readonly platform: string;
  readonly sourceTitle: string;
  readonly publishedAt: Instant;
  readonly similarity: number;
  readonly kind: 'match' | 'suggest';
  readonly verdict: ClaimVerdict | null;
}

/**
 * Repeats of a claim, or of any, newest first; rejected ones only if asked for. Pages (`cursor`) are whole for one claim.
 * @param undecided only suggestions that nobody has looked at
 * @throws RequestError 400 for a cursor that is not ours
 */
export async function listRepeats(
  db: Db,
  query: {
    readonly claimId?: string;
    readonly undecided?: boolean;
    readonly rejected?: boolean;
    readonly limit: number;
    readonly cursor?: string;
  },
): Promise<Page<RepeatView>> {
  const { claimId, cursor, limit } = query;
  const from =
    query.rejected === true
      ? db
          .selectFrom('claimRepeats')
          .innerJoin('mentions', 'mentions.id', 'claimRepeats.mentionId')
          .leftJoin('claimDecisions', (join) =>
            join
              .onRef('claimDecisions.mentionId', '=', 'claimRepeats.mentionId')
              .onRef('claimDecisions.claimId', '=', 'claimRepeats.claimId'),
          )
          .where('mentions.setAside', 'is', null)
      : openRepeats(db);
  let select = from
    .innerJoin('sources', 'sources.id', 'mentions.sourceId')
    .select(['claimRepeats.claimId', 'claimRepeats.mentionId', 'claimRepeats.similarity', 'claimRepeats.kind'])
    .select(['claimRepeats.publishedAt', 'claimDecisions.verdict'])
    .select(['mentions.title', 'mentions.text', 'mentions.platform', 'sources.title as sourceTitle'])
    .orderBy('claimRepeats.publishedAt', 'desc')
    .orderBy('claimRepeats.mentionId', 'desc')
    .orderBy('claimRepeats.claimId')
    .limit(limit + 1);
  if (claimId !== undefined) select = select.where('claimRepeats.claimId', '=', claimId);
  if (query.undecided === true) {
    select = select.where('claimRepeats.kind', '=', 'suggest').where('claimDecisions.verdict', 'is', null);
  }
  if (cursor !== undefined) {
    const after = parseCursor(cursor);
    select = select.where((eb) =>
      eb(eb.refTuple('claimRepeats.publishedAt', 'claimRepeats.mentionId'), '<', eb.tuple(after.at, after.id)),
    );
  }
  return toPage(
    await select.execute(),
    limit,
    ({ publishedAt, mentionId }) => ({ at: publishedAt, id: mentionId }),
    (row) => ({ ...row, kind: row.kind as RepeatView['kind'], verdict: row.verdict as RepeatView['verdict'] }),
  );
}
