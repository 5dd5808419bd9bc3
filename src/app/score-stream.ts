import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { createLineScorer, type LineScorerOptions } from './line-scorer.ts';
import type { ScoreAnswer, ScoreTask } from './score-worker.ts';

/** Lines that one worker gets at a time, and how many such batches may be under way per worker. */
const batchSize = 250;
const batchesAhead = 3;

export interface ScoreStreamOptions extends LineScorerOptions {
  readonly workers: number;
}

/**
 * Scores NDJSON from `input` to `output`: one line out for each line in, in the same order, in bounded memory.
 * @returns how many lines could not be read
 * @throws ConfigError for a region that does not exist, or claims that cannot be read
 */
export async function scoreStream(input: Readable, output: Writable, options: ScoreStreamOptions): Promise<number> {
  const pool = options.workers === 1 ? createLocal(options) : createWorkers(options);
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  const underWay: Promise<ScoreAnswer>[] = [];
  let faults = 0;
  let batch: string[] = [];

  const write = async (): Promise<void> => {
    const answer = await underWay.shift();
    if (answer === undefined) return;
    faults += answer.faults;
    if (!output.write(`${answer.lines.join('\n')}\n`)) await once(output, 'drain');
  };
  const send = async (): Promise<void> => {
    if (batch.length === 0) return;
    underWay.push(pool.score(batch));
    batch = [];
    if (underWay.length >= options.workers * batchesAhead) await write();
  };
  try {
    for await (const line of lines) {
      batch.push(line);
      if (batch.length === batchSize) await send();
    }
    await send();
    while (underWay.length > 0) await write();
  } finally {
    await pool.close();
  }
  return faults;
}

interface Pool {
  score(lines: readonly string[]): Promise<ScoreAnswer>;
  close(): Promise<void>;
}

function createLocal(options: LineScorerOptions): Pool {
  const scoreBatch = createLineScorer(options);
  return { score: async (lines) => scoreBatch(lines), close: async () => {} };
}

/** Batches go round the workers in turn; each worker answers in order. Threads run the built file, so only from `dist/`. */
function createWorkers({ workers, ...options }: ScoreStreamOptions): Pool {
  // Fails here, once, for a region that does not exist.
  createLineScorer(options);
  const threads = Array.from({ length: workers }, () => {
    const thread = new Worker(new URL('./score-worker.js', import.meta.url), { workerData: options });
    const waiting: { resolve(answer: ScoreAnswer): void; reject(error: Error): void }[] = [];
    thread.on('message', (answer: ScoreAnswer) => waiting.shift()?.resolve(answer));
    thread.on('error', (error) => {
      for (const entry of waiting.splice(0)) entry.reject(error);
    });
    return { thread, waiting };
  });
  let next = 0;
  return {
    score: (lines) =>
      new Promise((resolve, reject) => {
        const worker = threads[next++ % threads.length];
        worker?.waiting.push({ resolve, reject });
        worker?.thread.postMessage({ lines } satisfies ScoreTask);
      }),
    close: async () => {
      await Promise.all(threads.map(({ thread }) => thread.terminate()));
    },
  };
}
