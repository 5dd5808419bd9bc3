import { SourceError } from '../core/errors.ts';
import { untilAborted } from '../core/until-aborted.ts';

/** Runs one part of an exchange within what is left of its time. */
export type TimeLimit = <T>(host: string, work: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/**
 * One time limit for an exchange with all its redirects and its robots.txt. It stands still between the parts: waiting for a host's
 * turn is our own politeness.
 * @param ms for all parts together
 * @param signal ends the exchange early
 */
export function createTimeLimit(ms: number, signal?: AbortSignal): TimeLimit {
  let leftMs = ms;
  return async (host, work) => {
    const timeout = AbortSignal.timeout(Math.max(1, Math.ceil(leftMs)));
    const both = signal === undefined ? timeout : AbortSignal.any([timeout, signal]);
    const began = performance.now();
    try {
      return await untilAborted(work(both), both);
    } catch (cause) {
      if (cause instanceof SourceError || !both.aborted) throw cause;
      throw timeout.aborted
        ? new SourceError('network', `no complete answer from ${host} in time`, { cause })
        : stopped(host, cause);
    } finally {
      leftMs -= performance.now() - began;
    }
  };
}

/** Waits without a limit of its own. @throws SourceError `network` when the caller gives up */
export async function unlessStopped<T>(host: string, wait: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  try {
    return await (signal === undefined ? wait : untilAborted(wait, signal));
  } catch (cause) {
    throw signal?.aborted === true && !(cause instanceof SourceError) ? stopped(host, cause) : cause;
  }
}

function stopped(host: string, cause: unknown): SourceError {
  return new SourceError('network', `fetching ${host} was stopped`, { cause });
}
