import type { SourceFault } from '../core/errors.ts';
import type { ReadHints } from '../core/reader.ts';
import type { ReadMethod } from './documents.ts';

/** To the worker: one document to read. */
export interface Job {
  readonly method: ReadMethod;
  readonly body: Uint8Array;
  readonly hints: ReadHints;
}

/** From the worker: `ready` once, then for each job `working`, and one of the others. */
export type WorkerMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'working' }
  | { readonly type: 'done'; readonly document: unknown }
  | { readonly type: 'refused'; readonly reason: SourceFault; readonly message: string }
  /** What a library threw at a document that it did not expect. */
  | { readonly type: 'failed'; readonly error: Error };
