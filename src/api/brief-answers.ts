import type { RequestHandler, Response } from 'express';
import { noticeCookie } from '../core/form.ts';
import { identityOf } from './identify.ts';

/**
 * Twenty people who look at the same page at once, or a page that renews itself, are answered once: what a person was just shown may be
 * shown again for a moment. The same address, person, rights and form only; never after anything was changed through this server or
 * announced. What another process changed is seen when the moment is over.
 */
export interface BriefAnswers {
  /** For requests that passed `createIdentifier`. */
  readonly handler: RequestHandler;
  /** Something has changed: what is kept is old. */
  forget(): void;
}

interface Kept {
  readonly until: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, number | string | string[]>>;
}

const keptHeaders = ['content-type', 'content-security-policy', 'link', 'vary'];
const maxKept = 100;

/** @param forMs how long an answer is shown again, milliseconds */
export function createBriefAnswers(forMs: number): BriefAnswers {
  let kept = new Map<string, Kept>();
  let making = new Map<string, Promise<void>>();

  function forget(): void {
    kept = new Map();
    // What is being made now may have been read before the change.
    making = new Map();
  }

  function remember(into: Map<string, Kept>, key: string, answer: Kept): void {
    into.delete(key);
    into.set(key, answer);
    const now = performance.now();
    for (const [oldest, { until }] of into) {
      if (until > now && into.size <= maxKept) break;
      into.delete(oldest);
    }
  }

  /** Waits for the same answer where it is being made, and sends it. */
  async function sendKept(key: string, response: Response): Promise<boolean> {
    await making.get(key);
    const known = kept.get(key);
    if (known === undefined || known.until <= performance.now() || response.destroyed) return false;
    response.set(known.headers).send(known.body);
    return true;
  }

  return {
    forget,
    async handler(request, response, next) {
      if (request.method !== 'GET') {
        forget();
        response.once('close', forget);
        return next();
      }
      // The sentence about what was done is shown once.
      if (request.headers.cookie?.includes(`${noticeCookie}=`)) return next();
      const { kind, userId, tokenId, name, agency, permissions } = identityOf(response).actor;
      const form = request.get('Accept') ?? '';
      const key = JSON.stringify([request.originalUrl, form, kind, userId, tokenId, name, agency, ...permissions]);
      if (await sendKept(key, response)) return;
      response.locals.keepBriefly = () => {
        const into = kept;
        const under = making;
        let ready = (): void => {};
        const done = new Promise<void>((resolve) => {
          ready = resolve;
        });
        under.set(key, done);
        const end = (): void => {
          if (under.get(key) === done) under.delete(key);
          ready();
        };
        const send = response.send.bind(response);
        response.send = (body) => {
          if (typeof body === 'string' && response.statusCode === 200 && !response.hasHeader('Set-Cookie')) {
            const headers = keptHeaders.flatMap((header) => {
              const value = response.getHeader(header);
              return value === undefined ? [] : [[header, value] as const];
            });
            remember(into, key, { until: performance.now() + forMs, body, headers: Object.fromEntries(headers) });
          }
          const sent = send(body);
          end();
          return sent;
        };
        response.once('close', end);
      };
      next();
    },
  };
}

/** Said by a handler whose answer may be shown again for a moment, before it makes it. */
export function keepBriefly(response: Response): void {
  (response.locals.keepBriefly as (() => void) | undefined)?.();
}
