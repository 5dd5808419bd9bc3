import { type ClaimKeeper, type ClaimReview, claimIdOfMention, claimOfMention } from '../core/claim.ts';
import { withCorrection } from '../core/correction.ts';
import type { Logger } from '../core/log.ts';
import type { Mention, MentionKind } from '../core/mention.ts';
import type { Doc, ScoredDoc, Scorer } from '../core/score.ts';
import type { SourceRow } from '../core/source.ts';
import { loadCorrections } from '../store/corrections-rows.ts';
import { loadReviews } from '../store/fact-checks.ts';
import { loadMentionViews } from '../store/mention-rows.ts';
import { loadRegionCode } from '../store/meta.ts';
import type { Db } from '../store/schema.ts';
import type { ScoredRow } from '../store/scores.ts';

/** What judging mentions takes. */
export interface JudgeDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly log: Logger;
  readonly scorer: Scorer;
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

/** Texts scored before others have their turn: near known claims one takes some milliseconds. */
const textsPerTurn = 10;

/** What the scorer says of texts, before it is known who wrote them and what they answer. */
export interface ReadVerdicts {
  /** One for each mention. */
  readonly scored: readonly ScoredDoc[];
  readonly failed: number;
  /** Of the scorer that said it. */
  readonly stamp: string;
}

/** Scores texts on this thread, few at a time. */
export async function readMentions(deps: JudgeDeps, mentions: readonly Mention[]): Promise<ReadVerdicts> {
  // The office may change its words meanwhile.
  const { stamp } = deps.scorer;
  const scored: ScoredDoc[] = [];
  let failed = 0;
  for (let start = 0; start < mentions.length; start += textsPerTurn) {
    const some = scoreAll(deps, mentions.slice(start, start + textsPerTurn).map(toDoc));
    scored.push(...some.scored);
    failed += some.failed;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { scored, failed, stamp };
}

/** Verdicts on mentions in their context, ready to be stored. @param read what the scorer says of the texts; asked for if absent */
export async function judgeMentions(
  deps: JudgeDeps,
  mentions: readonly Mention[],
  sources: ReadonlyMap<string, SourceRow>,
  read?: ReadVerdicts,
): Promise<Judged> {
  const { scored, failed, stamp } = read ?? (await readMentions(deps, mentions));
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

export function toDoc({ id, title, text, publishedAt, platform }: Mention): Doc {
  return { id: String(id), title, text, publishedAt, platform };
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

/** A batch on which the scorer throws is scored one by one: one text must not keep all others unscored. */
function scoreAll(deps: JudgeDeps, docs: readonly Doc[]): { scored: readonly ScoredDoc[]; failed: number } {
  try {
    return { scored: deps.scorer.score(docs), failed: 0 };
  } catch (error) {
    deps.log.error({ err: error }, 'scorer failed on a batch');
  }
  let failed = 0;
  const scored = docs.map((doc) => {
    try {
      const [verdict] = deps.scorer.score([doc]);
      if (verdict !== undefined) return verdict;
    } catch (error) {
      deps.log.error({ err: error, mention: doc.id }, 'scorer failed on a text');
    }
    failed += 1;
    return unscored(doc);
  });
  return { scored, failed };
}

/** Never "neutral" on failure. */
function unscored(doc: Doc): ScoredDoc {
  return {
    id: doc.id,
    language: 'und',
    relevance: { about: null, level: 'elsewhere', confidence: 0, why: [] },
    sentiment: { label: 'unscored', value: 0, confidence: 0, evidence: [] },
    target: 'none',
    attention: 'none',
    reasons: ['scorer-failed'],
    hoax: { class: 'none', value: 0, evidence: [], matches: [] },
    topic: 'lainnya',
    agency: null,
    places: [],
    versions: { sentiment: 0, lexicon: '' },
  };
}
