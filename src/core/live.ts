import type { Instant } from './mention.ts';

/** What has just happened, for those who watch: the jobs tell it, `/api/v1/stream` passes it on. Ids only, no texts. */
export type LiveEvent =
  | { readonly type: 'alert'; readonly at: Instant; readonly alertId: number; readonly issueId: number | null }
  | { readonly type: 'issue'; readonly at: Instant; readonly issueIds: readonly number[] }
  | { readonly type: 'collected'; readonly at: Instant; readonly sourceId: string; readonly stored: number };

/** An event before it is dated. */
export type LiveChange = LiveEvent extends infer Event ? (Event extends LiveEvent ? Omit<Event, 'at'> : never) : never;

/** Calls the listener for every event from now on. @returns how to stop listening */
export type Subscribe = (listener: (event: LiveEvent) => void) => () => void;
