import type { ClaimKeeper } from '../core/claim.ts';
import type { Mention } from '../core/mention.ts';
import { directionsOf } from '../issues/candidate-direction.ts';
import { createPackMatcher, type PackMatcher } from '../issues/keyword-packs.ts';
import { type ClaimRepeat, forgetClaim, replaceRepeats } from '../store/claim-repeats.ts';
import { listClarifiedClaims } from '../store/claims.ts';
import { inWriteTransaction } from '../store/dialect.ts';
import { type DatedHit, replaceHits } from '../store/keyword-hits.ts';
import { listPacks, packsState } from '../store/keyword-packs.ts';
import type { MentionView } from '../store/mention-rows.ts';
import type { Db } from '../store/schema.ts';
import { listWatched, unwatch, type WatchedMention, watchClaimsSince } from '../store/watch-queue.ts';

export interface HitDeps {
  readonly db: Db;
  readonly now: () => Date;
  /** Of the regency: packs are dated in it. */
  readonly zone: string;
  /** Code of the regency: only what is about it is held against packs and claims. */
  readonly region: string;
  /** Told of the office's clarifications, so that scoring knows them too. */
  readonly claims: ClaimKeeper;
  /** Known claims that a text repeats or seems to, most similar first. Made by `scoring/`. */
  readonly repeatsOf: (mention: Pick<Mention, 'title' | 'text'>, limit: number) => readonly RepeatFound[];
  readonly signal: AbortSignal;
}

export type RepeatFound = Pick<ClaimRepeat, 'claimId' | 'similarity' | 'kind'> & { readonly url: string | null };

export interface HitSummary {
  /** Mentions looked at. */
  readonly watched: number;
  readonly hits: number;
  readonly repeats: number;
}

export interface HitFinder {
  /**
   * Holds keyword packs and known claims against every mention with a new verdict, and again when they change. Batches are transactions:
   * what is not saved stays on the list. Runs after scoring and before the rules. Calls must not overlap.
   * @param maxBatches of 200 mentions; all if absent
   */
  findHits(maxBatches?: number): Promise<HitSummary>;
}

const batchSize = 200;
/** Suggestions and matches kept per mention. */
const mostRepeats = 3;
/** How far back a mention is compared with claims once more: comparing takes milliseconds a text, packs microseconds. */
const claimMs = 30 * 86_400_000;
/** How far back what looks like a hoax is held against a new claim. */
const suspectMs = 14 * 86_400_000;

/** Remembers the compiled packs and the clarifications between calls. */
export function createHitFinder(deps: HitDeps): HitFinder {
  const { db } = deps;
  let packs: { readonly state: string; readonly matcher: PackMatcher } | null = null;
  let clarified: ReadonlyMap<string, string> | null = null;

  async function loadMatcher(): Promise<PackMatcher> {
    const state = await packsState(db);
    if (packs?.state !== state) {
      const stored = await listPacks(db);
      packs = {
        state,
        matcher: createPackMatcher(
          stored.map(({ pack }) => pack),
          deps.zone,
        ),
      };
    }
    return packs.matcher;
  }

  /** Clarifications come and go, also while nothing runs: at the first call all of them count as new. */
  async function followClarifications(): Promise<void> {
    const listed = await listClarifiedClaims(db);
    const now = new Map(listed.map(({ claim }) => [claim.claimId, JSON.stringify(claim)]));
    const known = clarified ?? new Map<string, string>();
    const fresh = listed.filter(({ claim }) => known.get(claim.claimId) !== now.get(claim.claimId));
    for (const { claim } of fresh) deps.claims.add(claim);
    for (const claimId of known.keys()) {
      if (now.has(claimId)) continue;
      deps.claims.remove(claimId);
      await forgetClaim(db, claimId);
    }
    if (fresh.length > 0) {
      const issueIds = fresh.flatMap(({ issueId }) => issueId ?? []);
      await inWriteTransaction(db, (trx) => watchClaimsSince(trx, before(suspectMs), issueIds));
    }
    clarified = now;
  }

  function before(ms: number): string {
    return new Date(deps.now().getTime() - ms).toISOString();
  }

  async function lookAt(batch: readonly WatchedMention[], matcher: PackMatcher): Promise<HitSummary> {
    const at = deps.now().toISOString();
    const relevant = batch.filter(({ mention }) => isRelevant(mention, deps.region));
    const hits = relevant.flatMap(({ mention }) => hitsOf(mention, matcher, at));
    const repeats = relevant.flatMap(({ mention, claims }) => (claims ? repeatsOf(mention, before(claimMs)) : []));
    // A fact check often comes days after what it checks.
    const isNewCheck = batch.some(({ mention, claims }) => claims && mention.score?.hoax.class === 'fact-check');
    const done = await inWriteTransaction(db, async (trx) => {
      const done = await unwatch(
        trx,
        batch.map(({ mention }) => mention),
      );
      const isDone = ({ mentionId }: { readonly mentionId: number }) => done.has(mentionId);
      await replaceHits(trx, [...done], hits.filter(isDone));
      const compared = batch.filter(({ mention, claims }) => claims && done.has(mention.id));
      await replaceRepeats(
        trx,
        compared.map(({ mention }) => mention.id),
        repeats.filter(isDone),
      );
      if (isNewCheck) await watchClaimsSince(trx, before(suspectMs), []);
      return done;
    });
    return { watched: done.size, hits: hits.length, repeats: repeats.length };
  }

  /** What scoring found stands; suggestions, and claims learnt since, are looked up for what is recent. */
  function repeatsOf(mention: MentionView, since: string): readonly ClaimRepeat[] {
    const { id, title, text, score, publishedAt, url } = mention;
    if (score === null || score.hoax.class === 'fact-check') return [];
    const scored = score.hoax.matches.map((match) => ({ ...match, kind: 'match' as const }));
    const compared = publishedAt >= since ? deps.repeatsOf({ title, text }, mostRepeats + 1) : [];
    const found = new Map<string, ClaimRepeat>();
    for (const { claimId, similarity, kind, url: answer } of [...scored, ...compared]) {
      // The answer itself is no repeat of what it answers.
      if (found.has(claimId) || (answer !== null && answer === url)) continue;
      found.set(claimId, { claimId, mentionId: id, similarity, kind, publishedAt });
    }
    return [...found.values()].slice(0, mostRepeats);
  }

  return {
    async findHits(maxBatches = Number.POSITIVE_INFINITY) {
      const total = { watched: 0, hits: 0, repeats: 0 };
      await followClarifications();
      for (let batch = 0; batch < maxBatches && !deps.signal.aborted; batch += 1) {
        const waiting = await listWatched(db, batchSize);
        if (waiting.length === 0) break;
        const summary = await lookAt(waiting, await loadMatcher());
        // All of them changed meanwhile: the next call takes them as they are then.
        if (summary.watched === 0) break;
        total.watched += summary.watched;
        total.hits += summary.hits;
        total.repeats += summary.repeats;
        await new Promise((resolve) => setImmediate(resolve));
      }
      return total;
    },
  };
}

function isRelevant({ setAside, score }: MentionView, region: string): boolean {
  return setAside === null && score !== null && score.relevance.about === region;
}

function hitsOf(mention: MentionView, matcher: PackMatcher, at: string): readonly DatedHit[] {
  const { id, score, publishedAt } = mention;
  if (score === null) return [];
  return matcher.find(mention).flatMap(({ pack, keywords, names }) => {
    const candidates = directionsOf(pack.candidates, names, score);
    return keywords.map(({ keyword, field, start, end }) => ({
      ...{ packId: pack.id, keyword: keyword.text, theme: keyword.theme, mentionId: id },
      ...{ field, start, end, candidates, at, publishedAt },
    }));
  });
}
