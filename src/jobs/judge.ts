import { type ClaimKeeper, type ClaimReview, claimIdOfMention, claimOfMention } from '../core/claim.ts';
import { withCorrection } from '../core/correction.ts';
import type { Mention, MentionKind } from '../core/mention.ts';
import type { ScoredDoc } from '../core/score.ts';
import type { SourceRow } from '../core/source.ts';
import { loadCorrections } from '../store/corrections-rows.ts';
import { loadReviews } from '../store/fact-checks.ts';
import { loadMentionViews } from '../store/mention-rows.ts';
import { loadRegionCode } from '../store/meta.ts';
import type { Db } from '../store/schema.ts';
import type { ScoredRow } from '../store/scores.ts';
import type { ReadDeps, ReadVerdicts } from './read-mentions.ts';

/** What judging mentions takes. */
export interface JudgeDeps extends ReadDeps {
  readonly db: Db;
  readonly now: () => Date;
  /** Completes a verdict by what is known besides the text: who publishes, what a comment answers, what was checked. Made by `scoring/`. */
  readonly inContext: (scored: ScoredDoc, context: ScoreContext) => ScoredDoc;
  /** Told of every fact check that is stored, so that later texts can be compared with what it answers. */
  readonly claims?: ClaimKeeper;
  readonly signal: AbortSignal;
}

export interface ScoreContext {
  readonly source: SourceRow | null;
  /** Completed verdict of the mention that this one answers; null when it answers none, or none that is scored. */
  readonly parent: ScoredDoc | null;
  readonly kind: MentionKind;
  /** What the mention checked, when its publisher says so in data. */
  readonly review: ClaimReview | null;
}

/** Verdicts on mentions, with what is told to the keeper of claims. */
export interface Judged {
  readonly rows: readonly ScoredRow[];
  readonly reviews: ReadonlyMap<number, ClaimReview>;
  readonly failed: number;
}

/** Verdicts on mentions in their context, ready to be stored. @param read what the scorer says of the texts */
export async function judgeMentions(
  deps: JudgeDeps,
  mentions: readonly Mention[],
  sources: ReadonlyMap<string, SourceRow>,
  { scored, failed, stamp }: ReadVerdicts,
): Promise<Judged> {
  const ids = mentions.map(({ id }) => id);
  const reviews = await loadReviews(deps.db, ids);
  const completed = await complete(deps, mentions, scored, sources, reviews);
  const rows = completed.map((row) => ({ ...row, stamp }));
  return { rows, reviews, failed };
}

/** A fact check becomes a claim; a mention that is none, or none any more, does not stay one. */
export function learnClaims({ claims }: JudgeDeps, mentions: readonly Mention[], { rows, reviews }: Judged): void {
  if (claims === undefined) return;
  const checks = new Set(
    rows.flatMap(({ mentionId, scored }) => (scored.hoax.class === 'fact-check' ? mentionId : [])),
  );
  for (const mention of mentions) {
    const { id } = mention;
    if (checks.has(id)) claims.add(claimOfMention(mention, reviews.get(id)?.claimed ?? null));
    else claims.remove(claimIdOfMention(id));
  }
}

/** Adds source and parent to the verdicts, parents before their answers, whichever of them are in the batch. */
async function complete(
  deps: JudgeDeps,
  mentions: readonly Mention[],
  scored: readonly ScoredDoc[],
  sources: ReadonlyMap<string, SourceRow>,
  reviews: ReadonlyMap<number, ClaimReview>,
): Promise<readonly Omit<ScoredRow, 'stamp'>[]> {
  const verdicts = new Map(mentions.map((mention, index) => [mention.id, { mention, verdict: scored[index] }]));
  const elsewhere = mentions.flatMap(({ parentId }) => (parentId === null || verdicts.has(parentId) ? [] : [parentId]));
  const done = new Map<number, ScoredDoc | null>(
    (await loadMentionViews(deps.db, [...new Set(elsewhere)])).map((view) => [view.id, view.score]),
  );
  const corrections = await loadCorrections(deps.db, [...verdicts.keys()]);
  const region = corrections.size === 0 ? '' : await loadRegionCode(deps.db);
  /** A comment is about what people know of the post that it answers, not about what was thought of it at first. */
  const asShown = (mention: Mention, verdict: ScoredDoc): ScoredDoc => {
    const correction = corrections.get(mention.id);
    return correction?.contentHash === mention.contentHash ? withCorrection(verdict, correction, region) : verdict;
  };
  const said = new Map<number, ScoredDoc>();
  const finish = (id: number): ScoredDoc | null => {
    const known = done.get(id);
    if (known !== undefined) return known;
    const entry = verdicts.get(id);
    if (entry?.verdict === undefined) return null;
    // Stands in while the chain of parents is followed, should it be a ring.
    done.set(id, null);
    const { mention, verdict } = entry;
    const parent = mention.parentId === null ? null : finish(mention.parentId);
    const { sourceId, kind } = mention;
    const context = { source: sources.get(sourceId) ?? null, parent, kind, review: reviews.get(id) ?? null };
    const completed = deps.inContext(verdict, context);
    said.set(id, completed);
    const shown = asShown(mention, completed);
    done.set(id, shown);
    return shown;
  };
  for (const { id } of mentions) finish(id);
  return mentions.flatMap(({ id, contentHash }) => {
    const completed = said.get(id);
    return completed === undefined ? [] : [{ mentionId: id, contentHash, scored: completed }];
  });
}
