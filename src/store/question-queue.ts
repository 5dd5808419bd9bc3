import type { Instant } from '../core/mention.ts';
import type { AskKind } from '../core/question.ts';
import { isOfficeVoice, reachKindOf } from '../core/reach.ts';
import type { Target } from '../core/score.ts';
import { chunksOf, inWriteTransaction, isIn } from './dialect.ts';
import { loadRegionCode } from './meta.ts';
import type { Db } from './schema.ts';

/** Asks for these mentions to be looked at: do they ask the government something? */
export async function queueQuestions(trx: Db, mentionIds: readonly number[]): Promise<void> {
  for (const chunk of chunksOf(mentionIds, 1)) {
    await trx
      .insertInto('questionQueue')
      .values(chunk.map((mentionId) => ({ mentionId })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** What tells whether a mention asks the government something, and whom. */
export interface AskCandidate {
  readonly mentionId: number;
  readonly title: string | null;
  readonly text: string;
  readonly target: Target;
  /** As scored: named, or the one that the topic belongs to. */
  readonly agency: string | null;
  /** Sent to the government itself, through a complaint channel. */
  readonly isComplaint: boolean;
  /** The office's post that it stands under, with the agency that the office belongs to; null for one elsewhere. */
  readonly under: { readonly agency: string | null } | null;
}

/** Null for a mention that asks nothing, or not the government. */
export type AskJudge = (candidate: AskCandidate) => { readonly kind: AskKind; readonly agency: string | null } | null;

/**
 * Looks at queued mentions, oldest first, and keeps the list of questions as the judge says, in one transaction: a verdict that changes
 * meanwhile queues its mention again. A question that was answered stays on the list whatever its new verdict.
 * @returns how many were looked at
 */
export function judgeQueued(db: Db, limit: number, judge: AskJudge): Promise<number> {
  return inWriteTransaction(db, async (trx) => {
    const queued = await trx
      .selectFrom('questionQueue')
      .select('mentionId')
      .orderBy('mentionId')
      .limit(limit)
      .execute();
    const ids = queued.map(({ mentionId }) => mentionId);
    if (ids.length === 0) return 0;
    const candidates = await loadCandidates(trx, ids);
    const asked = candidates.flatMap(({ askedAt, ...candidate }) => {
      const verdict = judge(candidate);
      return verdict === null ? [] : [{ mentionId: candidate.mentionId, askedAt, ...verdict }];
    });
    const askedIds = new Set(asked.map(({ mentionId }) => mentionId));
    await trx
      .deleteFrom('questions')
      .where('answeredAt', 'is', null)
      .where(
        isIn(
          trx,
          'questions.mentionId',
          ids.filter((id) => !askedIds.has(id)),
        ),
      )
      .execute();
    for (const chunk of chunksOf(asked, 4)) {
      await trx
        .insertInto('questions')
        .values(chunk)
        .onConflict((conflict) =>
          conflict
            .column('mentionId')
            .doUpdateSet((eb) => ({ kind: eb.ref('excluded.kind'), agency: eb.ref('excluded.agency') })),
        )
        .execute();
    }
    await trx
      .deleteFrom('questionQueue')
      .where(isIn(trx, 'questionQueue.mentionId', ids))
      .execute();
    return ids.length;
  });
}

/** Those about the regency that citizens wrote. */
async function loadCandidates(
  trx: Db,
  ids: readonly number[],
): Promise<readonly (AskCandidate & { readonly askedAt: Instant })[]> {
  const rows = await spoken(trx)
    .innerJoin('scores', 'scores.mentionId', 'mentions.id')
    .select(['mentions.title', 'mentions.text', 'mentions.publishedAt as askedAt', 'scores.target', 'scores.agency'])
    .where('scores.about', '=', await loadRegionCode(trx))
    .where('mentions.setAside', 'is', null)
    .where(isIn(trx, 'mentions.id', ids))
    .orderBy('mentions.id')
    .execute();
  const citizens = rows.filter((row) => {
    const reach = reachKindOf({ ...row, isOffice: isOfficeVoice(row) });
    return reach === 'account' || reach === 'comment';
  });
  const under = await loadOffices(trx, citizens);
  return citizens.map((row) => ({
    mentionId: row.id,
    title: row.title,
    text: row.text,
    askedAt: row.askedAt,
    target: row.target as Target,
    agency: row.agency,
    isComplaint: row.sourceClass === 'complaint',
    under: under.get(row.id) ?? null,
  }));
}

function spoken(trx: Db) {
  return trx
    .selectFrom('mentions')
    .innerJoin('sources', 'sources.id', 'mentions.sourceId')
    .select(['mentions.id', 'mentions.parentId', 'mentions.kind', 'mentions.platform', 'mentions.authorHandle'])
    .select(['mentions.sourceId', 'mentions.voiceClass'])
    .select((eb) => eb.fn.coalesce('mentions.voiceClass', 'sources.class').as('sourceClass'));
}

interface Spoken {
  readonly id: number;
  readonly parentId: number | null;
  readonly kind: string;
  readonly platform: string;
  readonly authorHandle: string | null;
  readonly sourceId: string;
}

/** Answers to answers that are followed up to their post: platforms nest two or three deep. */
const maxDepth = 4;

/** For each mention under an office's post: whose it is. */
async function loadOffices(
  trx: Db,
  mentions: readonly Spoken[],
): Promise<ReadonlyMap<number, { readonly agency: string | null }>> {
  const parents = new Map<number, Awaited<ReturnType<typeof loadSpoken>>[number]>();
  let wanted = parentIdsOf(mentions);
  for (let depth = 0; depth < maxDepth && wanted.length > 0; depth++) {
    const found = await loadSpoken(trx, wanted);
    for (const parent of found) parents.set(parent.id, parent);
    wanted = parentIdsOf(found).filter((id) => !parents.has(id));
  }
  const accounts = await trx
    .selectFrom('accounts')
    .select(['platform', 'handle', 'sourceId', 'agency'])
    .where('class', 'in', ['government', 'village'])
    .execute();
  const offices = new Map<number, { readonly agency: string | null }>();
  for (const mention of mentions) {
    let post = parents.get(mention.parentId ?? 0);
    for (let depth = 0; depth < maxDepth && post?.kind === 'comment'; depth++) post = parents.get(post.parentId ?? 0);
    if (post === undefined || !isOfficeVoice(post)) continue;
    const { platform, authorHandle, sourceId } = post;
    const account =
      accounts.find((known) => known.platform === platform && known.handle === authorHandle) ??
      accounts.find((known) => known.sourceId === sourceId);
    offices.set(mention.id, { agency: account?.agency ?? null });
  }
  return offices;
}

function loadSpoken(trx: Db, ids: readonly number[]) {
  return spoken(trx)
    .where(isIn(trx, 'mentions.id', ids))
    .execute();
}

function parentIdsOf(mentions: readonly Spoken[]): number[] {
  return [...new Set(mentions.flatMap(({ parentId }) => parentId ?? []))];
}
