import {
  claimIdOfClarification,
  claimIdOfMention,
  findClarificationOfClaim,
  findMentionOfClaim,
} from '../core/claim.ts';
import type { Instant } from '../core/mention.ts';
import { isIn } from './dialect.ts';
import type { Db } from './schema.ts';

/** The answer to a known claim: a stored fact check, or a clarification of the office. */
export interface ClaimAnswer {
  readonly claimId: string;
  readonly title: string | null;
  /** Where the answer stands. */
  readonly url: string | null;
  /** Who gave it: the checker's name, or the agency. */
  readonly by: string | null;
  /** What was found, as printed; null where the answer does not say. */
  readonly rating: string | null;
  readonly publishedAt: Instant;
  readonly kind: 'fact-check' | 'clarification';
}

/** The answers to these claims as far as they are stored here. */
export async function loadAnswers(db: Db, claimIds: readonly string[]): Promise<ReadonlyMap<string, ClaimAnswer>> {
  const mentionIds = claimIds.flatMap((claimId) => {
    const id = findMentionOfClaim(claimId);
    return id === null || id.length > 15 ? [] : Number(id);
  });
  const clarificationIds = claimIds.flatMap((claimId) => findClarificationOfClaim(claimId) ?? []);
  const answers = [...(await loadFactChecks(db, mentionIds)), ...(await loadClarified(db, clarificationIds))];
  return new Map(answers.map((answer) => [answer.claimId, answer]));
}

async function loadFactChecks(db: Db, ids: readonly number[]): Promise<readonly ClaimAnswer[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('mentions')
    .innerJoin('sources', 'sources.id', 'mentions.sourceId')
    .leftJoin('claimReviews', 'claimReviews.mentionId', 'mentions.id')
    .select(['mentions.id', 'mentions.title', 'mentions.url', 'mentions.publishedAt', 'mentions.publisher'])
    .select(['sources.title as sourceTitle', 'claimReviews.rating'])
    .where('mentions.setAside', 'is', null)
    .where(isIn(db, 'mentions.id', [...new Set(ids)]))
    .execute();
  return rows.map(({ id, title, url, publishedAt, publisher, sourceTitle, rating }) => ({
    ...{ claimId: claimIdOfMention(id), title, url, by: publisher ?? sourceTitle, rating, publishedAt },
    kind: 'fact-check',
  }));
}

async function loadClarified(db: Db, ids: readonly number[]): Promise<readonly ClaimAnswer[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('clarifications')
    .select(['id', 'title', 'url', 'agency', 'publishedAt'])
    .where(isIn(db, 'clarifications.id', [...new Set(ids)]))
    .execute();
  return rows.map(({ id, title, url, agency, publishedAt }) => ({
    ...{ claimId: claimIdOfClarification(id), title, url, by: agency, rating: null, publishedAt },
    kind: 'clarification',
  }));
}
