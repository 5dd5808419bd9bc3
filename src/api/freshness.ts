import type { Request, Response } from 'express';
import { versionStamp } from '../store/version-stamp.ts';
import type { ApiDeps } from './deps.ts';
import { identityOf } from './identify.ts';
import type { Route } from './route.ts';

/**
 * Answers `If-None-Match` with 304 before an answer is made, where nothing can have changed since the client got it: same address, same
 * person, same rows in the database, same minute (what is overdue depends on the clock). Elsewhere the answer is made and compared by
 * content: every answer carries a weak `ETag` of its bytes.
 */
export interface Freshness {
  /** @returns whether the request is answered; if not, remembers the answer that will be sent */
  answer(route: Route, request: Request, response: Response): Promise<boolean>;
}

const maxRemembered = 2_000;

export function createFreshness({ db, now }: Pick<ApiDeps, 'db' | 'now'>): Freshness {
  const remembered = new Map<string, { readonly stamp: string; readonly etag: string }>();

  function remember(key: string, stamp: string, response: Response): void {
    response.once('finish', () => {
      const etag = response.get('ETag');
      if (etag === undefined || (response.statusCode !== 200 && response.statusCode !== 304)) return;
      remembered.delete(key);
      remembered.set(key, { stamp, etag });
      if (remembered.size <= maxRemembered) return;
      for (const oldest of remembered.keys()) {
        remembered.delete(oldest);
        break;
      }
    });
  }

  return {
    async answer(route, request, response) {
      // What leaves a trail must be made; health and figures of this process are not in the database.
      if (!('handle' in route) || route.trailOf !== undefined || route.tag === 'operation') return false;
      // `fetch` sends `no-cache` with every If-None-Match of its caller. That is said to caches on the way, not to us.
      if (request.get('If-None-Match') !== undefined) delete request.headers['cache-control'];
      const { kind, userId, tokenId, name } = identityOf(response).actor;
      const key = JSON.stringify([kind, userId, tokenId, name, request.originalUrl, request.get('Accept') ?? '']);
      const stamp = `${await versionStamp(db)} ${now().toISOString().slice(0, 16)}`;
      const known = remembered.get(key);
      if (known?.stamp === stamp && request.get('If-None-Match') === known.etag) {
        response.status(304).set('ETag', known.etag).end();
        return true;
      }
      remember(key, stamp, response);
      return false;
    },
  };
}
