import type { Claim, ClaimKeeper } from '../core/claim.ts';
import type { HitDeps } from '../jobs/keyword-hits.ts';
import type { ClaimIndex, ClaimMatch } from '../scoring/claims/claim-index.ts';
import type { ClaimReader } from '../scoring/claims/claim-reader.ts';
import { createLateClaimIndex } from '../scoring/claims/late-claim-index.ts';
import { listClarifiedClaims } from '../store/claims.ts';
import { dialectOf } from '../store/dialect.ts';
import { findLastMentionId, listFactChecks } from '../store/fact-checks.ts';
import type { Db } from '../store/schema.ts';

const pageSize = 500;

/** The claims that the stored fact checks and the office's clarifications answer. @param reader asked for when a text is first compared */
export async function loadStoredClaims(db: Db, reader: () => ClaimReader): Promise<ClaimIndex> {
  const claims = createLateClaimIndex(reader);
  for await (const claim of listStoredClaims(db)) claims.add(claim);
  return claims;
}

/** The office's clarifications, then what stored fact checks answer, oldest first. */
export async function* listStoredClaims(db: Db): AsyncGenerator<Claim> {
  for (const { claim } of await listClarifiedClaims(db)) yield claim;
  for (let after = 0; ; ) {
    const page = await listFactChecks(db, after, pageSize);
    for (const { claim } of page) yield claim;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    after = last.mentionId;
  }
}

/** All of `listStoredClaims`. */
export async function listClaims(db: Db): Promise<readonly Claim[]> {
  const found: Claim[] = [];
  for await (const claim of listStoredClaims(db)) found.push(claim);
  return found;
}

const followEveryMs = 15_000;
/** Mentions are not scored in the order of their ids: so many are looked at again. */
const outOfOrder = 2_000;

/** Adds what others have stored since the claims were loaded; at most every 15 seconds, whoever asks. */
export function createClaimFollower({ db, now, claims }: { db: Db; now: () => Date; claims: ClaimKeeper }) {
  let seenId: number | null = null;
  let lookedMs = now().getTime();
  return async (): Promise<void> => {
    const at = now().getTime();
    if (dialectOf(db) === 'sqlite' || Math.abs(at - lookedMs) < followEveryMs) return;
    lookedMs = at;
    seenId ??= await findLastMentionId(db);
    for (let after = Math.max(0, seenId - outOfOrder); ; ) {
      const page = await listFactChecks(db, after, pageSize);
      for (const { claim } of page) claims.add(claim);
      after = page.at(-1)?.mentionId ?? after;
      seenId = Math.max(seenId, after);
      if (page.length < pageSize) return;
    }
  };
}

/** How a stored mention is compared once more: its title by itself and the whole, as scoring does; most similar first. */
export function createRepeatFinder(claims: Pick<ClaimIndex, 'find'>): HitDeps['repeatsOf'] {
  return ({ title, text }, limit) => {
    const whole = claims.find(title === null ? text : `${title}\n${text}`, limit);
    const head = title === null ? [] : claims.find(title, limit);
    const best = new Map<string, ClaimMatch>();
    for (const match of [...whole, ...head]) {
      if (match.similarity > (best.get(match.claimId)?.similarity ?? 0)) best.set(match.claimId, match);
    }
    return [...best.values()]
      .sort((a, b) => b.similarity - a.similarity || (a.claimId < b.claimId ? -1 : 1))
      .slice(0, limit);
  };
}
