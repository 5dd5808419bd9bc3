import { parentPort, workerData } from 'node:worker_threads';
import { createLineScorer, type LineScorerOptions } from './line-scorer.ts';

export interface ScoreTask {
  readonly lines: readonly string[];
}

export interface ScoreAnswer {
  readonly lines: readonly string[];
  readonly faults: number;
}

const scoreBatch = createLineScorer(workerData as LineScorerOptions);
parentPort?.on('message', ({ lines }: ScoreTask) => parentPort?.postMessage(scoreBatch(lines) satisfies ScoreAnswer));
