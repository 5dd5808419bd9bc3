import { Worker } from 'node:worker_threads';
import type { Digest } from '../../core/digest.ts';
import type { Attachment } from '../../core/notification.ts';
import type { ReportFile, ReportFormat } from '../../core/report-file.ts';
import type { ReportTasks, TaskAnswer, TaskMessage, TaskName } from './tasks.ts';

/** Reports are drawn in a thread of their own, so that alerts and pages do not wait for a PDF. Its errors are those of the renderers. */
export interface ReportThread {
  /** A whole HTML document. */
  html(digest: Digest): Promise<string>;
  file(digest: Digest, format: ReportFormat): Promise<ReportFile>;
  /** What goes with the mail of a report. */
  attachments(digest: Digest): Promise<readonly Attachment[]>;
  close(): Promise<void>;
}

/** Fonts, charts and PDF parts take some 100 MB, which a machine that sends one report a day should have back. */
const idleMs = 60_000;

interface Waiting {
  readonly resolve: (gives: never) => void;
  readonly reject: (error: Error) => void;
}

/** The thread starts with the first report, and ends a minute after the last. */
export function createReportThread(): ReportThread {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | null = null;
  let last = 0;

  function stop(): Promise<unknown> {
    const ended = worker?.terminate() ?? Promise.resolve();
    worker = null;
    return ended;
  }

  function start(): Worker {
    // Under tsx and vitest this file is still TypeScript, and so is the worker's.
    const entry = import.meta.url.endsWith('.ts') ? './worker-from-source.mjs' : './worker.js';
    const started = new Worker(new URL(entry, import.meta.url), { execArgv: [], name: 'reports' });
    started.on('message', (answer: TaskAnswer) => {
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('error' in answer) asked?.reject(answer.error);
      else asked?.resolve(answer.gives as never);
      if (waiting.size > 0) return;
      idle = setTimeout(() => void stop(), idleMs);
      idle.unref();
    });
    const fail = (error: Error): void => {
      // What waits may wait for a later thread.
      if (worker !== null && worker !== started) return;
      worker = null;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    started.on('error', fail);
    started.on('exit', () => fail(new Error('the report thread ended')));
    return started;
  }

  function ask<Name extends TaskName>(task: Name, of: ReportTasks[Name]['of']): Promise<ReportTasks[Name]['gives']> {
    if (idle !== null) clearTimeout(idle);
    worker ??= start();
    last += 1;
    const message: TaskMessage<Name> = { id: last, task, of };
    const { id } = message;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
      worker?.postMessage(message);
    });
  }

  return {
    html: (digest) => ask('html', { digest }),
    file: (digest, format) => ask('file', { digest, format }),
    attachments: (digest) => ask('attachments', { digest }),
    async close() {
      if (idle !== null) clearTimeout(idle);
      await stop();
    },
  };
}
