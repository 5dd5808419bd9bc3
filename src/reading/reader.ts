import { availableParallelism } from 'node:os';
import { SourceError } from '../core/errors.ts';
import type { Reader, ReadHints } from '../core/reader.ts';
import { tooLarge } from './decode.ts';
import type { ReadMethod } from './documents.ts';
import { maxDocumentBytes } from './limits.ts';
import { createReadingThread, type ReadingThread } from './reading-thread.ts';

export interface ReaderOptions {
  /** Threads that read at a time, each started when it is first needed. Default 2, or 1 where there are fewer than four cores. */
  readonly workers?: number;
  /** Work on one document, in milliseconds, after which its thread is killed; default 2000. */
  readonly timeoutMs?: number;
  /** Largest document, in bytes; default 10 MB. */
  readonly maxBytes?: number;
  /** Memory of a thread, in MB; default 256. */
  readonly memoryMb?: number;
}

interface Waiting {
  readonly start: (thread: ReadingThread) => void;
  readonly refuse: (error: Error) => void;
}

/**
 * The reader of core/reader.ts on a small pool of worker threads with 256 MB each. A document that stalls or exhausts its
 * thread costs that thread and that document; the next job gets a fresh one. Idle threads do not keep the process alive.
 */
export function createReader(options: ReaderOptions = {}): Reader & { close(): Promise<void> } {
  const {
    workers = availableParallelism() < 4 ? 1 : 2,
    timeoutMs = 2_000,
    maxBytes = maxDocumentBytes,
    memoryMb = 256,
  } = options;
  const idle: ReadingThread[] = [];
  const busy = new Set<ReadingThread>();
  const queue: Waiting[] = [];
  let isClosed = false;

  function next(): void {
    while (queue.length > 0 && (idle.length > 0 || busy.size < workers)) {
      const thread = popAlive(idle) ?? createReadingThread(timeoutMs, memoryMb);
      busy.add(thread);
      queue.shift()?.start(thread);
    }
  }

  async function read(method: ReadMethod, body: Uint8Array, hints: ReadHints): Promise<unknown> {
    if (isClosed) throw new Error('reader is closed');
    if (body.length > maxBytes) throw tooLarge(maxBytes);
    const thread = await new Promise<ReadingThread>((start, refuse) => {
      queue.push({ start, refuse });
      next();
    });
    try {
      return await thread.run({ method, body, hints });
    } finally {
      busy.delete(thread);
      if (thread.isAlive() && !isClosed) idle.push(thread);
      next();
    }
  }

  async function close(): Promise<void> {
    isClosed = true;
    for (const { refuse } of queue.splice(0)) refuse(new SourceError('network', 'reading was stopped'));
    await Promise.all([...idle.splice(0), ...busy].map((thread) => thread.close()));
  }

  const method = <M extends ReadMethod>(name: M) =>
    ((body: Uint8Array, hints: ReadHints) => read(name, body, hints)) as Reader[M];
  return {
    feed: method('feed'),
    sitemap: method('sitemap'),
    wordpress: method('wordpress'),
    article: method('article'),
    listing: method('listing'),
    site: method('site'),
    klipping: method('klipping'),
    telegram: method('telegram'),
    factCheckList: method('factCheckList'),
    texts: method('texts'),
    table: method('table'),
    records: method('records'),
    pdf: method('pdf'),
    detect: method('detect'),
    close,
  };
}

/** A thread may have died while it was idle. */
function popAlive(threads: ReadingThread[]): ReadingThread | undefined {
  let thread = threads.pop();
  while (thread !== undefined && !thread.isAlive()) thread = threads.pop();
  return thread;
}
