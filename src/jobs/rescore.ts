import type { Instant } from '../core/mention.ts';
import type { Doc, ScoredDoc } from '../core/score.ts';
import { findPass, finishPass, listStaleStamps, type RescorePass, savePass } from '../store/score-stamps.ts';
import { listSources } from '../store/sources.ts';
import { keepStale, listBehindParents, listTexts, type TextToLookAt } from '../store/stale-scores.ts';
import { createTally, type FlippedMention, type Tally } from './flips.ts';
import type { JudgeDeps } from './judge.ts';
import { createRejudge, type Rejudge } from './rejudge.ts';

/** What going through earlier scores takes besides the scorer. Made at the composition root. */
export interface Rescoring {
  /** Writes down what the present stamp stands for. Cheap when that is known. */
  open(): Promise<void>;
  /** Finds out what the change from earlier stamps to the present one asks for; the same work again until it is closed. */
  begin(stale: readonly string[]): Promise<RescoreWork>;
}

export interface RescoreWork {
  /** The change cannot be told from the texts: all have to be scored. */
  readonly everything: boolean;
  /** Of these, in order, the ids of those that the change may touch. */
  touchedOf(texts: readonly TextToLookAt[]): Promise<readonly number[]>;
  /** Scores on other threads; null where there are none. */
  readonly score: ((docs: readonly Doc[]) => Promise<readonly ScoredDoc[]>) | null;
  /** Told when everything has been scored: all scores have seen the claims that are known now. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export interface RescoreOptions {
  /** Only what was published since; null for all. */
  readonly since: Instant | null;
  /** False to look only. */
  readonly write: boolean;
  /** Most flips that are told one by one; the newest mentions come last and are kept. */
  readonly mostExamples: number;
  /** No further mentions are looked at after so long; the next call goes on from there. No end if absent. */
  readonly mostMs?: number;
}

export interface RescoreSummary extends Tally {
  /** Mentions that were looked at: is the change one that can touch them? */
  readonly looked: number;
  /** Of these, scored again. */
  readonly rescored: number;
  /** Texts on which the scorer failed; stored as `unscored`. */
  readonly failed: number;
  readonly examples: readonly FlippedMention[];
  /** Nothing is left that another scorer or lexicon has judged and the present one does not stand by. */
  readonly done: boolean;
}

/** Mentions read at a time: some milliseconds. */
const chunkSize = 2_000;
/** Chunks that are looked at on other threads while one is worked on here. */
const chunksAhead = 4;

/**
 * Goes through all mentions with scores of earlier stamps, in the order of their ids, scores again what the change of words can touch (or
 * everything where that cannot be told), and stores what is judged otherwise. When all are through, it is written down that the present
 * scorer stands by the scores that were left as they are. What is done is kept: after a stop or a crash the next call goes on.
 */
export async function rescoreStale(
  deps: JudgeDeps & { readonly rescoring?: Rescoring },
  options: RescoreOptions,
): Promise<RescoreSummary> {
  const { db, scorer } = deps;
  const tally = createTally(options.mostExamples);
  const target = scorer.stamp;
  const stale = await listStaleStamps(db, target);
  if (stale.length === 0) return { looked: 0, rescored: 0, failed: 0, done: true, ...tally.summary() };
  await deps.rescoring?.open();
  const begin = async () => (await deps.rescoring?.begin(stale)) ?? scoreEverything;
  const sources = new Map((await listSources(db)).map((source) => [source.id, source]));
  let work = await begin();
  const rejudge = createRejudge({ deps, write: options.write, sources, target, scoreOf: () => work.score, tally });
  let { looked, done } = await goThrough({ deps, options, work, stale, target }, rejudge);
  // Once more where the claims have become others; who has set a time calls again.
  while (!done && options.mostMs === undefined && !deps.signal.aborted && scorer.stamp === target) {
    rejudge.forgetMoves();
    await work.close();
    work = await begin();
    const again = await goThrough({ deps, options, work, stale, target }, rejudge);
    looked += again.looked;
    done = again.done;
  }
  if (done || scorer.stamp !== target || rejudge.movedClaims()) await work.close();
  return { looked, rescored: rejudge.judged(), failed: rejudge.failed(), done, ...tally.summary() };
}

const scoreEverything: RescoreWork = {
  everything: true,
  touchedOf: async (texts) => texts.map(({ id }) => id),
  score: null,
  settle: async () => {},
  close: async () => {},
};

interface Run {
  readonly deps: JudgeDeps;
  readonly options: RescoreOptions;
  readonly work: RescoreWork;
  readonly stale: readonly string[];
  readonly target: string;
}

/** Progress is written down this often at most: every write waits for the disk. */
const saveEveryMs = 1_000;

async function goThrough(run: Run, rejudge: Rejudge): Promise<{ readonly looked: number; readonly done: boolean }> {
  const { deps, options, stale, target } = run;
  const { db } = deps;
  // Part of the time, or only looking, is no pass: nothing is said of all scores in the end.
  const isPass = options.write && options.since === null;
  const found = isPass ? await findPass(db, target, stale) : null;
  const everything = run.work.everything || found?.everything === true;
  let to = found?.everything === everything ? found.to : 0;
  const moved = found?.everything === everything && found.claimsMoved;
  const passAt = (): RescorePass => ({
    ...{ target, stale: found?.stale ?? stale, everything, to },
    claimsMoved: moved || rejudge.movedClaims(),
  });
  const save = async (): Promise<void> => {
    if (isPass) await savePass(db, passAt());
  };
  await save();
  const began = performance.now();
  let savedAt = began;
  let looked = 0;
  const ahead = createReadAhead(run, everything, to);
  const isOver = () => deps.signal.aborted || deps.scorer.stamp !== target;
  for (;;) {
    if (isOver() || performance.now() - began >= (options.mostMs ?? Number.POSITIVE_INFINITY)) break;
    const chunk = await ahead.next();
    if (chunk === null) return { looked, done: isPass ? await finish(run, passAt()) : true };
    await rejudge.judge(await keepStale(db, chunk.touched, stale));
    // Not all of it was judged.
    if (isOver()) break;
    looked += chunk.texts;
    to = chunk.lastId;
    if (performance.now() - savedAt < saveEveryMs) continue;
    await save();
    savedAt = performance.now();
  }
  await save();
  return { looked, done: false };
}

/** @returns false when all has to be gone through again, for the claims are others now */
async function finish({ deps: { db, now }, work }: Run, pass: RescorePass): Promise<boolean> {
  if (pass.claimsMoved) {
    await savePass(db, { ...pass, everything: true, claimsMoved: false, to: 0 });
    return false;
  }
  await finishPass(db, pass, now());
  if (pass.everything) await work.settle();
  return true;
}

interface Chunk {
  readonly texts: number;
  readonly lastId: number;
  /** Ids of what has to be scored. */
  readonly touched: readonly number[];
}

/** Chunks in order; the next ones are read and looked at meanwhile. */
function createReadAhead(
  { deps, options, work }: Run,
  everything: boolean,
  from: number,
): { next(): Promise<Chunk | null> } {
  const { db } = deps;
  const waiting: Promise<Chunk>[] = [];
  let last = from;
  let ended = false;
  const lookAt = async (texts: readonly TextToLookAt[]): Promise<Chunk> => {
    const lastId = texts.at(-1)?.id ?? last;
    if (everything) return { texts: texts.length, lastId, touched: texts.map(({ id }) => id) };
    const answers = texts.filter(({ parentId }) => parentId !== null).map(({ id }) => id);
    const [touched, behind] = [await work.touchedOf(texts), await listBehindParents(db, answers)];
    const ids = behind.length === 0 ? touched : [...new Set([...touched, ...behind])].sort((a, b) => a - b);
    return { texts: texts.length, lastId, touched: ids };
  };
  return {
    async next() {
      while (!ended && waiting.length < chunksAhead) {
        const texts = await listTexts(db, last, chunkSize, options.since);
        ended = texts.length < chunkSize;
        last = texts.at(-1)?.id ?? last;
        if (texts.length > 0) {
          const looking = lookAt(texts);
          // Asked for in its turn; until then nobody listens.
          looking.catch(() => {});
          waiting.push(looking);
        }
        await new Promise((resolve) => setImmediate(resolve));
      }
      return (await waiting.shift()) ?? null;
    },
  };
}
