import { sql } from 'kysely';
import { inWriteTransaction } from './dialect.ts';
import { findMeta, setMeta } from './meta.ts';
import type { Db } from './schema.ts';

/**
 * Every score bears the stamp of the scorer that made its verdict, and keeps it: a score is rewritten only when its verdict changes. That a
 * later scorer says the same of a score is written down once for all scores of a stamp (`sameAs`), not a million times. So the stamp, the
 * time and `versions.lexicon` of a score always say who made the verdict and when; `isPresent` and `listStaleStamps` say whether the
 * present scorer stands by it.
 */

/** What a stamp stands for. */
export interface StampBasis {
  readonly stamp: string;
  /** As `ScoredDoc.versions.lexicon`: of the lists, and of the office's words (`+k3`). */
  readonly lexicon: string;
  /** Fingerprint of all else that verdicts depend on: rules, model, region. */
  readonly rest: string;
  /** Fingerprint of the known claims that all its scores have been compared with, or more; null when that is not known. */
  readonly claims: string | null;
  /** By source id, what verdicts take from it. */
  readonly sources: Readonly<Record<string, string>>;
}

/** Word lists as they were: content by file name, packed by whoever keeps them. */
export interface KeptLists {
  readonly version: string;
  readonly files: string;
}

/**
 * Writes down what the present stamp stands for, and its word lists, before scores are made with it. What is known of it already stays: the
 * older claims and sources are those that all its scores have seen.
 */
export async function openStamp(
  db: Db,
  { stamp, lexicon }: Pick<StampBasis, 'stamp' | 'lexicon'>,
  {
    restOf,
    listsOf: keptOf,
    now,
  }: {
    readonly restOf: () => Promise<Omit<StampBasis, 'stamp' | 'lexicon'>>;
    readonly listsOf: () => KeptLists;
    readonly now: Date;
  },
): Promise<void> {
  const known = await db.selectFrom('scoreStamps').select('sameAs').where('stamp', '=', stamp).executeTakeFirst();
  const kept = await findKeptLists(db, listsVersionOf(lexicon));
  if (known !== undefined && known.sameAs === null && kept !== null) return;
  const { rest, claims, sources } = await restOf();
  await inWriteTransaction(db, async (trx) => {
    const borne = await trx.selectFrom('scores').select('stamp').where('stamp', '=', stamp).limit(1).executeTakeFirst();
    await trx
      .insertInto('scoreStamps')
      .values({
        ...{ stamp, lexicon, rest, sources: JSON.stringify(sources) },
        ...{ claims: borne === undefined ? claims : null, sameAs: null, at: now.toISOString() },
      })
      .onConflict((conflict) => conflict.column('stamp').doUpdateSet({ lexicon, rest, sameAs: null }))
      .execute();
    if (kept !== null) return;
    await trx
      .insertInto('lexiconFiles')
      .values(keptOf())
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

/** Version of the word lists in that of lists and office words. */
export function listsVersionOf(lexicon: string): string {
  return lexicon.split('+')[0] as string;
}

/** Packed lists of a version; null when they were never kept. */
export async function findKeptLists(db: Db, version: string): Promise<string | null> {
  const row = await db.selectFrom('lexiconFiles').select('files').where('version', '=', version).executeTakeFirst();
  return row?.files ?? null;
}

/** What the scores of a stamp are known to be judged by: the newest stamp that says the same of them. Null when nothing is known. */
export async function findBasis(db: Db, stamp: string): Promise<StampBasis | null> {
  const rows = await db.selectFrom('scoreStamps').selectAll().execute();
  const byStamp = new Map(rows.map((row) => [row.stamp, row]));
  const row = byStamp.get(lastOf(stamp, byStamp));
  if (row === undefined) return null;
  const { sameAs: _, at: __, sources, ...basis } = row;
  return { ...basis, sources: JSON.parse(sources) as Record<string, string> };
}

function lastOf(stamp: string, byStamp: ReadonlyMap<string, { readonly sameAs: string | null }>): string {
  const met = new Set<string>();
  let last = stamp;
  for (let next = byStamp.get(last)?.sameAs ?? null; next !== null && !met.has(next); ) {
    met.add(next);
    last = next;
    next = byStamp.get(last)?.sameAs ?? null;
  }
  return last;
}

/** Stamps that scores bear and that the present one is not known to agree with. Some look-ups in an index, however many scores there are. */
export async function listStaleStamps(db: Db, present: string): Promise<readonly string[]> {
  const { rows } = await sql<{ stamp: string }>`with recursive borne (stamp) as (
      select min(stamp) from scores
      union all
      select (select min(stamp) from scores where stamp > borne.stamp) from borne where borne.stamp is not null
    ) select stamp from borne where stamp is not null and stamp <> ${present}`.execute(db);
  if (rows.length === 0) return [];
  const known = await db.selectFrom('scoreStamps').select(['stamp', 'sameAs']).execute();
  const byStamp = new Map(known.map((row) => [row.stamp, row]));
  return rows.map(({ stamp }) => stamp).filter((stamp) => lastOf(stamp, byStamp) !== present);
}

/** How far the mentions have been gone through, by id, for scores of earlier stamps. */
export interface RescorePass {
  readonly target: string;
  readonly stale: readonly string[];
  /** Whether all are scored again; else those that the change of words touches. */
  readonly everything: boolean;
  /** A text has become a fact check, or is none any more: what was left out has to be held against the claims once more. */
  readonly claimsMoved: boolean;
  /** The last mention that was looked at. */
  readonly to: number;
}

const passKey = 'rescore-pass';

/** The pass that is under way for a stamp; null when none is, or another stamp has appeared since it began. */
export async function findPass(db: Db, target: string, stale: readonly string[]): Promise<RescorePass | null> {
  const text = await findMeta(db, passKey);
  const pass = text === null ? null : (JSON.parse(text) as RescorePass);
  return pass !== null && pass.target === target && stale.every((each) => pass.stale.includes(each)) ? pass : null;
}

export async function savePass(db: Db, pass: RescorePass): Promise<void> {
  await setMeta(db, passKey, JSON.stringify(pass));
}

/** Writes down that the target says the same of every score that bears an earlier stamp still. */
export function finishPass(db: Db, { target, stale }: Pick<RescorePass, 'target' | 'stale'>, now: Date): Promise<void> {
  return inWriteTransaction(db, async (trx) => {
    for (const stamp of stale) {
      await trx
        .insertInto('scoreStamps')
        .values({
          ...{ stamp, lexicon: '', rest: '', claims: null, sources: '{}' },
          ...{ sameAs: target, at: now.toISOString() },
        })
        .onConflict((conflict) => conflict.column('stamp').doUpdateSet({ sameAs: target }))
        .execute();
    }
    await trx.deleteFrom('meta').where('key', '=', passKey).execute();
  });
}

/** Writes down which claims all scores that the stamp stands by have been compared with. */
export async function noteClaims(db: Db, stamp: string, claims: string): Promise<void> {
  await db.updateTable('scoreStamps').set({ claims }).where('stamp', '=', stamp).execute();
}

/** Whether scores of a stamp are being held against another one, or have been: it makes no more. */
export async function isClosed(db: Db, stamp: string): Promise<boolean> {
  const text = await findMeta(db, passKey);
  if (text !== null && (JSON.parse(text) as RescorePass).stale.includes(stamp)) return true;
  const row = await db.selectFrom('scoreStamps').select('sameAs').where('stamp', '=', stamp).executeTakeFirst();
  return row !== undefined && row.sameAs !== null;
}
