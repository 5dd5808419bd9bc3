import { Worker } from 'node:worker_threads';
import type { Claim } from '../../core/claim.ts';
import type { OfficeLexicon } from '../../core/office-lexicon.ts';
import type { Doc, ScoredDoc } from '../../core/score.ts';
import type { WordsBefore } from '../../scoring/create-scorer.ts';
import type { Installation } from '../installation.ts';
import type { ClaimNews, LookedAt, RescoreAnswer, RescoreTask, RescoreWorkerData } from './rescore-messages.ts';

/** Threads that look at texts and score them. An answer that fails rejects, and so does all that waits for a thread that ends. */
export interface RescoreThreads {
  /** Ids of those that the change of words may touch, in order. */
  touchedOf(texts: readonly LookedAt[]): Promise<readonly number[]>;
  score(docs: readonly Doc[]): Promise<readonly ScoredDoc[]>;
  /** All threads learn of a claim before they score what is asked for later. */
  learn(news: ClaimNews): void;
  /** One of them has ended by itself, and can be asked no more. */
  hasEnded(): boolean;
  close(): Promise<void>;
}

export interface ThreadParts {
  readonly threads: number;
  readonly office: OfficeLexicon;
  readonly claims: readonly Claim[];
  /** None when everything is scored. */
  readonly before: readonly { readonly packed: string | null; readonly office: WordsBefore['office'] }[];
  /** Whether all else goes first where cores are few. */
  readonly isPatient: boolean;
}

interface Asked {
  readonly resolve: (answer: RescoreAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** Starts threads, which takes a second and some 100 MB each. @throws Error when one would score otherwise than this process */
export async function createRescoreThreads(
  { scorer, region, config, kind }: Pick<Installation, 'scorer' | 'region' | 'config' | 'kind'>,
  { threads, office, claims, before, isPatient }: ThreadParts,
): Promise<RescoreThreads> {
  const data: RescoreWorkerData = {
    stamp: scorer.stamp,
    region,
    adapter: kind === 'demo' ? null : { database: config.database, schema: config.schema },
    office,
    claims,
    isPatient,
    before: before.map(({ packed, office: entries }) => ({ lists: packed, office: entries })),
  };
  const hands = Array.from({ length: threads }, () => startHand(data));
  const close = async (): Promise<void> => {
    await Promise.all(hands.map(({ thread }) => thread.terminate()));
  };
  try {
    await Promise.all(hands.map(({ ready }) => ready));
  } catch (error) {
    await close();
    throw error;
  }
  const ask = (task: RescoreTask): Promise<RescoreAnswer> => {
    const [freest] = hands.toSorted((a, b) => a.asked.length - b.asked.length);
    if (freest === undefined) return Promise.reject(new Error('there are no threads'));
    return freest.ask(task);
  };
  return {
    async touchedOf(texts) {
      const answer = await ask({ texts: texts.map(({ id, title, text }) => ({ id, title, text })) });
      return 'touched' in answer ? answer.touched : refuse(answer);
    },
    async score(docs) {
      const answer = await ask({ docs });
      return 'scored' in answer ? answer.scored : refuse(answer);
    },
    learn: (news) => {
      for (const { unlearned } of hands) unlearned.push(news);
    },
    hasEnded: () => hands.some(({ hasEnded }) => hasEnded()),
    close,
  };
}

function refuse(answer: RescoreAnswer): never {
  throw 'error' in answer ? answer.error : new Error('a thread answered something else');
}

function startHand(data: RescoreWorkerData) {
  const entry = import.meta.url.endsWith('.ts') ? './worker-from-source.mjs' : './rescore-worker.js';
  const thread = new Worker(new URL(entry, import.meta.url), { workerData: data, execArgv: [], name: 'rescore' });
  // A process that ends does not wait for them.
  thread.unref();
  const asked: Asked[] = [];
  const unlearned: ClaimNews[] = [];
  let ended: Error | null = null;
  const wait = (): Promise<RescoreAnswer> =>
    new Promise((resolve, reject) => {
      asked.push({ resolve, reject });
    });
  const ready = wait();
  const fail = (error: Error): void => {
    ended ??= error;
    for (const each of asked.splice(0)) each.reject(error);
  };
  thread.on('message', (answer: RescoreAnswer) => asked.shift()?.resolve(answer));
  thread.on('error', fail);
  thread.on('exit', () => fail(new Error('a thread that scores again ended')));
  return {
    thread,
    asked,
    ready,
    /** Told together with what is asked for next. */
    unlearned,
    hasEnded: () => ended !== null,
    ask: (task: RescoreTask): Promise<RescoreAnswer> => {
      // A thread that has ended answers nothing.
      if (ended !== null) return Promise.reject(ended);
      const news = unlearned.splice(0);
      if (news.length > 0) thread.postMessage({ news } satisfies RescoreTask);
      const answer = wait();
      thread.postMessage(task);
      return answer;
    },
  };
}
