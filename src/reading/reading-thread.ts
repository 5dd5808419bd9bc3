import { Worker } from 'node:worker_threads';
import { SourceError } from '../core/errors.ts';
import type { Job, WorkerMessage } from './worker-messages.ts';

/** One worker thread that reads one document at a time. */
export interface ReadingThread {
  /** @throws SourceError when the document cannot be read; the thread may be dead afterwards */
  run(job: Job): Promise<unknown>;
  isAlive(): boolean;
  close(): Promise<void>;
}

/** Starting a thread and loading its code; a machine this slow has other troubles. */
const startTimeoutMs = 60_000;

/** @param timeoutMs work on one document; loading the code does not count */
export function createReadingThread(timeoutMs: number, memoryMb: number): ReadingThread {
  const worker = startWorker(memoryMb);
  let isAlive = true;
  let settle: ((message: WorkerMessage | Error) => void) | null = null;
  worker.on('message', (message: WorkerMessage) => settle?.(message));
  worker.on('error', (error) => settle?.(error));
  worker.on('exit', () => {
    isAlive = false;
    settle?.(stopped());
  });
  worker.unref();

  function run(job: Job): Promise<unknown> {
    return new Promise((resolve, reject) => {
      let timer = setTimeout(() => kill(new Error('the reading thread does not start')), startTimeoutMs);
      worker.ref();
      let isSettled = false;
      const finish = () => {
        isSettled = true;
        clearTimeout(timer);
        settle = null;
        worker.unref();
      };
      const kill = (reason: Error) => {
        isAlive = false;
        finish();
        void worker.terminate();
        reject(reason);
      };
      settle = (message) => {
        if (message instanceof Error) return kill(toFault(message, memoryMb));
        switch (message.type) {
          case 'ready':
            return;
          case 'working':
            clearTimeout(timer);
            // A busy main thread may notice the time before the answer that has long arrived: messages are let in first.
            timer = setTimeout(() => {
              setImmediate(() => {
                if (!isSettled)
                  kill(new SourceError('changed', `reading the document took over ${timeoutMs / 1000} s`));
              });
            }, timeoutMs);
            return;
          case 'done':
            finish();
            return resolve(message.document);
          case 'refused':
            finish();
            return reject(new SourceError(message.reason, message.message));
          case 'failed':
            finish();
            return reject(
              new SourceError('changed', `the document cannot be read: ${message.error.message}`, {
                cause: message.error,
              }),
            );
        }
      };
      if (isAlive) worker.postMessage(job);
      else kill(stopped());
    });
  }

  return {
    run,
    isAlive: () => isAlive,
    async close() {
      isAlive = false;
      await worker.terminate();
    },
  };
}

function startWorker(memoryMb: number): Worker {
  // Under tsx and vitest this file is still TypeScript, and so is the worker's.
  const entry = import.meta.url.endsWith('.ts') ? './worker-from-source.mjs' : './worker.js';
  return new Worker(new URL(entry, import.meta.url), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    name: 'reading',
  });
}

function stopped(): SourceError {
  return new SourceError('network', 'reading was stopped');
}

/** Out of memory is the document's fault; anything else that kills a thread is a bug of ours. */
function toFault(error: Error, memoryMb: number): Error {
  if ((error as NodeJS.ErrnoException).code !== 'ERR_WORKER_OUT_OF_MEMORY') return error;
  return new SourceError('too-large', `reading the document took over ${memoryMb} MB`, { cause: error });
}
