import { createHash } from 'node:crypto';
import type { Claim, ClaimKeeper } from '../../core/claim.ts';
import type { OfficeEntry } from '../../core/office-lexicon.ts';
import type { RescoreWork, Rescoring } from '../../jobs/rescore.ts';
import type { ReadingHelper } from '../../jobs/score.ts';
import type { WordsBefore } from '../../scoring/create-scorer.ts';
import { findLexicon } from '../../store/lexicon-changes.ts';
import {
  findBasis,
  findKeptLists,
  listsVersionOf,
  noteClaims,
  openStamp,
  type StampBasis,
} from '../../store/score-stamps.ts';
import { listSources } from '../../store/sources.ts';
import { hasManyStale } from '../../store/stale-scores.ts';
import { listClaims } from '../claims.ts';
import { readLexiconFiles } from '../files.ts';
import type { Installation } from '../installation.ts';
import { inSlices } from '../lexicon/slices.ts';
import { type BurstOptions, createBurstThread } from './burst-thread.ts';
import { compareClaimsAlike } from './claims-alike.ts';
import { packLists, unpackLists } from './kept-lists.ts';
import { createRescoreThreads, type RescoreThreads } from './rescore-threads.ts';

/** Two: pages are answered and scores stored on the threads that are left. */
const threadCount = 2;
/** Fewer mentions are gone through sooner than threads have started: to score takes ten times as long as to look at a text. */
const fewestForThreads = { toScore: 20_000, toLookAt: 300_000 };

/** Of an installation what it takes. */
export type RescoredInstallation = Pick<
  Installation,
  'db' | 'now' | 'claims' | 'office' | 'log' | 'scorer' | 'region' | 'config' | 'kind'
> & { readonly knowledge: Pick<Installation['knowledge'], 'lexicons'> };

export interface InstallationRescoring extends Rescoring {
  /** To be told of claims instead of the installation's: the threads that score must learn of them too. */
  readonly claims: ClaimKeeper;
  /** Reads texts beside this thread while many wait. */
  readonly helper: ReadingHelper;
  close(): Promise<void>;
}

/**
 * How an installation goes through earlier scores after a change of words. What a stamp stands for is kept in the database with the word
 * lists of its time; where anything but words has changed since (rules, model, region, known claims), or that is not known, all is scored.
 */
export function createRescoring(
  installation: RescoredInstallation,
  options: {
    /** Two unless said otherwise; none where there is little to do. */
    readonly threads?: number;
    /** When a thread reads beside this one; as `createBurstThread` says if absent. */
    readonly burst?: BurstOptions;
    /** The word lists as files; those that ship if absent. */
    readonly readFiles?: () => Readonly<Record<string, string>>;
  } = {},
): InstallationRescoring {
  const { threads = threadCount, readFiles = readLexiconFiles } = options;
  const { db, now, claims, knowledge, office, log } = installation;
  let opened: string | null = null;
  let under: { readonly key: string; readonly work: RescoreWork } | null = null;
  let running: RescoreThreads | null = null;
  const burst = createBurstThread(installation, options.burst);

  const restOf = async (): Promise<Omit<StampBasis, 'stamp' | 'lexicon'>> => ({
    rest: installation.scorer.stamp.replace(installation.scorer.lexiconVersion, ''),
    claims: fingerprintOf(await listClaims(db)),
    sources: Object.fromEntries(
      (await listSources(db)).map(({ id, class: kind, collector }) => [id, `${kind} ${collector}`]),
    ),
  });

  const open = async (): Promise<void> => {
    const { stamp, lexiconVersion: lexicon } = installation.scorer;
    if (opened === stamp) return;
    const listsOf = () => packLists(knowledge.lexicons.version, readFiles());
    await openStamp(db, { stamp, lexicon }, { restOf, listsOf, now: now() });
    opened = stamp;
  };

  const closeThreads = async (): Promise<void> => {
    const ending = running;
    running = null;
    under = null;
    await ending?.close();
  };

  const begin = async (stale: readonly string[]): Promise<RescoreWork> => {
    const key = JSON.stringify([installation.scorer.stamp, stale]);
    if (under?.key === key) return under.work;
    await Promise.all([closeThreads(), burst.close()]);
    const known = await listClaims(db);
    const plan = await planRescoring(installation, stale, await restOf(), known);
    const fewest = plan === null ? fewestForThreads.toScore : fewestForThreads.toLookAt;
    const isWorthIt = await hasManyStale(db, installation.scorer.stamp, fewest);
    if (threads > 0 && isWorthIt) {
      running = await createRescoreThreads(installation, {
        threads,
        office: office.current(),
        claims: known,
        before: plan?.before ?? [],
        isPatient: true,
      }).catch((error: unknown) => {
        log.error({ err: error }, 'threads that score again did not start');
        return null;
      });
    }
    const settle = async (): Promise<void> => {
      const seen = fingerprintOf(known);
      // Others may have come while it lasted, which not every text was compared with.
      if (fingerprintOf(await listClaims(db)) === seen) await noteClaims(db, installation.scorer.stamp, seen);
    };
    const work = workOf(installation, plan, running, { settle, close: closeThreads });
    under = { key, work };
    return work;
  };

  return {
    open,
    begin,
    claims: {
      add: (claim) => {
        claims.add(claim);
        running?.learn({ add: claim });
        burst.learn({ add: claim });
      },
      remove: (claimId) => {
        claims.remove(claimId);
        running?.learn({ remove: claimId });
        burst.learn({ remove: claimId });
      },
    },
    helper: burst,
    close: async () => {
      await Promise.all([closeThreads(), burst.close()]);
    },
  };
}

function workOf(
  { scorer }: RescoredInstallation,
  plan: RescorePlan | null,
  running: RescoreThreads | null,
  endings: Pick<RescoreWork, 'settle' | 'close'>,
): RescoreWork {
  const score = running?.score ?? null;
  const scoreAll: RescoreWork = {
    everything: true,
    touchedOf: async (texts) => texts.map(({ id }) => id),
    score,
    ...endings,
  };
  if (plan === null) return scoreAll;
  const isOfSource = ({ sourceId }: { readonly sourceId: string }) => plan.sources.has(sourceId);
  if (running !== null) {
    const { touchedOf } = running;
    return {
      ...scoreAll,
      everything: false,
      touchedOf: async (texts) => {
        const touched = new Set(await touchedOf(texts));
        return texts.filter((text) => touched.has(text.id) || isOfSource(text)).map(({ id }) => id);
      },
    };
  }
  const finders = plan.before.map((before) => scorer.changesSince(before));
  if (finders.includes(null)) return scoreAll;
  return {
    ...scoreAll,
    everything: false,
    touchedOf: async (texts) => {
      const touched: number[] = [];
      await inSlices(texts, (text) => {
        const isTouched = isOfSource(text) || finders.some((holds) => holds?.(text.title, text.text) ?? true);
        if (isTouched) touched.push(text.id);
      });
      return touched;
    },
  };
}

/** What a change of words alone asks for. */
interface RescorePlan {
  /** Words by which the scores of earlier stamps were made; with the lists as they were kept where these are others. */
  readonly before: readonly (WordsBefore & { readonly packed: string | null })[];
  /** Sources of which verdicts take something else than before. */
  readonly sources: ReadonlySet<string>;
}

/** @returns null when all has to be scored */
async function planRescoring(
  { db, knowledge: { lexicons } }: RescoredInstallation,
  stale: readonly string[],
  present: Omit<StampBasis, 'stamp' | 'lexicon'>,
  claims: readonly Claim[],
): Promise<RescorePlan | null> {
  const before = new Map<string, RescorePlan['before'][number]>();
  const sources = new Set<string>();
  for (const stamp of stale) {
    const basis = await findBasis(db, stamp);
    if (basis === null || basis.claims === null) return null;
    if (basis.rest !== present.rest || basis.claims !== present.claims) return null;
    for (const [id, taken] of Object.entries(present.sources)) if (basis.sources[id] !== taken) sources.add(id);
    if (before.has(basis.lexicon)) continue;
    const version = listsVersionOf(basis.lexicon);
    const packed = version === lexicons.version ? null : await findKeptLists(db, version);
    const lists = version === lexicons.version ? lexicons : packed === null ? null : unpackLists(packed);
    const office = await entriesOf(db, basis.lexicon);
    if (lists === null || office === null || lists.version !== version) return null;
    if (lists !== lexicons && !(await compareClaimsAlike(lists, lexicons, claims))) return null;
    before.set(basis.lexicon, { lexicons: lists, office, packed });
  }
  return { before: [...before.values()], sources };
}

/** The office's words that a version of words names: `…+k3`; null when they are not there. */
async function entriesOf(db: Installation['db'], lexicon: string): Promise<readonly OfficeEntry[] | null> {
  const number = Number(/\+k(\d+)$/.exec(lexicon)?.[1] ?? 0);
  return (await findLexicon(db, number))?.entries ?? null;
}

function fingerprintOf(claims: readonly Claim[]): string {
  const hash = createHash('sha256');
  for (const text of claims.map((claim) => JSON.stringify(claim)).sort()) hash.update(`${text}\n`);
  return hash.digest('hex').slice(0, 32);
}
